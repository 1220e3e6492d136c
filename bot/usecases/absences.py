"""Absences: set, changed, ended early; the reminders go to whoever stands in at once, and those concerned are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.errors import BadValue, Outdated
from bot.domain.planning.facts import Team, team_of
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.staff import Absence, Staff
from bot.domain.words import Role, StaffState
from bot.domain.workdays import ONE_DAY
from bot.usecases.absence_tidings import tell_ended, tell_set
from bot.usecases.acting import done_before, finish, need
from bot.usecases.standing_in import Going, pass_on, read_resting

LONGEST = 366
"""Days that one absence may last: what is longer is a typing error, or a colleague who left."""


@dataclass(frozen=True, slots=True)
class AbsenceSaved:
    """An absence as it stands, and where reminders went, or will go when it begins. ``ended``: it is over, or gone."""

    absence_id: int
    staff_id: int
    name: str
    from_on: date
    until_on: date
    going: tuple[Going, ...] = ()
    ended: bool = False
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """An absence, whose it is, who stands in, where reminders go, and the days on which the stand-in is away too."""

    absence: Absence
    staff: Staff
    stand_in: Staff | None
    going: tuple[Going, ...] = ()
    stand_in_away: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowAbsences:
    """A colleague's absences, the running one and those to come. A manager sees everybody's."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, staff_id: int) -> tuple[AbsenceView, ...]:
        """In the order in which they come."""
        _need(by, staff_id)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            found = [one for one in await uow.absences.list_by(staff_id=staff_id) if one.until_on >= today]
            found.sort(key=lambda one: one.from_on)
            return tuple([await _view(uow, one) for one in found])


@dataclass(frozen=True, slots=True)
class PreviewAbsence:
    """An absence as it would be: where reminders would go from its first day on."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, absence: Absence) -> AbsenceView:
        """``BadValue`` says why it cannot be."""
        _need(by, absence.staff_id)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            await _check(uow, absence, today)
            view = await _view(uow, absence)
            return replace(view, going=await _forecast(uow, absence, today))


@dataclass(frozen=True, slots=True)
class SaveAbsence:
    """Sets an absence, or changes one that has its id; reminders go where they belong at once.

    A manager may do it for a colleague. ``BadValue`` for days that are over, an end before the beginning, days that
    overlap another absence, and a stand-in who is not there.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, absence: Absence) -> AbsenceSaved:
        """``Outdated`` where the absence that is to be changed is over, or gone."""
        _need(by, absence.staff_id)
        name = "change_absence" if absence.id else "set_absence"
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, name, AbsenceSaved):
                return before
            staff = await _check(uow, absence, today)
            stood = await _standing(uow, absence.id, absence.staff_id, today) if absence.id else None
            forecast = await _forecast(uow, absence, today)
            resting = await read_resting(uow, absence.staff_id)
            if stood is None:
                kept = await uow.absences.add(absence)
            else:
                fields = ("from_on", "until_on", "stand_in_id", "everything")
                kept = await uow.absences.change(stood.id, **{one: getattr(absence, one) for one in fields})
            now = [one for one in (stood, kept) if one is not None and one.covers(today)]
            gone = await pass_on(uow, resting, self.organisation, today) if now else ()
            going = gone if kept.covers(today) else forecast
            await tell_set(uow, by, kept, stood, going)
            outcome = AbsenceSaved(kept.id, staff.id, staff.name, kept.from_on, kept.until_on, going)
            return await finish(uow, by, name, outcome)


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """Ends an absence early: a running one yesterday, one that has not begun is taken away."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, absence_id: int) -> AbsenceSaved:
        """``Outdated`` where it is over already, or gone."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "end_absence", AbsenceSaved):
                return before
            stood = await _standing(uow, absence_id, None, today)
            _need(by, stood.staff_id)
            staff = await uow.staff.get(stood.staff_id)
            resting = await read_resting(uow, stood.staff_id)
            if stood.from_on < today:
                await uow.absences.change(stood.id, until_on=today - ONE_DAY)
            else:
                await uow.absences.remove(stood.id)
            gone = await pass_on(uow, resting, self.organisation, today) if stood.covers(today) else ()
            await tell_ended(uow, by, stood)
            outcome = AbsenceSaved(stood.id, staff.id, staff.name, stood.from_on, stood.until_on, gone, ended=True)
            return await finish(uow, by, "end_absence", outcome)


@dataclass(frozen=True, slots=True)
class StandIns:
    """A page of the colleagues who may stand in, and who of them is away on one of the days."""

    staff: tuple[Staff, ...]
    away: frozenset[int]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class ListStandIns:
    """Who may stand in for a colleague: whoever messages reach."""

    storage: Storage

    async def __call__(self, by: Actor, absence: Absence, page: int = 0, size: int = 10) -> StandIns:
        """By name; those who are there all the time first."""
        _need(by, absence.staff_id)
        async with self.storage.read() as uow:
            staff = [one for one in await uow.staff.list_active() if one.present and one.id != absence.staff_id]
            away = frozenset(one.staff_id for one in await uow.absences.list_by() if _meet(one, absence))
        staff.sort(key=lambda one: (one.id in away, one.name.casefold(), one.id))
        page = max(0, min(page, (len(staff) - 1) // size if staff else 0))
        shown = tuple(staff[page * size : (page + 1) * size])
        return StandIns(shown, away, page, len(staff) > (page + 1) * size)


def check_days(first: date, last: date, today: date) -> None:
    """``BadValue`` for days of which no absence can be made."""
    if last < first:
        raise BadValue("absence", "end_before_start", (("first", first), ("last", last)))
    if last < today:
        raise BadValue("absence", "past", (("day", last),))
    if (last - first).days >= LONGEST:
        raise BadValue("absence", "too_long_away", (("first", first), ("last", last), ("most", LONGEST)))


async def _check(uow: UnitOfWork, absence: Absence, today: date) -> Staff:
    check_days(absence.from_on, absence.until_on, today)
    staff = await uow.staff.get(absence.staff_id)
    if staff.state is StaffState.LEFT:
        raise BadValue("owner", "has_left", (("person", staff.name),))
    for other in await uow.absences.list_by(staff_id=absence.staff_id):
        if other.id != absence.id and _meet(other, absence):
            raise BadValue("absence", "overlaps", (("first", other.from_on), ("last", other.until_on)))
    if absence.stand_in_id is not None:
        stand_in = await uow.staff.get(absence.stand_in_id)
        if not stand_in.present:
            why = "has_left" if stand_in.state is StaffState.LEFT else "not_reached"
            raise BadValue("stand_in", why, (("person", stand_in.name),))
        if stand_in.id == absence.staff_id:
            raise BadValue("stand_in", "own_stand_in")
    return staff


async def _standing(uow: UnitOfWork, absence_id: int, staff_id: int | None, today: date) -> Absence:
    found = await uow.absences.find(absence_id)
    if found is None or found.until_on < today or staff_id not in (None, found.staff_id):
        raise Outdated("absences", absence_id)
    return found


async def _view(uow: UnitOfWork, absence: Absence) -> AbsenceView:
    stand_in = await uow.staff.find(absence.stand_in_id)
    theirs = [] if stand_in is None else await uow.absences.list_by(staff_id=stand_in.id)
    both = tuple(sorted((one for one in theirs if _meet(one, absence)), key=lambda one: one.from_on))
    return AbsenceView(absence, await uow.staff.get(absence.staff_id), stand_in, stand_in_away=both)


async def _forecast(uow: UnitOfWork, absence: Absence, today: date) -> tuple[Going, ...]:
    """Where the reminders there are now would go on the absence's first day."""
    resting = await read_resting(uow, absence.staff_id)
    on = max(today, absence.from_on)
    staff = await uow.staff.list_by()
    others = [one for one in await uow.absences.list_by() if one.id != absence.id or not absence.id]
    return resting.going(_team(staff, others, on), _team(staff, [*others, absence], on))


def _team(staff: Sequence[Staff], absences: Sequence[Absence], on: date) -> Team:
    return team_of(staff, absences, on)


def _meet(one: Absence, other: Absence) -> bool:
    return one.from_on <= other.until_on and other.from_on <= one.until_on


def _need(by: Actor, staff_id: int) -> None:
    """One's own absence is one's own; a colleague's is a manager's."""
    need(by, Role.STAFF if staff_id == by.staff.id else Role.MANAGER)
