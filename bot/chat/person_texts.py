"""A person in words: the card, the labels of the fields, what stands in them."""

from collections.abc import Mapping
from datetime import date

from bot.chat.card_texts import day_line
from bot.chat.html import bold, esc, shortened
from bot.domain.people import Person
from bot.domain.words import Consent, PartnerState, PersonState
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, mark, own_name
from bot.usecases.person_cards import PersonCard

NAME_UNITS = 200
VALUE_UNITS = 240
DAYS_SHOWN = 6

LABELS: Mapping[str, str] = {
    "name": mark("Name"),
    "salutation": mark("Salutation and title"),
    "call_name": mark("Call name"),
    "role": mark("Role"),
    "phone": mark("Phone"),
    "telegram": mark("Telegram name"),
    "email": mark("E-mail"),
    "language": mark("Language"),
    "note": mark("Note"),
}
QUESTIONS: Mapping[str, str] = {
    "name": mark("What is {name} called? Write the name; a salutation may stand before it."),
    "salutation": mark("How is {name} addressed? Write salutation and title as one says them: Bu, Pak, dr., Prof. Dr."),
    "call_name": mark(
        "By which name is {name} called? Write the name alone, without a salutation: Ratna. Without one the full name "
        "is used."
    ),
    "role": mark("What does {name} do there? Write the role, for example: Director."),
    "phone": mark(
        "Which phone number has {name}? Write it in any notation; several with a comma between, the one to call first."
    ),
    "telegram": mark("What is the Telegram name of {name}? Write it, for example @ratna_w."),
    "email": mark("What is the e-mail address of {name}? Write it."),
    "language": mark("In which language do we write to {name}?"),
    "note": mark("What should the note on {name} say? Write it."),
}
_CONSENT = {
    Consent.AGREED: mark("Birthday and holidays: agreed that we remember them"),
    Consent.REFUSED: mark("Birthday and holidays: not kept"),
    Consent.UNDECIDED: mark("Birthday and holidays: not asked yet"),
}


def person_text(t: Translator, f: Formats, card: PersonCard, today: date) -> str:
    """The card."""
    blocks = [_head(t, f, card), _reach(t, card.person), _days(t, f, card, today), _contact(t, f, card, today)]
    if card.person.note:
        blocks.append([f"📝 {_short(card.person.note)}"])
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def value_lines(t: Translator, person: Person) -> list[str]:
    """What stands in each field that is filled in, but for the name."""
    values = {field: shown_value(field, getattr(person, field)) for field in LABELS if field != "name"}
    return [f"{t(LABELS[field])}: {value}" for field, value in values.items() if value]


def shown_value(field: str, value: str | None) -> str:
    """What stands in a field, escaped; empty for nothing."""
    if not value:
        return ""
    if field == "language":
        return own_name(value)
    return esc(shortened(f"@{value}" if field == "telegram" and value[:1] != "@" else value, VALUE_UNITS))


def gone_line(t: Translator, f: Formats, card: PersonCard) -> str | None:
    """That somebody is no longer there; None for who is."""
    person = card.person
    if person.state is PersonState.DIED:
        return t("🕊 Has died. Nothing is sent any more.")
    if person.state is PersonState.ACTIVE:
        return None
    said = t("No longer there.")
    if person.left_on is not None:
        said = t("No longer there since {day}.", day=f.day_year(person.left_on))
    if card.successor is None:
        return said
    return said + " " + t("Now it is {name}.", name=bold(shortened(full_name(card.successor), NAME_UNITS)))


def _head(t: Translator, f: Formats, card: PersonCard) -> list[str]:
    person = card.person
    role = f", {_short(person.role)}" if person.role else ""
    lines = [
        f"👤 {bold(shortened(full_name(person), NAME_UNITS))}{role}",
        esc(shortened(card.partner.name, NAME_UNITS)),
    ]
    if card.partner.state is PartnerState.ARCHIVED:
        lines.append(t("Archived: nothing is due here."))
    gone = gone_line(t, f, card)
    return [*lines, gone] if gone else lines


def _reach(t: Translator, person: Person) -> list[str]:
    facts = [_short(value) for value in (person.phone, person.email) if value]
    if person.telegram:
        facts.append("@" + esc(person.telegram.lstrip("@")))
    lines = [" · ".join(facts)] if facts else []
    more = {field: shown_value(field, getattr(person, field)) for field in ("call_name", "language")}
    refused = [t("Wants no news of ours.")] if person.news_refused_on is not None else []
    return [*lines, *(f"{t(LABELS[field])}: {value}" for field, value in more.items() if value), *refused]


def _days(t: Translator, f: Formats, card: PersonCard, today: date) -> list[str]:
    person = card.person
    if person.state is not PersonState.ACTIVE:
        return []
    if person.undecided_until is not None and card.days_kept:
        day = f.short_day(person.undecided_until)
        return [t("Birthday and holidays are kept and not used yet; decide by {day}.", day=day)]
    lines = [day_line(t, f, day, None, today) for day in card.days[:DAYS_SHOWN]]
    return lines or [t(_CONSENT[person.consent])]


def _contact(t: Translator, f: Formats, card: PersonCard, today: date) -> list[str]:
    if card.newest is None:
        return [t("No contact with this person has been noted yet.")]
    facts = [words.purpose(t, card.newest.purpose, inline=True)]
    if card.newest.channel is not None:
        facts.append(words.channel(t, card.newest.channel, inline=True))
    if card.logged_by is not None:
        facts.append(_short(card.logged_by))
    lines = [t("Last contact {day} ({facts}).", day=f.day_near(card.newest.on, today), facts=", ".join(facts))]
    if card.newest.note:
        lines.append(t("Note: “{note}”", note=_short(card.newest.note)))
    return lines


def _short(text: str) -> str:
    return esc(shortened(text, VALUE_UNITS))
