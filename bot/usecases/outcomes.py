"""Reminders that ask for an outcome: what becomes of an agreement, and what came of an ask."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.errors import BadValue
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import AgreementOutcome, AskAnswer, ReminderKind, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.agreements import conclude
from bot.usecases.answers import already_answered, answer, living_reminder
from bot.usecases.rhythms import work_calendar
from bot.usecases.settling import LIVING

AGAIN_AFTER = timedelta(days=7)
"""After "not yet", the question comes again."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """What became of an agreement; ``next_to_on`` is the end of the one that follows."""

    reminder_id: int
    partner_id: int
    agreement_id: int
    outcome: AgreementOutcome
    next_to_on: date | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What came of an ask: thanks are due on ``thanks_on``, or the question comes again on ``again_on``."""

    reminder_id: int
    partner_id: int
    answer: AskAnswer
    thanks_on: date | None = None
    again_on: date | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerRenewal:
    """Closes an agreement by its outcome: renewed to a day, in process, or ended."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, reminder_id: int, outcome: AgreementOutcome, to_on: date | None = None
    ) -> Concluded:
        """A renewal needs a day after the agreement's end (``BadValue`` otherwise), and adds the period up to it."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "answer_renewal", Concluded):
                return before
            reminder = await _of_kind(uow, reminder_id, ReminderKind.RENEWAL)
            agreement = await uow.agreements.get(_subject_id(reminder))
            today = self.organisation.today(by.now)
            following = await conclude(uow, agreement, outcome, to_on, today)
            await answer(uow, by, reminder, ReminderState.DONE)
            next_to_on = following.to_on if following else None
            concluded = Concluded(reminder.id, reminder.partner_id, agreement.id, outcome, next_to_on)
            return await finish(uow, by, "answer_renewal", concluded, reminder.partner_id)


@dataclass(frozen=True, slots=True)
class AnswerFollowUp:
    """What came of an ask: Helped plans thanks for the next working day, Not yet asks again in seven days."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int, told: AskAnswer) -> FollowedUp:
        """Keeps the answer with the ask."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "answer_follow_up", FollowedUp):
                return before
            reminder = await _of_kind(uow, reminder_id, ReminderKind.FOLLOW_UP)
            await uow.interactions.change(_subject_id(reminder), ask_answer=told)
            outcome = await self._follow(uow, by, reminder, told)
            return await finish(uow, by, "answer_follow_up", outcome, reminder.partner_id)

    async def _follow(self, uow: UnitOfWork, by: Actor, reminder: Reminder, told: AskAnswer) -> FollowedUp:
        today = self.organisation.today(by.now)
        if told is AskAnswer.NOT_YET:
            again_on = today + AGAIN_AFTER
            later = {"state": ReminderState.SNOOZED, "snoozed_until": again_on}
            if not await uow.reminders.change_when(reminder.id, {"state": LIVING}, **later):
                raise await already_answered(uow, reminder.id)
            return FollowedUp(reminder.id, reminder.partner_id, told, again_on=again_on)
        await answer(uow, by, reminder, ReminderState.DONE)
        if told is AskAnswer.NO:
            return FollowedUp(reminder.id, reminder.partner_id, told)
        thanks = _thanks_after(reminder, work_calendar(self.organisation).add_working(today, 1), today)
        await uow.reminders.add_new([thanks])
        return FollowedUp(reminder.id, reminder.partner_id, told, thanks_on=thanks.due_on)


def _thanks_after(reminder: Reminder, due_on: date, today: date) -> Reminder:
    """The thanks that follow an ask that was granted."""
    return Reminder(
        partner_id=reminder.partner_id,
        kind=ReminderKind.THANKS,
        subject=reminder.subject,
        cycle=reminder.subject,
        due_on=due_on,
        person_id=reminder.person_id,
        staff_id=reminder.staff_id,
        planned_on=today,
    )


async def _of_kind(uow: UnitOfWork, reminder_id: int, kind: ReminderKind) -> Reminder:
    reminder = await living_reminder(uow, reminder_id)
    if reminder.kind is not kind:
        raise BadValue("reminder", "wrong_kind")
    return reminder


def _subject_id(reminder: Reminder) -> int:
    return int(reminder.subject.rpartition(":")[2])
