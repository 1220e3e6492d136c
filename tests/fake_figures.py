"""Figures in memory, counted the plain way: what the database's answers are held against."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.domain.balance import ask_streak, contact_days
from bot.domain.cards import NEWEST, CardRows
from bot.domain.care import Missed
from bot.domain.coming import may_remember
from bot.domain.feasts import known_feasts
from bot.domain.figures import EVERYBODY, Focus, Tally, waits
from bot.domain.interactions import Acquaintance, ContactDays, Interaction
from bot.domain.partners import Partner
from bot.domain.summary_picture import Counted
from bot.domain.words import (
    AgreementOutcome,
    Channel,
    Direction,
    PartnerState,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Stance,
)
from tests.fake_rows import FakeRows


def in_focus(partner: Partner, focus: Focus) -> bool:
    """Whether a partner is one of those that are asked for."""
    return all(getattr(partner, name) == value for name, value in focus.where.items())


class FakeFigures:
    """The book of figures."""

    def __init__(self, books: dict[str, FakeRows[Any]]) -> None:
        self.books = books

    async def card_rows(self, partner_id: int) -> CardRows | None:
        """A partner's rows."""
        partner = await self.books["partners"].find(partner_id)
        if partner is None:
            return None
        contacts = [one for one in self._rows("interactions") if one.partner_id == partner_id]
        newest = sorted(contacts, key=lambda one: (one.on, one.id), reverse=True)[:NEWEST]
        colleagues = {partner.owner_id, partner.backup_id, *(one.staff_id for one in newest)}
        absences = [one for one in self._rows("absences") if one.staff_id == partner.owner_id]
        colleagues |= {one.stand_in_id for one in absences}
        of_partner = {"partner_id": partner_id}
        return CardRows(
            partner=partner,
            people=await self.books["people"].list_by(**of_partner, state=PersonState.ACTIVE),
            interactions=newest,
            rhythms=await self.books["rhythms"].list_by(**of_partner),
            reminders=[
                one
                for one in await self.books["reminders"].list_by(**of_partner)
                if one.state.living or one.state is ReminderState.EXPIRED
            ],
            promises=await self.books["promises"].list_by(**of_partner, state=PromiseState.OPEN),
            agreements=[
                one
                for one in await self.books["agreements"].list_by(**of_partner)
                if one.closed_on is None or one.outcome is AgreementOutcome.IN_PROCESS
            ],
            occasions=await self.books["occasions"].list_by(**of_partner),
            kept_feasts=await self.books["kept_feasts"].list_by(**of_partner),
            feasts=known_feasts(self._rows("own_feasts"), self._rows("confirmed_feasts")),
            events=await self.books["events"].list_by(**of_partner),
            absences=absences,
            offers=await self.books["offers"].list_by(**of_partner),
            introductions=[one for one in self._rows("introductions") if partner_id in (one.partner_id, one.other_id)],
            staff_names={one.id: one.name for one in self._rows("staff") if one.id in colleagues},
        )

    async def contact_days(self, until: date, partner_ids: Iterable[int] | None = None) -> list[ContactDays]:
        """The newest days of contact."""
        found = [contact_days(id, contacts) for id, contacts in self._contacts(until, partner_ids).items()]
        return [one for one in found if one.contact_on or one.ask_on]

    async def list_asks_since_care(self, until: date, partner_ids: Iterable[int] | None = None) -> list[Interaction]:
        """The ask streaks."""
        asks = [ask for contacts in self._contacts(until, partner_ids).values() for ask in ask_streak(contacts)]
        return sorted(asks, key=lambda one: (one.on, one.id), reverse=True)

    async def list_doubtful(self, today: date) -> list[int]:
        """All of them: reckoning shows which are in good care."""
        return [row.id for row in self._rows("partners") if row.state is PartnerState.ACTIVE]

    async def list_missed(self, until: date, partner_ids: Iterable[int] | None = None) -> list[Missed]:
        """Congratulations missed."""
        contacts = self._contacts(until, partner_ids)
        there = {(row.partner_id, row.id) for row in self._rows("people") if row.state is PersonState.ACTIVE}
        wanted = None if partner_ids is None else set(partner_ids)
        expired = (
            row
            for row in self._rows("reminders")
            if row.kind is ReminderKind.CONGRATULATION and row.state is ReminderState.EXPIRED and row.last_on <= until
        )
        found = [
            Missed(row.partner_id, row.person_id, row.due_on)
            for row in expired
            if (wanted is None or row.partner_id in wanted)
            and (row.person_id is None or (row.partner_id, row.person_id) in there)
            and not any(
                one.stance is Stance.CARE and one.on > row.last_on and row.person_id in (None, one.person_id)
                for one in contacts.get(row.partner_id, ())
            )
        ]
        return sorted(found, key=lambda one: one.on)

    async def list_acquaintances(self, since: date, until: date, partner_ids: Iterable[int]) -> list[Acquaintance]:
        """Who knows whom."""
        contacts = self._contacts(until, partner_ids).values()
        there = {(one.partner_id, one.id) for one in self._rows("people") if one.state is PersonState.ACTIVE}
        return list(
            {
                Acquaintance(
                    one.partner_id,
                    one.staff_id,
                    one.person_id if (one.partner_id, one.person_id) in there else None,
                )
                for some in contacts
                for one in some
                if not one.mass and one.on >= since
            }
        )

    async def count_contacts(self, since: date, until: date, partner_ids: Iterable[int] | None = None) -> list[Counted]:
        """Contacts counted by day and sort."""
        counted: dict[tuple[date, Purpose, Direction, int], int] = {}
        for partner_id, some in self._contacts(until, partner_ids).items():
            for one in some:
                if one.on >= since and not one.mass:
                    sort = (one.on, one.purpose, one.direction, 0 if partner_ids is None else partner_id)
                    counted[sort] = counted.get(sort, 0) + 1
        return [Counted(*sort[:3], count, sort[3]) for sort, count in counted.items()]

    async def newest_meetings(self, until: date, partner_ids: Iterable[int]) -> dict[int, date]:
        """When somebody was last met."""
        met = [
            one
            for some in self._contacts(until, partner_ids).values()
            for one in some
            if one.channel is Channel.IN_PERSON
        ]
        return {one.partner_id: max(two.on for two in met if two.partner_id == one.partner_id) for one in met}

    async def list_without_occasion(self) -> list[int]:
        """Active partners without any occasion or kept feast."""
        willing = {None, *(row.id for row in self._rows("people") if may_remember(row))}
        days = [row for noun in ("occasions", "kept_feasts") for row in self._rows(noun)]
        known = {row.partner_id for row in days if row.person_id in willing}
        active = [row.id for row in self._rows("partners") if row.state is PartnerState.ACTIVE]
        return sorted(set(active) - known)

    async def tallies(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[Tally]:
        """Contacts, counted one by one."""
        counted = Counter((one.staff_id, one.purpose, one.direction) for one in self._within(start, end, focus))
        return [Tally(*kinds, count) for kinds, count in counted.items()]

    async def count_cared(self, start: date, end: date, focus: Focus = EVERYBODY) -> int:
        """How many partners were cared for."""
        return len(await self.newest_cares(start, end, focus))

    async def newest_cares(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[tuple[int, date]]:
        """Who was cared for, and when last."""
        newest: dict[int, date] = {}
        for one in self._within(start, end, focus):
            if one.stance is Stance.CARE:
                newest[one.partner_id] = max(one.on, newest.get(one.partner_id, one.on))
        return sorted(newest.items(), key=lambda one: (-one[1].toordinal(), one[0]))

    async def list_counted(
        self, start: date, end: date, stance: Stance | None, focus: Focus, offset: int, limit: int
    ) -> list[Interaction]:
        """A page of contacts of a stance."""
        found = [one for one in self._within(start, end, focus) if one.stance is stance]
        return sorted(found, key=lambda one: (one.on, one.id), reverse=True)[offset : offset + limit]

    async def count_counted(self, start: date, end: date, stance: Stance | None, focus: Focus) -> int:
        """How many there are."""
        return sum(one.stance is stance for one in self._within(start, end, focus))

    async def count_waiting(self, day: date, focus: Focus = EVERYBODY) -> dict[int | None, int]:
        """Rhythm reminders that wait their turn."""
        partners = {row.id for row in self._rows("partners") if in_focus(row, focus)}
        living = [row for row in self._rows("reminders") if row.partner_id in partners]
        return dict(Counter(row.staff_id for row in living if waits(row, day)))

    async def list_noted(self, start: date, end: date) -> list[int]:
        """Contacts with a note that settled a reminder."""
        noted = {row.id for row in self._rows("interactions") if row.note}
        done = (row for row in self._rows("reminders") if row.state is ReminderState.DONE)
        return sorted({row.interaction_id for row in done if row.interaction_id in noted})

    async def has_contacts(self) -> bool:
        """Whether anything was noted."""
        return any(not row.mass for row in self._rows("interactions"))

    def _within(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[Interaction]:
        partners = {row.id for row in self._rows("partners") if in_focus(row, focus)}
        contacts = self._rows("interactions")
        return [one for one in contacts if start <= one.on <= end and not one.mass and one.partner_id in partners]

    async def list_unheard(self, since: date, before: date) -> list[int]:
        """Fresh partners of which nothing was heard."""
        heard = {row.partner_id for row in self._rows("interactions")}
        active = [row for row in self._rows("partners") if row.state is PartnerState.ACTIVE and row.id not in heard]
        fresh = [row for row in active if row.added_on is not None and since <= row.added_on < before]
        return [row.id for row in fresh if row.baseline_on is None and row.baseline_asked_on is None]

    def _rows(self, noun: str) -> list[Any]:
        return list(self.books[noun].rows.values())

    def _contacts(self, until: date, partner_ids: Iterable[int] | None) -> dict[int, list[Interaction]]:
        wanted = None if partner_ids is None else set(partner_ids)
        found: dict[int, list[Interaction]] = {}
        for row in self._rows("interactions"):
            if row.on <= until and (wanted is None or row.partner_id in wanted):
                found.setdefault(row.partner_id, []).append(row)
        return found
