"""Planning, by the sentences of the design's section 2: days of people, events, promises, agreements, asks."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.agreements import Agreement
from bot.domain.occasions import ConfirmedFeast, Event, KeptFeast, Occasion
from bot.domain.ports import Actor
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.roster.entries import Birthday
from bot.domain.words import (
    AskAnswer,
    Consent,
    Direction,
    EventKind,
    OccasionKind,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Tier,
)
from bot.usecases.answers import MarkDone
from bot.usecases.people import RememberDays
from tests.usecases.house import MONDAY, ORGANISATION, House, at, days

CHECK_IN, UPDATE, GESTURE = ReminderKind.CHECK_IN, ReminderKind.UPDATE, ReminderKind.GESTURE
WISH = ReminderKind.CONGRATULATION


@pytest.fixture
def house() -> House:
    return House()


async def with_birthday(house: House, day: int = 30, month: int = 11, tier: Tier = Tier.KEY) -> Occasion:
    partner = await house.partner(await house.owner(), tier)
    person = await house.person(partner)
    occasion = Occasion(partner.id, OccasionKind.BIRTHDAY, day, month, person_id=person.id)
    return (await house.put(occasion))[0]  # type: ignore[no-any-return]


class TestBirthdays:
    async def test_one_that_was_missed_by_a_wrong_day_opens_on_the_right_one(self, house: House) -> None:
        owner = await house.owner()
        person = await house.person(await house.partner(owner))
        remember, actor = RememberDays(house.storage, ORGANISATION), Actor(owner, at(MONDAY))
        await remember(actor, person.id, Consent.AGREED, birthday=Birthday(20, 11))
        await house.plan(MONDAY + days(5))
        assert house.only(WISH).state is ReminderState.EXPIRED
        later = Actor(owner, at(MONDAY + days(5), 9))
        await remember(later, person.id, Consent.AGREED, birthday=Birthday(30, 11))
        await house.plan(MONDAY + days(5))
        assert house.only(WISH).state is ReminderState.PLANNED
        await house.plan(MONDAY + days(7))
        assert (house.only(WISH).state, house.only(WISH).opened_on) == (ReminderState.OPEN, MONDAY + days(7))

    async def test_one_that_was_wished_does_not_come_again_when_it_is_typed_anew(self, house: House) -> None:
        owner = await house.owner()
        person = await house.person(await house.partner(owner))
        remember, actor = RememberDays(house.storage, ORGANISATION), Actor(owner, at(MONDAY))
        await remember(actor, person.id, Consent.AGREED, birthday=Birthday(22, 11))
        await house.plan(MONDAY)
        await MarkDone(house.storage, ORGANISATION)(actor, house.only(WISH).id)
        await remember(actor, person.id, Consent.AGREED, birthday=Birthday(23, 11, 1980))
        await house.plan(MONDAY + days(1))
        assert house.only(WISH).state is ReminderState.DONE
        (kept,) = house.storage.all(Occasion)
        assert (kept.day, kept.year) == (23, 1980)

    async def test_a_key_partners_is_prepared_seven_days_ahead(self, house: House) -> None:
        await with_birthday(house)
        await house.plan(MONDAY - days(1))
        assert house.reminders() == []
        await house.plan(MONDAY)
        one = house.only()
        assert (one.kind, one.state, one.ahead_on) == (WISH, ReminderState.PLANNED, MONDAY)
        assert (one.due_on, one.last_on) == (MONDAY + days(7), MONDAY + days(14))

    async def test_others_one_day_ahead_on_the_working_day_before(self, house: House) -> None:
        await with_birthday(house, tier=Tier.LIGHT)
        await house.plan(MONDAY + days(3))
        assert house.reminders() == []
        await house.plan(MONDAY + days(4))
        assert house.only().ahead_on == MONDAY + days(4)

    async def test_it_opens_on_its_day_off_days_too_and_expires_as_missed(self, house: House) -> None:
        await with_birthday(house, day=29)
        sunday = MONDAY + days(6)
        await house.plan(sunday)
        assert (house.only().state, house.only().opened_on) == (ReminderState.OPEN, sunday)
        await house.plan(sunday + days(7))
        assert house.only().state is ReminderState.OPEN
        await house.plan(sunday + days(8))
        assert house.only().state is ReminderState.EXPIRED

    async def test_after_days_of_silence_it_opens_late_and_only_once(self, house: House) -> None:
        await with_birthday(house)
        await house.plan(MONDAY - days(20))
        await house.plan(MONDAY + days(10))
        assert house.only().state is ReminderState.OPEN
        await house.plan(MONDAY + days(11))
        assert len(house.reminders()) == 1

    async def test_what_went_by_in_silence_is_written_down_as_missed(self, house: House) -> None:
        await with_birthday(house)
        await house.plan(MONDAY - days(20))
        await house.plan(MONDAY + days(60))
        one = house.only(WISH)
        assert (one.state, one.last_on, one.opened_on) == (ReminderState.EXPIRED, MONDAY + days(14), None)

    async def test_one_entered_now_has_no_past(self, house: House) -> None:
        await with_birthday(house, day=1, month=11)
        await house.plan(MONDAY)
        assert house.reminders() == []

    @pytest.mark.parametrize("consent", [Consent.UNDECIDED, Consent.REFUSED])
    async def test_only_with_consent(self, house: House, consent: Consent) -> None:
        occasion = await with_birthday(house)
        async with house.storage.write() as uow:
            await uow.people.change(occasion.person_id, consent=consent)
            await uow.commit()
        await house.plan(MONDAY + days(7))
        assert house.reminders() == []

    @pytest.mark.parametrize("state", [PersonState.LEFT, PersonState.DIED])
    async def test_of_a_person_who_is_gone_everything_stops(self, house: House, state: PersonState) -> None:
        occasion = await with_birthday(house)
        partner = house.storage.all(type(await house.partner(None)))[0]
        await house.plan(MONDAY + days(7))
        await house.edit("people", occasion.person_id or 0, MONDAY + days(7), partner, state=state)
        assert house.only().state is ReminderState.WITHDRAWN

    async def test_a_moved_day_moves_the_reminder_and_the_row_stays(self, house: House) -> None:
        occasion = await with_birthday(house)
        partner = house.storage.all(type(await house.partner(None)))[0]
        await house.plan(MONDAY)
        before = house.only()
        await house.edit("occasions", occasion.id, MONDAY, partner, day=28, surfaces_on=None)
        assert (house.only().id, house.only().due_on) == (before.id, MONDAY + days(5))

    async def test_next_years_is_another(self, house: House) -> None:
        await with_birthday(house)
        await house.plan(MONDAY + days(7))
        await house.plan(date(2027, 11, 30))
        assert [one.cycle for one in house.reminders(WISH)] == ["2026", "2027"]


class TestFeasts:
    async def keeper(self, house: House, feast: str, tier: Tier = Tier.LIGHT, shift: int = 0) -> KeptFeast:
        partner = await house.partner(await house.owner(), tier)
        person = await house.person(partner)
        (kept,) = await house.put(KeptFeast(partner.id, feast, person_id=person.id, shift=shift))
        return kept  # type: ignore[no-any-return]

    async def test_it_opens_on_its_first_greeting_day(self, house: House) -> None:
        await self.keeper(house, "natal")
        await house.plan(date(2026, 12, 22))
        assert house.reminders(WISH) == []
        await house.plan(date(2026, 12, 24))
        one = house.only(WISH)
        assert (one.state, one.due_on, one.last_on) == (ReminderState.OPEN, date(2026, 12, 25), date(2027, 1, 6))

    async def test_kept_a_day_later_it_is_a_day_later(self, house: House) -> None:
        await self.keeper(house, "natal", shift=1)
        await house.plan(date(2026, 12, 25))
        assert house.only(WISH).due_on == date(2026, 12, 26)

    async def test_nobody_is_greeted_on_a_feast_they_do_not_keep(self, house: House) -> None:
        await self.keeper(house, "idulfitri")
        await house.plan(date(2026, 12, 25))
        assert house.reminders(WISH) == []

    async def test_for_a_partner_its_main_person_is_greeted_and_nobody_twice(self, house: House) -> None:
        kept = await self.keeper(house, "natal")
        await house.put(KeptFeast(kept.partner_id, "natal"), KeptFeast(kept.partner_id, "imlek"))
        await house.plan(date(2026, 12, 25))
        assert house.only(WISH).subject == f"feast:natal:person:{kept.person_id}"
        await house.plan(date(2027, 2, 6))
        imlek = next(one for one in house.reminders(WISH) if one.subject.startswith("feast:imlek"))
        assert imlek.person_id == kept.person_id

    async def test_a_confirmed_day_moves_it(self, house: House) -> None:
        await self.keeper(house, "idulfitri")
        await house.plan(date(2027, 3, 9))
        one = house.only(WISH)
        assert (one.state, one.due_on) == (ReminderState.OPEN, date(2027, 3, 10))
        await house.put(ConfirmedFeast("idulfitri", one.cycle, date(2027, 3, 11)))
        await house.plan(date(2027, 3, 9))
        assert (house.only(WISH).due_on, house.only(WISH).state) == (date(2027, 3, 11), ReminderState.PLANNED)
        await house.plan(date(2027, 3, 10))
        assert (house.only(WISH).id, house.only(WISH).state) == (one.id, ReminderState.OPEN)


class TestEvents:
    async def test_a_bereavement_asks_for_condolence_at_once_and_holds_gestures(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(200))
        person = await house.person(partner)
        await house.put(Event(partner.id, person.id, EventKind.BEREAVEMENT, MONDAY))
        await house.plan(MONDAY)
        assert house.only(ReminderKind.CONDOLENCE).state is ReminderState.OPEN
        assert house.only(GESTURE).state is ReminderState.PLANNED
        assert house.only(UPDATE).state is ReminderState.PLANNED
        assert house.only(CHECK_IN).state is ReminderState.OPEN
        await house.plan(MONDAY + days(14))
        assert house.only(GESTURE).state is ReminderState.PLANNED
        await house.plan(MONDAY + days(15))
        assert house.only(GESTURE).state is ReminderState.OPEN

    async def test_an_open_gesture_is_held_too(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(200))
        person = await house.person(partner)
        await house.plan(MONDAY)
        assert house.only(GESTURE).state is ReminderState.OPEN
        await house.put(Event(partner.id, person.id, EventKind.BEREAVEMENT, MONDAY))
        await house.plan(MONDAY, 9)
        assert house.only(GESTURE).state is ReminderState.PLANNED

    async def test_a_complaint_of_theirs_holds_gestures_until_it_is_settled(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(200))
        complaint = await house.log(partner, MONDAY, Purpose.COMPLAINT, direction=Direction.THEIRS)
        await house.plan(MONDAY)
        assert house.only(GESTURE).state is ReminderState.PLANNED
        async with house.storage.write() as uow:
            await uow.interactions.change(complaint.id, settled_on=MONDAY)
            await uow.commit()
        await house.plan(MONDAY, 9)
        assert house.only(GESTURE).state is ReminderState.OPEN

    async def test_an_award_is_congratulated_once(self, house: House) -> None:
        partner = await house.partner(await house.owner())
        person = await house.person(partner)
        await house.put(Event(partner.id, person.id, EventKind.AWARD, MONDAY))
        await house.plan(MONDAY)
        await house.plan(MONDAY + days(3))
        assert (house.only(WISH).state, house.only(WISH).opened_on) == (ReminderState.OPEN, MONDAY)


class TestPromisesAgreementsAsks:
    async def test_a_promise_shows_from_the_working_day_before(self, house: House) -> None:
        partner = await house.partner(await house.owner())
        (promise,) = await house.put(Promise(partner.id, "kirim daftar", MONDAY + days(7)))
        await house.plan(MONDAY + days(3))
        assert house.reminders() == []
        await house.plan(MONDAY + days(4))
        assert (house.only().kind, house.only().state) == (ReminderKind.PROMISE, ReminderState.OPEN)
        async with house.storage.write() as uow:
            await uow.promises.change(promise.id, state=PromiseState.KEPT)
            await uow.commit()
        await house.plan(MONDAY + days(5))
        assert house.only().state is ReminderState.WITHDRAWN

    async def test_an_agreement_surfaces_ninety_days_before_its_end(self, house: House) -> None:
        partner = await house.partner(await house.owner(), Tier.LIGHT)
        await house.put(Agreement(partner.id, MONDAY + days(90)))
        await house.plan(MONDAY - days(1))
        assert house.reminders() == []
        await house.plan(MONDAY)
        assert (house.only().kind, house.only().state) == (ReminderKind.RENEWAL, ReminderState.OPEN)

    async def test_an_ask_is_followed_up_after_seven_days(self, house: House) -> None:
        partner = await house.partner(await house.owner())
        ask = await house.log(partner, MONDAY, Purpose.ASK)
        await house.plan(MONDAY + days(6))
        assert house.reminders() == []
        await house.plan(MONDAY + days(7))
        assert (house.only().kind, house.only().subject) == (ReminderKind.FOLLOW_UP, f"ask:{ask.id}")

    async def test_an_ask_that_was_answered_is_not(self, house: House) -> None:
        partner = await house.partner(await house.owner())
        await house.log(partner, MONDAY, Purpose.ASK, ask_answer=AskAnswer.NO)
        await house.plan(MONDAY + days(7))
        assert house.reminders() == []

    async def test_thanks_that_somebody_planned_open_on_their_day(self, house: House) -> None:
        partner = await house.partner(await house.owner())
        thanks = Reminder(partner.id, ReminderKind.THANKS, "ask:1", "", MONDAY + days(1))
        await house.put(thanks)
        await house.plan(MONDAY)
        assert house.only() == replace(thanks, id=1, staff_id=partner.owner_id)
        await house.plan(MONDAY + days(1))
        assert house.only().state is ReminderState.OPEN
