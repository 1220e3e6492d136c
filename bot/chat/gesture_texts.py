"""What is said around a gesture, and the keys under it."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from bot.chat.answer_buttons import ShowItem
from bot.chat.contact_texts import recent_line
from bot.chat.draft_texts import quoted
from bot.chat.drafting import SHOWN
from bot.chat.gesture_buttons import (
    AskPerson,
    GestureSent,
    TurnWords,
)
from bot.chat.gesture_words import BOTH, FIRST, PRIVATE, PUBLIC, SECOND, Words
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import AnyKey, Copy, Key, Link
from bot.chat.talk import Talk
from bot.chat.ways import fits_copying, links
from bot.domain.forms import Form
from bot.domain.given_texts import mark_of
from bot.domain.templates import LANGUAGES
from bot.domain.words import Channel, Kind, Purpose
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, own_name
from bot.usecases.reading_gestures import Side

NAME_UNITS = 120
ADDRESS_MOST = 2000


def words_text(talk: Talk, form: Form, shown: Words) -> str:
    """The words, under a line that says for whom they are."""
    t, side = talk.t, shown.side
    partner = bold(shortened(side.partner.name, NAME_UNITS))
    if shown.to == PUBLIC:
        head = t("For our channels, about {partner}. Copy it, post it, then come back:", partner=partner)
    elif shown.to == BOTH and shown.read.other is not None:
        head = t(
            "For {first} and {second}, in one message or a group:",
            first=bold(called(shown.read.side)),
            second=bold(called(shown.read.other)),
        )
    else:
        head = t("A draft for {name}; change it as you like:", name=bold(called(side)))
    lines = [head, quoted(t, shown.chosen.text)]
    if shown.to not in (PUBLIC, BOTH) and not shown.ways.channels:
        lines.append(t("There is no phone number and no address of {name} yet.", name=esc(called(side))))
    if shown.to != PUBLIC:
        lines += _addresses(t, shown)
    if shown.read.met_on is not None:
        day = talk.f.day_near(shown.read.met_on, talk.today)
        lines.append(t("These two were introduced to each other before, on {day}.", day=day))
    newest = {one.staff_name: one for one in reversed(shown.read.recent)}
    lines += [
        f"{esc(side.partner.name if shown.read.other is None else shown.read.other.partner.name)}: "
        + recent_line(t, talk.f, one.staff_name, one, talk.today)
        for one in newest.values()
    ]
    lines += [t("{name} is in mourning; be gentle.", name=bold(full_name(one))) for one in shown.read.mourning]
    if form.fields.get("keep") and shown.to == PUBLIC:
        lines.append(t("What they offer will be kept on their card too."))
    if shown.purpose in (Purpose.OFFER, Purpose.PROMOTION) and side.partner.kind is Kind.GOVERNMENT:
        lines.append(t("For a government office, words are enough: a gift can count as gratification."))
    return "\n\n".join(lines)


def words_keys(t: Translator, form: Form, shown: Words, anew: Callable[[int, int, str], Any]) -> list[list[AnyKey]]:
    """The ways to send the words, that they went out, other words, other people, and the way back."""
    text, id, version = shown.chosen.text, form.id, form.version
    rows: list[list[AnyKey]] = [_ways(t, shown, text)]
    if can_be_sent(shown):
        rows += [[one] for one in _sent(t, form, shown)]
    rows += _turning(t, form, shown)

    def to(label: str, whom: str) -> Key:
        return Key(label, TurnWords(id, version, whom, 0, ""))

    if shown.purpose is Purpose.INTRODUCTION and shown.read.other is not None:
        first, second = shown.read.side, shown.read.other
        whom = {BOTH: t("To both"), FIRST: t("To {name} alone", name=called(first))}
        whom[SECOND] = t("To {name} alone", name=called(second))
        rows += [[to(label, one)] for one, label in whom.items() if one != shown.to]
        rows.append([Key(t("Another partner"), anew(id, version, "other"))])
        for side, name in ((first, FIRST), (second, SECOND)):
            if len(side.people) > 1:
                label = t("Somebody else at {partner}", partner=side.partner.name)
                rows.append([Key(label, AskPerson(id, version, name))])
    elif shown.purpose is Purpose.THANKS:
        label = t("Thank them privately") if shown.to == PUBLIC else t("Thank them in public")
        rows.append([to(label, PRIVATE if shown.to == PUBLIC else PUBLIC)])
    elif shown.purpose is Purpose.PROMOTION:
        label = t("Ask them first") if shown.to == PUBLIC else t("The text for our channels")
        rows.append([to(label, PRIVATE if shown.to == PUBLIC else PUBLIC)])
        rows.append([Key(t("Promote something else"), anew(id, version, "text"))])
    elif shown.purpose is Purpose.OFFER:
        rows.append(
            [Key(t("Another offer"), anew(id, version, "text")), Key(t("Another day"), anew(id, version, "ends"))]
        )
    return [*rows, [Key(t("Back"), ShowItem(int(form.fields["reminder"])))]]


def can_be_sent(shown: Words) -> bool:
    """Whether these words are the gesture itself: asking them first is none yet."""
    return shown.purpose is not Purpose.PROMOTION or shown.to == PUBLIC


def called(side: Side) -> str:
    """A person, or the partner as a whole."""
    return full_name(side.person) if side.person is not None else side.partner.name


def _ways(t: Translator, shown: Words, text: str) -> list[AnyKey]:
    if shown.to not in (PUBLIC, BOTH):
        return links(t, text, shown.ways)
    address = f"https://wa.me/?text={quote(text, safe='')}"
    keys: list[AnyKey] = [Link("WhatsApp", address)] if len(address) <= ADDRESS_MOST else []
    return [*keys, Copy(t("Copy"), text)] if fits_copying(text) else keys


def _sent(t: Translator, form: Form, shown: Words) -> Sequence[Key]:
    def sent(label: str, channel: Channel | None) -> Key:
        return Key(label, GestureSent(form.id, form.version, shown.to, mark_of(shown.chosen.key), channel))

    if shown.to == PUBLIC:
        return [sent(t("Posted"), Channel.SOCIAL)]
    if shown.purpose is Purpose.INTRODUCTION:
        return [sent(t("Both have been told"), None)]
    channels = shown.ways.channels
    # By which of two ways it was is asked.
    return [sent(t("Sent"), channels[0] if len(channels) == 1 else None)]


def _turning(t: Translator, form: Form, shown: Words) -> list[list[AnyKey]]:
    id, version, of = form.id, form.version, len(shown.texts)
    language = shown.chosen.language
    first = shown.number - shown.number % SHOWN

    def turn(label: str, number: int, spoken: str = language) -> Key:
        return Key(label, TurnWords(id, version, shown.to, number, spoken))

    numbers = [
        turn(f"· {place + 1} ·" if place == shown.number else str(place + 1), place)
        for place in range(first, min(first + SHOWN, of))
    ]
    picks: list[AnyKey] = list(numbers) if of > 1 else []
    if of > SHOWN:
        picks.append(turn(t("Another"), first + SHOWN if first + SHOWN < of else 0))
    others = [one for one in LANGUAGES if one != language]
    return [picks, [turn(own_name(one), 0, one) for one in others]]


def _addresses(t: Translator, shown: Words) -> list[str]:
    """Where they can be written to by e-mail: both together, where the words are for both."""
    both = [one for one in (shown.read.side, shown.read.other) if one is not None]
    sides = both if shown.to == BOTH else [shown.side]
    found = [(one.person.email if one.person else one.partner.email) for one in sides]
    addresses = ", ".join(esc(one) for one in found if one)
    return [t("By e-mail: {addresses}", addresses=f"<code>{addresses}</code>")] if addresses else []
