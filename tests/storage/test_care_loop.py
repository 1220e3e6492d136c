"""Logging, answering, undoing and summing on real databases: what the doubles promise, the engines keep."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import AlreadyAnswered
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Act
from bot.domain.promises import Promise
from bot.domain.reminders import Announcement, Reminder
from bot.domain.words import (
    AskAnswer,
    Consent,
    Direction,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    SkipReason,
    Stage,
)
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.answers import MarkDone, SkipReminder
from bot.usecases.cards import ShowCard
from bot.usecases.corrections import DeleteInteraction, EditInteraction
from bot.usecases.interactions import LogContact
from bot.usecases.outcomes import AnswerFollowUp, FollowedUp
from bot.usecases.promises import AddPromise
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.summaries import OweSummaries, ShowSummary
from bot.usecases.undo import UndoChange, UndoLast
from tests.usecases.care_world import (
    AGUS,
    ANDI,
    CLINIC,
    DEWI,
    MADE,
    MAYA,
    NOON,
    ORGANISATION,
    RADIO,
    RINA,
    SARI,
    TODAY,
    by,
    draft,
)


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    async with storage.write() as uow:
        await uow.staff.add_all([replace(one, id=0) for one in (RINA, SARI, MAYA, ANDI)])
        await uow.partners.add_all([replace(one, id=0) for one in (CLINIC, RADIO)])
        await uow.people.add_all([replace(one, id=0, consent=Consent.AGREED) for one in (DEWI, MADE, AGUS)])
        await uow.commit()
    yield storage
    await engine.dispose()


async def remind(storage: SqlStorage, kind: ReminderKind = ReminderKind.CHECK_IN, subject: str = "") -> Reminder:
    made = Reminder(
        1, kind, subject, "start", TODAY, staff_id=1, state=ReminderState.OPEN, opened_on=TODAY, person_id=1
    )
    async with storage.write() as uow:
        kept = await uow.reminders.add(made)
        await uow.announcements.add(Announcement(kept.id, Stage.OPENED, TODAY))
        await uow.commit()
    return kept


async def now(storage: SqlStorage, reminder: Reminder) -> Reminder:
    async with storage.read() as uow:
        return await uow.reminders.get(reminder.id)


async def test_a_log_settles_and_undo_reopens(storage: SqlStorage) -> None:
    reminder = await remind(storage)
    logged = await LogContact(storage, ORGANISATION)(by(RINA, key="1"), draft(note="ngopi"))
    assert (await now(storage, reminder)).state is ReminderState.DONE
    assert await LogContact(storage, ORGANISATION)(by(RINA, key="1", again=True), draft(note="ngopi")) == logged
    await UndoLast(storage, ORGANISATION)(by(RINA, key="2"))
    assert await now(storage, reminder) == reminder
    async with storage.read() as uow:
        assert await uow.interactions.list_by() == []
        (rhythm,) = await uow.rhythms.list_by(partner_id=1, rhythm=Rhythm.CHECK_IN)
    assert rhythm.counts_from is None


async def test_undoing_an_edit_a_skip_and_a_deletion_restores_the_rows(storage: SqlStorage) -> None:
    logged = await LogContact(storage, ORGANISATION)(by(RINA, key="1"), draft(Purpose.THANKS))
    reminder = await remind(storage)
    async with storage.read() as uow:
        before = (await uow.interactions.list_by(), await uow.rhythms.list_by(), await uow.reminders.list_by())
    await EditInteraction(storage, ORGANISATION)(by(RINA, key="2"), logged.interaction_id, purpose=Purpose.ASK)
    await SkipReminder(storage, ORGANISATION)(by(RINA, key="3"), reminder.id, SkipReason.OTHER)
    await DeleteInteraction(storage, ORGANISATION)(by(RINA, key="4"), logged.interaction_id)
    for key in ("5", "6", "7"):
        assert not (await UndoLast(storage, ORGANISATION)(by(RINA, key=key))).left
    async with storage.read() as uow:
        after = (await uow.interactions.list_by(), await uow.rhythms.list_by(), await uow.reminders.list_by())
    assert after == before


async def test_two_colleagues_at_once_settle_a_reminder_once(storage: SqlStorage) -> None:
    reminder = await remind(storage)
    done = MarkDone(storage, ORGANISATION)
    answers = await asyncio.gather(
        done(by(RINA, key="1"), reminder.id), done(by(SARI, key="2"), reminder.id), return_exceptions=True
    )
    assert sum(isinstance(one, AlreadyAnswered) for one in answers) == 1
    async with storage.read() as uow:
        assert len(await uow.interactions.list_by()) == 1


async def test_a_contact_that_something_hangs_on_since_is_undone_without_harm(storage: SqlStorage) -> None:
    logged = await LogContact(storage, ORGANISATION)(by(RINA, key="1"), draft(Purpose.ASK, direction=Direction.THEIRS))
    promise = Promise(1, "kirim data", TODAY, interaction_id=logged.interaction_id)
    await AddPromise(storage, ORGANISATION)(by(RINA, key="2"), promise)
    assert logged.change_set_id is not None
    await UndoChange(storage, ORGANISATION)(by(RINA, key="3"), logged.change_set_id)
    async with storage.read() as uow:
        (kept,) = await uow.promises.list_by()
    assert kept.interaction_id is None


async def add_partner(storage: SqlStorage) -> int:
    """A new partner with somebody there, planned for and reminded of, as an act of Rina's."""
    async with storage.write() as uow:
        partner = await uow.partners.add(Partner("Baru", owner_id=1, added_on=TODAY))
        person = await uow.people.add(Person(partner.id, "Ratna"))
        await refresh_rhythms(uow, [partner.id])
        await uow.commit(Act("add_partner", NOON, staff_id=1, partner_id=partner.id))
        reminder = await uow.reminders.add(
            Reminder(partner.id, ReminderKind.CHECK_IN, "", "start", TODAY, person_id=person.id)
        )
        await uow.announcements.add(Announcement(reminder.id, Stage.OPENED, TODAY))
        await uow.commit()
    return partner.id


async def test_a_new_partner_is_undone_with_all_that_planning_made_of_it(storage: SqlStorage) -> None:
    id = await add_partner(storage)
    outcome = await UndoLast(storage, ORGANISATION)(by(RINA, key="1"))
    assert not outcome.left
    async with storage.read() as uow:
        assert await uow.partners.find(id) is None
        assert not await uow.reminders.list_by() + await uow.people.list_by(partner_id=id)


async def test_a_new_partner_that_a_colleague_logged_for_since_stays(storage: SqlStorage) -> None:
    id = await add_partner(storage)
    await LogContact(storage, ORGANISATION)(by(SARI, key="1"), draft(partner_id=id))
    outcome = await UndoLast(storage, ORGANISATION)(by(RINA, key="2"))
    assert [(one.noun, one.id) for one in outcome.left] == [("partners", id)]
    async with storage.read() as uow:
        assert len(await uow.people.list_by(partner_id=id)) == 1


async def test_a_follow_up_plans_thanks_once(storage: SqlStorage) -> None:
    ask = await LogContact(storage, ORGANISATION)(by(RINA, key="1"), draft(Purpose.ASK, person_id=1))
    question = await remind(storage, ReminderKind.FOLLOW_UP, f"ask:{ask.interaction_id}")
    answer = AnswerFollowUp(storage, ORGANISATION)
    outcome = await answer(by(RINA, key="2"), question.id, AskAnswer.HELPED)
    assert await answer(by(RINA, key="2", again=True), question.id, AskAnswer.HELPED) == outcome
    async with storage.read() as uow:
        assert len(await uow.reminders.list_by(kind=ReminderKind.THANKS)) == 1


async def test_not_yet_takes_back_nothing_that_a_colleague_answered_meanwhile(storage: SqlStorage) -> None:
    ask = await LogContact(storage, ORGANISATION)(by(RINA, key="1"), draft(Purpose.ASK, person_id=1))
    question = await remind(storage, ReminderKind.FOLLOW_UP, f"ask:{ask.interaction_id}")
    answer = AnswerFollowUp(storage, ORGANISATION)
    answers = await asyncio.gather(
        answer(by(RINA, key="2"), question.id, AskAnswer.HELPED),
        answer(by(SARI, key="3"), question.id, AskAnswer.NOT_YET),
        return_exceptions=True,
    )
    assert all(isinstance(one, FollowedUp | AlreadyAnswered) for one in answers)
    assert (await now(storage, question)).state is ReminderState.DONE
    async with storage.read() as uow:
        assert (await uow.interactions.get(ask.interaction_id)).ask_answer is AskAnswer.HELPED


async def test_the_card_reads_what_was_written(storage: SqlStorage) -> None:
    await LogContact(storage, ORGANISATION)(by(RINA, key="1"), draft(Purpose.UPDATE))
    card = await ShowCard(storage, ORGANISATION)(by(SARI), 1)
    assert card.newest is not None
    assert (card.newest.purpose, card.check_in_on) == (Purpose.UPDATE, TODAY + timedelta(days=30))
    assert [one.addressed for one in card.people] == ["dr. Dewi Anggraini", "Pak Made Wirawan"]


async def test_a_complaint_owes_its_notices_once_and_the_summary_counts_it(storage: SqlStorage) -> None:
    log = LogContact(storage, ORGANISATION)
    complaint = draft(Purpose.COMPLAINT, direction=Direction.THEIRS, ago=1)
    for again in (False, True):
        await log(by(SARI, key="1", again=again), complaint)
    summary = await ShowSummary(storage, ORGANISATION)(by(MAYA))
    assert (summary.figures.contacted.theirs, summary.figures.contacted.care) == (1, 0)
    owe = OweSummaries(storage, ORGANISATION)
    assert [await owe(NOON), await owe(NOON)] == [2, 0]
    async with storage.read() as uow:
        notices: list[Notice] = await uow.notices.list_by()
    assert len(notices) == 4
