"""What a contact settles, inside somebody's unit of work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import Settlement, could_answer, reopened, settlement
from bot.domain.interactions import Interaction
from bot.domain.ports import Actor, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import EventKind, PartnerState, PersonState, ReminderKind, ReminderState
from bot.usecases.telling import tell_settled

_TO_THE_PERSON = (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE)
LIVING = tuple(state for state in ReminderState if state.living)


@dataclass(frozen=True, slots=True)
class Touched:
    """A reminder that a contact settled, or may have settled."""

    reminder_id: int
    kind: ReminderKind
    person_id: int | None
    subject: str
    due_on: date


def touched(reminders: Iterable[Reminder]) -> tuple[Touched, ...]:
    """Reminders as facts of an outcome."""
    return tuple(Touched(one.id, one.kind, one.person_id, one.subject, one.due_on) for one in reminders)


async def settle_by(uow: UnitOfWork, by: Actor, contact: Interaction, reminders: Iterable[Reminder]) -> Settlement:
    """Settles what a contact answers of its partner's reminders; gives what it settled, and what is to be asked."""
    living = [one for one in reminders if one.state.living]
    wells = await get_well(uow, living)
    fitting = [one for one in living if could_answer(one, contact, get_well=one.id in wells)]
    found = settlement(fitting, contact, await announced_on(uow, fitting), wells)
    for one in found.done:
        await mark_answered(uow, by, one, ReminderState.DONE, contact.id)
    for one in found.withdrawn:
        await mark_answered(uow, by, one, ReminderState.WITHDRAWN, contact.id)
    return found


async def mark_answered(
    uow: UnitOfWork, by: Actor, reminder: Reminder, state: ReminderState, interaction_id: int | None = None
) -> bool:
    """Answers a reminder if it still lives; whether it did."""
    answered = await uow.reminders.change_when(
        reminder.id,
        {"state": LIVING},
        state=state,
        answered_at=by.now,
        answered_by=by.staff.id,
        interaction_id=interaction_id,
    )
    if answered:
        await tell_settled(uow, by, reminder, state)
    return answered


async def reopen_settled_by(
    uow: UnitOfWork, contact: Interaction, kept_if: Interaction | None = None
) -> list[Reminder]:
    """Reopens what a contact settled; with *kept_if*, only what the contact as it is now would not settle.

    What a colleague confirmed (promises) stays settled as long as the contact stays.
    """
    settled = await uow.reminders.list_by(interaction_id=contact.id)
    wells = await get_well(uow, settled)
    reopening = [one for one in settled if kept_if is None or not _still(one, kept_if, one.id in wells)]
    for one in reopening:
        await reopen(uow, one)
    return reopening


async def reopen(uow: UnitOfWork, reminder: Reminder) -> None:
    """Leads a settled reminder back; a later one of the same rhythm gives way, since one at most may live."""
    if reminder.of_rhythm:
        for other in await uow.reminders.list_by(partner_id=reminder.partner_id, kind=reminder.kind, state=LIVING):
            await uow.reminders.change(other.id, state=ReminderState.WITHDRAWN)
    await uow.reminders.change(reminder.id, **reopened(reminder))


async def end_groundless(uow: UnitOfWork, reminders: Iterable[Reminder], today: date) -> list[Reminder]:
    """Ends what was led back but cannot wait any more: its greeting days are over, or whom it is about is not there.

    Gives those that still wait.
    """
    living = [one for one in await uow.reminders.list_in(one.id for one in reminders) if one.state.living]
    people = {one.id: one for one in await uow.people.list_in(one.person_id for one in living if one.person_id)}
    partners = {one.id: one for one in await uow.partners.list_in(one.partner_id for one in living)}
    waiting: list[Reminder] = []
    for one in living:
        person = people.get(one.person_id or 0)
        gone = person is not None and person.state is not PersonState.ACTIVE
        if one.last_on is not None and one.last_on < today:
            await uow.reminders.change(one.id, state=ReminderState.EXPIRED)
        elif partners[one.partner_id].state is not PartnerState.ACTIVE or (gone and one.kind in _TO_THE_PERSON):
            await uow.reminders.change(one.id, state=ReminderState.WITHDRAWN)
        else:
            if gone:
                await uow.reminders.change(one.id, person_id=None)
            waiting.append(one)
    return waiting


async def withdraw_about(uow: UnitOfWork, partner_id: int, subject: str) -> None:
    """Withdraws the living reminders about something that is gone."""
    for one in await uow.reminders.list_by(partner_id=partner_id, subject=subject, state=LIVING):
        await uow.reminders.change(one.id, state=ReminderState.WITHDRAWN)


async def announced_on(uow: UnitOfWork, reminders: Iterable[Reminder]) -> dict[int, date]:
    """When each of these reminders was first shown; those that never were are missing."""
    ids = [one.id for one in reminders]
    first: dict[int, date] = {}
    for shown in await uow.announcements.list_by(reminder_id=ids) if ids else ():
        first[shown.reminder_id] = min(shown.on, first.get(shown.reminder_id, shown.on))
    return first


async def get_well(uow: UnitOfWork, reminders: Iterable[Reminder]) -> frozenset[int]:
    """Which of these reminders come from an illness."""
    events = {one.id: int(one.subject.removeprefix("event:")) for one in reminders if one.subject.startswith("event:")}
    if not events:
        return frozenset()
    ill = {one.id for one in await uow.events.list_in(events.values()) if one.kind is EventKind.ILLNESS}
    return frozenset(id for id, event_id in events.items() if event_id in ill)


def _still(reminder: Reminder, contact: Interaction, well: bool) -> bool:
    return reminder.kind is ReminderKind.PROMISE or could_answer(reminder, contact, get_well=well)
