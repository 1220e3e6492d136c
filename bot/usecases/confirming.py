"""The day of a feast that rests on the moon: asked on the evening before, confirmed or moved by a manager."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.errors import BadValue, NotFound, Outdated
from bot.domain.feasts import Feast, FeastDay
from bot.domain.feasts import occurrences as feast_days
from bot.domain.notices import Notice
from bot.domain.occasions import ConfirmedFeast
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import NoticeKind, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.feasts import look_anew, parts, read_feasts
from bot.usecases.partner_fields import mark_of
from bot.usecases.planning.plan_reminders import WRITTEN_AT_ONCE, replan

AHEAD = timedelta(days=400)
FARTHEST = 35
"""Days that a feast may be moved from where it was computed: a lunar month, where lists miss a leap month."""
EVENING = time(19)
UNTIL = time(12)
"""An evening on which nothing ran is made up for on the day itself, until noon."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A feast's next occurrence that is, or was, an estimate.

    ``computed`` is its day by list or rule, ``day`` as it stands now; ``by`` names who confirmed it.
    """

    feast: str
    day: FeastDay
    computed: date
    confirmed: ConfirmedFeast | None = None
    by: str | None = None
    kept_by: int = 0

    @property
    def mark(self) -> str:
        """A short mark of its day as it stands, and of who confirmed it."""
        return mark_of(f"{self.day.on}|{self.confirmed.by if self.confirmed else None}|{self.confirmed is None}")


@dataclass(frozen=True, slots=True)
class FeastConfirmed:
    """A day that was confirmed, or moved from ``before``; ``moved`` counts partners whose reminders moved with it."""

    feast: str
    cycle: str
    on: date
    before: date
    moved: int = 0
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class ListTentative:
    """The estimated days ahead, in order; those that were confirmed too, so that they can be put right."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor) -> Sequence[DayAhead]:
        """For managers: of each feast the occurrences of the coming year."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            return await days_ahead(uow, today, today + AHEAD)


@dataclass(frozen=True, slots=True)
class ConfirmFeast:
    """Confirms the day of one occurrence, or moves it; reminders that are open move with it at once."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, feast: str, cycle: str, on: date, *, first: bool = False, seen: str | None = None
    ) -> FeastConfirmed:
        """*first*: only where nobody answered yet; *seen*: only where it stands as the manager saw it (its mark).

        ``Outdated`` otherwise: somebody was quicker. ``BadValue`` for a day that is too far.
        """
        need(by, Role.MANAGER)
        confirmed, reminded = await self._confirm(by, feast, cycle, on, None if first else seen, first=first)
        for part in parts(reminded, WRITTEN_AT_ONCE):
            # In parts, and what a kill leaves, planning does: it was asked to look at all who keep the feast.
            async with self.storage.write() as uow:
                await replan(uow, part, self.organisation, self.organisation.today(by.now))
                await uow.commit()
        return FeastConfirmed(
            confirmed.feast, confirmed.cycle, confirmed.on, confirmed.before, len(reminded), confirmed.change_set_id
        )

    async def _confirm(
        self, by: Actor, feast: str, cycle: str, on: date, seen: str | None, *, first: bool
    ) -> tuple[FeastConfirmed, list[int]]:
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "confirm_feast", FeastConfirmed):
                return before, await look_anew(uow, feast)
            found = await find_day(uow, feast, cycle, today)
            check_near(found, on)
            stood = found.confirmed
            if (first and stood is not None) or seen not in (None, found.mark):
                raise Outdated("confirmed_feasts", stood.id if stood else 0)
            if stood is None:
                await uow.confirmed_feasts.add(ConfirmedFeast(feast, cycle, on, by.staff.id))
            else:
                kept = {"on": stood.on, "by": stood.by}
                if not await uow.confirmed_feasts.change_when(stood.id, kept, on=on, by=by.staff.id):
                    raise Outdated("confirmed_feasts", stood.id)
            reminded = await look_anew(uow, feast)
            return await finish(uow, by, "confirm_feast", FeastConfirmed(feast, cycle, on, found.day.on)), reminded


@dataclass(frozen=True, slots=True)
class AskAboutFeasts:
    """Owes all managers the question on the evening before a day that is an estimate, once; only where it is kept."""

    storage: Storage
    organisation: Organisation
    _asked: set[date] = field(default_factory=set, repr=False, compare=False)

    async def __call__(self, now: datetime) -> int:
        """How many notices are new; it may run at any time."""
        local = now.astimezone(self.organisation.zone)
        if UNTIL <= local.time() < EVENING:
            return 0
        on = local.date() + timedelta(days=local.time() >= EVENING)
        if on in self._asked:
            return 0
        async with self.storage.read() as uow:
            asked = [one for one in await days_ahead(uow, on, on) if one.day.tentative and one.kept_by]
            managers = [one for one in await uow.staff.list_active(Role.MANAGER) if one.present]
        new = 0
        if asked and managers:
            async with self.storage.write() as uow:
                for one in asked:
                    facts = {"feast": one.feast, "cycle": one.day.cycle, "on": on.isoformat()}
                    for manager in managers:
                        key = f"{question_key(one.feast, one.day.cycle)}{manager.id}"
                        notice = Notice(NoticeKind.CONFIRM_FEAST, key, manager.id, facts=facts, due_on=on)
                        new += await uow.notices.owe(notice) is not None
                await uow.commit()
        # Only now: where the write failed, the next run asks.
        self._asked.add(on)
        return new


def question_key(feast: str, cycle: str) -> str:
    """How the keys of the notices begin that ask about an occurrence; the manager's id ends them."""
    return f"confirm_feast:{feast}:{cycle}:"


def check_near(found: DayAhead, on: date) -> None:
    """Refuses a day that cannot be this occurrence's."""
    if abs((on - found.computed).days) > FARTHEST:
        raise BadValue("on", "far_feast", (("day", found.computed), ("most", FARTHEST)))


async def days_ahead(uow: UnitOfWork, start: date, end: date) -> list[DayAhead]:
    """The occurrences from *start* to *end* whose day is an estimate, or was one until somebody confirmed it."""
    known, rows = await read_feasts(uow), await uow.confirmed_feasts.list_by()
    answers = {(one.feast, one.cycle): one for one in rows}
    found = [
        day
        for key in known.by_key
        for day in known.days(key, start, end)
        if day.tentative or (key, day.cycle) in answers
    ]
    names = {one.id: one.name for one in await uow.staff.list_in({one.by for one in rows if one.by is not None})}
    kept = {key: await uow.kept_feasts.count_by(feast=key) for key in {day.feast.key for day in found}}
    ahead = [
        DayAhead(
            feast=day.feast.key,
            day=day,
            computed=_computed(day.feast, day) or day.on,
            confirmed=(answer := answers.get((day.feast.key, day.cycle))),
            by=names.get(answer.by or 0) if answer else None,
            kept_by=kept[day.feast.key],
        )
        for day in found
    ]
    return sorted(ahead, key=lambda one: (one.day.on, one.feast))


async def find_day(uow: UnitOfWork, feast: str, cycle: str, today: date) -> DayAhead:
    """One occurrence, not long over; ``NotFound`` where there is none."""
    near = timedelta(days=FARTHEST + 5)
    found = await days_ahead(uow, today - near, today + AHEAD + near)
    for one in found:
        if (one.feast, one.day.cycle) == (feast, cycle):
            return one
    raise NotFound("feasts", 0)


def _computed(feast: Feast, day: FeastDay) -> date | None:
    near = timedelta(days=FARTHEST)
    found = feast_days(feast, day.on - near, day.on + near)
    return next((one.on for one in found if one.cycle == day.cycle), None)
