"""What texts can be about, and their tones, in the reader's language."""

from functools import cache

from bot.domain.feasts import FEASTS
from bot.domain.templates import LANGUAGES, TOPIC_GROUPS
from bot.domain.words import EventKind, OccasionKind, Tone
from bot.i18n import words
from bot.i18n.translator import Translator, mark_c, translator_for

_GROUPS = {
    "days": mark_c("topics", "days that matter"),
    "feasts": mark_c("topics", "holidays"),
    "events": mark_c("topics", "events"),
    "care": mark_c("topics", "staying in touch"),
    "channels": mark_c("topics", "our own channels"),
    "work": mark_c("topics", "working together"),
}
_OTHERS = {
    "check_in": mark_c("topic", "check-in"),
    "silence": mark_c("topic", "in touch again after a long time"),
    "update": mark_c("topic", "news from us"),
    "gesture_thanks": mark_c("topic", "thanks, just like that"),
    "gesture_offer": mark_c("topic", "special offer"),
    "gesture_promotion": mark_c("topic", "promoting them"),
    "gesture_introduction": mark_c("topic", "introduction to somebody"),
    "introduced_both": mark_c("topic", "two partners who meet, to both"),
    "introduced_each": mark_c("topic", "two partners who meet, to one of them"),
    "introduced_after": mark_c("topic", "what came of an introduction"),
    "public_thanks": mark_c("topic", "thanks in public"),
    "public_promotion": mark_c("topic", "promotion in public"),
    "thanks": mark_c("topic", "thanks for help"),
    "promise": mark_c("topic", "what we promised"),
    "follow_up": mark_c("topic", "asking about a request"),
    "renewal": mark_c("topic", "agreement that ends"),
    "introduce": mark_c("topic", "introducing yourself"),
    "apology": mark_c("topic", "apology after a complaint"),
}
_TONES = {
    Tone.FORMAL: mark_c("tone", "formal"),
    Tone.FAMILIAR: mark_c("tone", "familiar"),
    None: mark_c("tone", "both tones"),
}


def group(t: Translator, name: str) -> str:
    """Hari besar; Holidays."""
    return _capital(t.c(*_GROUPS[name]))


def topic(t: Translator, name: str) -> str:
    """Ulang tahun; Birthday."""
    if name in FEASTS:
        return words.feast(t, name)
    if name in set(OccasionKind):
        return words.occasion_kind(t, OccasionKind(name))
    if name in set(EventKind):
        return words.event_kind(t, EventKind(name))
    return _capital(t.c(*_OTHERS[name]))


def tone(t: Translator, value: Tone | None) -> str:
    """Akrab; Familiar. None is both."""
    return _capital(t.c(*_TONES[value]))


def group_of(name: str) -> str:
    """The group in which a topic stands."""
    return next(group for group, topics in TOPIC_GROUPS.items() if name in topics)


def topic_named(text: str) -> str | None:
    """The topic that is called so in any language, or by its key."""
    return _topics().get(_folded(text))


def tone_named(text: str) -> Tone | None:
    """The tone that is called so in any language; nothing, or the word for both, is None. KeyError for another word."""
    return _tones()[_folded(text)]


@cache
def _topics() -> dict[str, str]:
    names = [name for topics in TOPIC_GROUPS.values() for name in topics]
    labels = {_folded(topic(translator_for(language), name)): name for language in LANGUAGES for name in names}
    return {**labels, **{_folded(name): name for name in names}}


@cache
def _tones() -> dict[str, Tone | None]:
    labels = {_folded(tone(translator_for(language), one)): one for language in LANGUAGES for one in (None, *Tone)}
    return {**labels, **{one.value: one for one in Tone}, "": None}


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
