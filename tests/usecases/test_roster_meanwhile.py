"""What others do between the preview, Import and undo: nothing of theirs is lost, everything else comes in."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.domain.ports import Act
from bot.domain.staff import Staff
from bot.domain.words import PartnerState, ReminderKind, Role, StaffState, Tier
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.partners import AddPartner, ChangePartner
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.roster import Agreed, Imported, ImportRoster
from bot.usecases.roster_staging import Progress, Step
from bot.usecases.undo import UndoChange
from tests.usecases.test_roster import NOON, ORGANISATION, Office

KNOWN = "mitra,tingkat,kota,pj\nApotek Melati,kunci,Bogor,Rini\nToko Anggrek,umum,Depok,Rini\n"
MOVED = KNOWN.replace("Bogor", "Bandung").replace("Depok", "Cimahi") + "Kafe Senja,umum,Ambon,Rini\n"


async def opened(url: str) -> AsyncIterator[Office]:
    engine = make_engine(url)
    yield await Office(SqlStorage(engine)).open()
    await engine.dispose()


@pytest.fixture
async def everywhere(database_url: str) -> AsyncIterator[Office]:
    """On both engines: where their SQL differs."""
    async for one in opened(database_url):
        yield one


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """On SQLite alone: where engines cannot differ."""
    async for one in opened(sqlite_url):
        yield one


async def change(office: Office, name: str, field: str, value: str) -> None:
    (partner,) = await office.all("partners", name=name)
    await ChangePartner(office.storage, ORGANISATION)(office.by(), partner.id, field, value)


async def cities(office: Office) -> dict[str, str | None]:
    return {one.name: one.city for one in await office.all("partners")}


async def take(office: Office, file_id: int) -> Imported:
    return await ImportRoster(office.storage, ORGANISATION)(office.by(), file_id, Agreed.ALL)


async def test_a_partner_changed_since_the_preview_is_refused_and_the_rest_comes_in(office: Office) -> None:
    await office.bring_in(KNOWN)
    preview = await office.preview(MOVED)
    await change(office, "Apotek Melati", "note", "pindah bulan depan")

    imported = await take(office, preview.file_id)

    assert (imported.changed, imported.new_partners, imported.refused) == (1, 1, 1)
    assert imported.changed_since == ("Apotek Melati",)
    assert await cities(office) == {"Apotek Melati": "Bogor", "Toko Anggrek": "Cimahi", "Kafe Senja": "Ambon"}


async def test_a_partner_added_under_the_same_name_since_the_preview_is_not_doubled(office: Office) -> None:
    preview = await office.preview("mitra,kota\nKafe Senja,Ambon\nApotek Melati,Bogor\n")
    await AddPartner(office.storage, ORGANISATION)(office.by(), "KAFE SENJA")

    imported = await take(office, preview.file_id)

    assert imported.changed_since == ("Kafe Senja",)
    assert sorted(await cities(office)) == ["Apotek Melati", "KAFE SENJA"]


async def test_what_changes_while_an_import_is_made_ready_is_refused_too(everywhere: Office) -> None:
    office = everywhere
    await office.bring_in(KNOWN)
    preview = await office.preview(MOVED)

    async def meanwhile(progress: Progress) -> None:
        if progress.step is Step.WRITING:
            await change(office, "Toko Anggrek", "city", "Padang")
            await AddPartner(office.storage, ORGANISATION)(office.by(), "Kafe Senja")

    imported = await ImportRoster(office.storage, ORGANISATION)(office.by(), preview.file_id, Agreed.ALL, meanwhile)

    assert set(imported.changed_since) == {"Toko Anggrek", "Kafe Senja"}
    assert await cities(office) == {"Apotek Melati": "Bandung", "Toko Anggrek": "Padang", "Kafe Senja": None}


async def test_a_colleague_who_comes_while_an_import_is_made_ready_is_known_to_it(office: Office) -> None:
    preview = await office.preview("mitra,pj\nKafe Senja,Wati\n")
    wati: list[Staff] = []

    async def meanwhile(progress: Progress) -> None:
        if progress.step is Step.WRITING and not wati:
            async with office.storage.write() as uow:
                wati.append(await uow.staff.add(Staff("Wati", Role.STAFF, StaffState.ACTIVE, telegram_id=99)))
                await uow.commit(_act(office))

    await ImportRoster(office.storage, ORGANISATION)(office.by(), preview.file_id, Agreed.ALL, meanwhile)

    assert [one.owner_id for one in await office.all("partners")] == [wati[0].id]
    assert len(await office.all("staff")) == 3


async def test_of_two_imports_of_the_same_rows_the_second_is_refused_row_by_row(office: Office) -> None:
    first = await office.preview("mitra\nKafe Senja\nApotek Melati\n")
    second = await office.preview("mitra,kota\nKafe Senja,Ambon\nToko Baru,Bogor\nApotek Melati,\n")

    await take(office, first.file_id)
    imported = await take(office, second.file_id)

    assert imported.changed_since == ("Kafe Senja",)
    assert await cities(office) == {"Apotek Melati": None, "Kafe Senja": None, "Toko Baru": "Bogor"}


async def test_undo_of_a_corrected_file_leaves_the_fields_that_were_changed_since(everywhere: Office) -> None:
    office = everywhere
    await office.bring_in(KNOWN)
    imported = await office.bring_in(MOVED.replace("umum,Cimahi", "kunci,Cimahi"))
    await change(office, "Toko Anggrek", "city", "Padang")

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id or 0)

    assert [(one.noun, one.field) for one in undone.left] == [("partners", "city")]
    assert await cities(office) == {"Apotek Melati": "Bogor", "Toko Anggrek": "Padang"}
    assert {one.name: one.tier for one in await office.all("partners")}["Toko Anggrek"] is Tier.LIGHT
    assert (dict(undone.gone)["partners"], undone.restored) == (1, 2)


async def test_undo_leaves_a_new_partner_that_was_changed_since_with_all_that_belongs_to_it(everywhere: Office) -> None:
    office = everywhere
    imported = await office.bring_in("mitra,nama,ultah\nKafe Senja,Bu Ana,3/5\nToko Baru,Pak Edi,4/5\n")
    await change(office, "Kafe Senja", "city", "Ambon")

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id or 0)

    assert undone.kept_names == ("Kafe Senja",)
    assert [one.name for one in await office.all("people")] == ["Ana"]
    assert [one.day for one in await office.all("occasions")] == [3]
    assert len(await office.all("rhythms")) == 3


async def test_a_pending_owner_of_a_known_partner_goes_again_with_undo(office: Office) -> None:
    await office.bring_in(KNOWN)
    imported = await office.bring_in("mitra,pj\nApotek Melati,Wati\n")

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id or 0)

    assert undone.left == ()
    assert {one.name for one in await office.all("staff")} == {"Maya", "Rini Lestari"}
    assert {one.owner_id for one in await office.all("partners")} == {office.rini.id}


async def test_a_corrected_file_updates_by_id_and_else_by_name(office: Office) -> None:
    await office.bring_in(KNOWN)
    ids = {one.name: one.id for one in await office.all("partners")}

    text = f"id,mitra,kota\n{ids['Apotek Melati']},Apotek Melati Indah,Bogor\n99999,Toko Anggrek,Padang\n"
    imported = await office.bring_in(text)

    assert (imported.changed, imported.new_partners) == (2, 0)
    assert await cities(office) == {"Apotek Melati Indah": "Bogor", "Toko Anggrek": "Padang"}


async def test_rhythms_of_a_known_partner_follow_its_new_tier_and_last_contact(office: Office) -> None:
    await office.bring_in("mitra,tingkat,kontak terakhir\nKafe Senja,umum,1/11/2026\n")
    await office.bring_in("mitra,tingkat,kontak terakhir,id\nKafe Senja,kunci,2/11/2026,\n")

    due = {one.rhythm.value: one.due_on for one in await office.all("rhythms")}
    assert due["check_in"] == date(2026, 12, 2)


async def test_an_import_of_partners_that_were_merged_leads_to_what_they_became(office: Office) -> None:
    await office.bring_in(KNOWN)
    async with office.storage.write() as uow:
        ids = {one.name: one.id for one in await uow.partners.list_by()}
        gone = {"state": PartnerState.MERGED, "merged_into": ids["Apotek Melati"]}
        await uow.partners.change(ids["Toko Anggrek"], **gone)
        await uow.commit()

    imported = await office.bring_in("mitra,kota\nToko Anggrek,Padang\n")

    assert (imported.new_partners, imported.changed) == (0, 1)
    assert (await cities(office))["Apotek Melati"] == "Padang"


def _act(office: Office) -> Act:
    return Act("join", office.by().now)


async def test_planning_makes_the_first_reminders_of_what_an_import_brought(office: Office) -> None:
    await office.bring_in("mitra,tingkat,pj,nama,ultah\nKafe Senja,umum,Rini,Bu Ana,24/11/1980\n")
    await office.bring_in("mitra,tingkat\nKafe Senja,kunci\n")

    await PlanReminders(office.storage, ORGANISATION)(NOON)

    assert [one.kind for one in await office.all("reminders")] == [ReminderKind.CONGRATULATION]


async def test_reminders_of_what_undo_takes_away_are_taken_away_too(everywhere: Office) -> None:
    office = everywhere
    await office.bring_in("mitra,pj\nKafe Senja,Rini\n")
    imported = await office.bring_in("mitra,nama,ultah\nKafe Senja,Bu Ana,24/11/1980\nToko Baru,Pak Edi,24/11/1981\n")
    await PlanReminders(office.storage, ORGANISATION)(NOON)
    assert len(await office.all("reminders")) >= 2

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id or 0)
    await PlanReminders(office.storage, ORGANISATION)(NOON)

    assert undone.left == ()
    assert await office.all("reminders", kind=ReminderKind.CONGRATULATION) == []
    assert sorted(await cities(office)) == ["Kafe Senja"]
