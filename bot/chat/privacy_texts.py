"""What is kept, in words: in general, and of one person; and what erasing does."""

from bot.chat.day_texts import said_day
from bot.chat.html import bold, esc, shortened
from bot.chat.person_texts import LABELS, shown_value
from bot.chat.talk import Talk
from bot.domain.calendars import spec_of
from bot.domain.interactions import Interaction
from bot.domain.occasions import KeptFeast
from bot.domain.words import Consent
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, mark
from bot.usecases.privacy import KeptOfPerson
from bot.usecases.tidying import VALUES_KEPT

NAME_UNITS = 200
NOTE_UNITS = 700
CONTACTS_SHOWN = 20
"""The rest is in the file."""
_CONSENT = {
    Consent.AGREED: mark("Agreed that birthday and holidays are remembered."),
    Consent.REFUSED: mark("Birthday and holidays are not to be remembered."),
    Consent.UNDECIDED: mark("Not asked yet whether birthday and holidays may be remembered."),
}


def general_text(t: Translator) -> str:
    """What is kept of whom, for how long, and what one can do."""
    lines = [
        bold(t("What is kept")),
        t("Of partners: name, address data, tier, owner, agreements, promises and the notes of contacts."),
        t(
            "Of people there: name, salutation, role, phone, e-mail, Telegram name, language and a note. Birthday and "
            "holidays only with their consent; what nobody decided is deleted after 30 days."
        ),
        t(
            "Of messages that were sent: which text it was; of news by e-mail, what was written and to which address "
            "it went."
        ),
        t("Of colleagues: name, Telegram account, address for answers to mails, role, and who changed what."),
        t.n(
            "What stood in a change is forgotten after one day; who changed which field stays.",
            "What stood in a change is forgotten after {n} days; who changed which field stays.",
            VALUES_KEPT.days,
        ),
        "",
        t(
            "To see what is kept of one person, write /privacy and the name. There it can be sent as a file, and "
            "managers can erase it."
        ),
    ]
    return "\n".join(lines)


def kept_text(talk: Talk, kept: KeptOfPerson) -> str:
    """Everything that is kept of a person."""
    t, person = talk.t, kept.person
    head = [bold(t("Kept of {name}", name=shortened(full_name(person), NAME_UNITS)))]
    head.append(t("Partner: {partner}", partner=esc(shortened(kept.partner.name, NAME_UNITS))))
    values = {field: shown_value(field, getattr(person, field)) for field in LABELS}
    head += [f"{t(LABELS[field])}: {value}" for field, value in values.items() if value]
    head.append(words.person_state(t, person.state) + ".")
    blocks = [head, [t(_CONSENT[person.consent]), *_days(talk, kept)], _events(talk, kept), _promises(talk, kept)]
    blocks += [_contacts(talk, kept), _texts(t, kept), _elsewhere(t, kept)]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def erasing_text(t: Translator, kept: KeptOfPerson) -> str:
    """What erasing takes, what stays, and that it is for good."""
    lines = [
        bold(t("Erase everything about {name}?", name=shortened(full_name(kept.person), NAME_UNITS))),
        t("Erased for good: name, role and contact data, days and holidays, events, notes."),
    ]
    if kept.notes:
        lines.append(
            t.n("The words of {n} contact with them go.", "The words of {n} contacts with them go.", kept.notes)
        )
    if n := len(kept.promises):
        lines.append(t.n("{n} promise to them is closed.", "{n} promises to them are closed.", n))
    if n := len(kept.elsewhere):
        lines.append(
            t.n("In {n} other text the name is replaced by “…”.", "In {n} other texts the name is replaced by “…”.", n)
        )
    if n := len(kept.contacts):
        lines.append(
            t.n(
                "That there was {n} contact stays, with its day and purpose, without the name.",
                "That there were {n} contacts stays, with day and purpose, without the name.",
                n,
            )
        )
    if kept.is_partner:
        lines.append(t("The partner itself is called so too; its name stays until somebody changes it."))
    last = t(
        "<b>This cannot be undone.</b> What was typed to the bot goes within a week; messages in Telegram chats and "
        "older backups are not reached from here."
    )
    return "\n".join([*lines, "", last])


def erased_text(t: Translator) -> str:
    """That it was done, without a name."""
    return t("Erased. It is noted that somebody was erased, and by whom; not who it was.")


def _texts(t: Translator, kept: KeptOfPerson) -> list[str]:
    """Which of our texts they had, so that none comes twice in a row: how many, since a mark tells nobody anything."""
    n, mails = len(kept.texts), len(kept.mails)
    said = (
        [t.n("It is remembered which {n} text they got.", "It is remembered which {n} texts they got.", n)] if n else []
    )
    said += (
        [t.n("News that went to them, or was to: {n}.", "News that went to them, or was to: {n}.", mails)]
        if mails
        else []
    )
    return said


def _days(talk: Talk, kept: KeptOfPerson) -> list[str]:
    t, f = talk.t, talk.f
    lines = [
        f"• {esc(one.title or words.occasion_kind(t, one.kind))}: {said_day(t, f, spec_of(one))}"
        for one in kept.occasions
    ]
    return [*lines, *(f"• {_feast(t, one)}" for one in kept.kept_feasts)]


def _feast(t: Translator, one: KeptFeast) -> str:
    feast = esc(words.feast(t, one.feast))
    if not one.shift:
        return feast
    n = abs(one.shift)
    later = t.n("{n} day later", "{n} days later", n)
    return f"{feast} ({later if one.shift > 0 else t.n('{n} day earlier', '{n} days earlier', n)})"


def _events(talk: Talk, kept: KeptOfPerson) -> list[str]:
    lines = []
    for one in kept.events:
        line = f"• {talk.f.day_year(one.on)}: {words.event_kind(talk.t, one.kind, inline=True)}"
        lines.append(f"{line}, “{esc(shortened(one.note, NOTE_UNITS))}”" if one.note else line)
    return [talk.t("Events:"), *lines] if lines else []


def _promises(talk: Talk, kept: KeptOfPerson) -> list[str]:
    lines = [f"• {talk.f.day_year(one.due_on)}: {esc(shortened(one.text, NOTE_UNITS))}" for one in kept.promises]
    return [talk.t("Promises:"), *lines] if lines else []


def _contacts(talk: Talk, kept: KeptOfPerson) -> list[str]:
    t = talk.t
    if not kept.contacts:
        return [t("No contact with this person has been noted yet.")]
    lines = [t("Contacts, the newest first:"), *(_contact(talk, kept, one) for one in kept.contacts[:CONTACTS_SHOWN])]
    return [*lines, *_rest(t, len(kept.contacts))]


def _elsewhere(t: Translator, kept: KeptOfPerson) -> list[str]:
    if not kept.elsewhere:
        return []
    quoted = [f"• “{esc(shortened(one.text, NOTE_UNITS))}”" for one in kept.elsewhere[:CONTACTS_SHOWN]]
    return [t("Named in other notes:"), *quoted, *_rest(t, len(kept.elsewhere))]


def _rest(t: Translator, count: int) -> list[str]:
    rest = count - CONTACTS_SHOWN
    more = t.n("… and {n} more; it is in the file.", "… and {n} more; they are in the file.", rest)
    return [more] if rest > 0 else []


def _contact(talk: Talk, kept: KeptOfPerson, one: Interaction) -> str:
    facts = [words.purpose(talk.t, one.purpose, inline=True)]
    if one.channel is not None:
        facts.append(words.channel(talk.t, one.channel, inline=True))
    if (name := kept.staff_names.get(one.staff_id or 0)) is not None:
        facts.append(esc(name))
    line = f"• {talk.f.day_year(one.on)}: {', '.join(facts)}"
    return f"{line}, “{esc(shortened(one.note, NOTE_UNITS))}”" if one.note else line
