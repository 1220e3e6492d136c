"""Taking the roster out: for managers, all of it, on record."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.exports import ExportFormat, HistoryRow, WholeRoster
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import PartnerState, Purpose, Rhythm, Role
from bot.usecases import exporting
from bot.usecases.exporting import CountRoster, ExportRoster
from tests.usecases.house import MONDAY, ORGANISATION, House, at, staff


@dataclass
class Kept:
    """A report that keeps what it is given."""

    roster: WholeRoster | None = None
    history: list[HistoryRow] = field(default_factory=list)
    whole: bool = False

    def take_roster(self, roster: WholeRoster) -> None:
        self.roster = roster

    def take_history(self, rows: Sequence[HistoryRow]) -> None:
        self.history += rows

    def finish(self) -> None:
        self.whole = True


async def house() -> tuple[House, Actor]:
    """A manager with three partners, one of them archived and one merged."""
    made = House()
    maya = await made.owner("Maya", role=Role.MANAGER)
    clinic, archived = await made.put(
        Partner("klinik", owner_id=maya.id), Partner("Arsip", state=PartnerState.ARCHIVED)
    )
    await made.put(Partner("Lama", state=PartnerState.MERGED, merged_into=clinic.id))
    await made.put(Person(clinic.id, "Dewi"), Person(archived.id, "Joko"))
    await made.put(PartnerRhythm(clinic.id, Rhythm.CHECK_IN, 45), PartnerRhythm(clinic.id, Rhythm.UPDATE))
    await made.put(*(Interaction(clinic.id, MONDAY, Purpose.UPDATE, note=str(number)) for number in range(7)))
    return made, Actor(maya, at(MONDAY), "u1")


async def test_everything_but_merged_partners_goes_out_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PART", 3)
    made, maya = await house()
    report = Kept()
    exported = await ExportRoster(made.storage, ORGANISATION)(maya, ExportFormat.XLSX, report)

    assert report.whole
    assert report.roster is not None
    assert [one.name for one in report.roster.partners] == ["Arsip", "klinik"]
    assert list(report.roster.rhythms.values()) == [{Rhythm.CHECK_IN: 45}]
    assert [one.note for one in report.history if isinstance(one, Interaction)] == list("0123456")
    assert (exported.partners, exported.people, exported.interactions) == (2, 2, 7)


async def test_history_is_not_even_read_for_forms_without_it() -> None:
    made, maya = await house()
    report = Kept()
    await ExportRoster(made.storage, ORGANISATION)(maya, ExportFormat.CSV, report)

    assert report.history == []


async def test_who_took_it_out_is_on_record_once_and_it_is_no_change_to_undo() -> None:
    made, maya = await house()
    export = ExportRoster(made.storage, ORGANISATION)
    assert not await export.done(replace(maya, again=True))
    for again in (False, True):
        await export(replace(maya, again=again), ExportFormat.VCF, Kept())

    assert await export.done(replace(maya, again=True))
    async with made.storage.read() as uow:
        (act,) = await uow.change_sets.list_of(maya.staff.id, at(MONDAY).replace(year=2025))
    assert (act.act, act.staff_id, act.at, act.changes) == ("export_roster", maya.staff.id, maya.now, ())
    assert act.outcome["is"]["format"] == "vcf"


async def test_staff_may_neither_count_nor_take_it_out() -> None:
    made, _ = await house()
    by = Actor(staff("Budi"), at(MONDAY))
    with pytest.raises(NotAllowed):
        await CountRoster(made.storage)(by)
    with pytest.raises(NotAllowed):
        await ExportRoster(made.storage, ORGANISATION)(by, ExportFormat.CSV, Kept())


async def test_others_go_on_while_it_is_read_and_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PART", 1)
    made, maya = await house()
    turns = 0

    async def somebody_else() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(somebody_else())
    await ExportRoster(made.storage, ORGANISATION)(maya, ExportFormat.XLSX, Kept())
    other.cancel()

    assert turns > 7
