"""Contact cards as phones and mail programs write them."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Birthday, DayEntry, PersonEntry, RefusalKind, Roster
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import Origin, UnreadableTable
from bot.domain.words import OccasionKind, Tier
from bot.readers.files import read_table

TODAY = date(2026, 11, 23)


def roster(*cards: str | bytes, ending: str = "\r\n") -> Roster:
    """The cards of a file, each given as its lines between BEGIN and END."""
    parts = [card.encode() if isinstance(card, str) else card for card in cards]
    end = ending.encode()
    whole = [b"BEGIN:VCARD\n" + part + b"\nEND:VCARD\n" for part in parts]
    table = read_table("contacts.vcf", b"".join(whole).replace(b"\n", end))
    assert table.origin is Origin.CARDS
    return read_roster(table, TODAY, "ID")


def person(*lines: str) -> PersonEntry:
    (partner,) = roster("\n".join(lines)).partners
    return partner.people[0]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"], ids=["crlf", "lf", "cr"])
def test_a_card_becomes_a_person_at_their_organisation(ending: str) -> None:
    card = (
        "VERSION:3.0\nN:Prasetyo;Laras;;Bu;\nFN:Bu Laras Prasetyo\nORG:Koperasi Mekar;Simpan Pinjam\nTITLE:Ketua\n"
        "TEL;TYPE=WORK,FAX:(0274) 555 900\nTEL;TYPE=HOME:0274 555 901\nitem1.TEL;type=CELL;type=pref:0813-5550-2020\n"
        "EMAIL;TYPE=INTERNET:laras@mekar.example\nEMAIL;TYPE=HOME:laras@rumah.example\nBDAY:1981-02-17\n"
        "ADR;TYPE=WORK:;;Jl. Kaliurang 5;Sleman;DIY;55281;Indonesia\nNOTE:Suka kopi\\, tanpa gula\\nRapat tiap Senin\n"
        "CATEGORIES:Teman,Mitra kunci\nURL:https://t.me/laras_pras\nLANG:id-ID"
    )
    (partner,) = roster(card, ending=ending).partners
    (laras,) = partner.people

    assert (partner.name, partner.tier, partner.city) == ("Koperasi Mekar", Tier.KEY, "Sleman")
    assert (laras.salutation, laras.name, laras.role) == ("Bu", "Laras Prasetyo", "Ketua, Simpan Pinjam")
    assert laras.phone == "+6281355502020; +62274555901"
    assert (laras.email, laras.telegram, laras.language) == ("laras@mekar.example", "laras_pras", "id")
    assert laras.birthday == Birthday(17, 2, 1981)
    assert laras.note == (
        "Suka kopi, tanpa gula\nRapat tiap Senin\n📠 (0274) 555 900 (fax, work)\n✉️ laras@rumah.example (home)\n"
        "📍 Jl. Kaliurang 5, Sleman, DIY 55281 Indonesia (work)"
    )


def test_who_has_no_organisation_is_a_partner_on_their_own() -> None:
    (partner,) = roster("VERSION:3.0\nFN:Pak Darmo\nTEL:0812 5550 3030\nADR;TYPE=HOME:;;;Klaten;;;").partners

    assert (partner.name, partner.city) == ("Darmo", "Klaten")
    assert [(one.salutation, one.name, one.phone) for one in partner.people] == [("Pak", "Darmo", "+6281255503030")]


@pytest.mark.parametrize(
    "lines",
    ["ORG:Toko Rejeki\nN:;;;;", "FN:Toko Rejeki\nKIND:org", "ORG:Toko Rejeki\nFN:Toko Rejeki\nN:Toko Rejeki;;;;"],
)
def test_an_organisations_own_card_names_nobody(lines: str) -> None:
    (partner,) = roster(f"VERSION:4.0\n{lines}\nTEL:0271 555 404\nEMAIL:toko@rejeki.example").partners

    assert (partner.name, partner.phone, partner.email) == ("Toko Rejeki", "+62271555404", "toko@rejeki.example")
    assert not partner.people


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("BDAY:19780814", Birthday(14, 8, 1978)),
        ("BDAY:1978-08-14T00:00:00Z", Birthday(14, 8, 1978)),
        ("BDAY;VALUE=date-time:19780814T120000", Birthday(14, 8, 1978)),
        ("BDAY:--0423", Birthday(23, 4)),
        ("BDAY:--04-23", Birthday(23, 4)),
        ("BDAY;VALUE=date:1604-04-23", Birthday(23, 4)),
        ('BDAY;X-APPLE-OMIT-YEAR="1604":1604-04-23', Birthday(23, 4)),
        ("BDAY;X-APPLE-OMIT-YEAR=1800:1800-04-23", Birthday(23, 4)),
        ("BDAY:--0229", Birthday(29, 2)),
    ],
)
def test_a_birthday_is_read_in_every_notation_and_may_lack_its_year(written: str, born: Birthday) -> None:
    assert person("VERSION:4.0", "FN:Ana", written).birthday == born


def test_other_days_of_a_person_are_kept_by_their_labels() -> None:
    days = person(
        *("VERSION:3.0", "FN:Ana", "ANNIVERSARY:20100612", "item3.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-04-12"),
        "item3.X-ABLabel:wisuda",
    ).days

    assert days == (
        DayEntry(OccasionKind.OWN, 12, 6, 2010, title="Anniversary"),
        DayEntry(OccasionKind.OWN, 12, 4, None, title="Wisuda"),
    )


def test_what_android_keeps_in_properties_of_its_own_comes_in() -> None:
    ana = person(
        *("VERSION:2.1", "FN:Ana", "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Anya;1;;;;;;;;;;;;;"),
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2019-10-19;0;wisuda;;;;;;;;;;;;",
    )

    assert ana.call_name == "Anya"
    assert ana.days == (DayEntry(OccasionKind.OWN, 19, 10, 2019, title="Wisuda"),)


def test_quoted_printable_is_read_over_its_soft_line_breaks_in_its_character_set() -> None:
    found = roster(
        "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=\n=A1nchez;Zo=C3=AB;;;\n"
        "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9 Senja;R&D\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE:satu=0D=0Adua=\n tiga\nTEL;CELL;PREF:0812 5550 1011"
    ).partners[0]

    assert found.name == "Café Senja"
    assert (found.people[0].name, found.people[0].note) == ("Zoë Sánchez", "satu\ndua tiga")


def test_a_letter_cut_in_two_by_folding_is_whole_again() -> None:
    cut = b"FN:Tante " + "é".encode()[:1] + b"\n " + "é".encode()[1:] + b"ka"

    assert roster(b"VERSION:3.0\n" + cut).partners[0].people[0].name == "éka"


def test_pictures_are_passed_over_indented_or_not() -> None:
    found = roster(
        "VERSION:2.1\nFN:Ana\nPHOTO;ENCODING=BASE64;JPEG:AAAA\n BBBB\n CCCC==\n\nTEL:0812 5550 1011",
        "VERSION:2.1\nFN:Ben\nPHOTO;JPEG;BASE64:\nAAAABBBB\nCCCC==\n\nTEL:0812 5550 1012",
    )

    assert [one.people[0].phone for one in found.partners] == ["+6281255501011", "+6281255501012"]


def test_a_line_break_left_as_it_is_in_a_note_belongs_to_the_note() -> None:
    assert person("VERSION:3.0", "FN:Ana", "NOTE:satu", "dua; tiga", "TEL:0812 5550 1011").note == "satu\ndua; tiga"


def test_a_broken_card_is_refused_by_its_line_and_the_others_come_in() -> None:
    content = b"".join(
        [
            b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Ben\n",
            b"BEGIN:VCARD\nFN:Edi\nEND:VCARD\nBEGIN:VCARD\nFN:Fitri\nTEL:0812",
        ]
    )
    found = read_roster(read_table("x.vcf", content), TODAY, "ID")

    assert [partner.name for partner in found.partners] == ["Ana", "Edi"]
    assert [(one.line, one.why) for one in found.refusals] == [
        (4, RefusalKind.BROKEN_CARD),
        (9, RefusalKind.BROKEN_CARD),
    ]


def test_a_card_within_a_card_is_no_further_one() -> None:
    found = roster("VERSION:2.1\nFN:Ana\nAGENT:\nBEGIN:VCARD\nFN:Asisten\nEND:VCARD\nTEL:0812 5550 1011")

    assert [one.name for one in found.partners] == ["Ana"]
    assert found.partners[0].people[0].phone == "+6281255501011"


def test_what_somebody_does_stands_beside_what_they_are() -> None:
    ana = person("VERSION:3.0", "FN:Ana", "TITLE:Manajer", "ROLE:Pengadaan")

    assert (ana.role, ana.note) == ("Manajer", "💼 Pengadaan")
    assert person("VERSION:3.0", "FN:Ana", "ROLE:Pengadaan").role == "Pengadaan"


def test_a_card_that_names_nobody_is_refused() -> None:
    refused = roster("VERSION:3.0\nTEL:0812 5550 1011", "VERSION:3.0\nFN:Ana").refusals

    assert [(one.line, one.why) for one in refused] == [(1, RefusalKind.NO_PARTNER)]


def test_somebody_who_stands_twice_has_both_numbers() -> None:
    found = roster(
        "VERSION:3.0\nFN:Ana Putri\nTEL:0812 5550 1011\nEMAIL:ana@a.example",
        "VERSION:3.0\nFN:Ana Putri\nTEL:0812 5550 1012\nEMAIL:ana@b.example\nBDAY:--0423",
        "VERSION:3.0\nFN:Ana Putri\nTEL:0812 5550 1012",
        "VERSION:3.0\nFN:Budi\nTEL:0812 5550 1013",
        "VERSION:3.0\nFN:Budi\nTEL:0812 5550 1014",
    )
    (ana,) = found.partners[0].people

    assert (ana.phone, ana.birthday) == ("+6281255501011; +6281255501012", Birthday(23, 4))
    assert (ana.email, ana.note) == ("ana@a.example", "✉️ ana@b.example")
    assert [(one.why, one.text) for one in found.refusals] == [
        (RefusalKind.REPEATED, "Ana Putri"),
        (RefusalKind.REPEATED, "Budi"),
    ]


def test_cards_in_a_file_whose_every_line_is_indented() -> None:
    table = read_table("x.vcf", b"  BEGIN:VCARD\n  VERSION:3.0\n  FN:Ana\n  TEL:0812 5550 1011\n  END:VCARD\n")

    assert read_roster(table, TODAY, "ID").partners[0].people[0].phone == "+6281255501011"


def test_cards_in_utf16_and_in_windows_letters() -> None:
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Café Senja\r\nEND:VCARD\r\n"

    for encoding in ("utf-16", "utf-16-le", "utf-8-sig", "cp1252"):
        assert read_roster(read_table("x", card.encode(encoding)), TODAY, "ID").partners[0].name == "Café Senja"


def test_a_table_of_cards_can_be_sent_again_as_a_table() -> None:
    table = read_table("x.vcf", b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n")

    assert {Column(cell) for cell in table.header.cells} >= {Column.PARTNER, Column.PERSON, Column.PERSON_PHONE}
    assert all(len(line.cells) == len(table.header.cells) for line in table.lines)


def test_a_thousand_cards_come_in_without_their_pictures() -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 74] * 20)
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Orang {n}\nORG:PT {n}\nTEL;TYPE=CELL:0812 5550 {n:04}\n{p}\nEND:VCARD\n"
    content = "".join(card.format(n=n, p=picture) for n in range(1000)).encode()

    table = read_table("x.vcf", content)

    assert len(table.lines) == 1000
    assert not any("AAAA" in cell for line in table.lines for cell in line.cells)


PIECES = st.sampled_from(
    [
        *("BEGIN:VCARD", "END:VCARD", "FN:Ana", "ORG:A;B", " lipat", "NOTE;ENCODING=QUOTED-PRINTABLE:=", "=C3=", ""),
        *("AGENT:", "PHOTO:", "TEL;TYPE=:0812", 'X;"=:y', "BDAY:--13-40", "N:;;;;;;", "bukan", "\\;\\\\;:"),
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_pieces_of_cards_are_read_or_refused(pieces: list[str]) -> None:
    try:
        found = read_roster(read_table("x.vcf", "\n".join(["BEGIN:VCARD", *pieces]).encode()), TODAY, "ID")
    except UnreadableTable:
        return
    assert len(found.partners) + len(found.refusals) > 0


def test_a_file_of_cards_cut_anywhere_gives_what_is_whole() -> None:
    whole = b"".join(b"BEGIN:VCARD\nFN:Orang %d\nTEL:0812 5550 1011\nEND:VCARD\n" % n for n in range(20))
    for cut in random.Random(3).sample(range(20, len(whole)), 40):
        table = read_table("x.vcf", whole[:cut])
        assert sum(line.fault is None for line in table.lines) == whole[:cut].count(b"END:VCARD")
