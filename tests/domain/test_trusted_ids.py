"""An id in a file is followed where it is ours, and a table's own numbers make no partner into another."""

from dataclasses import replace
from datetime import date

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.roster.comparing import compare
from bot.domain.roster.entries import PartnerEntry, Roster
from bot.domain.roster.plans import Known
from bot.domain.roster.reading import name_key, read_roster
from bot.domain.roster.table import Table, TableLine

TODAY = date(2026, 11, 23)
NAMES = ("Klinik Sehat", "Dinas Kesehatan Cimahi", "PT Surya Medika", "Radio Suara Kota")
PARTNERS = [Partner(name, phone=f"+6221765432{id}", id=id) for id, name in enumerate(NAMES, 1)]


def known(roster: Roster) -> Known:
    """The four partners, with a person at the first."""
    by_id = {one.id: one for one in PARTNERS if one.id in {entry.id for entry in roster.partners}}
    return Known({name_key(one.name): one for one in PARTNERS}, [Person(1, "Dewi Anggraini", id=1)], by_id=by_id)


def met(*rows: str, header: str = "id|mitra|telepon|nama") -> list[int | None]:
    """Which known partner each partner of the file is taken for."""
    lines = [TableLine(number, tuple(row.split("|"))) for number, row in enumerate(rows, 2)]
    roster = read_roster(Table(TableLine(1, tuple(header.split("|"))), tuple(lines)), TODAY, "ID")
    return [None if one.partner is None else one.partner.id for one in compare(roster, known(roster)).partners]


def test_an_exported_file_in_which_a_name_was_changed_goes_by_its_ids() -> None:
    assert met("4|Radio Suara Kota|q|", "1|Klinik Sehat|x|", "2|Dinkes|y|", "3|Rumah Sakit Baru|z|") == [4, 1, 2, 3]


def test_a_small_file_that_renames_one_goes_by_its_id() -> None:
    assert met("3|Rumah Sakit Baru||", header="id|mitra|kota|nama") == [3]
    assert met("1|Balai Pengobatan||dr. Dewi Anggraini") == [1]


def test_numbers_of_the_tables_own_make_no_partner_into_another() -> None:
    assert met("1|Apotek Melati|08111111111|", "2|Toko Anggrek|08122222222|", "3|Kafe Senja|08133333333|") == [None] * 3
    others = [f"{id}|Mitra Nomor {id}||" for id in (1, 2, 3, 4)]
    assert met(*others) == [None] * 4


def test_a_table_that_only_counts_its_rows_renames_nobody() -> None:
    header = "id|mitra|kota|nama"

    assert met("1|Bengkel Jaya||", header=header) == [None]
    assert met("1|Bengkel Jaya||", "2|Warung Ibu||", "3|Salon Rina||", header=header) == [None] * 3
    assert met("1|Klinik Sehat||", "2|Warung Ibu||", header=header) == [1, None]


def test_a_number_that_several_partners_have_is_no_id() -> None:
    assert met("3|Bengkel Jaya||", "3|PT Surya Medika||", header="id|mitra|kota|nama") == [None, 3]


def test_a_table_that_was_numbered_anew_goes_by_its_names() -> None:
    shifted = ["9|Klinik Sehat||", "2|Bengkel Jaya||", "3|Dinas Kesehatan Cimahi||", "4|PT Surya Medika||"]
    swapped = ["2|Klinik Sehat||", "1|Dinas Kesehatan Cimahi||", "3|PT Surya Medika||", "4|Radio Suara Kota||"]

    assert met(*shifted, header="id|mitra|kota|nama") == [1, None, 2, 3]
    assert met(*swapped, header="id|mitra|kota|nama") == [1, 2, 3, 4]


def test_there_the_name_decides() -> None:
    assert met("1|Radio Suara Kota|08111111111|", "2|Apotek|08122222222|", "4|Toko|0813333333|") == [4, None, None]


def test_rows_that_a_table_numbers_are_people_of_one_partner() -> None:
    lines = [TableLine(2, ("11", "Apotek Melati", "Ana")), TableLine(3, ("12", "Apotek Melati", "Beni"))]
    roster = read_roster(Table(TableLine(1, ("ID", "Mitra", "Nama")), tuple(lines)), TODAY, "ID")

    (partner,) = roster.partners
    assert [one.name for one in partner.people] == ["Ana", "Beni"]
    assert not roster.faults


def test_an_id_that_is_no_number_is_nobodys_fault() -> None:
    table = Table(TableLine(1, ("ID", "Mitra")), (TableLine(2, ("A-01", "Apotek Melati")),))

    assert read_roster(table, TODAY, "ID") == Roster((PartnerEntry(2, "Apotek Melati"),))


def test_two_of_one_name_are_told_apart_in_an_exported_table() -> None:
    lines = [TableLine(2, ("1", "Puskesmas", "1", "Ana")), TableLine(3, ("2", "Puskesmas", "2", "Ana"))]
    header = TableLine(1, ("id", "mitra", "id narahubung", "narahubung"))
    roster = read_roster(Table(header, tuple(lines)), TODAY, "ID")
    kept = [replace(PARTNERS[0], name="Puskesmas"), replace(PARTNERS[1], name="Puskesmas")]
    plan = compare(roster, Known({"puskesmas": kept[1]}, by_id={one.id: one for one in kept}))

    assert [one.partner.id for one in plan.partners if one.partner is not None] == [1, 2]
