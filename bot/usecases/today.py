"""What a colleague sees of their reminders: a brief read again, today's list, an item opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.briefs import LATELY, NOTES_SHOWN, Brief, ContactLine, ItemView, longest_not_met, suggested_gesture
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.offers import running
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.composing import entries_of_today
from bot.domain.planning.facts import QUIET_DAYS
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.rhythms import TIER_DAYS
from bot.domain.staff import Staff
from bot.domain.words import EventKind, PersonState, PromiseState, ReminderKind, ReminderState, Rhythm, Role, Stage
from bot.usecases.acting import need
from bot.usecases.brief_items import item_of, read_items, read_sources
from bot.usecases.briefs import brief_key, read_board

BRIEFS_KNOWN = 14
"""Days back to which the way back from an item leads to its brief."""
CONTACTS_READ = 200
"""Contacts looked through for an item: notes, who was met, what was given last."""


def local_today(staff: Staff, organisation: Organisation, now: datetime) -> date:
    """A colleague's own calendar day."""
    return now.astimezone(ZoneInfo(staff.zone) if staff.zone else organisation.zone).date()


@dataclass(frozen=True, slots=True)
class ShowBrief:
    """A brief as its notice holds it, read again: what was settled since is gone, or told with *keep_settled*."""

    storage: Storage

    async def __call__(
        self,
        staff_id: int,
        on: date,
        entries: Sequence[tuple[int, str]],
        older: int = 0,
        *,
        keep_settled: bool = False,
    ) -> Brief:
        """*entries* are ids and stages. The brief is falsy when its premise is gone: nothing is left to say."""
        async with self.storage.read() as uow:
            rows = {one.id: one for one in await uow.reminders.list_in(id for id, _ in entries)}
            shown = [(rows[id], Stage(stage)) for id, stage in entries if id in rows]
            kept = [(row, stage) for row, stage in shown if keep_settled or _still_shown(row, stage)]
            items = await read_items(uow, kept, on, staff_id)
        return Brief(staff_id, on, items, older)


@dataclass(frozen=True, slots=True)
class FindBrief:
    """One's own brief of a day, as it was owed."""

    storage: Storage

    async def __call__(self, by: Actor, on: date) -> Notice | None:
        """None where there was none, or where it is so old that nothing of what stood in it is kept."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            found = await uow.notices.list_by(key=brief_key(by.staff.id, on))
        return found[0] if found and found[0].facts else None


@dataclass(frozen=True, slots=True)
class FindBriefDay:
    """The day of the brief that a message is."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, message_id: int) -> date | None:
        """None for any other message, and for a brief of more than two weeks ago."""
        on = local_today(by.staff, self.organisation, by.now)
        keys = [brief_key(by.staff.id, on - timedelta(days=back)) for back in range(BRIEFS_KNOWN)]
        async with self.storage.read() as uow:
            briefs = await uow.notices.list_by(key=keys)
        return next((one.due_on for one in briefs if one.message_id == message_id), None)


@dataclass(frozen=True, slots=True)
class ShowToday:
    """What `/today` shows: all that is open for a colleague, to be prepared by them, or told them as stand-in."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor) -> Brief:
        """The list at this moment, in the order of the brief."""
        need(by, Role.STAFF)
        on = local_today(by.staff, self.organisation, by.now)
        async with self.storage.read() as uow:
            board = await read_board(uow, self.organisation, by.now, by.staff)
            shown = entries_of_today(by.staff, board, on)
            return Brief(by.staff.id, on, await read_items(uow, shown, on, by.staff.id))


@dataclass(frozen=True, slots=True)
class ShowItem:
    """One reminder opened: why it is due, and what one wants to know before getting in touch."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int) -> ItemView:
        """``NotFound`` where there is no such reminder; a settled one says by whom."""
        need(by, Role.STAFF)
        on = local_today(by.staff, self.organisation, by.now)
        async with self.storage.read() as uow:
            reminder = await uow.reminders.get(reminder_id)
            return await read_view(uow, reminder, on, by.staff.id)


async def read_view(uow: UnitOfWork, reminder: Reminder, on: date, staff_id: int) -> ItemView:
    """A reminder as the colleague with this id reads it on a day."""
    sources = await read_sources(uow, [reminder])
    partner = sources.partners[reminder.partner_id]
    people = await uow.people.list_by(partner_id=partner.id)
    active = [one for one in people if one.state is PersonState.ACTIVE]
    contacts = await uow.interactions.list_of(partner.id, limit=CONTACTS_READ)
    names = {one.id: one.addressed for one in people}

    def line(contact: Interaction) -> ContactLine:
        colleague = sources.staff.get(contact.staff_id or 0)
        return ContactLine(contact, colleague.name if colleague else None, names.get(contact.person_id or 0))

    real = [one for one in contacts if not one.mass]
    lately = [one for one in real if on - LATELY <= one.on <= on and one.staff_id not in (None, staff_id)]
    view = ItemView(
        item=item_of(reminder, _stage_of(reminder), sources, on, staff_id),
        partner=partner,
        person=sources.people.get(reminder.person_id or 0),
        rhythm_days=await _rhythm_days(uow, reminder, TIER_DAYS[partner.tier]),
        opened_on=reminder.opened_on,
        standing_in_for=_stood_in_for(reminder, partner, sources.staff, staff_id),
        newest=next((line(one) for one in real if not one.is_our_ask), None),
        notes=tuple(line(one) for one in real if one.note)[:NOTES_SHOWN],
        lately=tuple(line(one) for one in lately),
        offers=tuple(running(await uow.offers.list_by(partner_id=partner.id), on)),
        promises=tuple(await uow.promises.list_by(partner_id=partner.id, state=PromiseState.OPEN)),
        mourning=await _mourning(uow, partner.id, active, on),
    )
    if reminder.kind is ReminderKind.CHECK_IN:
        view = replace(view, longest_not_met=longest_not_met(active, contacts))
    if reminder.kind is ReminderKind.GESTURE:
        view = replace(view, suggestion=suggested_gesture(partner.kind, contacts))
    return view


def _stood_in_for(reminder: Reminder, partner: Partner, staff: Mapping[int, Staff], reader: int) -> str | None:
    owner = staff.get(partner.owner_id or 0)
    return owner.name if owner is not None and reader == reminder.staff_id != owner.id else None


async def _rhythm_days(uow: UnitOfWork, reminder: Reminder, tier_days: Mapping[Rhythm, int]) -> int | None:
    if not reminder.of_rhythm:
        return None
    rhythm = Rhythm(reminder.kind.value)
    rows = await uow.rhythms.list_by(partner_id=reminder.partner_id, rhythm=rhythm)
    own = rows[0].own_days if rows else None
    return tier_days[rhythm] if own is None else own


async def _mourning(uow: UnitOfWork, partner_id: int, active: Sequence[Person], on: date) -> tuple[Person, ...]:
    events = await uow.events.list_by(partner_id=partner_id, kind=EventKind.BEREAVEMENT)
    ids = {one.person_id for one in events if timedelta() <= on - one.on <= QUIET_DAYS}
    return tuple(one for one in active if one.id in ids)


def _stage_of(reminder: Reminder) -> Stage:
    return Stage.PREPARE if reminder.state is ReminderState.PLANNED else Stage.OPENED


def _still_shown(reminder: Reminder, stage: Stage) -> bool:
    """To prepare as long as it waits or has opened; else as long as somebody may answer it."""
    if stage is Stage.PREPARE:
        return reminder.state.living
    return reminder.state is ReminderState.OPEN or (
        reminder.state is ReminderState.SNOOZED and stage is not Stage.OPENED
    )
