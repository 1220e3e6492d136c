"""The days that matter to a partner or to a person there: shown, kept, changed, taken away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.calendars import NO_MONTHS, HijriMonths, KeptDay, next_kept, spec_of
from bot.domain.coming import years_on
from bot.domain.errors import BadValue, NotFound
from bot.domain.feasts import FeastDay, KnownFeasts
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.cells import cleaned
from bot.domain.words import Calendar, Consent, OccasionKind, PersonState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.consent import record_consent
from bot.usecases.feasts import read_feasts
from bot.usecases.known import hold, living_partner, merged_partner, person_at
from bot.usecases.meanwhile import changed_meanwhile
from bot.usecases.partner_fields import mark_of
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned

TITLE_LENGTH = 80
"""Characters of what a day of one's own is called."""
FEAST_AHEAD = timedelta(days=400)
_TOLD_BY = ("kind", "day", "month", "year", "title", "calendar", "leap_on_march", "single")
"""The fields that say which day it is."""
ONCE = (OccasionKind.BIRTHDAY, OccasionKind.FOUNDING, OccasionKind.PARTNERSHIP)
"""Kinds of which a partner or person has one day: entered again, it is changed. Its year is when it began."""


@dataclass(frozen=True, slots=True)
class OccasionView:
    """A day with its next occurrence (None where it is over), and the years that this one completes."""

    occasion: Occasion
    following: KeptDay | None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class FeastView:
    """A feast that is kept, with its next day for the one who keeps it: moved by the shift."""

    kept: KeptFeast
    following: FeastDay | None

    @property
    def on(self) -> date | None:
        """The day on which it is kept next."""
        return None if self.following is None else self.following.on + timedelta(days=self.kept.shift)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a partner itself, or of one person there; ``others`` are the people whose days stand apart."""

    partner: Partner
    person: Person | None
    occasions: Sequence[OccasionView]
    feasts: Sequence[FeastView]
    known: KnownFeasts
    others: Sequence[Person] = ()


@dataclass(frozen=True, slots=True)
class DayKept:
    """A day that was kept, changed or taken away, and what became of the reminders."""

    partner_id: int
    person_id: int | None = None
    occasion_id: int | None = None
    change_set_id: int | None = None
    told: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class ShowDays:
    """The days of a partner (with ``partner_id``) or of a person, each with its next occurrence."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int | None = None, person_id: int | None = None) -> Days:
        """``NotFound`` where there is no such partner or person."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            person = None if person_id is None else await uow.people.get(person_id)
            partner = await merged_partner(uow, person.partner_id if person else int(partner_id or 0))
            whose: dict[str, Any] = {"partner_id": partner.id, "person_id": person.id if person else None}
            known = await read_feasts(uow)
            occasions = [occasion_view(one, today, known.months) for one in await uow.occasions.list_by(**whose)]
            feasts = [feast_view(one, known, today) for one in await uow.kept_feasts.list_by(**whose)]
            there = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE)
        far = date.max
        return Days(
            partner=partner,
            person=person,
            occasions=sorted(occasions, key=lambda one: one.following.on if one.following else far),
            feasts=sorted(feasts, key=lambda one: one.on or far),
            known=known,
            others=[] if person else there,
        )


@dataclass(frozen=True, slots=True)
class SaveDay:
    """Keeps a day, or changes the one whose ``id`` the draft has."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, draft: Occasion, consent: Consent | None = None, seen: str | None = None
    ) -> DayKept:
        """Of a person it is kept only as they agreed: *consent* is their answer where it was asked for now.

        *seen* marks the day that is changed as the colleague saw it (``mark_of_day``): ``ChangedMeanwhile`` where it is
        another one now. ``BadValue`` for a beginning that is still ahead, a single day that is over, or no name.
        """
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "save_day", DayKept):
                return before
            partner = await whose_partner(uow, draft.partner_id, draft.person_id)
            await hold(uow, partner)
            if seen is not None and seen != mark_of_day(stood := await uow.occasions.get(draft.id)):
                raise await changed_meanwhile(uow, partner.id, ("occasions", stood.id), _TOLD_BY, "day", stood)
            await need_consent(uow, partner, draft.person_id, consent, today)
            checked = checked_day(replace(draft, partner_id=partner.id), today)
            occasion = await _kept(uow, checked)
            await _since(uow, occasion)
            told = replanned(await replan(uow, [partner.id], self.organisation, today))
            outcome = DayKept(partner.id, draft.person_id, occasion.id, told=told)
            return await finish(uow, by, "save_day", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class RemoveDay:
    """Takes a day away; what waits because of it is withdrawn."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, occasion_id: int) -> DayKept:
        """``NotFound`` where it is gone already."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "remove_day", DayKept):
                return before
            occasion = await uow.occasions.get(occasion_id)
            await uow.occasions.remove(occasion.id)
            today = self.organisation.today(by.now)
            told = replanned(await replan(uow, [occasion.partner_id], self.organisation, today, remembered=True))
            outcome = DayKept(occasion.partner_id, occasion.person_id, told=told)
            return await finish(uow, by, "remove_day", outcome, occasion.partner_id)


@dataclass(frozen=True, slots=True)
class ShowDay:
    """One day, by its id."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, occasion_id: int) -> OccasionView:
        """``NotFound`` where it was taken away."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            known = await read_feasts(uow)
            return occasion_view(await uow.occasions.get(occasion_id), self.organisation.today(by.now), known.months)


def mark_of_day(occasion: Occasion) -> str:
    """A short mark of what a day is, by which a form tells whether it still is the one that was shown."""
    return mark_of("|".join(str(getattr(occasion, name)) for name in _TOLD_BY))


def occasion_view(occasion: Occasion, today: date, months: HijriMonths = NO_MONTHS) -> OccasionView:
    """A day with its next occurrence; *months* are the Hijri ones that are confirmed."""
    following = next_kept(spec_of(occasion), today, months)
    return OccasionView(occasion, following, years_on(occasion, following.on, months) if following else None)


def feast_view(kept: KeptFeast, known: KnownFeasts, today: date) -> FeastView:
    """A kept feast with its next day."""
    start = today - timedelta(days=kept.shift)
    found = known.days(kept.feast, start, start + FEAST_AHEAD)
    return FeastView(kept, found[0] if found else None)


def checked_day(draft: Occasion, today: date) -> Occasion:
    """The draft with a clean title; ``BadValue`` says what is wrong with it."""
    title = cleaned(draft.title or "") or None
    if draft.kind is OccasionKind.OWN and title is None:
        raise BadValue("title", "empty")
    if title is not None and len(title) > TITLE_LENGTH:
        raise BadValue("title", "too_long", (("most", TITLE_LENGTH), ("length", len(title))))
    if draft.single and draft.year is None:
        raise BadValue("day", "missing")
    following = next_kept(spec_of(draft), today)
    if draft.single and following is None:
        raise BadValue("day", "past_day")
    if draft.kind in ONCE and draft.year is not None and _begins(draft) > today:
        raise BadValue("day", "day_ahead")
    return replace(draft, title=title if draft.kind is OccasionKind.OWN else None)


async def need_consent(
    uow: UnitOfWork, partner: Partner, person_id: int | None, consent: Consent | None, today: date
) -> Person | None:
    """The person of whom something may be kept, their answer written down; None for the partner itself.

    ``BadValue`` for somebody who refused, or died.
    """
    person = await person_at(uow, partner, person_id)
    if person is None:
        if person_id is not None:
            raise NotFound("people", person_id)
        return None
    if person.state is PersonState.DIED:
        raise BadValue("person", "has_died", (("person", person.addressed),))
    decided = consent or person.consent
    if decided is Consent.REFUSED:
        raise BadValue("person", "not_agreed", (("person", person.addressed),))
    if consent is not None or (decided is Consent.UNDECIDED and person.undecided_until is None):
        await record_consent(uow, person, decided, today)
    return person


async def whose_partner(uow: UnitOfWork, partner_id: int, person_id: int | None) -> Partner:
    """The partner whose day it is; of a person, where they are now, should they have moved meanwhile."""
    person = await uow.people.find(person_id)
    return await living_partner(uow, partner_id if person is None else person.partner_id)


def _begins(occasion: Occasion) -> date:
    """The first day of all: where a year is known, nothing comes before it."""
    first = next_kept(spec_of(occasion), date(623, 1, 1))
    return first.on if first else date.max


async def _kept(uow: UnitOfWork, draft: Occasion) -> Occasion:
    fields: dict[str, Any] = {
        "kind": draft.kind,
        "day": draft.day,
        "month": draft.month,
        "year": draft.year,
        "title": draft.title,
        "calendar": draft.calendar,
        "leap_on_march": draft.leap_on_march,
        "single": draft.single,
    }
    known = await uow.occasions.find(draft.id) if draft.id else None
    if known is None and draft.id:
        raise NotFound("occasions", draft.id)
    if known is None and draft.kind in ONCE:
        same: dict[str, Any] = {"partner_id": draft.partner_id, "person_id": draft.person_id, "kind": draft.kind}
        known = next(iter(await uow.occasions.list_by(**same)), None)
    if known is None:
        return await uow.occasions.add(replace(draft, surfaces_on=None))
    # The row stays, and with it what was already wished this year.
    return await uow.occasions.change(known.id, **fields, surfaces_on=None)


async def _since(uow: UnitOfWork, occasion: Occasion) -> None:
    """Since when it is a partner stands with the partner too."""
    if occasion.kind is OccasionKind.PARTNERSHIP and occasion.calendar is Calendar.GREGORIAN and occasion.year:
        on = date(occasion.year, occasion.month, occasion.day)
        await uow.partners.change(occasion.partner_id, since_on=on, since_year=None)
