"""The list behind one of the summary's numbers, page by page: the very rows that the number counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from bot.domain.figures import EVERYBODY, Focus, Period
from bot.domain.paging import page_near, pages_of
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.reminders import Reminder
from bot.domain.summary import Listed, Listing
from bot.domain.summary_which import FATES, LISTS, STANCES, TIERS, Which, WhichLine, WhichPage
from bot.domain.words import Role
from bot.usecases.acting import need
from bot.usecases.summing import Loaded, Summing

R = TypeVar("R")
PAGE = 10


@dataclass(frozen=True, slots=True)
class ListWhich:
    """Which they are: a page of the list behind a number of a summary. For managers."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, period: Period, which: Which, page: int = 0, focus: Focus = EVERYBODY
    ) -> WhichPage:
        """``NotAllowed`` for who is no manager. A page that is not there (any more) gives the nearest."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            summing = Summing(uow, self.organisation, self.organisation.today(by.now), focus)
            asking = _Asking(summing, summing.so_far(period), which, page)
            if which in STANCES:
                found = await asking.contacts()
            elif which is Which.CARED:
                found = await asking.cared()
            elif which in FATES:
                found = await asking.reminders()
            else:
                found = await asking.partners()
            return replace(found, period=period, focus=focus)


@dataclass(frozen=True, slots=True)
class _Asking:
    summing: Summing
    period: Period
    which: Which
    page: int

    async def contacts(self) -> WhichPage:
        """Contacts of a stance, the newest first."""
        figures, stance = self.summing.uow.figures, STANCES[self.which]
        within = (self.period.start, self.period.end, stance, self.summing.focus)
        total = await figures.count_counted(*within)
        page = page_near(self.page, total, PAGE)
        found = await figures.list_counted(*within, page * PAGE, PAGE)
        names, staff = await self._names(one.partner_id for one in found), await self._staff()
        lines = [
            WhichLine(
                one.partner_id, names.get(one.partner_id, ""), one.on, staff.get(one.staff_id or 0), purpose=one.purpose
            )
            for one in found
        ]
        return self._page(total, page, lines)

    async def cared(self) -> WhichPage:
        """The partners that were cared for, with the newest day of it."""
        found = await self.summing.uow.figures.newest_cares(self.period.start, self.period.end, self.summing.focus)
        page, some = self._cut(found)
        names = await self._names(id for id, _ in some)
        return self._page(len(found), page, [WhichLine(id, names.get(id, ""), on) for id, on in some])

    async def reminders(self) -> WhichPage:
        """Reminders that came to this end, the newest first: those of the figure, by the same reckoning."""
        loaded = await self.summing.load(self.period)
        reckoning, fate = loaded.reckoning, FATES[self.which]
        found = [one for one in loaded.reminders if reckoning.fate(one, self.period) == fate]
        if self.which is Which.NOTED:
            found = [one for one in found if reckoning.is_noted(one)]
        found.sort(key=lambda one: (self._day(loaded, one).toordinal(), one.id), reverse=True)
        page, some = self._cut(found)
        names = await self._names(one.partner_id for one in some)
        staff = {one.id: one.name for one in loaded.staff}
        lines = [
            WhichLine(
                one.partner_id,
                names.get(one.partner_id, ""),
                self._day(loaded, one),
                staff.get((one.answered_by if fate in ("done", "skipped") else None) or one.staff_id or 0),
                kind=one.kind,
            )
            for one in some
        ]
        return self._page(len(found), page, lines)

    async def partners(self) -> WhichPage:
        """Partners of a list; of a tier, those whose check-in is not in time."""
        listed = await self._listed()
        page, some = self._cut(listed.lines)
        lines = [
            WhichLine(one.partner_id, one.name, one.on, one.owner_name, days=one.days, text=one.text) for one in some
        ]
        return self._page(listed.total, page, lines)

    async def _listed(self) -> Listed:
        loaded = await self.summing.load(self.period)
        standing = await self.summing.standing(loaded, self.period.end, most=None)
        listing = standing.listing
        if self.which in TIERS:
            return listing.out_of_time(TIERS[self.which], standing.broken)
        return await self._of_list(listing, loaded)

    async def _of_list(self, listing: Listing, loaded: Loaded) -> Listed:
        name = LISTS[self.which]
        if self.which is Which.ONE_ALONE:
            return await self.summing.known_to_one(listing, loaded, self.period.end)
        if self.which is Which.NO_DAYS:
            return listing.of(await self.summing.uow.figures.list_without_occasion())
        if self.which is Which.PROMISES:
            return listing.promises_overdue(loaded.promises)
        if self.which is Which.AGREEMENTS:
            return listing.agreements(loaded.agreements)
        found: Listed = getattr(listing, name)()
        return found

    def _day(self, loaded: Loaded, one: Reminder) -> date:
        settled = loaded.reckoning.settled_on(one)
        return settled if settled is not None and settled <= self.period.end else one.due_on

    def _cut(self, rows: Sequence[R]) -> tuple[int, Sequence[R]]:
        page = page_near(self.page, len(rows), PAGE)
        return page, rows[page * PAGE : (page + 1) * PAGE]

    def _page(self, total: int, page: int, lines: Sequence[WhichLine]) -> WhichPage:
        return WhichPage(self.which, self.period, total, tuple(lines), page, pages_of(total, PAGE))

    async def _names(self, ids: Iterable[int]) -> dict[int, str]:
        return {one.id: one.name for one in await self.summing.uow.partners.list_in(ids)}

    async def _staff(self) -> dict[int, str]:
        return {one.id: one.name for one in await self.summing.uow.staff.list_by()}
