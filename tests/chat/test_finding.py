"""Looking partners and people up: by whatever one remembers of them, in Indonesian (issue: search)."""

import pytest

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import PartnerState, PersonState, Role
from tests.chat.harness import BotUnderTest
from tests.chat.harness import Person as Colleague

CLINIC, FOUNDATION, HOSPITAL = "Klinik Sehat Bersama", "Yayasan Pelita Nusantara", "RS Harapan Ibu"
EXCHANGE, COMPANY, OFFICE = "Global Health Exchange", "PT Surya Medika Utama", "Dinas Kesehatan Kota Cimahi"
UNIVERSITY, RADIO = "Universitas Cakrawala", "Radio Suara Kota"
TAILOR = "Jahitan Lama"

OPENS = {
    "direktur klinik sehat": CLINIC,
    "klinik seaht bersamaa": CLINIC,
    "bersama klinik": CLINIC,
    "tolong carikan klinik sehat dong": CLINIC,
    "dr dewi": CLINIC,
    "022-6031": CLINIC,
    "0812-3456-7890": FOUNDATION,
    "+62 812 3456 7890": FOUNDATION,
    "(62) 812.3456.7890": FOUNDATION,
    "nomor hp 081234567890": FOUNDATION,
    "https://wa.me/6281234567890": FOUNDATION,
    "0877 1111 2222": FOUNDATION,
    "7890": FOUNDATION,
    "@ratna_w": FOUNDATION,
    "https://t.me/ratna_w": FOUNDATION,
    "ratna wulandri": FOUNDATION,
    "sekretaris": FOUNDATION,
    "yys pelita": FOUNDATION,
    "Yys. Pelita": FOUNDATION,
    "bu ratna yayasan pelita": FOUNDATION,
    "orang di pelita": FOUNDATION,
    "rs harapan ibu": HOSPITAL,
    "Rumah Sakit Harapan Ibu": HOSPITAL,
    "R.S. Harapan Ibu": HOSPITAL,
    "GHX": EXCHANGE,
    "ghx london": EXCHANGE,
    "eleanor@ghx.example": EXCHANGE,
    "univ. cakrawala": UNIVERSITY,
    "P.T. Surya Medika, Tbk.": COMPANY,
    "manajer csr surya": COMPANY,
    "dinkes cimahi": OFFICE,
    "pak hartono": OFFICE,
    "jahitan lama": TAILOR,
}
ARE_BUTTONS = {
    "mitra di cimahi": {CLINIC, HOSPITAL, OFFICE, RADIO, f"Pak Hartono ({OFFICE})"},
    "cimahi": {CLINIC, HOSPITAL, OFFICE, RADIO, f"Pak Hartono ({OFFICE})"},
    "direktur": {f"dr. Dewi Anggraini ({CLINIC})", f"Bu Ratna Sari ({HOSPITAL})"},
    "ibu ratna": {f"Bu Ratna Wulandari ({FOUNDATION})", f"Bu Ratna Sari ({HOSPITAL})", HOSPITAL},
    "bandung": {FOUNDATION, UNIVERSITY},
}


async def rina_and_the_roster(rawat: BotUnderTest) -> Colleague:
    rina = await rawat.colleague("Rina", Role.STAFF, language="id")
    kept = await rawat.put(
        Partner(CLINIC, city="Cimahi", phone="+622260312345"),
        Partner(FOUNDATION, city="Bandung"),
        Partner(HOSPITAL, city="Cimahi"),
        Partner(EXCHANGE, city="London"),
        Partner(COMPANY, city="Jakarta"),
        Partner(OFFICE, city="Cimahi"),
        Partner(UNIVERSITY, city="Bandung"),
        Partner(RADIO, city="Cimahi"),
        Partner(TAILOR, state=PartnerState.ARCHIVED),
        Partner("Yayasan Pelita Nusantra", state=PartnerState.MERGED, merged_into=2),
    )
    id = {partner.name: partner.id for partner in kept}
    await rawat.put(
        Person(id[CLINIC], "Dewi Anggraini", "dr.", role="Direktur"),
        Person(
            id[FOUNDATION],
            "Ratna Wulandari",
            "Bu",
            role="Sekretaris",
            telegram="@ratna_w",
            phone="+6281234567890; +6287711112222",
        ),
        Person(id[HOSPITAL], "Ratna Sari", "Bu", role="Direktur"),
        Person(id[EXCHANGE], "Eleanor Whitfield", "Ms", email="eleanor@ghx.example"),
        Person(id[OFFICE], "Hartono", "Pak", role="Kepala Dinas"),
        Person(id[COMPANY], "Liem Mei Hwa", "Ibu", role="Manajer CSR"),
        Person(id[RADIO], "Budi Santoso", "Pak", state=PersonState.LEFT),
    )
    return rina


async def test_one_clear_hit_opens_the_card_however_it_is_asked_for(rawat: BotUnderTest) -> None:
    rina = await rina_and_the_roster(rawat)
    # A partner's card begins with its name, a person's has it in the second line.
    opened = {asked: (await rina.say(f"/cari {asked}")).text.splitlines()[:2] for asked in OPENS}
    assert {asked: lines for asked, lines in opened.items() if not any(OPENS[asked] in line for line in lines)} == {}


async def test_several_are_buttons_in_whatever_order(rawat: BotUnderTest) -> None:
    rina = await rina_and_the_roster(rawat)
    shown = {asked: await rina.say(f"/cari {asked}") for asked in ARE_BUTTONS}
    assert {message.text for message in shown.values()} == {"Ada beberapa yang cocok. Yang mana?"}
    assert {asked: set(message.labels) for asked, message in shown.items()} == ARE_BUTTONS
    await rina.tap(UNIVERSITY)
    assert rina.text.startswith(UNIVERSITY)


async def test_who_is_gone_is_found_and_said_to_be_gone(rawat: BotUnderTest) -> None:
    rina = await rina_and_the_roster(rawat)
    card = await rina.say("/cari budi santoso")
    assert card.text.splitlines()[0] == "Pak Budi Santoso: sudah tidak di sana"
    assert RADIO in card.text


async def test_archived_ones_are_marked_and_stand_last(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    await rawat.put(
        Partner("Klinik Anggrek", state=PartnerState.ARCHIVED),
        *(Partner(f"Klinik {one}") for one in ("Melati", "Teratai")),
    )
    said = await rina.say("/cari klinik")
    assert sorted(said.labels[:2]) == ["Klinik Melati", "Klinik Teratai"]
    assert said.labels[2] == "Klinik Anggrek (diarsipkan)"


async def test_many_hits_are_turned_through_page_by_page(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    names = [f"Apotek {'ABCDEFGHIJKLMNOPQRS'[number] * 3}" for number in range(19)]
    await rawat.put(*(Partner(name) for name in names))

    seen = list((await rina.say("/cari apotek")).labels)
    assert seen.pop() == "→"
    while rina.last.find_button("→"):
        await rina.tap("→")
        seen += [label for label in rina.last.labels if label not in "←→"]
    assert sorted(seen) == names
    await rina.tap("←")
    await rina.tap("←")
    assert set(rina.last.labels) == {*seen[:8], "→"}


@pytest.mark.parametrize("text", ["apotek " + "ñ" * 100, "apotek:satu", "apotek 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"])
async def test_whatever_is_asked_fits_the_button_of_the_next_page(rawat: BotUnderTest, text: str) -> None:
    rina = await rawat.colleague("Rina")
    await rawat.put(*(Partner(f"Apotek {'ABCDEFGHIJ'[number] * 3}") for number in range(10)))
    await rina.say(f"/find {text}")
    await rina.tap("→")
    assert "←" in rina.last.labels


async def test_a_name_that_was_taken_back_is_found_again(rawat: BotUnderTest) -> None:
    rina = await rina_and_the_roster(rawat)
    await rina.say("/cari dewi anggraini")
    await rina.tap("Ubah")
    await rina.tap("Nama")
    await rina.say("Zubaidah Kusumo")
    assert "Zubaidah Kusumo" in (await rina.say("/cari zubaidah")).text
    await rina.say("/undo")
    await rina.tap("Urungkan")
    assert "dr. Dewi Anggraini" in (await rina.say("/cari dewi anggraini")).text
    assert (await rina.say("/cari zubaidah")).text == "Tidak ada mitra atau orang bernama zubaidah."


async def test_a_number_or_an_account_that_nobody_has_is_no_name_for_a_partner(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    for text in ("0899 1234 567", "@tidakada"):
        assert (await rina.say(f"/cari {text}")).text == f"Tidak ada mitra atau orang bernama {text}."
        assert rina.last.labels == []
