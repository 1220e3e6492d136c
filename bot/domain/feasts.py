"""The feasts of design 2.3: what they are called, when they fall, and on which days one greets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from bot.domain.calendars import DaySpec, HijriMonths, kept_days
from bot.domain.feast_names import KEYS, folded, key_named, split_names
from bot.domain.feast_rules import ruled_days
from bot.domain.occasions import ConfirmedFeast, OwnFeast
from bot.domain.words import Calendar

Greeting = tuple[tuple[int, int], ...]
"""Spans of days relative to the first day, both ends included, in order."""

ConfirmedDays = Mapping[tuple[str, str], date]
"""The day that a manager confirmed, by feast key and cycle."""

LONGEST_NAME = 40
"""Characters of a feast's name, which is its key where it is an organisation's own."""

DEFAULT_GREETING: Greeting = ((0, 7),)
_GREETING: dict[str, Greeting] = {
    "new_year": ((-1, 14),),
    "imlek": ((-1, 14),),
    # On the day itself Bali is silent.
    "nyepi": ((-2, -1), (1, 3)),
    "idulfitri": ((-1, 29),),
    "natal": ((-1, 12),),
    "galungan": ((-1, 9),),
}
_ON_MOON = frozenset({"isra_miraj", "ramadan", "idulfitri", "iduladha", "muharram", "maulid"})
TELLS_MONTH = {
    "muharram": (1, 1),
    "maulid": (3, 12),
    "isra_miraj": (7, 27),
    "ramadan": (9, 1),
    "idulfitri": (10, 1),
    "iduladha": (12, 10),
}
"""The Hijri month and day of the feasts whose day tells when their month began."""
_FAITH_NEUTRAL = frozenset({"new_year", "imlek", "independence"})
_MARGIN = timedelta(days=40)
"""How far a confirmation may move a day into or out of the span asked for."""


@dataclass(frozen=True, slots=True)
class Feast:
    """A named celebration. ``rests_on_moon`` says that a sighting decides, ``faith_neutral`` that anybody can be
    greeted without a word of religion; ``spec`` is the day of a feast that the organisation added itself."""

    key: str
    greeting: Greeting = DEFAULT_GREETING
    rests_on_moon: bool = False
    faith_neutral: bool = False
    spec: DaySpec | None = None
    own_id: int | None = None

    @property
    def token(self) -> str:
        """The feast in a few plain letters, for buttons: the key, or the id of one of the organisation's own."""
        return self.key if self.own_id is None else f"~{self.own_id}"


@dataclass(frozen=True, slots=True)
class FeastDay:
    """One occurrence; ``on`` is its first day.

    ``cycle`` names it in its own calendar: the Hijri or the Saka year, the number of the 210-day round, else the
    Gregorian year. ``tentative`` until confirmed where the moon decides or the list itself only estimates.
    """

    feast: Feast
    on: date
    cycle: str
    tentative: bool


FEASTS: Mapping[str, Feast] = MappingProxyType(
    {
        key: Feast(
            key=key,
            greeting=_GREETING.get(key, DEFAULT_GREETING),
            rests_on_moon=key in _ON_MOON,
            faith_neutral=key in _FAITH_NEUTRAL,
        )
        for key in KEYS
    }
)


def own_feast(own: OwnFeast) -> Feast:
    """A feast of the organisation's own as one among the others."""
    # A Balinese day is told by a date on which it fell, which is not when it began.
    anchor = date(own.year, own.month, own.day) if own.calendar is Calendar.BALINESE and own.year else None
    spec = DaySpec(own.calendar, own.day, own.month, None if anchor else own.year, anchor=anchor)
    on_moon = own.calendar is Calendar.HIJRI
    return Feast(own.name, ((own.greet_from, own.greet_until),), rests_on_moon=on_moon, spec=spec, own_id=own.id)


def with_own(own: Iterable[OwnFeast]) -> Mapping[str, Feast]:
    """The design's feasts and the organisation's own, by key."""
    added = {one.name: own_feast(one) for one in own}
    return MappingProxyType({**added, **FEASTS}) if added else FEASTS


@dataclass(frozen=True, slots=True)
class KnownFeasts:
    """The feasts that there are, by key, and the days that managers confirmed."""

    by_key: Mapping[str, Feast]
    confirmed: ConfirmedDays

    @property
    def months(self) -> HijriMonths:
        """The Hijri months that the confirmed days tell: 17 Ramadan moves with the first day of fasting."""
        told = ((TELLS_MONTH.get(key), cycle, on) for (key, cycle), on in self.confirmed.items())
        return {(int(cycle), told_by[0]): on - timedelta(days=told_by[1] - 1) for told_by, cycle, on in told if told_by}

    def by_token(self, token: str) -> Feast | None:
        """The feast that a button means; None where there is none (any more)."""
        return next((feast for feast in self.by_key.values() if feast.token == token), None)

    def days(self, key: str, start: date, end: date) -> list["FeastDay"]:
        """The occurrences from *start* to *end*, both included; none of a feast that there is not (any more)."""
        feast = self.by_key.get(key)
        return [] if feast is None else occurrences(feast, start, end, self.confirmed)


ALONE = KnownFeasts(FEASTS, {})
"""The design's feasts alone, nothing confirmed."""


def known_feasts(own: Iterable[OwnFeast], confirmed: Iterable[ConfirmedFeast]) -> KnownFeasts:
    """What the rows in store say."""
    return KnownFeasts(with_own(own), {(one.feast, one.cycle): one.on for one in confirmed})


def feast_named(text: str, known: Mapping[str, Feast] = FEASTS) -> Feast | None:
    """The feast that people call so, in Indonesian or English, or as the organisation named it; None for other words.

    *known* is what ``with_own`` gives.
    """
    key = key_named(text)
    if key is not None:
        return FEASTS[key]
    if len(known) == len(FEASTS) or len(text) > 2 * LONGEST_NAME:
        return None
    name = folded(text)
    return next((feast for key, feast in known.items() if key not in FEASTS and folded(key) == name), None)


def parse_feasts(text: str, known: Mapping[str, Feast] = FEASTS) -> tuple[list[Feast], list[str]]:
    """The feasts in a list as one types it (``idulfitri;iduladha``, "natal dan paskah"), each once; then the rest."""
    found: dict[str, Feast] = {}
    unknown: list[str] = []
    for name in _named_in(text, known):
        feast = feast_named(name, known)
        if feast is None:
            unknown.append(name)
        else:
            found[feast.key] = feast
    return list(found.values()), unknown


def occurrences(feast: Feast, start: date, end: date, confirmed: ConfirmedDays | None = None) -> list[FeastDay]:
    """The occurrences whose first day lies from *start* to *end*, both included, in order.

    A confirmed day overrides the computed one, and fills in for years that no list covers.
    """
    moved = {cycle: day for (key, cycle), day in (confirmed or {}).items() if key == feast.key}
    found = {day.cycle: day for day in _computed(feast, start - _MARGIN, end + _MARGIN)}
    found.update({cycle: FeastDay(feast, day, cycle, tentative=False) for cycle, day in moved.items()})
    return sorted((day for day in found.values() if start <= day.on <= end), key=lambda day: day.on)


def next_occurrence(feast: Feast, today: date, confirmed: ConfirmedDays | None = None) -> FeastDay | None:
    """The first occurrence that begins on or after *today*; None where no list reaches so far."""
    found = occurrences(feast, today, today + timedelta(days=400), confirmed)
    return found[0] if found else None


def greeting_days(feast: Feast) -> Greeting:
    """The spans of days, relative to the first day, on which one greets."""
    return feast.greeting


def may_greet(feast: Feast, first_day: date, day: date) -> bool:
    """Whether *day* is one of the greeting days of the occurrence that begins on *first_day*."""
    offset = (day - first_day).days
    return any(first <= offset <= last for first, last in feast.greeting)


def first_greeting_day(feast: Feast, first_day: date) -> date:
    """The day on which the reminder opens."""
    return first_day + timedelta(days=feast.greeting[0][0])


def last_greeting_day(feast: Feast, first_day: date) -> date:
    """The last day on which it can be done; then it is missed."""
    return first_day + timedelta(days=feast.greeting[-1][1])


def next_greeting_day(feast: Feast, first_day: date, day: date) -> date | None:
    """The first greeting day not before *day* (Nyepi has a gap); None when they are over."""
    for first, last in feast.greeting:
        if day <= first_day + timedelta(days=last):
            return max(day, first_day + timedelta(days=first))
    return None


def _named_in(text: str, known: Mapping[str, Feast]) -> list[str]:
    """The names in a list; one of the organisation's own may hold an "and"."""
    if len(known) == len(FEASTS):
        return split_names(text)
    parts = (part.strip() for part in text.replace("|", ";").replace("\n", ";").split(";"))
    return [name for part in parts for name in ([part] if feast_named(part, known) else split_names(part))]


def _computed(feast: Feast, start: date, end: date) -> list[FeastDay]:
    if feast.spec is not None:
        return [FeastDay(feast, day.on, day.cycle, day.tentative) for day in kept_days(feast.spec, start, end)]
    return [
        FeastDay(feast, day.on, day.cycle, tentative=feast.rests_on_moon or day.estimated)
        for day in ruled_days(feast.key, start, end)
    ]
