"""People as contact cards, as phones and our own import read them."""

from dataclasses import replace
from pathlib import Path

from bot.domain.roster.reading import read_roster
from bot.readers.files import read_table
from bot.reports.vcards import CardReport
from tests.reports.whole_rosters import CLINIC, DAYS, DEWI, TODAY, between, unfolded, whole_roster


def written(path: Path, **changed: object) -> bytes:
    """The file."""
    report = CardReport(path)
    report.take_roster(whole_roster(**changed))
    report.finish()
    return path.read_bytes()


def test_who_is_there_has_a_card_with_the_partner_as_organisation(tmp_path: Path) -> None:
    organisation, dewi, joko = between(unfolded(written(tmp_path / "r.vcf")), "BEGIN:VCARD", "END:VCARD")

    assert "X-ABSHOWAS:COMPANY" in organisation
    assert {"FN:dr. Dewi Anggraini", "N:;Dewi Anggraini;;dr.;", "ORG:Klinik Sehat\\; Bersama"} <= set(dewi)
    assert [line for line in dewi if line.startswith("TEL")] == [
        "TEL;TYPE=CELL:+628123456789",
        "TEL;TYPE=CELL:+628987654321",
    ]
    assert "BDAY:1978-08-14" in dewi
    assert "NOTE" not in "".join(dewi)
    assert not [line for line in joko if line.startswith("BDAY")]


def test_a_birthday_without_a_year_and_a_long_name_survive_the_way_back(tmp_path: Path) -> None:
    name = "Yayasan 🎂 " + "Pelita Nusantara Sejahtera " * 5
    born = replace(DAYS[1], year=None)
    content = written(
        tmp_path / "r.vcf", partners=[replace(CLINIC, name=name.strip(), phone=None)], occasions={1: [born]}
    )
    assert "BDAY:--0814" in unfolded(content)
    (partner,) = read_roster(read_table("r.vcf", content), TODAY, "ID").partners
    dewi = partner.people[0]

    assert partner.name == name.strip()
    assert (dewi.salutation, dewi.name, dewi.role, dewi.telegram) == ("dr.", DEWI.name, DEWI.role, DEWI.telegram)
    assert dewi.phone == DEWI.phone
    assert dewi.birthday is not None
    assert (dewi.birthday.day, dewi.birthday.month, dewi.birthday.year) == (14, 8, None)
