"""What a team has today comes in as it is: a phone's contacts, an address book's export, a workbook."""

from bot.domain.agreements import Agreement
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import Consent, OccasionKind, Role
from tests.chat.harness import BotUnderTest
from tests.readers.test_workbooks import workbook

CARDS = b"""BEGIN:VCARD
VERSION:3.0
N:Prasetyo;Laras;;Bu;
FN:Bu Laras Prasetyo
ORG:Koperasi Mekar
TEL;TYPE=CELL:0813-5550-2020
TEL;TYPE=WORK:0274 555 901
EMAIL:laras@mekar.example
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-17
NOTE:Suka kopi
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB
TEL;CELL:0812 5550 3030
END:VCARD
BEGIN:VCARD
FN:Putus
"""
GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,Birthday,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value\n"
    "Ana,Putri,PT Sawo,Direktur,1980-04-23,* Work,ana@sawo.example,Mobile,0812 5550 1011\n"
)


async def test_a_phones_contacts_come_in_and_a_broken_card_is_named(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    said = await rina.send("kontak.vcf", CARDS)
    assert "2 new partners" in said.text
    assert "The contact card on line 17 is not whole; its end is missing." in said.text

    await rina.tap("All agreed")
    await rina.tap("Import")

    mekar, zoe = await rawat.all(Partner)
    laras, herself = await rawat.all(Person)
    (born,) = await rawat.all(Occasion)
    assert (mekar.name, zoe.name, herself.name) == ("Koperasi Mekar", "Zoë", "Zoë")
    assert (laras.salutation, laras.name, laras.note) == ("Bu", "Laras Prasetyo", "Suka kopi")
    assert (laras.phone, herself.phone) == ("+6281355502020; +62274555901", "+6281255503030")
    assert laras.consent is Consent.AGREED
    assert (born.kind, born.day, born.month, born.year) == (OccasionKind.BIRTHDAY, 17, 2, None)


async def test_an_address_books_export_comes_in_and_again_changes_nothing(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    await rina.send("contacts.csv", GOOGLE.encode())
    await rina.tap("All agreed")
    await rina.tap("Import")

    (ana,) = await rawat.all(Person)
    assert (ana.name, ana.role, ana.phone, ana.email) == ("Ana Putri", "Direktur", "+6281255501011", "ana@sawo.example")
    again = await rina.send("contacts.csv", GOOGLE.encode())
    assert "1 known partner stays as it is" in again.text


async def test_a_workbook_comes_in_with_its_days_and_numbers(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    await rina.send(
        "mitra.xlsx",
        workbook(
            ["DAFTAR MITRA"],
            ["Nama Mitra", "No. HP", "MoU berakhir", "Kota/Kabupaten"],
            ["PT Sawo", 81255501011, "31 Januari 2027", "Kudus"],
            formats={"B3": "000000000000"},
        ),
    )
    await rina.tap("Import")

    (sawo,) = await rawat.all(Partner)
    (term,) = await rawat.all(Agreement)
    assert (sawo.name, sawo.phone, sawo.city) == ("PT Sawo", "+6281255501011", "Kudus")
    assert term.to_on.isoformat() == "2027-01-31"
