"""New owners, whoever made them so: an edit, a hand-over, an import."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.domain.errors import BadValue, NotAllowed
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.ports import Actor
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, ReminderKind, ReminderState, Role, StaffState
from bot.readers.files import read_table
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.handing_over import HandOverAll, ShowReceived
from bot.usecases.partners import ChangePartner
from bot.usecases.roster import Agreed, ImportRoster, PreviewRoster
from bot.usecases.undo import UndoLast
from tests.usecases.test_roster import NOON, ORGANISATION, TODAY, Office


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    engine = make_engine(sqlite_url)
    yield await Office(SqlStorage(engine)).open()
    await engine.dispose()


async def put(office: Office, *partners: Partner) -> list[Partner]:
    async with office.storage.write() as uow:
        kept = [await uow.partners.add(one) for one in partners]
        await uow.commit()
    return kept


async def notices(office: Office) -> list[Notice]:
    async with office.storage.read() as uow:
        return await uow.notices.list_by()


async def introductions(office: Office) -> list[Reminder]:
    async with office.storage.read() as uow:
        return await uow.reminders.list_by(kind=ReminderKind.INTRODUCE)


async def take_over(office: Office, text: str, by: Actor) -> None:
    preview = await PreviewRoster(office.storage, ORGANISATION, read_table)(by, "m.csv", text.encode())
    await ImportRoster(office.storage, ORGANISATION)(by, preview.file_id, Agreed.LATER)


async def test_backup_goes_along_and_nobody_is_owner_and_backup(office: Office) -> None:
    boss, rini = office.boss.id, office.rini.id
    await put(
        office,
        Partner("A", owner_id=boss, backup_id=rini),
        Partner("B", owner_id=boss, state=PartnerState.ARCHIVED),
        Partner("C", owner_id=rini, backup_id=boss),
        Partner("D", backup_id=boss),
    )
    handed = await HandOverAll(office.storage, ORGANISATION)(office.by(), boss, rini)
    assert handed.partners == 2
    async with office.storage.read() as uow:
        found = [(one.owner_id, one.backup_id) for one in await uow.partners.list_by()]
    assert found == [(rini, None), (rini, None), (rini, None), (None, rini)]


async def test_who_has_left_or_is_the_same_takes_nothing_over(office: Office) -> None:
    hand_over = HandOverAll(office.storage, ORGANISATION)
    await put(office, Partner("A", owner_id=office.boss.id))
    with pytest.raises(BadValue, match="same_owner"):
        await hand_over(office.by(), office.boss.id, office.boss.id)
    with pytest.raises(BadValue, match="nothing_to_hand_over"):
        await hand_over(office.by(), office.rini.id, office.boss.id)
    with pytest.raises(NotAllowed):
        await hand_over(office.by(office.rini), office.boss.id, office.rini.id)
    async with office.storage.write() as uow:
        await uow.staff.change(office.rini.id, state=StaffState.LEFT)
        await uow.commit()
    with pytest.raises(BadValue, match="has_left"):
        await hand_over(office.by(), office.boss.id, office.rini.id)


async def test_handed_back_and_forth_within_a_day_each_owner_is_reminded_once(office: Office) -> None:
    (partner,) = await put(office, Partner("A", owner_id=office.boss.id, added_on=TODAY))
    change = ChangePartner(office.storage, ORGANISATION)
    for owner in (office.rini.id, office.boss.id, office.rini.id):
        await change(office.by(), partner.id, "owner_id", str(owner))
    living = [one for one in await introductions(office) if one.state is ReminderState.OPEN]
    assert [(one.staff_id, one.due_on) for one in living] == [(office.rini.id, date(2026, 11, 30))]
    assert len(await introductions(office)) == 2


async def test_what_waits_for_a_pending_owner_is_theirs_when_they_join(office: Office) -> None:
    async with office.storage.write() as uow:
        eko = await uow.staff.add(Staff("Eko"))
        await uow.commit()
    (partner,) = await put(office, Partner("A", owner_id=office.rini.id, added_on=TODAY))
    await ChangePartner(office.storage, ORGANISATION)(office.by(office.rini), partner.id, "owner_id", str(eko.id))
    assert [one.staff_id for one in await introductions(office)] == [eko.id]
    assert [(one.kind, one.staff_id) for one in await notices(office)] == [(NoticeKind.INVITE_PENDING, office.boss.id)]


async def test_manager_who_names_a_pending_owner_is_offered_their_link(office: Office) -> None:
    async with office.storage.write() as uow:
        eko = await uow.staff.add(Staff("Eko"))
        await uow.staff.add(Staff("Andi", Role.MANAGER, StaffState.ACTIVE, telegram_id=9))
        await uow.commit()
    (partner,) = await put(office, Partner("A", owner_id=office.rini.id, added_on=TODAY))
    await ChangePartner(office.storage, ORGANISATION)(office.by(), partner.id, "owner_id", str(eko.id))
    assert [one.staff_id for one in await notices(office)] == [office.boss.id]


async def test_import_at_the_command_line_asks_managers_to_pass_the_links_on(office: Office) -> None:
    operator = Actor(Staff("operator", Role.ADMIN, StaffState.ACTIVE), NOON)
    await take_over(office, "mitra,pj\nApotek Melati,wati\nKafe Senja,budi\n", operator)
    (notice,) = await notices(office)
    assert (notice.kind, notice.staff_id, len(notice.facts["staff"])) == (NoticeKind.INVITE_PENDING, office.boss.id, 2)


async def test_import_tells_who_gets_a_known_partner_and_undo_takes_the_word_back(office: Office) -> None:
    (partner,) = await put(office, Partner("Apotek Melati", owner_id=office.boss.id, added_on=date(2026, 1, 5)))
    await take_over(office, "mitra,pj\nApotek Melati,Rini Lestari\nBaru,Rini Lestari\n", office.by())
    (notice,) = await notices(office)
    assert (notice.kind, notice.staff_id, notice.facts["partners"]) == (
        NoticeKind.HANDED_OVER,
        office.rini.id,
        [partner.id],
    )
    received = await ShowReceived(office.storage, ORGANISATION)(office.rini.id, notice.facts["partners"], NOON)
    assert received is not None
    assert received.partner is not None
    await UndoLast(office.storage, ORGANISATION)(office.by())
    assert await ShowReceived(office.storage, ORGANISATION)(office.rini.id, [partner.id], NOON) is None
    assert [one.state.value for one in await notices(office)] == ["dropped"]
