"""What was taken back, and what could not be, by the names that people know."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.chat.html import bold, esc, shortened
from bot.chat.partner_fields import LABELS
from bot.chat.talk import Talk
from bot.domain.ports import UnitOfWork
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, mark
from bot.usecases.partner_fields import SINCE
from bot.usecases.undo import Left, Undone

SHOWN = 8
NAME_UNITS = 90

NOUNS: Mapping[str, str] = {
    "partners": mark("partner"),
    "people": mark("person"),
    "occasions": mark("day that matters"),
    "kept_feasts": mark("holiday that is kept"),
    "confirmed_feasts": mark("confirmed day of a holiday"),
    "own_feasts": mark("holiday of our own"),
    "events": mark("event"),
    "interactions": mark("contact"),
    "rhythms": mark("rhythm"),
    "agreements": mark("agreement"),
    "promises": mark("promise"),
    "offers": mark("special offer"),
    "introductions": mark("introduction"),
    "reminders": mark("reminder"),
    "staff": mark("colleague"),
    "invitations": mark("invitation"),
    "absences": mark("absence"),
    "own_words": mark("word of our own"),
    "mail_recipients": mark("recipient of news"),
    "team_groups": mark("group of the team"),
    "templates": mark("text of our own"),
    "silenced_texts": mark("switched text"),
    "given_texts": mark("text that was sent"),
}
_DAY, _NOTE, _PERSON, _STATE = mark("Day"), mark("Note"), mark("Person"), mark("State")
FIELDS: Mapping[str, Mapping[str, str]] = {
    "partners": {
        **LABELS,
        "since_on": LABELS[SINCE],
        "since_year": LABELS[SINCE],
        "state": _STATE,
        "baseline_on": mark("Last contact"),
    },
    "people": {
        "name": mark("Name"),
        "salutation": mark("Salutation"),
        "call_name": mark("Call name"),
        "role": mark("Role"),
        "phone": mark("Phone"),
        "telegram": mark("Telegram name"),
        "email": mark("E-mail"),
        "language": mark("Language"),
        "consent": mark("Consent"),
        "state": _STATE,
        "left_on": _STATE,
        "note": _NOTE,
        "successor_id": mark("Successor"),
        "partner_id": mark("Partner"),
    },
    "interactions": {
        "on": _DAY,
        "person_id": _PERSON,
        "channel": mark("Channel"),
        "purpose": mark("Purpose"),
        "direction": mark("From whom"),
        "note": _NOTE,
        "settled_on": _STATE,
        "ask_answer": mark("What came of it"),
    },
    "agreements": {
        "to_on": mark("End"),
        "from_on": mark("Begin"),
        "title": mark("Title"),
        "outcome": mark("What came of it"),
        "closed_on": mark("What came of it"),
    },
    "promises": {"text": mark("Text"), "due_on": _DAY, "state": _STATE, "settled_on": _STATE, "person_id": _PERSON},
    "occasions": {
        "day": _DAY,
        "month": _DAY,
        "year": _DAY,
        "calendar": _DAY,
        "leap_on_march": _DAY,
        "title": mark("Title"),
    },
    "kept_feasts": {"shift": _DAY},
    "templates": {"text": mark("Text"), "tone": mark("Tone"), "active": _STATE},
    "events": {"on": _DAY, "note": _NOTE},
    "rhythms": {"own_days": mark("Days between"), "skipped_on": mark("Skipped")},
    "absences": {
        "from_on": mark("Days away"),
        "until_on": mark("Days away"),
        "stand_in_id": mark("Stand-in"),
        "everything": mark("Greetings"),
    },
    "staff": {
        "language": mark("Language"),
        "zone": mark("Time zone"),
        "brief_at": mark("Hour of the brief"),
        "own_week": mark("Send a summary on Fridays"),
        "email": mark("E-mail"),
    },
    "team_groups": {"weekly": mark("The week's figures in the group")},
}
"""Fields by the labels that people know. What is not named here changes along with one that is."""


def field_labels(t: Translator, noun: str, names: Iterable[str]) -> list[str]:
    """The labels of some fields of a noun, each once; fields that nobody sees are left out."""
    labels = (FIELDS.get(noun, {}).get(name) for name in names)
    return list(dict.fromkeys(t(label) for label in labels if label is not None))


async def undone_text(talk: Talk, undone: Undone, what: str) -> str:
    """What was taken back (*what*), what waits again, what stays since it was changed, what cannot be unsent."""
    t = talk.t
    lines = [t("Taken back: {what}.", what=what), *_counts(talk, undone)]
    if undone.mails_gone:
        n = undone.mails_gone
        lines.append(
            t.n(
                "{n} message went out already and cannot be unsent.",
                "{n} messages went out already and cannot be unsent.",
                n,
            )
        )
    if n := len(undone.reopened):
        lines.append(t.n("{n} reminder waits again.", "{n} reminders wait again.", n))
    async with talk.house.storage.read() as uow:
        staying = await _staying(t, uow, undone.left)
        told = await uow.staff.list_in(undone.unsent_to)
    if undone.kept_names:
        names = [esc(shortened(name, NAME_UNITS)) for name in undone.kept_names[:SHOWN]]
        rest = len(undone.kept_names) - SHOWN
        names += [t.n("{n} more", "{n} more", rest)] if rest > 0 else []
        lines.append(t("Used or changed since, so they stay: {names}.", names=talk.f.list_of(names)))
    elif staying:
        lines.append(t("Changed since, and left as it is:"))
        lines += [f"• {one}" for one in staying[:SHOWN]]
        rest = len(staying) - SHOWN
        lines += [t.n("… and {n} more", "… and {n} more", rest)] if rest > 0 else []
    if told:
        readers = talk.f.list_of([bold(one.name) for one in told])
        lines.append(t("Was told already, which cannot be unsent: {names}.", names=readers))
    return "\n".join(lines)


def _counts(talk: Talk, undone: Undone) -> list[str]:
    """Of an import: how many partners and people went, and how much else is as it was."""
    t, gone = talk.t, dict(undone.gone)
    parts = [
        (gone.get("partners", 0), t.n("{n} partner", "{n} partners", gone.get("partners", 0))),
        (gone.get("people", 0), t.n("{n} person", "{n} people", gone.get("people", 0))),
        (undone.restored, t.n("{n} changed entry", "{n} changed entries", undone.restored)),
    ]
    said = [text for count, text in parts if count]
    return [t("{what} taken back.", what=talk.f.list_of(said))] if said else []


async def _staying(t: Translator, uow: UnitOfWork, left: Sequence[Left]) -> list[str]:
    """Each row that stays, or of which fields stay, by name."""
    lines = []
    ordered = sorted(left, key=lambda one: (one.noun, one.id))
    for (noun, id), group in groupby(ordered, key=lambda one: (one.noun, one.id)):
        named = await _row_name(t, uow, noun, id)
        labels = field_labels(t, noun, [one.field for one in group if one.field is not None])
        lines.append(f"{named}: {', '.join(label.lower() for label in labels)}" if labels else named)
    return list(dict.fromkeys(lines))


async def _row_name(t: Translator, uow: UnitOfWork, noun: str, id: int) -> str:
    """Its own name, or what it is, and whose."""
    row: Any = await getattr(uow, noun).find(id) if hasattr(uow, noun) else None
    what = t(NOUNS.get(noun, NOUNS["partners"]))
    if row is None:
        return what
    if noun == "people":
        return _strong(full_name(row))
    if noun in ("partners", "staff"):
        return _strong(row.name)
    partner = await uow.partners.find(getattr(row, "partner_id", None))
    return f"{what} ({_strong(partner.name)})" if partner is not None else what


def _strong(name: str) -> str:
    return bold(shortened(name, NAME_UNITS))
