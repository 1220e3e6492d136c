"""Logging a contact: rights, checks, and everything that it entails."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.errors import BadValue, NotAllowed, NotFound
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.words import (
    Channel,
    Direction,
    Kind,
    NoticeKind,
    PartnerState,
    Purpose,
    ReminderKind,
    ReminderState,
    StaffState,
)
from bot.usecases.interactions import LogContact, ShowRecentContacts
from tests.usecases.care_world import AGUS, DEWI, MADE, MAYA, ORGANISATION, RINA, SARI, TODAY, World, by, draft


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


def log(world: World) -> LogContact:
    return LogContact(world.storage, ORGANISATION)


async def test_a_contact_is_kept_with_who_logged_it_and_when(world: World) -> None:
    outcome = await log(world)(by(RINA), draft(person_id=1, channel=Channel.CALL, note="  cari dokter pengganti "))
    (kept,) = world.storage.all(Interaction)
    assert (kept.staff_id, kept.person_id, kept.channel, kept.note) == (1, 1, Channel.CALL, "cari dokter pengganti")
    assert kept.logged_at == by(RINA).now
    assert (outcome.partner_name, outcome.change_set_id) == ("Klinik Sehat Bersama", 1)


async def test_the_next_check_in_falls_on_a_working_day_one_rhythm_later(world: World) -> None:
    outcome = await log(world)(by(RINA), draft())
    assert outcome.check_in_on == TODAY + timedelta(days=30)
    outcome = await log(world)(by(RINA, key="b"), draft(ago=4))
    assert outcome.check_in_on == TODAY + timedelta(days=30)


async def test_logging_under_the_same_key_again_keeps_one_contact_and_answers_the_same(world: World) -> None:
    first = await log(world)(by(RINA, key="7"), draft(Purpose.ASK))
    again = await log(world)(by(RINA, key="7", again=True), draft(Purpose.ASK))
    assert again == first
    assert len(world.storage.all(Interaction)) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        (draft(ago=-1), "on", "future"),
        (draft(ago=4000), "on", "before_known"),
        (draft(person_id=AGUS.id), "person", "elsewhere"),
        (draft(note="x" * 4001), "note", "too_long"),
    ],
)
async def test_what_cannot_be_is_refused_with_facts(world: World, wrong: Interaction, field: str, why: str) -> None:
    with pytest.raises(BadValue) as refused:
        await log(world)(by(RINA), wrong)
    assert (refused.value.field, refused.value.why) == (field, why)
    assert not world.storage.all(Interaction)


async def test_a_contact_before_the_partnership_began_is_refused(world: World) -> None:
    (partner,) = await world.storage.put(Partner("Baru", since_on=TODAY - timedelta(days=10)))
    await log(world)(by(RINA), draft(partner_id=partner.id, ago=10))
    with pytest.raises(BadValue):
        await log(world)(by(RINA), draft(partner_id=partner.id, ago=11))


async def test_an_unknown_person_or_partner_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        await log(world)(by(RINA), draft(person_id=99))
    with pytest.raises(NotFound):
        await log(world)(by(RINA), draft(partner_id=99))


async def test_a_colleague_who_left_may_not_log(world: World) -> None:
    with pytest.raises(NotAllowed):
        await log(world)(by(replace(RINA, state=StaffState.LEFT)), draft())


async def test_a_merged_partner_is_followed_and_one_put_away_refused(world: World) -> None:
    old, away = await world.storage.put(
        Partner("Klinik SB", state=PartnerState.MERGED, merged_into=1), Partner("Lama", state=PartnerState.ARCHIVED)
    )
    assert (await log(world)(by(RINA), draft(partner_id=old.id))).partner_id == 1
    with pytest.raises(BadValue):
        await log(world)(by(RINA), draft(partner_id=away.id))


async def test_any_contact_but_our_ask_answers_a_check_in(world: World) -> None:
    reminder = await world.reminder()
    await log(world)(by(RINA), draft(Purpose.ASK))
    assert world.now(reminder).state is ReminderState.OPEN
    outcome = await log(world)(by(SARI), draft(Purpose.ASK, direction=Direction.THEIRS))
    assert [one.reminder_id for one in outcome.settled] == [reminder.id]
    done = world.now(reminder)
    assert (done.state, done.answered_by, done.interaction_id) == (ReminderState.DONE, 2, outcome.interaction_id)


async def test_a_contact_dated_before_the_reminder_was_shown_answers_nothing(world: World) -> None:
    reminder = await world.reminder(announced=2)
    assert not (await log(world)(by(RINA), draft(ago=3))).settled
    assert world.now(reminder).state is ReminderState.OPEN
    assert (await log(world)(by(RINA, key="b"), draft(ago=2))).settled


async def test_a_check_in_that_waits_its_turn_is_withdrawn_by_an_earlier_contact(world: World) -> None:
    waiting = await world.reminder(announced=None, state=ReminderState.PLANNED, opened_on=None)
    assert not (await log(world)(by(RINA), draft(ago=5))).settled
    assert world.now(waiting).state is ReminderState.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "purpose", "answers"),
    [
        (ReminderKind.UPDATE, Purpose.UPDATE, True),
        (ReminderKind.UPDATE, Purpose.CHECK_IN, False),
        (ReminderKind.GESTURE, Purpose.OFFER, True),
        (ReminderKind.GESTURE, Purpose.INTRODUCTION, True),
        (ReminderKind.GESTURE, Purpose.UPDATE, False),
        (ReminderKind.THANKS, Purpose.THANKS, True),
        (ReminderKind.THANKS, Purpose.CHECK_IN, False),
        (ReminderKind.RENEWAL, Purpose.COORDINATION, False),
        (ReminderKind.PROMISE, Purpose.COORDINATION, False),
        (ReminderKind.FOLLOW_UP, Purpose.CHECK_IN, False),
        (ReminderKind.INTRODUCE, Purpose.CHECK_IN, True),
    ],
)
async def test_the_table_says_what_a_log_answers(
    world: World, kind: ReminderKind, purpose: Purpose, answers: bool
) -> None:
    reminder = await world.reminder(kind)
    outcome = await log(world)(by(RINA), draft(purpose))
    assert bool(outcome.settled) is answers
    assert world.now(reminder).state is (ReminderState.DONE if answers else ReminderState.OPEN)


async def test_a_congratulation_is_answered_by_the_same_to_that_person_within_the_greeting_days(world: World) -> None:
    reminder = await world.birthday(DEWI)
    await log(world)(by(RINA), draft(Purpose.CONGRATULATION, person_id=MADE.id))
    await log(world)(by(RINA), draft(Purpose.CONGRATULATION, person_id=DEWI.id, ago=3))
    await log(world)(by(RINA), draft(Purpose.CHECK_IN, person_id=DEWI.id))
    assert world.now(reminder).state is ReminderState.OPEN
    await log(world)(by(RINA), draft(Purpose.CONGRATULATION, person_id=DEWI.id))
    assert world.now(reminder).state is ReminderState.DONE


async def test_a_greeting_sent_before_the_brief_came_is_not_asked_for_again(world: World) -> None:
    reminder = await world.birthday(DEWI, announced=None)
    await log(world)(by(RINA), draft(Purpose.CONGRATULATION, person_id=DEWI.id))
    assert world.now(reminder).state is ReminderState.DONE


async def test_where_several_congratulations_fit_it_is_asked(world: World) -> None:
    first = await world.birthday(DEWI)
    second = await world.birthday(DEWI, subject="feast:natal:person:1")
    outcome = await log(world)(by(RINA), draft(Purpose.CONGRATULATION, person_id=DEWI.id))
    assert {one.reminder_id for one in outcome.to_choose} == {first.id, second.id}
    assert not outcome.settled


async def test_where_it_is_not_said_to_whom_it_is_asked(world: World) -> None:
    reminder = await world.birthday(DEWI)
    outcome = await log(world)(by(RINA), draft(Purpose.CONGRATULATION))
    assert [one.reminder_id for one in outcome.to_choose] == [reminder.id]


async def test_the_third_ask_in_a_row_brings_the_gentle_sentence(world: World) -> None:
    await world.contact(20)
    gentle = [(await log(world)(by(RINA, key=key), draft(Purpose.ASK))).gentle for key in "abc"]
    assert gentle[:2] == [None, None]
    assert gentle[2] is not None
    assert (gentle[2].streak, gentle[2].care_on) == (3, TODAY - timedelta(days=20))


async def test_an_ask_after_sixty_days_without_care_brings_it_too(world: World) -> None:
    await world.contact(60)
    assert (await log(world)(by(RINA, key="a"), draft(Purpose.ASK))).gentle is None
    assert (await log(world)(by(RINA, days=1, key="b"), draft(Purpose.ASK, ago=-1))).gentle is not None


async def test_colleagues_contacts_of_the_last_seven_days_are_told_before_and_after(world: World) -> None:
    await world.contact(8, staff_id=2)
    await world.contact(5, staff_id=2, purpose=Purpose.UPDATE, channel=Channel.EMAIL)
    await world.contact(1, staff_id=1)
    before = await ShowRecentContacts(world.storage, ORGANISATION)(by(RINA), 1)
    assert [(one.staff_name, one.on, one.channel) for one in before] == [
        ("Sari", TODAY - timedelta(days=5), Channel.EMAIL)
    ]
    assert (await log(world)(by(RINA), draft())).recent == before


@pytest.mark.parametrize("purpose", [Purpose.ASK, Purpose.OFFER, Purpose.INVITATION])
async def test_what_they_want_is_offered_as_a_promise_within_two_working_days(world: World, purpose: Purpose) -> None:
    outcome = await log(world)(by(RINA, days=4), draft(purpose, direction=Direction.THEIRS))
    assert outcome.promise_due_on == date(2026, 12, 1), "Friday: the second working day is Tuesday"
    assert (await log(world)(by(RINA), draft(purpose))).promise_due_on is None


async def test_open_promises_are_shown_to_be_confirmed_after_a_contact_of_ours(world: World) -> None:
    (promise,) = await world.storage.put(Promise(1, "kirim daftar pelatihan", TODAY))
    assert [one.promise_id for one in (await log(world)(by(RINA), draft())).promises] == [promise.id]
    assert not (await log(world)(by(RINA, key="b"), draft(direction=Direction.THEIRS))).promises


async def test_their_complaint_is_told_to_owner_and_managers_at_once(world: World) -> None:
    outcome = await log(world)(by(SARI), draft(Purpose.COMPLAINT, direction=Direction.THEIRS))
    notices = world.storage.all(Notice)
    assert {one.staff_id for one in notices} == {RINA.id, MAYA.id} == set(outcome.told)
    assert {one.kind for one in notices} == {NoticeKind.COMPLAINT}
    assert notices[0].facts["interaction_id"] == outcome.interaction_id


async def test_a_complaint_of_ours_is_work_and_tells_nobody(world: World) -> None:
    assert not (await log(world)(by(SARI), draft(Purpose.COMPLAINT))).told


async def test_a_gift_to_a_government_office_brings_a_word_of_caution(world: World) -> None:
    (office,) = await world.storage.put(Partner("Dinas Kesehatan", kind=Kind.GOVERNMENT))
    gift = draft(Purpose.THANKS, partner_id=office.id, channel=Channel.GIFT)
    assert (await log(world)(by(RINA), gift)).gratification
    assert not (await log(world)(by(RINA, key="b"), replace(gift, channel=Channel.CALL))).gratification
