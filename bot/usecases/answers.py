"""Answering a reminder: Done, Snooze, Skip."""

from dataclasses import dataclass
from datetime import date

from bot.domain.answers import SnoozeFor, snooze, written_purpose
from bot.domain.errors import AlreadyAnswered, BadValue
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.planning.days_of_people import silent_until
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import Channel, PromiseState, Purpose, ReminderKind, ReminderState, Rhythm, Role, SkipReason
from bot.usecases.acting import done_before, finish, need
from bot.usecases.interactions import Logged, add_contact, follow_contact
from bot.usecases.known import living_partner
from bot.usecases.promises import promise_of, settle_promise
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.settling import get_well, mark_answered

_STANDING = (ReminderState.OPEN, ReminderState.SNOOZED)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer did; ``logged`` is the contact that Done wrote, with all that came of it."""

    reminder_id: int
    partner_id: int
    kind: ReminderKind
    logged: Logged | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class PutOff:
    """Until when a reminder sleeps; ``clipped`` says that its last greeting day came first."""

    reminder_id: int
    partner_id: int
    until: date
    clipped: bool = False
    kind: ReminderKind = ReminderKind.CONGRATULATION
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class MarkDone:
    """Done, or already done elsewhere on another day: writes the contact that the design's table says.

    Raises ``AlreadyAnswered`` with who and when; ``BadValue`` where the purpose has to be chosen (a gesture), where
    the outcome is asked instead (renewal, follow-up), and before the first greeting day.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        reminder_id: int,
        *,
        purpose: Purpose | None = None,
        on: date | None = None,
        channel: Channel | None = None,
        note: str | None = None,
    ) -> Answered:
        """Settles it once; a promise is kept with it."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "mark_done", Answered):
                return before
            reminder = await living_reminder(uow, reminder_id)
            check_begun(reminder, today)
            partner = await living_partner(uow, reminder.partner_id)
            person = await uow.people.find(reminder.person_id)
            draft = Interaction(
                partner_id=partner.id,
                on=on or today,
                purpose=written_purpose(reminder, purpose, get_well=bool(await get_well(uow, [reminder]))),
                person_id=person.id if person and person.partner_id == partner.id else None,
                channel=channel,
                note=note,
            )
            logged = await write_done(uow, by, reminder, partner, draft, self.organisation)
            outcome = Answered(reminder.id, partner.id, reminder.kind, logged)
            return await finish(uow, by, "mark_done", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class SnoozeReminder:
    """Puts a reminder off; escalation goes on counting from the day it opened."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int, choice: SnoozeFor, day: date | None = None) -> PutOff:
        """``BadValue`` for a day that is not ahead, on the last greeting day, or before it opened."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "snooze_reminder", PutOff):
                return before
            reminder = await living_reminder(uow, reminder_id)
            if reminder.state not in _STANDING:
                raise BadValue("reminder", "not_open", (("day", reminder.opens_on or reminder.due_on),))
            slept = snooze(reminder, choice, self.organisation.today(by.now), day)
            sleeping = {"state": ReminderState.SNOOZED, "snoozed_until": slept.until}
            if not await uow.reminders.change_when(reminder.id, {"state": _STANDING}, **sleeping):
                raise await already_answered(uow, reminder.id)
            outcome = PutOff(reminder.id, reminder.partner_id, slept.until, slept.clipped, reminder.kind)
            return await finish(uow, by, "snooze_reminder", outcome, reminder.partner_id)


@dataclass(frozen=True, slots=True)
class SkipReminder:
    """Skips a reminder with its reason; a rhythm starts again at half its length from today, a promise is dropped."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int, reason: SkipReason) -> Answered:
        """``BadValue`` for a renewal: it is closed by an outcome alone."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "skip_reminder", Answered):
                return before
            reminder = await living_reminder(uow, reminder_id)
            if reminder.kind is ReminderKind.RENEWAL:
                raise BadValue("reminder", "asks_outcome")
            await answer(uow, by, reminder, ReminderState.SKIPPED)
            await uow.reminders.change(reminder.id, skip_reason=reason)
            if (promise := await promise_of(uow, reminder)) is not None:
                # Nothing would remind of it any more: it is not left overdue.
                await settle_promise(uow, by, promise, PromiseState.DROPPED, self.organisation.today(by.now))
            if reminder.of_rhythm:
                await self._restart(uow, by, reminder)
            outcome = Answered(reminder.id, reminder.partner_id, reminder.kind)
            return await finish(uow, by, "skip_reminder", outcome, reminder.partner_id)

    async def _restart(self, uow: UnitOfWork, by: Actor, reminder: Reminder) -> None:
        rhythm = Rhythm(reminder.kind.value)
        rows = await uow.rhythms.list_by(partner_id=reminder.partner_id, rhythm=rhythm)
        for row in rows or [await uow.rhythms.add(PartnerRhythm(reminder.partner_id, rhythm))]:
            await uow.rhythms.change(row.id, skipped_on=self.organisation.today(by.now))
        await refresh_rhythms(uow, [reminder.partner_id])


async def write_done(
    uow: UnitOfWork, by: Actor, reminder: Reminder, partner: Partner, draft: Interaction, organisation: Organisation
) -> Logged:
    """Writes the contact that settles a reminder; a promise is kept with it."""
    contact = await add_contact(uow, by, partner, draft, organisation)
    promise = await promise_of(uow, reminder)
    await answer(uow, by, reminder, ReminderState.DONE, contact.id)
    if promise is not None:
        await settle_promise(uow, by, promise, PromiseState.KEPT, organisation.today(by.now), contact.id)
    return await follow_contact(uow, by, partner, contact, organisation)


async def living_reminder(uow: UnitOfWork, reminder_id: int) -> Reminder:
    """The reminder, if it still waits for an answer; ``AlreadyAnswered`` otherwise."""
    reminder = await uow.reminders.get(reminder_id)
    if not reminder.state.living:
        raise _answered(reminder)
    return reminder


async def answer(
    uow: UnitOfWork, by: Actor, reminder: Reminder, state: ReminderState, interaction_id: int | None = None
) -> None:
    """Answers it, or raises ``AlreadyAnswered`` where a colleague was quicker."""
    if not await mark_answered(uow, by, reminder, state, interaction_id):
        raise await already_answered(uow, reminder.id)


async def already_answered(uow: UnitOfWork, reminder_id: int) -> AlreadyAnswered:
    """Who answered a reminder, and when."""
    return _answered(await uow.reminders.get(reminder_id))


def check_begun(reminder: Reminder, today: date) -> None:
    """Greetings are done from their first greeting day on, and not on a feast's silent day."""
    if reminder.opens_on is not None and today < reminder.opens_on:
        raise BadValue("reminder", "not_open", (("day", reminder.opens_on),))
    if (again_on := silent_until(reminder, today)) is not None:
        raise BadValue("reminder", "silent_day", (("day", again_on),))


def _answered(reminder: Reminder) -> AlreadyAnswered:
    return AlreadyAnswered(reminder.id, reminder.state.value, reminder.answered_by, reminder.answered_at)
