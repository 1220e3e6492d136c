"""What one colleague's act leaves of another's: at once, afterwards, and when it is taken back."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.agreements import Agreement
from bot.domain.calendars import DaySpec
from bot.domain.errors import BadValue, ChangedMeanwhile, NothingToUndo, Outdated
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import ConfirmedFeast, Event, KeptFeast, Occasion, OwnFeast
from bot.domain.own_words import OwnWord
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import (
    AgreementOutcome,
    Calendar,
    Consent,
    EventKind,
    NoticeState,
    OccasionKind,
    PersonState,
    Purpose,
    ReminderKind,
    Role,
    StaffState,
)
from bot.storage.changes import ChangeSetRow
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.agreements import CloseAgreement
from bot.usecases.asks import PlanCheckIn
from bot.usecases.confirming import ConfirmFeast, ListTentative
from bot.usecases.handing_over import HandOverAll
from bot.usecases.interactions import LogContact
from bot.usecases.kept_feasts import LeaveFeast
from bot.usecases.leaving import MarkDied, MovePerson, NameSuccessor, PlanCondolence
from bot.usecases.merging import MergePartners
from bot.usecases.occasions import RemoveDay, SaveDay, mark_of_day
from bot.usecases.own_feasts import AddOwnFeast, ChangeOwnFeast, RemoveOwnFeast
from bot.usecases.own_words import KeepOwnWord
from bot.usecases.partners import ChangePartner
from bot.usecases.people import AddPerson, RememberDays
from bot.usecases.person_fields import ChangePerson
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.privacy import ErasePerson
from bot.usecases.undo import ListUndoable, UndoChange
from tests.usecases.care_world import NOON, ORGANISATION, TODAY

LONG_AGO = TODAY - timedelta(days=300)


class Office:
    """Maya leads, Rina answers for the clinic, where Made works."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage
        self.count = 0

    async def put(self, *rows: Any) -> list[Any]:
        async with self.storage.write() as uow:
            books: dict[Any, Any] = {book.entity: book for book in vars(uow).values() if hasattr(book, "entity")}
            kept = [await books[type(row)].add(row) for row in rows]
            await uow.commit()
        return kept

    async def all(self, kind: type[Any]) -> list[Any]:
        async with self.storage.read() as uow:
            (book,) = (one for one in vars(uow).values() if getattr(one, "entity", None) is kind)
            return list(await book.list_by())

    def by(self, staff: Staff) -> Actor:
        self.count += 1
        return Actor(staff, NOON + timedelta(minutes=self.count), f"u{self.count}")

    def use(self, kind: Callable[..., Any]) -> Any:
        return kind(self.storage, ORGANISATION)


MAYA = Staff("Maya", Role.ADMIN, StaffState.ACTIVE, telegram_id=7, id=1)
RINA = Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=8, id=2)


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    engine = make_engine(database_url)
    made = Office(SqlStorage(engine))
    await made.put(
        replace(MAYA, id=0),
        replace(RINA, id=0),
        Partner("Klinik Sehat", owner_id=2, added_on=LONG_AGO, owner_since_on=LONG_AGO),
        Partner("Radio Kota", owner_id=2, added_on=LONG_AGO, owner_since_on=LONG_AGO),
        Person(1, "Made Wirawan", consent=Consent.AGREED),
    )
    yield made
    await engine.dispose()


async def at_once(office: Office, act: Callable[[Actor], Awaitable[Any]]) -> list[Any]:
    """What both are answered who do the same at once."""
    return await asyncio.gather(*(act(office.by(one)) for one in (MAYA, RINA)), return_exceptions=True)


async def test_two_who_renew_an_agreement_at_once_add_one_period(office: Office) -> None:
    await office.put(Agreement(1, TODAY + timedelta(days=20)))
    close, until = office.use(CloseAgreement), TODAY + timedelta(days=400)
    answered = await at_once(office, lambda by: close(by, 1, AgreementOutcome.RENEWED, until))
    assert len(await office.all(Agreement)) == 2
    assert [one.why for one in answered if isinstance(one, BadValue)] in ([], ["closed_already"])


async def test_two_who_save_a_birthday_at_once_keep_one(office: Office) -> None:
    day = Occasion(1, OccasionKind.BIRTHDAY, 3, 3, person_id=1)
    await at_once(office, lambda by: office.use(SaveDay)(by, day))
    assert len(await office.all(Occasion)) == 1


async def test_two_who_add_somebody_at_once_add_one(office: Office) -> None:
    await at_once(office, lambda by: office.use(AddPerson)(by, 1, "Bu Ratna Wulandari"))
    assert [one.name for one in await office.all(Person)] == ["Made Wirawan", "Ratna Wulandari"]


async def test_two_who_plan_condolences_at_once_make_one_reminder(office: Office) -> None:
    await office.use(MarkDied)(office.by(RINA), 1)
    await at_once(office, lambda by: office.use(PlanCondolence)(by, 1))
    assert [len(await office.all(kind)) for kind in (Event, Reminder)] == [1, 1]


async def test_nobody_plans_to_see_who_has_died(office: Office) -> None:
    await office.use(MarkDied)(office.by(RINA), 1)
    with pytest.raises(BadValue):
        await office.use(PlanCheckIn)(office.by(RINA), 1, TODAY + timedelta(days=1), 1)


async def test_days_of_somebody_who_refused_do_not_come_back(office: Office) -> None:
    day, feast = await office.put(
        Occasion(1, OccasionKind.BIRTHDAY, TODAY.day, TODAY.month, person_id=1), KeptFeast(1, "natal", 1)
    )
    acts = [
        await office.use(RemoveDay)(office.by(RINA), day.id),
        await office.use(LeaveFeast)(office.by(RINA), feast.id),
    ]
    refused = await office.use(RememberDays)(office.by(MAYA), 1, Consent.REFUSED)
    for act in acts:
        with pytest.raises(NothingToUndo):
            await office.use(UndoChange)(office.by(RINA), act.change_set_id)
    assert await office.all(Occasion) == await office.all(KeptFeast) == []
    await office.use(UndoChange)(office.by(MAYA), refused.change_set_id)
    assert [one.consent for one in await office.all(Person)] == [Consent.AGREED]


async def test_a_refusal_taken_back_brings_back_what_it_took(office: Office) -> None:
    await office.put(Occasion(1, OccasionKind.BIRTHDAY, 3, 3, person_id=1))
    refused = await office.use(RememberDays)(office.by(RINA), 1, Consent.REFUSED)
    assert await office.all(Occasion) == []
    await office.use(UndoChange)(office.by(RINA), refused.change_set_id)
    assert [(one.day, one.month) for one in await office.all(Occasion)] == [(3, 3)]


async def test_who_moved_before_they_were_erased_is_forgotten_at_the_old_partner_too(office: Office) -> None:
    await office.use(ChangePerson)(office.by(RINA), 1, "phone", "0812 9998 8877")
    note = "kabar lewat Made Wirawan"
    await office.use(LogContact)(office.by(RINA), Interaction(1, TODAY, Purpose.UPDATE, note=note))
    await office.use(MovePerson)(office.by(RINA), 1, 2)
    await office.use(ErasePerson)(office.by(MAYA), 1)
    assert [one.note for one in await office.all(Interaction)] != [note]
    async with office.storage.connect(writes=False) as connection:
        acts = (await connection.execute(select(ChangeSetRow.changes, ChangeSetRow.outcome))).all()
    assert acts
    assert not [one for one in acts if "Wirawan" in str(one) or "99988877" in str(one)]


@pytest.mark.parametrize("again", [False, True])
async def test_a_confirmed_day_does_not_outlive_the_day_it_was_confirmed_of(office: Office, again: bool) -> None:
    added = await office.use(AddOwnFeast)(office.by(MAYA), OwnFeast("Haul", 10, 7, Calendar.HIJRI))
    (first, *_) = [one for one in await office.use(ListTentative)(office.by(MAYA)) if one.feast == "Haul"]
    await office.use(ConfirmFeast)(office.by(MAYA), "Haul", first.day.cycle, first.day.on)
    if again:
        act = await office.use(RemoveOwnFeast)(office.by(MAYA), added.feast_id)
        await office.use(AddOwnFeast)(office.by(MAYA), OwnFeast("Haul", 10, 10, Calendar.HIJRI))
    else:
        (own,) = await office.all(OwnFeast)
        spec = DaySpec(Calendar.HIJRI, 10, 10)
        act = await office.use(ChangeOwnFeast)(office.by(MAYA), own, spec=spec)
    found = [one for one in await office.use(ListTentative)(office.by(MAYA)) if one.feast == "Haul"]
    assert found
    assert all(one.day.tentative and one.day.on == one.computed != first.day.on for one in found)
    if not again:
        await office.use(UndoChange)(office.by(MAYA), act.change_set_id)
        assert [one.on for one in await office.all(ConfirmedFeast)] == [first.day.on]


async def test_who_was_told_of_an_event_that_is_taken_back_is_named(office: Office) -> None:
    draft = Interaction(1, TODAY, Purpose.CONDOLENCE, person_id=1)
    logged = await office.use(LogContact)(office.by(MAYA), draft, event=EventKind.BEREAVEMENT)
    async with office.storage.write() as uow:
        for one in await uow.notices.list_by():
            await uow.notices.change(one.id, state=NoticeState.SENT)
        await uow.commit()
    undone = await office.use(UndoChange)(office.by(MAYA), logged.change_set_id)
    assert undone.unsent_to == (RINA.id,)
    await office.use(MarkDied)(office.by(MAYA), 1)
    planned = await office.use(PlanCondolence)(office.by(MAYA), 1)
    await office.use(UndoChange)(office.by(MAYA), planned.change_set_id)
    assert [one.state for one in await office.all(Notice)] == [NoticeState.SENT, NoticeState.DROPPED]


@pytest.mark.parametrize("first", [(3, 9), (3, 8)])
async def test_taking_a_day_back_makes_no_day_that_nobody_entered(office: Office, first: tuple[int, int]) -> None:
    (day,) = await office.put(Occasion(1, OccasionKind.FOUNDING, 31, 8))
    act = await office.use(SaveDay)(office.by(MAYA), replace(day, day=first[0], month=first[1]))
    await office.use(SaveDay)(office.by(RINA), replace(day, day=3, month=2))
    undone = await office.use(UndoChange)(office.by(MAYA), act.change_set_id)
    assert [(one.day, one.month) for one in await office.all(Occasion)] == [(3, 2)]
    assert undone.left


async def test_who_got_a_partner_since_still_introduces_themselves(office: Office) -> None:
    await office.put(Staff("Budi", Role.STAFF, StaffState.ACTIVE, telegram_id=9))
    await office.put(Staff("Citra", Role.STAFF, StaffState.ACTIVE, telegram_id=10))
    handed = await office.use(HandOverAll)(office.by(MAYA), RINA.id, 3)
    await office.use(ChangePartner)(office.by(MAYA), 1, "owner_id", "4")
    await office.use(UndoChange)(office.by(MAYA), handed.change_set_id)
    assert [(one.owner_id, one.owner_since_on) for one in await office.all(Partner)] == [(4, TODAY), (2, LONG_AGO)]
    living = [one for one in await office.all(Reminder) if one.kind is ReminderKind.INTRODUCE and one.state.living]
    assert [(one.partner_id, one.staff_id) for one in living] == [(1, 4)]


async def test_nobody_takes_over_from_who_is_there(office: Office) -> None:
    with pytest.raises(Outdated):
        await office.use(NameSuccessor)(office.by(RINA), 1, "Bu Sri")
    assert len(await office.all(Person)) == 1


async def test_who_is_no_admin_any_more_takes_no_act_of_an_admin_back(office: Office) -> None:
    kept = await KeepOwnWord(office.storage)(office.by(MAYA), "kopdar", "in_person")
    demoted = office.by(replace(MAYA, role=Role.STAFF))
    assert await ListUndoable(office.storage)(demoted) == ()
    with pytest.raises(Exception, match="admin"):
        await office.use(UndoChange)(demoted, kept.change_set_id)
    assert len(await office.all(OwnWord)) == 1


async def test_the_second_who_changes_a_day_is_told_what_stands_there_now(office: Office) -> None:
    (day,) = await office.put(Occasion(1, OccasionKind.FOUNDING, 3, 3))
    save, seen = office.use(SaveDay), mark_of_day(day)
    await save(office.by(MAYA), replace(day, day=5), seen=seen)
    with pytest.raises(ChangedMeanwhile):
        await save(office.by(RINA), replace(day, day=7), seen=seen)
    (now,) = await office.all(Occasion)
    assert now.day == 5
    await save(office.by(RINA), replace(day, day=7), seen=mark_of_day(now))
    assert [one.day for one in await office.all(Occasion)] == [7]


async def test_who_died_at_one_of_two_merged_partners_is_greeted_at_neither(office: Office) -> None:
    dead, alive = await office.put(
        Person(1, "Ratna Wulandari", consent=Consent.REFUSED, state=PersonState.DIED),
        Person(2, "Ratna Wulandari", consent=Consent.AGREED),
    )
    await office.put(Occasion(2, OccasionKind.BIRTHDAY, TODAY.day, TODAY.month, person_id=alive.id))
    merged = await office.use(MergePartners)(office.by(MAYA), 1, 2)
    await PlanReminders(office.storage, ORGANISATION)(NOON)
    assert not [one for one in await office.all(Reminder) if one.kind is ReminderKind.CONGRATULATION]
    await office.use(UndoChange)(office.by(MAYA), merged.change_set_id)
    assert dead in await office.all(Person)
    assert alive in await office.all(Person)


@pytest.mark.parametrize("died", [True, False])
async def test_what_was_said_of_somebody_since_a_merge_counts_when_it_is_undone(office: Office, died: bool) -> None:
    (there,) = await office.put(Person(2, "Made Wirawan", consent=Consent.AGREED))
    await office.put(Occasion(2, OccasionKind.BIRTHDAY, TODAY.day, TODAY.month, person_id=there.id))
    merged = await office.use(MergePartners)(office.by(MAYA), 1, 2)
    if died:
        await office.use(MarkDied)(office.by(RINA), 1)
    else:
        await office.use(RememberDays)(office.by(RINA), 1, Consent.REFUSED)
    await office.use(UndoChange)(office.by(MAYA), merged.change_set_id)
    await PlanReminders(office.storage, ORGANISATION)(NOON)
    people = await office.all(Person)
    assert {one.partner_id for one in people} == {1, 2}
    assert {one.state if died else one.consent for one in people} == {PersonState.DIED if died else Consent.REFUSED}
    kinds = [one.kind for one in await office.all(Reminder) if one.state.living]
    assert ReminderKind.CONGRATULATION not in kinds


async def test_a_feast_kept_a_day_earlier_stays_so_when_partners_become_one(office: Office) -> None:
    (there,) = await office.put(Person(2, "Made Wirawan", consent=Consent.AGREED))
    await office.put(KeptFeast(1, "idulfitri", 1), KeptFeast(2, "idulfitri", there.id, shift=-1))
    await office.use(MergePartners)(office.by(MAYA), 1, 2)
    assert [(one.person_id, one.shift) for one in await office.all(KeptFeast)] == [(1, -1)]
