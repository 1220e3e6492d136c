"""Tables that address books export, in the shapes of Google Contacts (old and new) and Outlook (desk and web)."""

import csv
import io
from datetime import date

import pytest

from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Birthday, DayEntry, FaultKind, RefusalKind, Roster
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import Origin, Table
from bot.domain.words import OccasionKind, Tier
from bot.readers.files import read_table

TODAY = date(2026, 11, 23)

OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Gender,Location,"
    "Occupation,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,"
    "E-mail 2 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title,Organization 1 - Department,Website 1 - Type,Website 1 - Value,Event 1 - Type,"
    "Event 1 - Value,Custom Field 1 - Type,Custom Field 1 - Value"
)
NEW_GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Event 1 - Label,Event 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
    "Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Assistant's Phone,Business Fax,"
    "Business Phone,Business Phone 2,Home Phone,Mobile Phone,Primary Phone,Anniversary,Birthday,Categories,"
    "E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Gender,Notes,Priority,Private,Sensitivity,Spouse,"
    "Web Page"
)
WEB_OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,"
    "E-mail 3 Address,Home Phone,Business Phone,Mobile Phone,Job Title,Department,Company,Office Location,"
    "Business Street,Business City,Personal Web Page,Birthday,Anniversary,Notes"
)


def table(headings: str, *rows: dict[str, str]) -> Table:
    written = io.StringIO()
    writer = csv.DictWriter(written, next(csv.reader([headings])), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return read_table("contacts.csv", written.getvalue().encode("utf-8-sig"))


def roster(headings: str, *rows: dict[str, str]) -> Roster:
    return read_roster(table(headings, *rows), TODAY, "ID")


def test_googles_old_export_comes_in_whole() -> None:
    found = roster(
        OLD_GOOGLE,
        {
            "Name": "Laras Prasetyo",
            "Given Name": "Laras",
            "Family Name": "Prasetyo",
            "Name Prefix": "Bu",
            "Name Suffix": "S.E.",
            "Birthday": " --02-17",
            "Notes": "Suka kopi\ntanpa gula",
            "Group Membership": "Mitra kunci ::: * myContacts",
            "E-mail 1 - Type": "Home",
            "E-mail 1 - Value": "laras@rumah.example",
            "E-mail 2 - Type": "* Work",
            "E-mail 2 - Value": "laras@mekar.example",
            "Phone 1 - Type": "Work Fax",
            "Phone 1 - Value": "0274 555 900",
            "Phone 2 - Type": "Mobile",
            "Phone 2 - Value": "0813-5550-2020 ::: 0813-5550-2021",
            "Address 1 - Type": "Work",
            "Address 1 - Formatted": "Jl. Kaliurang 5\nSleman",
            "Address 1 - Street": "Jl. Kaliurang 5",
            "Address 1 - City": "Sleman",
            "Organization 1 - Name": "Koperasi Mekar",
            "Organization 1 - Title": "Ketua",
            "Organization 1 - Department": "Simpan Pinjam",
            "Website 1 - Value": "https://mekar.example",
            "Event 1 - Type": "Anniversary",
            "Event 1 - Value": "2010-06-12",
            "Custom Field 1 - Type": "NPWP",
            "Custom Field 1 - Value": "01.234",
        },
        {"Name": "Toko Rejeki", "Organization 1 - Name": "Toko Rejeki", "Phone 1 - Value": "0271 555 404"},
        {"Name": "Pak Darmo", "Given Name": "Darmo", "Name Prefix": "Pak"},
    )
    mekar, rejeki, darmo = found.partners
    (laras,) = mekar.people

    assert (mekar.name, mekar.tier, mekar.city) == ("Koperasi Mekar", Tier.KEY, "Sleman")
    assert (laras.salutation, laras.name, laras.role) == ("Bu", "Laras Prasetyo, S.E.", "Ketua, Simpan Pinjam")
    assert (laras.phone, laras.email) == ("+6281355502020; +6281355502021", "laras@mekar.example")
    assert laras.birthday == Birthday(17, 2)
    assert laras.days == (DayEntry(OccasionKind.OWN, 12, 6, 2010, title="Anniversary"),)
    assert laras.note == (
        "Suka kopi\ntanpa gula\nNPWP: 01.234\n📠 0274 555 900 (work fax)\n✉️ laras@rumah.example (home)\n"
        "📍 Jl. Kaliurang 5, Sleman (work)\n🌐 https://mekar.example"
    )
    assert (rejeki.phone, rejeki.people) == ("+62271555404", ())
    assert (darmo.name, [(one.salutation, one.name) for one in darmo.people]) == ("Darmo", [("Pak", "Darmo")])
    assert not found.faults
    assert not found.unknown_columns


def test_googles_new_export_comes_in_whole() -> None:
    headings = table(NEW_GOOGLE, {"First Name": "Laras"})
    (mekar,) = roster(
        NEW_GOOGLE,
        {
            "First Name": "Laras",
            "Middle Name": "Dewi",
            "Last Name": "Prasetyo",
            "Nickname": "Ayas",
            "Organization Name": "Koperasi Mekar",
            "Organization Title": "Ketua",
            "Birthday": "1981-02-17",
            "Labels": "* myContacts ::: Pemasok",
            "E-mail 1 - Label": "* Work",
            "E-mail 1 - Value": "laras@mekar.example",
            "Phone 1 - Label": "Home",
            "Phone 1 - Value": "0274 555 901",
            "Phone 2 - Label": "Mobile",
            "Phone 2 - Value": "+62 813 5550 2020",
            "Address 1 - Label": "Home",
            "Address 1 - Street": "Jl. Magelang 1",
            "Address 1 - City": "Mlati",
        },
    ).partners
    (laras,) = mekar.people

    assert headings.origin is Origin.GOOGLE
    assert (mekar.name, mekar.kind, mekar.city) == ("Koperasi Mekar", "supply_chain", None)
    assert (laras.name, laras.call_name, laras.role) == ("Laras Dewi Prasetyo", "Ayas", "Ketua")
    assert (laras.phone, laras.birthday) == ("+6281355502020; +62274555901", Birthday(17, 2, 1981))
    assert laras.note == "📍 Jl. Magelang 1, Mlati (home)"


def test_outlooks_export_comes_in_whole_and_what_it_fills_in_by_itself_is_passed_over() -> None:
    found = roster(
        OUTLOOK,
        {
            "Title": "Mr.",
            "First Name": "Darmo",
            "Last Name": "Wijoyo",
            "Company": "PT Sawo",
            "Department": "Gudang",
            "Job Title": "Kepala",
            "Business Street": "Jl. Sawo 9",
            "Business City": "Kudus",
            "Assistant's Phone": "0291 555 010",
            "Business Phone": "(0291) 555-011",
            "Mobile Phone": "0812-5550-3030",
            "Anniversary": "0/0/00",
            "Birthday": "8/14/1978",
            "Categories": "Distributor;Natal",
            "E-mail Address": "darmo@sawo.example",
            "E-mail Type": "SMTP",
            "E-mail Display Name": "Darmo Wijoyo",
            "E-mail 2 Address": "darmo@rumah.example",
            "Gender": "Unspecified",
            "Priority": "Normal",
            "Private": "False",
            "Sensitivity": "Normal",
            "Spouse": "Tini",
        },
    )
    (sawo,) = found.partners
    (darmo,) = sawo.people

    assert (sawo.name, sawo.kind, sawo.city) == ("PT Sawo", "channel", "Kudus")
    assert (darmo.salutation, darmo.name, darmo.role) == ("Mr.", "Darmo Wijoyo", "Kepala, Gudang")
    assert (darmo.phone, darmo.birthday) == ("+6281255503030; +62291555011", Birthday(14, 8, 1978))
    assert darmo.note == "📞 0291 555 010 (assistant)\n✉️ darmo@rumah.example\n📍 Jl. Sawo 9, Kudus (business)"
    assert found.unknown_columns == ("Spouse",)


def test_the_main_phone_of_a_company_is_the_partners() -> None:
    (sawo,) = roster(
        OUTLOOK.replace("Primary Phone", "Company Main Phone"),
        {"First Name": "Ana", "Last Name": "P", "Company": "PT Sawo", "Company Main Phone": "0291 555 000"}
        | {"Mobile Phone": "0812 5550 1011"},
    ).partners

    assert (sawo.phone, sawo.people[0].phone) == ("+62291555000", "+6281255501011")


def test_outlook_on_the_web_is_read_alike() -> None:
    row = {"First Name": "Ana", "Last Name": "Putri", "Company": "PT Sawo", "Mobile Phone": "0812 5550 1011"}
    found = table(WEB_OUTLOOK, row | {"Nickname": "Anya", "Office Location": "Lantai 3"})

    assert found.origin is Origin.OUTLOOK
    assert found.header.cells == ("partner", "person", "call_name", "person_phone", "Office Location")


@pytest.mark.parametrize(
    ("written", "born"),
    [
        (["3/4/1980", "8/14/1978"], [Birthday(4, 3, 1980), Birthday(14, 8, 1978)]),
        (["3/4/1980", "14/8/1978"], [Birthday(3, 4, 1980), Birthday(14, 8, 1978)]),
        (["3/4/1980", "14.08.1978"], [Birthday(3, 4, 1980), Birthday(14, 8, 1978)]),
        (["5/5/1980", "1978-08-14"], [Birthday(5, 5, 1980), Birthday(14, 8, 1978)]),
        (["3/4/1980", "0/0/00"], [None, None]),
        (["3/14/1604", "1/1/4501"], [Birthday(14, 3), None]),
    ],
)
def test_outlooks_days_are_read_in_the_order_that_the_file_shows(
    written: list[str], born: list[Birthday | None]
) -> None:
    rows = [{"First Name": f"A{n}", "Last Name": "B", "Birthday": day} for n, day in enumerate(written)]

    assert [one.people[0].birthday for one in roster(OUTLOOK, *rows).partners] == born


def test_a_day_of_another_column_tells_the_order_too() -> None:
    (ana,) = (
        roster(OUTLOOK, {"First Name": "Ana", "Last Name": "B", "Birthday": "3/4/1980", "Anniversary": "6/30/2005"})
        .partners[0]
        .people
    )

    assert ana.birthday == Birthday(4, 3, 1980)
    assert ana.days == (DayEntry(OccasionKind.OWN, 30, 6, 2005, title="Anniversary"),)


def test_a_day_that_may_be_two_is_left_out_and_said() -> None:
    found = roster(OUTLOOK, {"First Name": "Ana", "Last Name": "B", "Birthday": "3/4/1980", "Anniversary": "5/6/2005"})

    assert [(one.column, one.why, one.text) for one in found.faults] == [
        (Column.BIRTHDAY, FaultKind.AMBIGUOUS_DAY, "3/4/1980")
    ]
    assert found.partners[0].people[0].note == "Anniversary: 5/6/2005"


def test_a_last_row_that_was_cut_off_is_refused_with_its_count() -> None:
    headings = "First Name,Last Name,E-mail Address,Mobile Phone"
    content = f"{headings}\nAna,Putri,ana@a.example,0812 5550 1011\nCici,Dewi\nBen,Kar,ben@".encode()
    found = read_roster(read_table("x.csv", content), TODAY, "ID")

    assert [partner.name for partner in found.partners] == ["Ana Putri", "Cici Dewi"]
    assert [(one.line, one.why, one.found, one.expected) for one in found.refusals] == [
        (4, RefusalKind.TOO_FEW_CELLS, 3, 4)
    ]


def test_an_address_book_with_names_in_one_column_is_known_by_its_other_headings() -> None:
    (sawo,) = roster(
        "Action,ID,Name,E-mail Address,E-mail 2 Address,Mobile Phone,Company,Business Phone",
        {
            "ID": "7",
            "Name": "Ana Putri",
            "E-mail Address": "a@b.id",
            "Company": "PT Sawo",
            "Business Phone": "021 555 0101",
        },
    ).partners

    assert (sawo.id, sawo.name, sawo.people[0].name, sawo.people[0].phone) == (
        None,
        "PT Sawo",
        "Ana Putri",
        "+62215550101",
    )


def test_a_list_of_people_with_columns_of_our_own_keeps_both() -> None:
    found = roster(
        "Nama Depan,Nama Belakang,Perusahaan,Jabatan,HP,Email,PJ,Tingkat,Warna",
        {
            "Nama Depan": "Ana",
            "Nama Belakang": "Putri",
            "Perusahaan": "PT Sawo",
            "Jabatan": "Direktur",
            "HP": "0812 5550 1011",
            "Email": "ana@sawo.example",
            "PJ": "Sari",
            "Tingkat": "kunci",
            "Warna": "biru",
        },
    )
    (sawo,) = found.partners
    (ana,) = sawo.people

    assert (sawo.owner, sawo.tier, ana.name, ana.role) == ("Sari", Tier.KEY, "Ana Putri", "Direktur")
    assert (ana.phone, ana.email, found.unknown_columns) == ("+6281255501011", "ana@sawo.example", ("Warna",))


def test_headings_without_blanks_are_the_same() -> None:
    (sawo,) = roster(
        "FirstName,LastName,Company,JobTitle,MobilePhone",
        {
            "FirstName": "Ana",
            "LastName": "P",
            "Company": "PT Sawo",
            "JobTitle": "Direktur",
            "MobilePhone": "0812 5550 1011",
        },
    ).partners

    assert (sawo.people[0].name, sawo.people[0].role, sawo.people[0].phone) == ("Ana P", "Direktur", "+6281255501011")


def test_a_list_kept_by_hand_is_read_as_people_here_write() -> None:
    found = roster(
        "Nama Depan,Nama Belakang,Birthday", {"Nama Depan": "Ana", "Nama Belakang": "P", "Birthday": "3/4/1980"}
    )

    assert found.partners[0].people[0].birthday == Birthday(3, 4, 1980)


def test_a_title_that_is_no_salutation_is_a_role() -> None:
    (sawo,) = roster(
        "First Name,Last Name,Title,Account Name,Email",
        {
            "First Name": "Ana",
            "Last Name": "Putri",
            "Title": "Sales Manager",
            "Account Name": "PT Sawo",
            "Email": "a@b.id",
        },
    ).partners

    assert (sawo.name, sawo.people[0].role, sawo.people[0].salutation) == ("PT Sawo", "Sales Manager", None)


def test_thunderbirds_birthday_in_three_columns_is_one_day() -> None:
    headings = (
        "First Name,Last Name,Display Name,Primary Email,Mobile Number,Work Address,Work City,Work ZipCode,"
        "Organization,Birth Year,Birth Month,Birth Day"
    )
    row = {"First Name": "Ana", "Last Name": "Putri", "Organization": "PT Sawo", "Work City": "Kudus"}
    more = {"Work Address": "Jl. Sawo 9", "Work ZipCode": "59317", "Birth Month": "4", "Birth Day": "23"}
    found = roster(headings, row | more, row | {"First Name": "Ben", "Birth Year": "1980"} | more)

    assert [one.birthday for one in found.partners[0].people] == [Birthday(23, 4), Birthday(23, 4, 1980)]
    assert found.partners[0].people[0].note == "📍 Jl. Sawo 9, Kudus, 59317 (work)"


def test_an_ordinary_roster_is_no_address_book() -> None:
    assert read_table("x.csv", b"mitra,nama,telepon\nA,Ana,0812\n").origin is Origin.TABLE
