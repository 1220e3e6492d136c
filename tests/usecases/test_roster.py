"""A roster is previewed, taken over once, and taken back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import NotAllowed, NothingToUndo, Outdated
from bot.domain.ports import Actor, Organisation
from bot.domain.promises import Promise
from bot.domain.roster.columns import Column
from bot.domain.roster.previews import Preview
from bot.domain.staff import Staff
from bot.domain.words import Consent, OccasionKind, ReminderKind, ReminderState, Rhythm, Role, StaffState, Tier
from bot.readers.files import read_table
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.invitations import Invite
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.promises import AddPromise
from bot.usecases.roster import Agreed, Imported, ImportRoster, PreviewRoster, ShowPreview
from bot.usecases.undo import ListUndoable, UndoChange, UndoLast

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FILE = """mitra,tingkat,pj,sejak,akhir perjanjian,kontak terakhir,nama,hp narahubung,ultah,hari raya
Apotek Melati,kunci,wati,2019-05-03,2027-01-31,,Bu Tuti Herawati,0812 5550 1011,3 Mei 1980,lebaran
Apotek Melati,,,,,,Pak Joko,,,
Toko Anggrek,umum,Rini,2020,,1/11/2026,Mas Edi,,29/2,natal
Kafe Senja,kunci,wati,,,,,,,
Rusak,kunci,wati,,,,,,,,x
"""


class Office:
    """A storage with a manager and a colleague called Rini Lestari."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage
        self.count = 0
        self.boss = Staff("Maya", Role.MANAGER, StaffState.ACTIVE, telegram_id=7)
        self.rini = Staff("Rini Lestari", Role.STAFF, StaffState.ACTIVE, telegram_id=8)

    async def open(self) -> "Office":
        async with self.storage.write() as uow:
            self.boss = await uow.staff.add(self.boss)
            self.rini = await uow.staff.add(self.rini)
            await uow.commit()
        return self

    def by(self, staff: Staff | None = None) -> Actor:
        self.count += 1
        return Actor(staff or self.boss, NOON, f"u{self.count}")

    async def preview(self, text: str = FILE) -> Preview:
        return await PreviewRoster(self.storage, ORGANISATION, read_table)(self.by(), "mitra.csv", text.encode())

    async def bring_in(self, text: str = FILE, agreed: Agreed = Agreed.ALL) -> Imported:
        preview = await self.preview(text)
        return await ImportRoster(self.storage, ORGANISATION)(self.by(), preview.file_id, agreed)

    async def all(self, noun: str, **where: Any) -> list[Any]:
        async with self.storage.read() as uow:
            rows: list[Any] = await getattr(uow, noun).list_by(**where)
        return rows


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    engine = make_engine(database_url)
    yield await Office(SqlStorage(engine)).open()
    await engine.dispose()


async def test_a_preview_says_what_would_be_done_and_does_nothing(office: Office) -> None:
    preview = await office.preview()

    assert (preview.new_partners, preview.new_people, preview.same_partners) == (3, 3, 0)
    assert preview.pending == ("Wati",)
    assert preview.undecided == 2
    assert [refusal.line for refusal in preview.refusals] == [6]
    assert await office.all("partners") == []
    assert len(await office.all("staff")) == 2


async def test_an_import_brings_partners_people_days_and_agreements(office: Office) -> None:
    imported = await office.bring_in()

    partners = {one.name: one for one in await office.all("partners")}
    people = {one.name: one for one in await office.all("people")}
    wati = next(one for one in await office.all("staff") if one.name == "Wati")
    assert (imported.new_partners, imported.new_people, imported.refused) == (3, 3, 1)
    assert [(one.staff_id, one.name) for one in imported.pending] == [(wati.id, "Wati")]
    assert wati.state is StaffState.PENDING
    apotek, toko = partners["Apotek Melati"], partners["Toko Anggrek"]
    assert (apotek.tier, apotek.owner_id, apotek.added_by) == (Tier.KEY, wati.id, office.boss.id)
    assert (toko.owner_id, toko.since_year, toko.baseline_on) == (office.rini.id, 2020, date(2026, 11, 1))
    assert people["Tuti Herawati"].phone == "+6281255501011"
    assert people["Tuti Herawati"].consent is Consent.AGREED
    occasions = {(one.kind, one.day, one.month, one.year) for one in await office.all("occasions")}
    assert occasions == {
        (OccasionKind.BIRTHDAY, 3, 5, 1980),
        (OccasionKind.BIRTHDAY, 29, 2, None),
        (OccasionKind.PARTNERSHIP, 3, 5, 2019),
    }
    assert {one.feast for one in await office.all("kept_feasts")} == {"idulfitri", "natal"}
    assert [one.to_on for one in await office.all("agreements")] == [date(2027, 1, 31)]


async def test_partners_of_one_owner_and_tier_fall_due_spread_over_the_first_rhythm(office: Office) -> None:
    await office.bring_in("mitra,tingkat,pj\n" + "".join(f"Mitra {n},kunci,wati\n" for n in range(1, 7)))

    due = [one.due_on for one in await office.all("rhythms", rhythm=Rhythm.CHECK_IN)]
    assert due == [date(2026, 11, 28), *(date(2026, 12, day) for day in (3, 8, 13, 18, 23))]


async def test_the_same_file_again_changes_nothing(office: Office) -> None:
    await office.bring_in()
    before = {noun: await office.all(noun) for noun in ("staff", "partners", "people", "occasions", "kept_feasts")}

    preview = await office.preview()
    again = await ImportRoster(office.storage, ORGANISATION)(office.by(), preview.file_id, Agreed.ALL)

    assert not preview.worth_importing
    assert (preview.same_partners, preview.pending) == (3, ())
    assert (again.new_partners, again.new_people, again.changed) == (0, 0, 0)
    assert {noun: await office.all(noun) for noun in before} == before


async def test_a_corrected_file_changes_what_it_says_and_adds_new_people(office: Office) -> None:
    await office.bring_in()

    corrected = FILE.replace("kunci,wati,2019", "umum,Rini,2019").replace("3 Mei 1980", "4 Mei 1980")
    preview = await office.preview(corrected + "Toko Anggrek,,,,,,Mbak Ningsih,,,\n")
    imported = await ImportRoster(office.storage, ORGANISATION)(office.by(), preview.file_id, Agreed.ALL)

    assert [(one.name, one.columns) for one in preview.changed] == [
        ("Apotek Melati", (Column.TIER, Column.OWNER, Column.PERSON))
    ]
    assert (imported.new_people, imported.changed) == (1, 1)
    (apotek,) = await office.all("partners", name="Apotek Melati")
    assert (apotek.tier, apotek.owner_id) == (Tier.LIGHT, office.rini.id)
    (birthday,) = await office.all("occasions", partner_id=apotek.id, kind=OccasionKind.BIRTHDAY)
    assert (birthday.day, birthday.month, birthday.year) == (4, 5, 1980)


async def test_names_are_matched_whatever_their_case_and_points(office: Office) -> None:
    await office.bring_in("mitra,nama\nPT. Surya Médika,Bu Ana\n")

    assert (await office.preview("mitra,nama\npt surya medika,ANA\n")).new_people == 0


async def test_without_consent_no_birthday_and_no_feast_is_kept(office: Office) -> None:
    await office.bring_in(agreed=Agreed.NONE)

    assert {one.consent for one in await office.all("people") if one.name != "Joko"} == {Consent.REFUSED}
    assert await office.all("kept_feasts") == []
    assert {one.kind for one in await office.all("occasions")} == {OccasionKind.PARTNERSHIP}
    assert not (await office.preview()).worth_importing


async def test_undecided_days_are_kept_thirty_days_and_asked_about_again(office: Office) -> None:
    imported = await office.bring_in(agreed=Agreed.LATER)

    edi = next(one for one in await office.all("people") if one.name == "Edi")
    assert (edi.consent, edi.undecided_until) == (Consent.UNDECIDED, date(2026, 12, 23))
    assert imported.kept_undecided_until == date(2026, 12, 23)
    assert (await office.preview()).undecided == 2

    await office.bring_in(agreed=Agreed.NONE)

    assert await office.all("kept_feasts") == []


async def test_a_column_that_says_who_agreed_needs_no_question(office: Office) -> None:
    text = "mitra,nama,ultah,setuju\nA,Ana,3/5,ya\nA,Beni,4/5,tidak\n"

    assert (await office.preview(text)).undecided == 0
    await office.bring_in(text, Agreed.LATER)
    assert {one.name: one.consent for one in await office.all("people")} == {
        "Ana": Consent.AGREED,
        "Beni": Consent.REFUSED,
    }
    assert [one.day for one in await office.all("occasions")] == [3]


async def test_a_file_is_taken_over_once_however_often_import_is_pressed(office: Office) -> None:
    preview = await office.preview()
    by = office.by()
    take_over = ImportRoster(office.storage, ORGANISATION)
    first = await take_over(by, preview.file_id, Agreed.ALL)

    with pytest.raises(Outdated):
        await take_over(office.by(), preview.file_id, Agreed.ALL)
    assert await take_over(Actor(by.staff, by.now, by.key, again=True), preview.file_id, Agreed.ALL) == first
    assert len(await office.all("partners")) == 3
    assert (await ShowPreview(office.storage)(office.by(), preview.file_id)).imported_at == NOON


@pytest.mark.parametrize("state", ["meninggal", "pindah"])
async def test_reminders_about_who_is_gone_by_the_file_stop_with_the_import(office: Office, state: str) -> None:
    await office.bring_in("mitra,tingkat,pj,nama,ultah\nApotek Melati,kunci,Rini,Bu Tuti,25 November\n")
    await PlanReminders(office.storage, ORGANISATION)(NOON)
    kind = ReminderKind.CONGRATULATION
    assert [one.state for one in await office.all("reminders", kind=kind)] == [ReminderState.PLANNED]

    imported = await office.bring_in(f"mitra,nama,status orang\nApotek Melati,Bu Tuti,{state}\n")

    assert [one.state for one in await office.all("reminders", kind=kind)] == [ReminderState.WITHDRAWN]
    assert imported.change_set_id is not None
    await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id)
    await PlanReminders(office.storage, ORGANISATION)(NOON)
    assert [one.state for one in await office.all("reminders", kind=kind)] == [ReminderState.PLANNED]


async def test_undo_takes_a_whole_import_back(office: Office) -> None:
    imported = await office.bring_in()
    assert imported.change_set_id is not None

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id)

    assert undone.left == ()
    for noun in ("partners", "people", "occasions", "kept_feasts", "agreements", "rhythms"):
        assert await office.all(noun) == []
    assert [one.name for one in await office.all("staff")] == ["Maya", "Rini Lestari"]
    assert (await office.preview()).new_partners == 3


async def test_undo_takes_links_along_that_nobody_took(office: Office) -> None:
    imported = await office.bring_in()
    await Invite(office.storage)(office.by(), Role.STAFF, imported.pending[0].staff_id)

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id or 0)

    assert undone.left == ()
    assert await office.all("invitations") == []


async def test_undo_leaves_a_partner_that_somebody_wrote_about_since(office: Office) -> None:
    imported = await office.bring_in()
    (apotek,) = await office.all("partners", name="Apotek Melati")
    draft = Promise(apotek.id, "kirim daftar harga", TODAY)
    await AddPromise(office.storage, ORGANISATION)(office.by(office.rini), draft)

    undone = await UndoChange(office.storage, ORGANISATION)(office.by(), imported.change_set_id or 0)

    assert {left.noun for left in undone.left} == {"partners", "staff"}
    assert [one.name for one in await office.all("partners")] == ["Apotek Melati"]
    assert [one.name for one in await office.all("people")] == ["Tuti Herawati", "Joko"]


async def test_an_owner_whom_two_colleagues_could_be_is_asked_about_and_left_out(office: Office) -> None:
    async with office.storage.write() as uow:
        await uow.staff.add(Staff("Rini Wulandari"))
        await uow.commit()

    preview = await office.preview("mitra,pj\nA,rini\nB,Rini Lestari\n")

    assert [(fault.line, fault.column) for fault in preview.faults] == [(2, Column.OWNER)]
    assert preview.pending == ()


async def test_only_managers_bring_a_roster_in(office: Office) -> None:
    with pytest.raises(NotAllowed):
        await PreviewRoster(office.storage, ORGANISATION, read_table)(office.by(office.rini), "a.csv", FILE.encode())


async def test_an_operator_who_is_no_colleague_can_bring_a_roster_in(office: Office) -> None:
    operator = Actor(Staff("operator", Role.ADMIN, StaffState.ACTIVE), NOON)
    preview = await PreviewRoster(office.storage, ORGANISATION, read_table)(operator, "a.csv", FILE.encode())
    await ImportRoster(office.storage, ORGANISATION)(operator, preview.file_id, Agreed.LATER)

    assert {one.added_by for one in await office.all("partners")} == {None}


async def test_who_is_no_manager_any_more_takes_no_import_back(office: Office) -> None:
    imported = await office.bring_in()
    assert [one.act for one in await ListUndoable(office.storage)(office.by())] == ["import_roster"]
    demoted = replace(office.boss, role=Role.STAFF)
    assert not await ListUndoable(office.storage)(office.by(demoted))
    with pytest.raises(NotAllowed):
        await UndoChange(office.storage, ORGANISATION)(office.by(demoted), imported.change_set_id or 0)
    with pytest.raises(NothingToUndo):
        await UndoLast(office.storage, ORGANISATION)(office.by(demoted))
    assert len(await office.all("partners")) == 3
