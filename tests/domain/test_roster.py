"""What a roster says, row by row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person_names import TypedName, parse_person
from bot.domain.roster.cells import cleaned, phone_number, telegram_name
from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Birthday, Fault, FaultKind, Refusal, RefusalKind, Roster, Term
from bot.domain.roster.headers import read_header
from bot.domain.roster.reading import name_key, read_roster
from bot.domain.roster.table import Table, TableFault, TableLine, UnreadableTable
from bot.domain.words import Calendar, Kind, Tier

TODAY = date(2026, 11, 23)


def read(header: str, *rows: str) -> Roster:
    """A table written with bars between its cells, its first row on line 2."""
    lines = [TableLine(number, tuple(row.split("|"))) for number, row in enumerate(rows, 2)]
    return read_roster(Table(TableLine(1, tuple(header.split("|"))), tuple(lines)), TODAY, "ID")


def faults(header: str, row: str) -> list[tuple[Column, FaultKind]]:
    return [(fault.column, fault.why) for fault in read(header, row).faults]


def test_columns_are_known_in_both_languages_in_any_order_and_case() -> None:
    header = read_header(["  NAMA MITRA ", "Tanggal_Lahir", "Penanggung  Jawab", "Warna", "hari raya", ""])

    assert header.columns == (Column.PARTNER, Column.BIRTHDAY, Column.OWNER, None, Column.CELEBRATIONS, None)
    assert header.unknown == ("Warna",)


def test_a_second_column_of_the_same_is_named_as_not_understood() -> None:
    assert read_header(["mitra", "partner"]).unknown == ("partner",)


def test_a_name_column_holds_partners_only_where_no_other_does() -> None:
    assert read_header(["Nama", "Kota"]).columns == (Column.PARTNER, Column.CITY)
    assert read_header(["Nama", "Mitra"]).columns == (Column.PERSON, Column.PARTNER)


def test_a_row_becomes_a_partner_with_a_person() -> None:
    roster = read(
        "mitra|tingkat|jenis|pj|bahasa|telepon|sejak|mulai perjanjian|akhir perjanjian|nama|ultah|hari raya|catatan",
        "Apotek Melati|kunci|pemasok|Wati|Inggris|(021) 7654321|3 Mei 2019|1/2/2025|2027-01-31|Bu Tuti Herawati|29 Feb|"
        "lebaran dan natal|Tutup hari Jumat",
    )

    (partner,) = roster.partners
    (person,) = partner.people
    assert (partner.tier, partner.kind, partner.owner) == (Tier.KEY, Kind.SUPPLY_CHAIN, "Wati")
    assert (partner.language, partner.phone, partner.since_on) == ("en", "+62217654321", date(2019, 5, 3))
    assert partner.term == Term(date(2027, 1, 31), date(2025, 2, 1))
    assert partner.note == "Tutup hari Jumat"
    assert (person.salutation, person.name, person.birthday) == ("Bu", "Tuti Herawati", Birthday(29, 2))
    assert person.feasts == ("idulfitri", "natal")
    assert not roster.faults
    assert not roster.refusals


def test_a_repeated_partner_row_is_a_further_person_with_a_note_of_their_own() -> None:
    roster = read("partner|tier|person|note", "PT Anggrek|key|Pak Joko|bayar tempo", "pt. anggrek||Bu Lina|suka teh")

    (partner,) = roster.partners
    assert (partner.tier, partner.note) == (Tier.KEY, "bayar tempo")
    assert [(person.name, person.note) for person in partner.people] == [("Joko", None), ("Lina", "suka teh")]


def test_a_later_row_fills_in_what_the_first_left_open_and_contradicts_nothing() -> None:
    roster = read("partner|tier|city|person", "A|key||Ana", "A|light|Solo|Beni")

    assert (roster.partners[0].tier, roster.partners[0].city) == (Tier.KEY, "Solo")
    assert roster.faults == (Fault(3, Column.TIER, FaultKind.OTHER_THAN_BEFORE, "light"),)


def test_a_year_alone_says_since_when_and_makes_no_birthday() -> None:
    roster = read("mitra|sejak|nama|ultah", "A|2020|Pak Edi|1980")

    assert (roster.partners[0].since_on, roster.partners[0].since_year) == (None, 2020)
    assert roster.partners[0].people[0].birthday is None
    assert [fault.why for fault in roster.faults] == [FaultKind.YEAR_ALONE]


def test_a_hijri_birthday_keeps_its_calendar() -> None:
    assert read("mitra|nama|ultah", "A|B|17 Ramadan").partners[0].people[0].birthday == Birthday(
        17, 9, None, Calendar.HIJRI
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A|||", RefusalKind.TOO_MANY_CELLS),
        ("A|k", RefusalKind.TOO_FEW_CELLS),
        ("|key|Siti", RefusalKind.NO_PARTNER),
        ("x" * 500 + "||", RefusalKind.NAME_TOO_LONG),
        ("B||Ana", RefusalKind.REPEATED),
        ("B||", RefusalKind.REPEATED),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_by_its_line_and_the_others_are_taken(
    row: str, why: RefusalKind
) -> None:
    row = row + "|x" if why is RefusalKind.TOO_MANY_CELLS else row
    roster = read("partner|tier|person", "B|key|Ana", row, "C|light|Edi")

    assert [(refusal.line, refusal.why) for refusal in roster.refusals] == [(3, why)]
    assert [partner.name for partner in roster.partners] == ["B", "C"]


def test_a_row_too_long_is_counted() -> None:
    assert read("partner|tier", "A|key|x").refusals == (Refusal(2, RefusalKind.TOO_MANY_CELLS, 3, 2),)


def test_empty_cells_behind_the_last_column_are_no_fault() -> None:
    assert read("partner|tier", "A|key|||").partners[0].tier is Tier.KEY


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        ("ultah", "32 Agustus", FaultKind.IMPOSSIBLE_DAY),
        ("ultah", "31/2/1990", FaultKind.IMPOSSIBLE_DAY),
        ("ultah", "1 Mei 3026", FaultKind.FAR_YEAR),
        ("ultah", "1 Januari 2027", FaultKind.DAY_AHEAD),
        ("ultah", "nanti", FaultKind.NO_DAY),
        ("email narahubung", "ana@contoh", FaultKind.NO_EMAIL),
        ("telegram", "a b", FaultKind.NO_TELEGRAM),
        ("hari raya", "pesta durian", FaultKind.UNKNOWN_FEAST),
        ("tingkat", "platina", FaultKind.UNKNOWN_WORD),
        ("setuju", "mungkin", FaultKind.UNKNOWN_WORD),
        ("akhir perjanjian", "3 Mei", FaultKind.NO_YEAR),
        ("kontak terakhir", "besok", FaultKind.DAY_AHEAD),
        ("jabatan", "x" * 201, FaultKind.TOO_LONG),
    ],
)
def test_a_cell_that_cannot_be_taken_is_left_out_and_said_and_the_row_stays(
    column: str, text: str, why: FaultKind
) -> None:
    roster = read(f"mitra|nama|{column}", f"A|Ana|{text}")

    assert [fault.why for fault in roster.faults] == [why]
    assert [person.name for person in roster.partners[0].people] == ["Ana"]


def test_a_phone_that_is_none_is_kept_as_text_and_said() -> None:
    roster = read("mitra|telepon", "A|0800-BUNGA")

    assert roster.partners[0].phone == "0800-BUNGA"
    assert roster.faults == (Fault(2, Column.PHONE, FaultKind.NO_PHONE, "0800-BUNGA"),)


def test_an_agreement_needs_an_end_that_is_not_before_its_start() -> None:
    header = "mitra|mulai perjanjian|akhir perjanjian"

    assert faults(header, "A|2026-01-01|2025-01-01") == [(Column.AGREEMENT_END, FaultKind.END_BEFORE_START)]
    assert faults(header, "A|2026-01-01|") == [(Column.AGREEMENT_START, FaultKind.NO_END)]


def test_what_belongs_to_a_person_and_names_none_is_said() -> None:
    assert faults("mitra|nama|jabatan", "A||Direktur") == [(Column.ROLE, FaultKind.NO_PERSON)]


def test_feasts_on_a_row_without_a_person_are_the_partners_own() -> None:
    assert read("mitra|nama|hari raya", "Vihara||waisak").partners[0].feasts == ("waisak",)


def test_a_spreadsheets_midnight_is_a_day() -> None:
    assert read("mitra|akhir perjanjian", "A|2027-03-01 00:00:00").partners[0].term == Term(date(2027, 3, 1))


@pytest.mark.parametrize("typed", ["0812 5550-1011", "+62 812 5550 1011", "62 812 55501011", "(0812) 55501011"])
def test_a_phone_is_one_number_in_every_notation(typed: str) -> None:
    assert phone_number(typed, "ID") == "+6281255501011"


@pytest.mark.parametrize("typed", ["@wayan_bali", "wayan_bali", "https://t.me/wayan_bali", "t.me/wayan_bali/"])
def test_a_telegram_name_is_one_in_every_notation(typed: str) -> None:
    assert telegram_name(typed) == "wayan_bali"


@pytest.mark.parametrize("header", ["warna|ukuran", "hello", ""])
def test_a_table_without_partners_is_none(header: str) -> None:
    with pytest.raises(UnreadableTable) as error:
        read(header, "x|y")
    assert error.value.why is TableFault.NO_PARTNER_COLUMN


def test_a_table_of_a_header_alone_has_no_rows() -> None:
    with pytest.raises(UnreadableTable) as error:
        read("mitra|kota", "|")
    assert error.value.why is TableFault.NO_ROWS


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bu Ratna Wulandari, Direktur", TypedName("Ratna Wulandari", "Bu", "Direktur")),
        ("Prof. Dr. Budi - Rektor", TypedName("Budi", "Prof. Dr.", "Rektor")),
        ("dr. Dewi Anggraini, Sp.A., Kepala Klinik", TypedName("Dewi Anggraini, Sp.A.", "dr.", "Kepala Klinik")),
        ("I Made Suardana", TypedName("I Made Suardana")),
        ("Liem Mei Hwa", TypedName("Liem Mei Hwa")),
        ("Mas", TypedName("Mas")),
        ("  ", None),
    ],
)
def test_a_name_is_taken_apart_as_it_was_typed(typed: str, name: TypedName | None) -> None:
    assert parse_person(typed) == name


@given(st.text())
def test_cleaned_text_holds_no_control_characters_and_cleaning_again_changes_nothing(text: str) -> None:
    clean = cleaned(text)

    assert "\0" not in clean
    assert "\n" not in clean
    assert cleaned(clean) == clean


CELLS = st.lists(st.text(max_size=30), max_size=8)


@given(CELLS, st.lists(CELLS, max_size=6))
def test_any_table_is_read_or_refused_and_each_row_is_accounted_for(header: list[str], rows: list[list[str]]) -> None:
    lines = tuple(TableLine(number, tuple(row)) for number, row in enumerate(rows, 2))
    table = Table(TableLine(1, ("mitra", "nama", "ultah", "telepon", *header)), lines)
    try:
        roster = read_roster(table, TODAY, "ID")
    except UnreadableTable:
        assert all(line.blank for line in lines)
        return
    taken = {line for partner in roster.partners for line in (partner.line, *(one.line for one in partner.people))}
    refused = {refusal.line for refusal in roster.refusals}
    # A further row of a partner may only fill in what was left open.
    known = {name_key(partner.name) for partner in roster.partners}
    filling = {line.number for line in lines if line.cells and name_key(cleaned(line.cells[0])) in known}
    assert taken | refused | filling >= {line.number for line in lines if not line.blank}


def test_pic_beside_contact_persons_is_one_of_us() -> None:
    beside = read_header(["Nama Mitra", "PIC", "No. HP", "Nama Kontak"])
    assert beside.columns == (Column.PARTNER, Column.OWNER, Column.PERSON_PHONE, Column.PERSON)
    assert beside.unknown == ()
    assert read_header(["Nama Mitra", "PIC"]).columns == (Column.PARTNER, Column.PERSON)
    assert read_header(["Mitra", "PIC", "Nama Kontak", "PJ"]).columns[1] is Column.PERSON
