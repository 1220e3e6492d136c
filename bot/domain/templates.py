"""Words ready to send: what they can be about, and those that an organisation wrote or switched off itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.errors import BadValue
from bot.domain.feasts import FEASTS
from bot.domain.words import GESTURES, EventKind, OccasionKind, ReminderKind, Tone

SILENCE = "silence"
"""Getting in touch again after a long time."""
APOLOGY = "apology"
"""An answer to a complaint of theirs."""
PUBLIC = ("public_thanks", "public_promotion")
"""Texts for our own channels: nobody is spoken to by name, and nobody signs them."""
INTRODUCED = ("introduced_both", "introduced_each", "introduced_after")
"""What two partners read who meet through us, and some weeks after that."""
OF_OTHERS = (*PUBLIC, "introduced_both")
"""Texts that name whom they are about themselves, and speak to nobody else by name."""
LANGUAGES = ("id", "en")
"""The languages in which there are texts."""

TOPIC_GROUPS: Mapping[str, tuple[str, ...]] = {
    "days": tuple(kind.value for kind in OccasionKind),
    "feasts": tuple(FEASTS),
    "events": tuple(kind.value for kind in EventKind),
    "care": (
        ReminderKind.CHECK_IN.value,
        SILENCE,
        ReminderKind.UPDATE.value,
        *(f"gesture_{purpose.value}" for purpose in GESTURES),
        *INTRODUCED,
    ),
    "channels": PUBLIC,
    "work": (
        ReminderKind.THANKS.value,
        ReminderKind.PROMISE.value,
        ReminderKind.FOLLOW_UP.value,
        ReminderKind.RENEWAL.value,
        ReminderKind.INTRODUCE.value,
        APOLOGY,
    ),
}
"""Everything that there are words for, by what it has in common."""
TOPICS = frozenset(topic for group in TOPIC_GROUPS.values() for topic in group)
LONGEST_TEXT = 1000
"""Characters: what is longer is no message that somebody writes to a friend."""
MOST_TEXTS = 500
"""Texts of its own that an organisation may have."""

_ALWAYS = ("addressee", "you", "family", "partner", "organisation", "sender")
_YEARS = ("years", "nth")
_ONLY: Mapping[str, tuple[str, ...]] = {
    OccasionKind.BIRTHDAY.value: _YEARS,
    OccasionKind.FOUNDING.value: _YEARS,
    OccasionKind.PARTNERSHIP.value: _YEARS,
    OccasionKind.OWN.value: ("occasion", *_YEARS),
    EventKind.BEREAVEMENT.value: ("relation",),
    EventKind.DEATH.value: ("deceased",),
    EventKind.NEW_ROLE.value: ("role",),
    EventKind.AWARD.value: ("award",),
    ReminderKind.CHECK_IN.value: ("last", "needs", "promise"),
    SILENCE: ("last", "needs", "promise"),
    ReminderKind.UPDATE.value: ("news",),
    "gesture_offer": ("offer", "ends"),
    "public_promotion": ("offers",),
    "introduced_both": ("first", "first_at", "first_does", "second", "second_at", "second_does"),
    "introduced_after": ("contact",),
    "introduced_each": ("contact", "contact_at", "contact_does"),
    "gesture_introduction": ("contact",),
    ReminderKind.THANKS.value: ("help",),
    ReminderKind.PROMISE.value: ("promise",),
    ReminderKind.FOLLOW_UP.value: ("request",),
    ReminderKind.RENEWAL.value: ("ends",),
    ReminderKind.INTRODUCE.value: ("previous",),
}
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text of the organisation's own. ``topic`` is one of ``TOPICS``; without a tone it fits both.

    Its places are named as in ``bot.i18n.drafts.DraftFacts``, whatever language its writer saw them in.
    """

    topic: str
    language: str
    text: str
    tone: Tone | None = None
    active: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class SilencedText:
    """A text of the bank that managers switched off, by its key and language."""

    key: str
    language: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class OurTexts:
    """What an organisation made of the bank: its own texts, and the (language, key) pairs that are switched off."""

    own: tuple[Template, ...] = ()
    off: frozenset[tuple[str, str]] = frozenset()


def places_on(topic: str) -> tuple[str, ...]:
    """The places that a text on this topic can have."""
    return (*_ALWAYS, *_ONLY.get(topic, ()))


def checked_text(topic: str, text: str) -> str:
    """The text as it is kept; ``BadValue`` says why it cannot be: empty, too long, a place that there is none of."""
    kept = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not any(mark.isalpha() for mark in _PLACE.sub("", kept)):
        raise BadValue("text", "empty")
    if len(kept) > LONGEST_TEXT:
        raise BadValue("text", "too_long", (("most", LONGEST_TEXT), ("length", len(kept))))
    known = places_on(topic)
    for name in _PLACE.findall(kept):
        if name not in known:
            raise BadValue("text", "unknown_place", (("place", name),))
    if set("{}") & set(_PLACE.sub("", kept)):
        raise BadValue("text", "stray_brace")
    return kept
