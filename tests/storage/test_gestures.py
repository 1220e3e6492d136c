"""Offers and introductions on real databases: made once, asked about in time, followed wherever they go."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.errors import BadValue
from bot.domain.introductions import Introduction
from bot.domain.offers import SpecialOffer
from bot.domain.reminders import Reminder
from bot.domain.words import (
    Channel,
    IntroductionOutcome,
    OfferEnd,
    Purpose,
    ReminderKind,
    ReminderState,
)
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.cards import ShowCard
from bot.usecases.corrections import DeleteInteraction
from bot.usecases.gestures import Gesture, GiveGesture, GivenWords
from bot.usecases.introductions import AnswerIntroduction, IntroducePartners
from bot.usecases.merging import MergePartners
from bot.usecases.offers import AnswerOffer, ListOffers, MakeOffer
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.privacy import ErasePerson
from bot.usecases.undo import UndoLast
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
)

CLINIC_ID, RADIO_ID = 1, 2
ENDS = TODAY + timedelta(days=30)


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    async with storage.write() as uow:
        for staff in (RINA, SARI, MAYA, ANDI):
            await uow.staff.add(replace(staff, id=0))
        for partner in (CLINIC, RADIO):
            await uow.partners.add(replace(partner, id=0))
        for person in (DEWI, MADE, AGUS):
            await uow.people.add(replace(person, id=0))
        await uow.commit()
    yield storage
    await engine.dispose()


async def gesture(storage: SqlStorage, partner_id: int = CLINIC_ID) -> Reminder:
    due_on = TODAY - timedelta(days=3)
    async with storage.write() as uow:
        open_one = Reminder(
            partner_id, ReminderKind.GESTURE, "", "start", due_on, staff_id=partner_id, opened_on=due_on
        )
        kept = await uow.reminders.add(replace(open_one, state=ReminderState.OPEN))
        await uow.commit()
    return kept


async def rows(storage: SqlStorage, noun: str, **where: Any) -> list[Any]:
    async with storage.read() as uow:
        found: list[Any] = await getattr(uow, noun).list_by(**where)
    return found


async def question(storage: SqlStorage, days: int) -> Reminder | None:
    """The question that is open after so many days, as planning leaves it."""
    await PlanReminders(storage, ORGANISATION)(NOON + timedelta(days=days))
    found = await rows(storage, "reminders", kind=ReminderKind.FOLLOW_UP, state=ReminderState.OPEN)
    return found[0] if found else None


async def introduce(storage: SqlStorage, reminder: Reminder, key: str = "1", *, again: bool = False) -> Any:
    people = (1, (RADIO_ID, 3))
    return await IntroducePartners(storage, ORGANISATION)(
        by(RINA, key=key, again=again), reminder.id, people, Channel.CHAT, "0badcafe"
    )


async def test_an_introduction_is_a_contact_with_both_and_settles_both_gestures_and_undo_takes_all_back(
    storage: SqlStorage,
) -> None:
    first, second = await gesture(storage), await gesture(storage, RADIO_ID)
    done = await introduce(storage, first)
    assert await introduce(storage, first, again=True) == done
    contacts = {one.partner_id: one for one in await rows(storage, "interactions")}
    assert {one.purpose for one in contacts.values()} == {Purpose.INTRODUCTION}
    assert contacts[CLINIC_ID].note == "Pak Agus Salim (Radio Suara Kota)"
    assert (contacts[RADIO_ID].person_id, contacts[RADIO_ID].channel) == (3, Channel.CHAT)
    (met,) = await rows(storage, "introductions")
    assert (met.partner_id, met.other_id, met.person_id, met.other_person_id) == (CLINIC_ID, RADIO_ID, 1, 3)
    states = {one.id: one.state for one in await rows(storage, "reminders", id=[first.id, second.id])}
    assert set(states.values()) == {ReminderState.DONE}
    await UndoLast(storage, ORGANISATION)(by(RINA, key="2"))
    assert not await rows(storage, "introductions")
    assert not await rows(storage, "interactions")
    assert all(one.state.living for one in await rows(storage, "reminders", id=[first.id, second.id]))


async def test_whoever_is_erased_is_named_in_neither_history(storage: SqlStorage) -> None:
    await introduce(storage, await gesture(storage))
    await ErasePerson(storage, ORGANISATION)(by(MAYA, key="2"), 3)
    assert not [one for one in await rows(storage, "interactions") if one.note and "Agus" in one.note]
    async with storage.read() as uow:
        known = [str(one.changes) for one in await uow.change_sets.list_about(CLINIC_ID)]
    assert not [one for one in known if "Agus" in one]
    (met,) = await rows(storage, "introductions")
    assert (met.person_id, met.other_person_id) == (1, None)


async def test_a_deleted_contact_takes_its_introduction_with_it_until_that_is_taken_back(storage: SqlStorage) -> None:
    done = await introduce(storage, await gesture(storage))
    await DeleteInteraction(storage, ORGANISATION)(by(RINA, key="2"), done.logged.others[0].interaction_id)
    assert not await rows(storage, "introductions")
    assert await question(storage, 21) is None
    await UndoLast(storage, ORGANISATION)(by(RINA, key="3"))
    (met,) = await rows(storage, "introductions")
    assert met.other_interaction_id == done.logged.others[0].interaction_id
    assert await question(storage, 21) is not None


async def test_three_weeks_later_it_is_asked_what_came_of_it_and_after_not_yet_once_more(storage: SqlStorage) -> None:
    await introduce(storage, await gesture(storage))
    assert await question(storage, 20) is None
    asked = await question(storage, 21)
    assert asked is not None
    assert (asked.staff_id, asked.due_on) == (1, TODAY + timedelta(days=21))
    answer = AnswerIntroduction(storage, ORGANISATION)
    told = await answer(by(RINA, days=21, key="2"), asked.id, IntroductionOutcome.NOT_YET)
    assert told.again_on == TODAY + timedelta(days=42)
    assert await question(storage, 41) is None
    assert await question(storage, 42) is not None
    await answer(by(RINA, days=42, key="3"), asked.id, IntroductionOutcome.NOT_YET)
    (met,) = await rows(storage, "introductions")
    assert (met.outcome, met.closed_on) == (IntroductionOutcome.NOT_YET, TODAY + timedelta(days=42))
    assert await question(storage, 70) is None
    card = await ShowCard(storage, ORGANISATION)(by(SARI), RADIO_ID)
    assert [one.id for one in card.introductions] == [met.id]
    assert card.names[CLINIC_ID] == CLINIC.name


async def test_an_offer_is_kept_with_its_end_told_before_it_and_extended(storage: SqlStorage) -> None:
    reminder = await gesture(storage)
    make = MakeOffer(storage, ORGANISATION)
    await make(by(RINA, key="1"), reminder.id, ("Diskon  20%", ENDS), Channel.CHAT)
    (offer,) = await ListOffers(storage, ORGANISATION)(by(SARI), CLINIC_ID)
    assert (offer.text, offer.ends_on) == ("Diskon 20%", ENDS)
    assert await question(storage, 22) is None
    asked = await question(storage, 23)
    assert asked is not None
    assert (asked.subject, asked.last_on) == (f"offer:{offer.id}", ENDS)
    later = ENDS + timedelta(days=31)
    answer = AnswerOffer(storage, ORGANISATION)
    with pytest.raises(BadValue):
        await answer(by(RINA, days=23, key="2"), asked.id, OfferEnd.EXTENDED, ENDS)
    await answer(by(RINA, days=23, key="3"), asked.id, OfferEnd.EXTENDED, later)
    assert await question(storage, 50) is None
    again = await question(storage, 53)
    assert again is not None
    assert again.due_on == date(2027, 1, 15), "the Friday before a Saturday"
    told = await answer(by(RINA, days=53, key="4"), again.id, OfferEnd.TOLD, channel=Channel.CALL)
    assert told.logged is not None
    assert [one.purpose for one in await rows(storage, "interactions")] == [Purpose.OFFER] * 2
    assert await ListOffers(storage, ORGANISATION)(by(SARI, days=200), CLINIC_ID) == []


async def test_an_offer_goes_with_its_undo_and_bad_ones_are_refused(storage: SqlStorage) -> None:
    reminder = await gesture(storage)
    make = MakeOffer(storage, ORGANISATION)
    for text, day in (("", ENDS), ("x" * 501, ENDS), ("Diskon", TODAY - timedelta(days=1))):
        with pytest.raises(BadValue):
            await make(by(RINA), reminder.id, (text, day))
    await make(by(RINA, key="1"), reminder.id, ("Diskon", TODAY + timedelta(days=7)))
    assert await question(storage, 4) is not None
    await UndoLast(storage, ORGANISATION)(by(RINA, key="2"))
    assert not await rows(storage, "offers")
    assert await question(storage, 5) is None


async def test_promoting_keeps_what_they_offer_where_that_is_wanted(storage: SqlStorage) -> None:
    reminder = await gesture(storage)
    words = GivenWords("gesture:promotion", "0badcafe", public=True)
    give = GiveGesture(storage, ORGANISATION)
    await give(by(RINA, key="1"), reminder.id, Gesture(Purpose.PROMOTION, words, Channel.SOCIAL), "klinik keliling")
    (contact,) = await rows(storage, "interactions")
    assert (contact.purpose, contact.channel, contact.person_id) == (Purpose.PROMOTION, Channel.SOCIAL, None)
    async with storage.read() as uow:
        assert (await uow.partners.get(CLINIC_ID)).offers == "klinik keliling"


async def test_merging_and_erasing_leave_no_introduction_behind(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        third = await uow.partners.add(replace(RADIO, id=0, name="Toko Anggrek", owner_id=1))
        await uow.introductions.add(Introduction(CLINIC_ID, RADIO_ID, TODAY, 1, 3))
        await uow.introductions.add(Introduction(RADIO_ID, third.id, TODAY))
        await uow.offers.add(SpecialOffer(third.id, "Diskon untuk Pak Agus Salim", ENDS))
        await uow.commit()
    await MergePartners(storage, ORGANISATION)(by(MAYA, key="1"), RADIO_ID, third.id)
    (met,) = await rows(storage, "introductions")
    assert (met.partner_id, met.other_id) == (CLINIC_ID, RADIO_ID)
    assert [one.partner_id for one in await rows(storage, "offers")] == [RADIO_ID]
    await ErasePerson(storage, ORGANISATION)(by(MAYA, key="2"), 3)
    (met,) = await rows(storage, "introductions")
    assert met.other_person_id is None
    assert "Agus" not in (await rows(storage, "offers"))[0].text
