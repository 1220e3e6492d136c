"""Bringing two partners together, and asking three weeks later what came of it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.drafting import barred
from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.introductions import ASKED_AFTER, SUBJECT, Introduction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, IntroductionOutcome, PersonState, Purpose, ReminderKind, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.answers import Answered, already_answered, answer, living_reminder
from bot.usecases.gestures import Gesture, GivenWords, give, living_gesture
from bot.usecases.interactions import add_contact, follow_contact
from bot.usecases.known import living_partner, person_at
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.rhythms import work_calendar
from bot.usecases.settling import LIVING


@dataclass(frozen=True, slots=True)
class IntroductionTold:
    """What came of an introduction; the question comes again on ``again_on``."""

    reminder_id: int
    partner_id: int
    introduction_id: int
    outcome: IntroductionOutcome
    again_on: date | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class IntroducePartners:
    """Writes that two partners were introduced: a contact with each, the row, and the gestures that it settles."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        reminder_id: int,
        people: tuple[int | None, tuple[int, int | None]],
        channel: Channel | None = None,
        mark: str = "",
    ) -> Answered:
        """*people* is somebody of the first partner, and the second partner with somebody there.

        ``BadValue`` where it is the same partner, or where nothing goes to one of them any more.

        A gesture of the second partner that is open is settled too.
        """
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "introduce_partners", Answered):
                return before
            reminder = await living_gesture(uow, reminder_id)
            partner, second = [await living_partner(uow, id) for id in (reminder.partner_id, people[1][0])]
            if partner.id == second.id:
                raise BadValue("partner", "same_partner", (("partner", partner.name),))
            one, another = await _somebody(uow, partner, people[0]), await _somebody(uow, second, people[1][1])
            first_id, second_id = one.id if one else None, another.id if another else None
            words = GivenWords("introduced_both", mark)
            gesture = Gesture(Purpose.INTRODUCTION, words, channel, first_id, _called(second, another))
            outcome = await give(uow, by, reminder, partner, gesture, self.organisation)
            draft = Interaction(
                second.id,
                today,
                Purpose.INTRODUCTION,
                person_id=second_id,
                channel=channel,
                note=_called(partner, one),
            )
            contact = await add_contact(uow, by, second, draft, self.organisation)
            also = await follow_contact(uow, by, second, contact, self.organisation)
            assert outcome.logged is not None
            await uow.introductions.add(
                Introduction(
                    partner.id,
                    second.id,
                    today,
                    first_id,
                    second_id,
                    by.staff.id,
                    outcome.logged.interaction_id,
                    contact.id,
                )
            )
            outcome = replace(outcome, logged=replace(outcome.logged, others=(also,)))
            return await finish(uow, by, "introduce_partners", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class AnswerIntroduction:
    """Did something come of it? *Not yet* asks once more, three weeks later."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int, told: IntroductionOutcome) -> IntroductionTold:
        """Keeps the answer with the introduction, for both partners' cards."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "answer_introduction", IntroductionTold):
                return before
            reminder = await living_reminder(uow, reminder_id)
            met = await uow.introductions.get(introduction_id(reminder))
            again = told is IntroductionOutcome.NOT_YET and met.outcome is None
            await uow.introductions.change(met.id, outcome=told, closed_on=None if again else today)
            again_on = None
            if again:
                again_on = work_calendar(self.organisation).next_working(today + ASKED_AFTER)
                later = {"state": ReminderState.SNOOZED, "snoozed_until": again_on}
                if not await uow.reminders.change_when(reminder.id, {"state": LIVING}, **later):
                    raise await already_answered(uow, reminder.id)
            else:
                await answer(uow, by, reminder, ReminderState.DONE)
            await replan(uow, [reminder.partner_id], self.organisation, today)
            outcome = IntroductionTold(reminder.id, reminder.partner_id, met.id, told, again_on)
            return await finish(uow, by, "answer_introduction", outcome, reminder.partner_id)


def introduction_id(reminder: Reminder) -> int:
    """The introduction that a question is about."""
    if reminder.kind is not ReminderKind.FOLLOW_UP or not reminder.subject.startswith(SUBJECT):
        raise BadValue("reminder", "wrong_kind")
    return int(reminder.subject.removeprefix(SUBJECT))


async def _somebody(uow: UnitOfWork, partner: Partner, person_id: int | None) -> Person | None:
    """The person who is introduced; nothing is sent to somebody who left or died."""
    person = await person_at(uow, partner, person_id)
    if person is not None and person.state is not PersonState.ACTIVE:
        reason = barred(partner, person)
        raise BadValue("draft", reason.value if reason else "left", (("name", person.addressed),))
    return person


def _called(partner: Partner, person: Person | None) -> str:
    """To whom they were introduced, as it stands in the history: Bu Ratna (Yayasan Pelita), without any word."""
    return f"{person.addressed} ({partner.name})" if person is not None else partner.name
