"""Renewals, follow-ups, promises, baselines and events."""

from datetime import date, timedelta

import pytest

from bot.domain.agreements import Agreement
from bot.domain.errors import AlreadyAnswered, BadValue, Outdated
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import (
    AgreementOutcome,
    AskAnswer,
    Direction,
    EventKind,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Tier,
)
from bot.usecases.baselines import LastContact, ListBaselines, SetBaseline
from bot.usecases.events import AddEvent, SettleComplaint
from bot.usecases.outcomes import AnswerFollowUp, AnswerRenewal
from bot.usecases.promises import AddPromise, SettlePromise
from tests.usecases.care_world import AGUS, DEWI, ORGANISATION, RINA, SARI, TODAY, World, by, draft


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


async def renewal(world: World) -> tuple[Agreement, Reminder]:
    (agreement,) = await world.storage.put(Agreement(1, TODAY + timedelta(days=7), title="MoU"))
    return agreement, await world.reminder(ReminderKind.RENEWAL, subject=f"agreement:{agreement.id}")


async def test_a_renewed_agreement_is_closed_and_followed_by_the_next_period(world: World) -> None:
    agreement, reminder = await renewal(world)
    until = TODAY + timedelta(days=372)
    answer = AnswerRenewal(world.storage, ORGANISATION)
    outcome = await answer(by(RINA), reminder.id, AgreementOutcome.RENEWED, until)
    old, new = world.storage.all(Agreement)
    assert (old.outcome, old.closed_on) == (AgreementOutcome.RENEWED, TODAY)
    assert (new.from_on, new.to_on, new.title, new.closed_on) == (
        agreement.to_on + timedelta(days=1),
        until,
        "MoU",
        None,
    )
    assert world.now(reminder).state is ReminderState.DONE
    assert outcome.next_to_on == until
    with pytest.raises(AlreadyAnswered):
        await answer(by(SARI), reminder.id, AgreementOutcome.ENDED)


@pytest.mark.parametrize("what", [AgreementOutcome.IN_PROCESS, AgreementOutcome.ENDED])
async def test_in_process_and_ended_close_it_too(world: World, what: AgreementOutcome) -> None:
    _, reminder = await renewal(world)
    await AnswerRenewal(world.storage, ORGANISATION)(by(RINA), reminder.id, what)
    (agreement,) = world.storage.all(Agreement)
    assert (agreement.outcome, agreement.closed_on) == (what, TODAY)


async def test_a_renewal_needs_a_later_day(world: World) -> None:
    agreement, reminder = await renewal(world)
    for wrong in (None, agreement.to_on):
        with pytest.raises(BadValue):
            await AnswerRenewal(world.storage, ORGANISATION)(by(RINA), reminder.id, AgreementOutcome.RENEWED, wrong)
    assert world.now(reminder).state is ReminderState.OPEN


async def asked(world: World) -> tuple[Interaction, Reminder]:
    ask = await world.contact(7, Purpose.ASK, person_id=DEWI.id)
    return ask, await world.reminder(ReminderKind.FOLLOW_UP, subject=f"ask:{ask.id}", person_id=DEWI.id)


async def test_helped_plans_thanks_for_the_next_working_day(world: World) -> None:
    ask, question = await asked(world)
    outcome = await AnswerFollowUp(world.storage, ORGANISATION)(by(RINA, days=4), question.id, AskAnswer.HELPED)
    assert outcome.thanks_on == date(2026, 11, 30), "the Monday after a Friday"
    (thanks,) = (one for one in world.storage.all(Reminder) if one.kind is ReminderKind.THANKS)
    assert (thanks.due_on, thanks.person_id, thanks.staff_id) == (outcome.thanks_on, DEWI.id, RINA.id)
    assert world.now(ask).ask_answer is AskAnswer.HELPED
    assert world.now(question).state is ReminderState.DONE


async def test_not_yet_asks_again_in_seven_days(world: World) -> None:
    ask, question = await asked(world)
    await AnswerFollowUp(world.storage, ORGANISATION)(by(RINA), question.id, AskAnswer.NOT_YET)
    sleeping = world.now(question)
    assert (sleeping.state, sleeping.snoozed_until) == (ReminderState.SNOOZED, TODAY + timedelta(days=7))
    assert world.now(ask).ask_answer is AskAnswer.NOT_YET


async def test_no_is_kept_and_nothing_follows(world: World) -> None:
    ask, question = await asked(world)
    await AnswerFollowUp(world.storage, ORGANISATION)(by(RINA), question.id, AskAnswer.NO)
    assert world.now(ask).ask_answer is AskAnswer.NO
    assert not [one for one in world.storage.all(Reminder) if one.state.living]


async def test_an_answer_goes_to_a_question_of_its_kind(world: World) -> None:
    reminder = await world.reminder()
    with pytest.raises(BadValue):
        await AnswerFollowUp(world.storage, ORGANISATION)(by(RINA), reminder.id, AskAnswer.NO)


async def test_a_promise_has_a_day_ahead_words_and_somebody_of_that_partner(world: World) -> None:
    add = AddPromise(world.storage, ORGANISATION)
    for wrong in (
        Promise(1, "  ", TODAY),
        Promise(1, "proposal", TODAY - timedelta(days=1)),
        Promise(1, "proposal", TODAY, person_id=AGUS.id),
    ):
        with pytest.raises(BadValue):
            await add(by(RINA), wrong)
    await add(by(RINA), Promise(1, "proposal", TODAY, person_id=DEWI.id))
    (promise,) = world.storage.all(Promise)
    assert (promise.staff_id, promise.made_on, promise.state) == (RINA.id, TODAY, PromiseState.OPEN)


@pytest.mark.parametrize(
    ("state", "reminder_state"),
    [(PromiseState.KEPT, ReminderState.DONE), (PromiseState.DROPPED, ReminderState.WITHDRAWN)],
)
async def test_a_settled_promise_takes_its_reminder_along(
    world: World, state: PromiseState, reminder_state: ReminderState
) -> None:
    (promise,) = await world.storage.put(Promise(1, "proposal", TODAY))
    reminder = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{promise.id}")
    settle = SettlePromise(world.storage, ORGANISATION)
    await settle(by(RINA), promise.id, state)
    assert (world.now(promise).state, world.now(promise).settled_on) == (state, TODAY)
    assert world.now(reminder).state is reminder_state
    with pytest.raises(Outdated):
        await settle(by(SARI, days=1), promise.id, state)


async def test_a_baseline_starts_the_rhythms_and_is_no_interaction(world: World) -> None:
    outcome = await SetBaseline(world.storage, ORGANISATION)(by(RINA), 1, LastContact.MONTH)
    assert outcome.baseline_on == TODAY - timedelta(days=30)
    (check_in,) = (one for one in world.storage.all(PartnerRhythm) if one.rhythm is Rhythm.CHECK_IN)
    assert check_in.due_on == TODAY
    assert not world.storage.all(Interaction)


async def test_not_knowing_is_an_answer_and_is_not_asked_again(world: World) -> None:
    await SetBaseline(world.storage, ORGANISATION)(by(RINA), 1, LastContact.UNKNOWN)
    partner = world.now(world.storage.all(Partner)[0])
    assert (partner.baseline_on, partner.baseline_asked_on) == (None, TODAY)
    assert not (await ListBaselines(world.storage, ORGANISATION)(by(RINA))).partners


async def test_five_partners_a_day_are_asked_about_key_partners_first(world: World) -> None:
    await world.contact(3)
    await world.storage.put(*(Partner(f"Mitra {n}", Tier.CORE, added_by=1) for n in range(6)))
    await world.storage.put(Partner("Kunci", Tier.KEY, added_by=1), Partner("Milik Sari", owner_id=2))
    questions = ListBaselines(world.storage, ORGANISATION)
    first = await questions(by(RINA))
    assert ([one.name for one in first.partners][:2], len(first.partners), first.later) == (["Kunci", "Mitra 0"], 5, 2)
    for partner in first.partners[:2]:
        await SetBaseline(world.storage, ORGANISATION)(by(RINA, key=str(partner.id)), partner.id, LastContact.WEEK)
    rest = await questions(by(RINA))
    assert (len(rest.partners), rest.later) == (3, 2)
    assert (len((await questions(by(RINA, days=1))).partners)) == 5


async def test_an_event_is_noted_for_somebody_who_is_known_there(world: World) -> None:
    add = AddEvent(world.storage, ORGANISATION)
    await add(by(RINA), Event(1, DEWI.id, EventKind.BEREAVEMENT, TODAY, "ayah"))
    (event,) = world.storage.all(Event)
    assert (event.kind, event.by, event.note) == (EventKind.BEREAVEMENT, RINA.id, "ayah")
    async with world.storage.write() as uow:
        await uow.people.change(DEWI.id, state=PersonState.DIED)
        await uow.commit()
    for wrong in (
        Event(1, DEWI.id, EventKind.AWARD, TODAY),
        Event(1, AGUS.id, EventKind.AWARD, TODAY),
        Event(1, 2, EventKind.AWARD, TODAY + timedelta(days=1)),
    ):
        with pytest.raises(BadValue):
            await add(by(RINA), wrong)


async def test_a_complaint_of_theirs_is_settled_once(world: World) -> None:
    complaint = await world.contact(3, Purpose.COMPLAINT, direction=Direction.THEIRS)
    settle = SettleComplaint(world.storage, ORGANISATION)
    await settle(by(RINA), complaint.id)
    assert world.now(complaint).settled_on == TODAY
    with pytest.raises(Outdated):
        await settle(by(SARI), complaint.id)
    other = await world.contact(1)
    with pytest.raises(BadValue):
        await settle(by(SARI), other.id)
    assert draft().settled_on is None
