"""What the columns of a table hold: by themselves, and as somebody chose."""

from datetime import date

import pytest

from bot.domain.roster.columns import Column, column_named
from bot.domain.roster.entries import Birthday, FaultKind, RefusalKind, Roster
from bot.domain.roster.headers import Chosen, Heading, free_columns, read_header, unknown_headings
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import Origin, Table, TableFault, TableLine, UnreadableTable
from bot.domain.roster.written_days import DayOrder, order_of, plain_day

TODAY = date(2026, 11, 23)


def table(header: str, *rows: str, origin: Origin = Origin.TABLE) -> Table:
    """A table written with bars between its cells, its first row on line 2."""
    lines = [TableLine(number, tuple(row.split("|"))) for number, row in enumerate(rows, 2)]
    return Table(TableLine(1, tuple(header.split("|"))), tuple(lines), origin)


def read(header: str, *rows: str, columns: Chosen | None = None, origin: Origin = Origin.TABLE) -> Roster:
    return read_roster(table(header, *rows, origin=origin), TODAY, "ID", columns)


def test_unknown_headings_are_shown_with_what_stands_under_them() -> None:
    found = table("mitra|Warna|Kosong|Ukuran", "A|biru||XL", "B|biru||L", "C|merah||", "D|hijau||", "E|hitam||")

    assert unknown_headings(found) == (Heading("Warna", ("biru", "merah", "hijau")), Heading("Ukuran", ("XL", "L")))
    assert [one.name for one in unknown_headings(found, {"Warna": None, "Ukuran": Column.NEEDS})] == []


def test_rows_counted_by_hand_are_no_column_that_anybody_misses() -> None:
    assert unknown_headings(table("No.|Mitra|#", "1|A|1")) == ()


def test_what_can_be_chosen_is_what_no_column_holds_and_what_several_may() -> None:
    free = free_columns(table("mitra|tingkat|telepon|X", "A|kunci|0812|x"), {"X": Column.CITY})

    assert not {Column.PARTNER, Column.TIER, Column.CITY} & set(free)
    assert {Column.PHONE, Column.NOTE, Column.OWNER} <= set(free)


def test_a_chosen_column_is_read_and_beats_what_a_heading_seems_to_say() -> None:
    (partner,) = read("Nama PT|mitra", "PT Sawo|bukan", columns={"Nama PT": Column.PARTNER}).partners

    assert partner.name == "PT Sawo"


def test_a_table_of_headings_that_nobody_knows_is_read_once_they_are_chosen() -> None:
    rows = ("Unit|Pemegang", "PT Sawo|Sari")
    with pytest.raises(UnreadableTable) as error:
        read(*rows)
    assert error.value.why is TableFault.NO_PARTNER_COLUMN

    (partner,) = read(*rows, columns={"Unit": Column.PARTNER, "Pemegang": Column.OWNER}).partners
    assert (partner.name, partner.owner) == ("PT Sawo", "Sari")


def test_a_column_chosen_for_the_note_says_what_it_was() -> None:
    found = read("mitra|catatan|Warna|Ukuran", "A|teh|biru|", "B||merah|L", columns={"Warna": Column.NOTE})

    assert [one.note for one in found.partners] == ["teh\nWarna: biru", "Warna: merah"]
    assert found.unknown_columns == ("Ukuran",)


@pytest.mark.parametrize("header", ["mitra|HP|Telepon", "mitra|HP 1|HP 2", "mitra|no. hp|no hp 2"])
def test_several_columns_of_phones_are_all_kept(header: str) -> None:
    assert read(header, "A|0812 5550 1011|021 555 0101").partners[0].phone == "+6281255501011; +62215550101"


def test_several_phones_in_one_cell_are_all_kept_and_what_is_none_is_said() -> None:
    found = read("mitra|telepon", "A|0812 5550 1011 / 0812 5550 1012; nanti")

    assert found.partners[0].phone == "+6281255501011; +6281255501012; nanti"
    assert [(one.why, one.text) for one in found.faults] == [(FaultKind.NO_PHONE, "nanti")]


def test_a_second_address_goes_to_the_note() -> None:
    found = read("mitra|email|nama|email narahubung", "A|a@a.id, b@a.id|Ana|Ana <ana@a.id>; ana@b.id")

    assert (found.partners[0].email, found.partners[0].note) == ("a@a.id", "✉️ b@a.id")
    assert (found.partners[0].people[0].email, found.partners[0].people[0].note) == ("ana@a.id", "✉️ ana@b.id")
    assert not found.faults


def test_a_second_row_of_a_person_fills_in_what_the_first_left_open() -> None:
    found = read("mitra|nama|jabatan|ultah", "A|Ana||3 Mei", "A|Ana|Direktur|", "A|Ana|Manajer|", "A|Ana||3 Mei")
    (ana,) = found.partners[0].people

    assert (ana.role, ana.birthday) == ("Direktur", Birthday(3, 5))
    assert [(one.line, one.why, one.first_line) for one in found.refusals] == [
        (4, RefusalKind.REPEATED, 2),
        (5, RefusalKind.REPEATED, 2),
    ]


def test_days_in_figures_are_read_month_first_where_their_column_can_be_read_in_no_other_way() -> None:
    header = "mitra|nama|ultah|kontak terakhir"
    found = read(header, "A|Ana|3/4/1980|3/4/2026", "B|Ben|12/31/1981|1/10/2026")

    assert [one.people[0].birthday for one in found.partners] == [Birthday(4, 3, 1980), Birthday(31, 12, 1981)]
    assert [one.last_contact_on for one in found.partners] == [date(2026, 4, 3), date(2026, 10, 1)]
    assert found.month_first == ("ultah",)


def test_one_day_that_has_its_day_first_settles_its_column() -> None:
    found = read("mitra|nama|ultah", "A|Ana|31/12/1981", "B|Ben|3/4/1980", "C|Cici|4/13/1982")

    assert [one.people[0].birthday for one in found.partners[:2]] == [Birthday(31, 12, 1981), Birthday(3, 4, 1980)]
    assert [(one.line, one.why) for one in found.faults] == [(4, FaultKind.IMPOSSIBLE_DAY)]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("2026-01-05 10:30", "2026-01-05"),
        ("1978-08-14T00:00:00.000Z", "1978-08-14"),
        ("19780814T120000", "19780814"),
        ("14/8/1978 12:00:00 AM", "14/8/1978"),
        ("Saturday, August 14, 1978", "August 14, 1978"),
        ("Jum'at, 14 Agustus 1978", "14 Agustus 1978"),
        ("Solo, 14 Agustus 1978", "14 Agustus 1978"),
        ("August 14, 1978", "August 14, 1978"),
        (" --04-23", "23/4"),
        ("--0423", "23/4"),
        ("1604-04-23", "23/4"),
        ("0000-04-23", "23/4"),
        ("23/4/1604", "23/4"),
        ("0/0/00", ""),
        ("00/00/0000", ""),
        ("1/1/4501", ""),
        ("-", ""),
        ("17 Ramadan", "17 Ramadan"),
    ],
)
def test_a_day_as_programs_write_it_is_a_day_as_one_types_it(written: str, plain: str) -> None:
    assert plain_day(written) == plain


def test_an_order_shows_in_days_that_can_be_read_in_one_way_alone() -> None:
    assert order_of(["3/4/1980", "5-6-1981", ""]) is DayOrder.UNKNOWN
    assert order_of(["3/4/1980", "12/31/1981"]) is DayOrder.MONTH_FIRST
    assert order_of(["12/31/1981", "31/12/1981"]) is DayOrder.DAY_FIRST
    assert order_of(["3.4.1980"]) is DayOrder.DAY_FIRST
    assert order_of(["1981-12-31", "13/13/1981"]) is DayOrder.UNKNOWN


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Nama Perusahaan/Instansi", Column.PARTNER),
        ("No. HP/WA", Column.PHONE),
        ("Tanggal Lahir (hh/bb/tttt)", Column.BIRTHDAY),
        ("E-mail Address", Column.EMAIL),
        ("Tempat, Tgl. Lahir", Column.BIRTHDAY),
        ("Nomor WhatsApp", Column.PERSON_PHONE),
        ("Client", Column.PARTNER),
        ("Kota/Kabupaten", Column.CITY),
        ("Warna/Ukuran", None),
    ],
)
def test_headings_are_known_as_people_write_them(heading: str, column: Column | None) -> None:
    assert column_named(heading) is column


def test_a_mobile_phone_is_a_persons_where_there_are_people() -> None:
    found = read("instansi|nama|no. hp|telepon", "A|Ana|0812 5550 1011|021 555 0101", "B||0812 5550 1012|")

    assert [one.phone for one in found.partners] == ["+62215550101", "+6281255501012"]
    assert found.partners[0].people[0].phone == "+6281255501011"
    assert not found.faults
    assert read("instansi|no. hp", "A|0812 5550 1011").partners[0].phone == "+6281255501011"


def test_an_address_has_no_column_and_goes_to_the_note_once() -> None:
    found = read("mitra|nama|alamat", "A|Ana|Jl. Sawo 9", "A|Ben|Jl. Sawo 9", "A|Cici|Jl. Nangka 1")

    assert found.partners[0].note == "alamat: Jl. Sawo 9"
    assert [one.note for one in found.partners[0].people] == [None, None, "alamat: Jl. Nangka 1"]


def test_a_number_behind_a_heading_makes_it_no_other() -> None:
    assert column_named("HP2") is column_named("No. HP 2") is Column.PHONE
    assert read_header(["mitra", "mitra 2"]).unknown == ("mitra 2",)
