"""Fields, rhythms and agreements of a partner, changed in the chat by buttons and by what is typed."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.chat.buttons import MOST_BYTES, encode
from bot.chat.partners import NarrowPartners
from bot.chat.rhythms import need_days
from bot.domain.agreements import Agreement
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import CareLevel, Kind, PartnerState, Rhythm, Role, Tier
from bot.usecases.partner_lists import Part, Scope
from tests.chat.harness import MONDAY, BotUnderTest, Person

TODAY = MONDAY.date()
NAME = "Toko <b>Bunga</b> & Co"


async def shop(rawat: BotUnderTest, owner: Person, **fields: Any) -> Partner:
    """A partner with a name that has to be escaped."""
    fields = {"owner_id": owner.staff_id, "added_on": TODAY - timedelta(days=300), **fields}
    (kept,) = await rawat.put(Partner(NAME, **fields))
    return kept  # type: ignore[no-any-return]


async def follow(person: Person, *labels: str) -> str:
    """Presses one after the other; gives what is said then."""
    for label in labels:
        await person.tap(label)
    return person.text


async def partner(rawat: BotUnderTest) -> Partner:
    return (await rawat.all(Partner))[0]  # type: ignore[no-any-return]


async def test_every_field_leads_from_the_card_and_shows_what_stands_there(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await shop(rawat, rina)
    await rina.say("/find bunga")

    assert "Write it." in await follow(rina, "Edit", "They offer")
    assert "They offer: katering <halal>" in (await rina.say("katering <halal>")).text
    await follow(rina, "Edit", "Since when")
    assert "still ahead" in (await rina.say("3 Maret 2027")).text
    assert "partner since 3 March 2021" in (await rina.say("3 Maret 2021")).text
    await follow(rina, "Edit", "Phone")
    assert "That is no phone number, so it is kept as it was typed." in (await rina.say("tanya satpam")).text

    page = await follow(rina, "Edit")
    for line in ("Owner: Rina", "Phone: tanya satpam", "Since when: 3 March 2021", "They offer: katering <halal>"):
        assert line in page
    assert await follow(rina, "They offer", "Take it away")
    assert (await partner(rawat)).offers is None


async def test_a_typed_answer_does_not_overwrite_a_colleague_s(rawat: BotUnderTest) -> None:
    rina, agus = await rawat.colleague("Rina"), await rawat.colleague("Agus")
    await shop(rawat, rina, city="Bandung")
    for one in (rina, agus):
        await one.say("/find bunga")
        await follow(one, "Edit", "City")
    await agus.say("Bogor")

    asked = await rina.say("Depok & sekitarnya")
    assert asked.text.startswith(f"Agus changed this meanwhile at {NAME}, 23 November at ")
    assert "City now: Bogor\nYour answer: Depok & sekitarnya" in asked.text
    await rawat.redo()
    assert (await partner(rawat)).city == "Bogor"
    assert [one.fields["typed"] for one in await rawat.all(Form) if not one.closed] == ["Depok & sekitarnya"]

    await follow(agus, "Edit", "City")
    await agus.say("Cianjur")
    assert "City now: Cianjur\nYour answer: Depok & sekitarnya" in await follow(rina, "Change it anyway")
    await rawat.redo()
    assert "Changed." in await follow(rina, "Change it anyway")
    await rawat.redo()
    assert (await partner(rawat)).city == "Depok & sekitarnya"


async def test_a_press_does_not_overwrite_a_colleague_s(rawat: BotUnderTest) -> None:
    rina, agus = await rawat.colleague("Rina"), await rawat.colleague("Agus")
    await shop(rawat, rina)
    for one in (rina, agus):
        await one.say("/find bunga")
        await follow(one, "Edit", "Backup" if one is agus else "Tier")
    await follow(agus, "Back", "Tier", "Key partner")

    assert "Tier now: Key partner\nYour answer: Occasional partner" in await follow(rina, "Occasional partner")
    assert (await partner(rawat)).tier is Tier.KEY
    await follow(rina, "Leave it", "Edit", "Tier")
    assert "It was so already." in await follow(rina, "Key partner")


async def test_what_is_chosen_by_buttons_can_be_typed_as_well(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina Kartika")
    agus, _ = await rawat.colleague("Agus Wijaya"), await rawat.colleague("Agus Salim")
    await shop(rawat, rina)
    await rina.say("/find bunga")
    await follow(rina, "Edit", "Owner")

    assert "No colleague has that name." in (await rina.say("Joko")).text
    assert (await rina.say("agus")).labels == ["Agus Salim", "Agus Wijaya", "Back"]
    assert "Owner: Agus Wijaya" in (await rina.say("agus wi")).text
    await follow(rina, "Edit", "Tier")
    assert "none of the choices" in (await rina.say("penting")).text
    await rina.say("mitra kunci")
    assert ((await partner(rawat)).owner_id, (await partner(rawat)).tier) == (agus.staff_id, Tier.KEY)


async def test_a_rhythm_is_set_by_button_and_by_number(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    await shop(rawat, rina)
    await rina.say("/cari bunga")

    assert "Tanya kabar: tiap 60 hari, seperti mitra rutin lainnya." in await follow(rina, "Ubah", "Jadwal")
    await follow(rina, "Tanya kabar")
    assert "-3 hari sepertinya keliru" in (await rina.say("-3")).text
    assert "Itu bukan jumlah hari" in (await rina.say("sering")).text
    card = (await rina.say("3 minggu")).text
    assert card.startswith("Tanya kabar: mulai sekarang tiap 21 hari.")
    assert "Jadwal khusus: tanya kabar tiap 21 hari" in card
    assert "Apresiasi: mulai sekarang tidak pernah." in await follow(
        rina, "Ubah", "Jadwal", "Apresiasi", "Tidak pernah"
    )
    await follow(rina, "Ubah", "Jadwal", "Tanya kabar", "Seperti mitra rutin")

    own = {one.rhythm: one.own_days for one in await rawat.all(PartnerRhythm)}
    assert own == {Rhythm.CHECK_IN: None, Rhythm.UPDATE: None, Rhythm.GESTURE: 0}


@pytest.mark.parametrize(
    ("typed", "days"), [("30", 30), ("Tiap 2 pekan", 14), ("0", 0), ("never", 0), ("- 4", -4), ("1 month", 30)]
)
def test_days_are_read_as_they_are_typed(typed: str, days: int) -> None:
    assert need_days(typed) == days


@pytest.mark.parametrize("typed", ["", "tiga", "3 kali", "30 31", "1e9"])
def test_what_is_no_number_of_days_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        need_days(typed)


async def test_an_agreement_is_entered_in_a_line_and_renewed(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    await shop(rawat, rina)
    await rina.say("/cari bunga")
    await follow(rina, "Perjanjian", "Tambah perjanjian")

    assert "Tanggal 32 Desember tidak ada." in (await rina.say("32 Desember")).text
    assert "tidak bisa berakhir sebelum mulai" in (await rina.say("2/1/2027 - 1/1/2027")).text
    assert (
        "Berlaku: 1 Januari 2026 – 31 Desember 2026\nTentang: sewa <aula>"
        in (await rina.say("1/1/2026 - 31/12/2026 sewa <aula>")).text
    )
    await follow(rina, "Berakhir")
    await rina.say("15 Desember 2026")
    saved = await follow(rina, "Simpan")
    await rawat.redo()
    assert saved.startswith(f"Tersimpan. Pengingatnya sudah ada di daftar hari ini.\n\n{NAME}\n📄 sewa <aula>")

    await follow(rina, "Diperpanjang")
    assert "Akhir yang baru harus setelah 15 Desember 2026" in (await rina.say("1/12/2026")).text
    assert "sekarang berlaku sampai 31 Desember 2028" in (await rina.say("31/12/2028")).text
    assert [(one.from_on, one.to_on) for one in await rawat.all(Agreement)] == [
        (date(2026, 1, 1), date(2026, 12, 15)),
        (date(2026, 12, 16), date(2028, 12, 31)),
    ]
    await follow(rina, "Urungkan")
    assert len(await rawat.all(Agreement)) == 1


async def test_an_agreement_changed_meanwhile_is_asked_about(rawat: BotUnderTest) -> None:
    rina, agus = await rawat.colleague("Rina"), await rawat.colleague("Agus")
    kept = await shop(rawat, rina)
    await rawat.put(Agreement(kept.id, date(2027, 12, 31), title="lease"))
    for one in (rina, agus):
        await one.say("/find bunga")
        await follow(one, "Agreements", "1", "Edit", "Its end")
    await agus.say("1 March 2028")
    await follow(agus, "Save")
    await rina.say("1 May 2028")

    assert (await follow(rina, "Save")).startswith("Agus changed this agreement meanwhile, 23 November")
    await rawat.redo()
    assert [one.to_on for one in await rawat.all(Agreement)] == [date(2028, 3, 1)]
    await follow(rina, "Change it anyway")
    assert [one.to_on for one in await rawat.all(Agreement)] == [date(2028, 5, 1)]


async def test_a_name_too_long_behind_the_command_is_asked_for_again(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    assert "at most 200 characters fit" in (await rina.say("/add " + "x" * 500)).text
    assert "Added: Toko Anggrek." in (await rina.say("Toko Anggrek")).text


async def test_one_that_resembles_an_archived_partner_is_told_so(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rawat.put(Partner("Warung Melati", state=PartnerState.ARCHIVED, added_on=TODAY))
    assert (await rina.say("/add warung melati")).labels[0] == "Warung Melati (archived)"
    await follow(rina, "Warung Melati")
    assert "Archived: nothing is due here." in rina.text


async def test_the_roster_is_narrowed_by_buttons_that_count(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await rawat.put(
        *(Partner(f"Mitra {n}", city=city, added_on=TODAY) for n, city in enumerate(["Bandung", "BANDUNG", "Bogor"])),
        Partner("Lama", Tier.KEY, Kind.FUNDING, city="bandung", added_on=TODAY - timedelta(days=400)),
    )

    assert (await maya.say("/partners")).text.startswith("All · 4 partners\n")
    await follow(maya, "City")
    assert maya.last.labels == ["Bandung · 3", "Bogor · 1", "Back"]
    assert (await follow(maya, "Bandung · 3")).startswith("All · Bandung · 3 partners\n")
    await follow(maya, "Care")
    assert maya.last.labels == ["🟢 In good care · 2", "🔴 Reach out soon · 1", "Back"]
    assert "1. 🔴 Lama · key partner" in await follow(maya, "Reach out soon")
    await follow(maya, "✓ Bandung", "All of them", "✓ All")
    assert maya.last.labels == ["Mine · 0", "All · 1", "Without owner · 1", "Archived · 0", "Back"]
    assert (await follow(maya, "Archived · 0")).startswith("Archived · 0 partners\nThere is none here.")


def test_the_longest_narrowing_fits_a_button() -> None:
    longest = NarrowPartners(
        Part.LEVEL, Scope.ARCHIVED, Tier.LIGHT, Kind.JOINT_VENTURE, CareLevel.ATTENTION, "abcdef", 99999
    )
    assert len(encode(longest)) <= MOST_BYTES


async def test_every_key_of_the_card_and_of_edit_leads_somewhere(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    kept = await shop(rawat, rina)
    await rawat.put(PersonThere(kept.id, "Dewi", "Bu"))
    card = await rina.say("/find bunga")
    keys = {key["text"]: key["callback_data"] for row in card.rows for key in row}
    await follow(rina, "Edit")
    edit = {key["text"]: key["callback_data"] for row in rina.last.rows for key in row}

    for label, wire in {**keys, **edit}.items():
        query = await rina.press(rina.last, wire)
        assert query.text is None, label
        assert rina.last.rows, label
