"""Words ready to send: what they can be about, and those that an organisation wrote or switched off itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.feasts import FEASTS
from bot.domain.words import GESTURES, EventKind, OccasionKind, ReminderKind, Tone

SILENCE = "silence"
"""Getting in touch again after a long time."""
APOLOGY = "apology"
"""An answer to a complaint of theirs."""
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
    ),
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
