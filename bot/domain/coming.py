"""The days that matter at a partner and come next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.calendars import NO_MONTHS, HijriMonths, age_on, kept_days, spec_of
from bot.domain.feasts import ALONE, KnownFeasts
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.people import Person
from bot.domain.words import Calendar, Consent, OccasionKind, PersonState


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One day to come, of an occasion (``kind``, ``title``, ``age`` in full years) or of a feast (``feast``).

    ``person_id`` is None for a day of the partner itself. ``tentative`` days rest on the moon. ``key`` names the
    occurrence, the same however often it is reckoned.
    """

    on: date
    partner_id: int
    person_id: int | None = None
    kind: OccasionKind | None = None
    title: str | None = None
    age: int | None = None
    feast: str | None = None
    tentative: bool = False
    key: str = field(default="", compare=False)


def coming_days(
    occasions: Iterable[Occasion],
    kept_feasts: Iterable[KeptFeast],
    people: Iterable[Person],
    start: date,
    end: date,
    feasts: KnownFeasts = ALONE,
    *,
    asked: bool = False,
) -> list[ComingDay]:
    """The days from *start* to *end*, both included, in order.

    Of people, only those who are still there and agreed that their days are remembered; *asked* says that the rows
    were chosen so already.
    """
    willing = {None} | {one.id for one in people if may_remember(one)}
    days = [
        day
        for occasion in occasions
        if asked or occasion.person_id in willing
        for day in _of_occasion(occasion, start, end, feasts.months)
    ]
    days += [
        day for kept in kept_feasts if asked or kept.person_id in willing for day in _of_feast(kept, start, end, feasts)
    ]
    return sorted(days, key=lambda day: (day.on, day.person_id or 0, day.feast or ""))


def may_remember(person: Person) -> bool:
    """Whether a person's birthday and feasts are used: not before consent, and not after somebody left or died."""
    return person.state is PersonState.ACTIVE and person.consent is Consent.AGREED


def feasts_between(feasts: KnownFeasts, start: date, end: date) -> Mapping[str, Sequence[date]]:
    """The first days of the feasts from *start* to *end*, of those that fall into it."""
    found = {key: [day.on for day in feasts.days(key, start, end)] for key in feasts.by_key}
    return {key: days for key, days in found.items() if days}


def years_on(occasion: Occasion, on: date, months: HijriMonths = NO_MONTHS) -> int | None:
    """The full years that a day of years completes; None where they are not known, or where it counts in 210 days."""
    return None if occasion.calendar is Calendar.BALINESE else age_on(spec_of(occasion), on, months)


def is_round(years: int | None) -> bool:
    """Whether people make more of it than of other years: five, ten, twenty-five and what else ends in 0 or 5."""
    return years is not None and years > 0 and years % 5 == 0


def _of_occasion(occasion: Occasion, start: date, end: date, months: HijriMonths) -> Iterable[ComingDay]:
    spec = spec_of(occasion)
    return (
        ComingDay(
            on=day.on,
            partner_id=occasion.partner_id,
            person_id=occasion.person_id,
            kind=occasion.kind,
            title=occasion.title,
            age=years_on(occasion, day.on, months),
            tentative=day.tentative,
            key=f"occasion-{occasion.id}-{day.cycle}",
        )
        for day in kept_days(spec, start, end, months)
    )


def _of_feast(kept: KeptFeast, start: date, end: date, feasts: KnownFeasts) -> Iterable[ComingDay]:
    shift = timedelta(days=kept.shift)
    return (
        ComingDay(
            on=day.on + shift,
            partner_id=kept.partner_id,
            person_id=kept.person_id,
            feast=kept.feast,
            tentative=day.tentative,
            key=f"kept-{kept.id}-{day.cycle}",
        )
        for day in feasts.days(kept.feast, start - shift, end - shift)
    )
