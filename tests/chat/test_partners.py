"""Partners and people in the chat: found, listed, added, changed, and what comes next there."""

from datetime import timedelta

from bot.domain.interactions import Interaction
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.words import Consent, Kind, OccasionKind, PartnerState, Purpose, Role, Tier
from tests.chat.harness import MONDAY, BotUnderTest, Person

TODAY = MONDAY.date()
STRANGE = "Toko <b>Bunga</b> & Co 🌿"


async def clinic(rawat: BotUnderTest, owner: Person) -> Partner:
    """A key partner with somebody there and a contact."""
    partner = Partner(
        "PT Surya Medika Utama",
        Tier.KEY,
        Kind.SUPPLY_CHAIN,
        owner_id=owner.staff_id,
        city="Tangerang",
        phone="+62215550103",
        note="bayar <tunai>",
        since_year=2021,
        added_on=TODAY - timedelta(days=300),
    )
    (kept,) = await rawat.put(partner)
    (mei,) = await rawat.put(
        PersonThere(kept.id, "Liem Mei Hwa", "Ibu", role="Manajer CSR", consent=Consent.AGREED),
    )
    await rawat.put(
        Occasion(kept.id, OccasionKind.BIRTHDAY, 26, 11, person_id=mei.id, year=1980),
        KeptFeast(kept.id, "natal", mei.id),
        Promise(kept.id, "kirim <daftar>", TODAY + timedelta(days=4)),
        Interaction(kept.id, TODAY - timedelta(days=2), Purpose.CHECK_IN, staff_id=owner.staff_id, note="ngopi & teh"),
    )
    return kept  # type: ignore[no-any-return]


async def test_a_misspelt_name_opens_the_card(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)

    card = await rina.say("/find surya medka")

    assert card.text.startswith("PT Surya Medika Utama · Key partner\nSupply chain · Tangerang · partner since 2021")
    assert "Owner: Rina" in card.text
    assert "In good care" in card.text
    assert "Last contact 21 November (check-in, Rina).\nNote: “ngopi & teh”" in card.text
    assert "👤 Ibu Liem Mei Hwa, Manajer CSR" in card.text
    assert "🎂 Thursday, 26 November: Ibu Liem Mei Hwa · Birthday (46)" in card.text
    assert "🎊 Friday, 25 December: Ibu Liem Mei Hwa · Christmas" in card.text
    assert "Promise: kirim <daftar>, by Friday, 27 November" in card.text
    assert "📝 bayar <tunai>" in card.text
    deeds = ["Log", "History", "People", "Days and holidays", "Something happened", "Add a person"]
    assert card.labels == [*deeds, "Agreements", "Edit"]


async def test_the_card_is_read_in_the_readers_language(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    await clinic(rawat, rina)

    card = await rina.say("/cari Bu Mei Hwa")
    assert card.text.startswith("👤 Ibu Liem Mei Hwa")
    await rina.tap("Kartu mitra")
    card = rina.last

    assert "Mitra kunci" in card.text
    assert "Penanggung jawab: Rina" in card.text
    assert "Hubungan terjaga" in card.text
    assert "🎂 Kamis, 26 November: Ibu Liem Mei Hwa · Ulang tahun ke-46" in card.text
    deeds = ["Catat", "Riwayat", "Orang", "Hari penting", "Ada peristiwa", "Tambah orang"]
    assert card.labels == [*deeds, "Perjanjian", "Ubah"]


async def test_several_that_fit_are_buttons(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rawat.put(Partner("Klinik Melati", added_on=TODAY), Partner("Klinik Mawar", added_on=TODAY))

    said = await rina.say("/find klinik")

    assert sorted(said.labels) == ["Klinik Mawar", "Klinik Melati"]
    await rina.tap("Klinik Mawar")
    assert rina.text.startswith("Klinik Mawar")


async def test_nothing_found_offers_to_add_it(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")

    said = await rina.say(f"/find {STRANGE}")
    assert f"called {STRANGE}." in said.text
    await rina.tap("Add “")

    assert [one.name for one in await rawat.all(Partner)] == [STRANGE]
    assert f"Added: {STRANGE}." in rina.text


async def test_commands_without_a_text_say_what_to_write(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")

    assert "/find Klinik Sehat" in (await rina.say("/find")).text
    assert "/history Klinik Sehat" in (await rina.say("/history")).text
    assert "/promise send" in (await rina.say("/promise")).text
    assert "What is the new partner called?" in (await rina.say("/add")).text


async def test_a_partner_is_added_by_its_name_and_taken_back(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rina.say("/add")
    await rina.say(STRANGE)

    assert [one.owner_id for one in await rawat.all(Partner)] == [rina.staff_id]
    await rina.tap("Undo")
    assert await rawat.all(Partner) == []


async def test_a_name_too_long_is_refused_and_the_question_stays(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rina.say("/add")

    said = await rina.say("x" * 500)
    assert "at most 200 characters fit" in said.text
    await rina.say("Toko Anggrek")
    assert [one.name for one in await rawat.all(Partner)] == ["Toko Anggrek"]


async def test_one_that_resembles_a_known_partner_is_shown_first(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)

    said = await rina.say("/add Surya Medika")
    assert "resembles what is known already" in said.text
    assert said.labels[0] == "PT Surya Medika Utama"
    await rina.tap("Add it, it is another one")

    assert [one.name for one in await rawat.all(Partner)] == ["PT Surya Medika Utama", "Surya Medika"]


async def test_partners_are_listed_by_choice_and_page(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rawat.put(*(Partner(f"Mitra {n:02} <&>", owner_id=rina.staff_id, added_on=TODAY) for n in range(10)))
    await rawat.put(Partner("Kunci", Tier.KEY, added_on=TODAY))

    listed = await rina.say("/partners")
    assert "10 partners" in listed.text
    assert "\n1. 🟢 Mitra 00 <&> · core partner\n" in listed.text
    await rina.tap("→")
    assert "Mitra 09 <&>" in rina.text
    for label in ("Mine", "All · 11", "Tier", "Key partner · 1"):
        await rina.tap(label)
    assert rina.text.startswith("All · Key partner · 1 partner\n")
    await rina.tap("1")
    assert rina.text.startswith("Kunci · Key partner")


async def test_fields_are_changed_by_buttons_and_by_text(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    agus = await rawat.colleague("Agus")
    await clinic(rawat, rina)
    await rina.say("/find surya")

    for path in (["Tier", "Occasional partner"], ["Kind", "Funding"], ["Owner", "Agus"], ["Language", "English"]):
        for label in ["Edit", *path]:
            await rina.tap(label)
    await rina.tap("Edit")
    await rina.tap("E-mail")
    assert "That is no e-mail address" in (await rina.say("a@b")).text
    await rina.say("csr@surya.example")
    await rina.tap("Edit")
    await rina.tap("Phone")
    await rina.tap("Take it away")

    (partner,) = await rawat.all(Partner)
    assert (partner.tier, partner.kind, partner.owner_id) == (Tier.LIGHT, Kind.FUNDING, agus.staff_id)
    assert (partner.language, partner.email, partner.phone) == ("en", "csr@surya.example", None)


async def test_a_partner_is_archived_and_brought_back(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)
    await rina.say("/find surya")

    for label in ("Edit", "Archive"):
        await rina.tap(label)
    assert "Archived: nothing is due here." in rina.text
    assert rina.last.labels == ["History", "Edit", "Undo"]
    for label in ("Edit", "Bring it back"):
        await rina.tap(label)

    assert [one.state for one in await rawat.all(Partner)] == [PartnerState.ACTIVE]


async def test_a_person_is_added_with_a_birthday_that_they_agreed_to(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)
    await rina.say("/find surya")
    await rina.tap("Add a person")

    assert "Added: Bu Ratna <i>Wulandari</i>." in (await rina.say("Bu Ratna <i>Wulandari</i>, Direktur")).text
    assert "There is no 32 August." in (await rina.say("32 Agustus")).text
    assert "Birthday: 14 August 1978." in (await rina.say("14/8/1978")).text
    await rina.tap("Yes, agreed")

    assert "The birthday is kept." in rina.text
    ratna = (await rawat.all(PersonThere))[-1]
    assert (ratna.salutation, ratna.role, ratna.consent) == ("Bu", "Direktur", Consent.AGREED)
    assert [(one.day, one.month, one.year) for one in await rawat.all(Occasion) if one.person_id == ratna.id] == [
        (14, 8, 1978)
    ]


async def test_consent_that_was_put_off_is_decided_on_the_card(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    partner = await clinic(rawat, rina)
    undecided = PersonThere(partner.id, "Ratna", "Bu", undecided_until=TODAY + timedelta(days=9))
    (ratna,) = await rawat.put(undecided)
    await rawat.put(KeptFeast(partner.id, "natal", ratna.id))

    card = await rina.say("/find surya")
    assert "👤 Bu Ratna · birthday and holidays unused; decide by 2 December" in card.text
    assert "Bu Ratna · Christmas" not in card.text
    await rina.tap("Consent of Bu Ratna")
    await rina.tap("Yes, agreed")

    assert "Friday, 25 December: Christmas" in rina.text
    assert "Consent of Bu Ratna" not in rina.last.labels


async def test_a_contact_is_noted_from_the_card_and_stands_in_the_history(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)
    await rina.say("/find surya")

    for label in ("Log", "To say thank you", "Save"):
        await rina.tap(label)
    history = await rina.say("/history surya medika")

    assert history.text.startswith("History of PT Surya Medika Utama\n")
    assert "23 November: Thanks · from us · Rina" in history.text
    assert "21 November: Check-in · from us · Rina\n“ngopi & teh”" in history.text


async def test_upcoming_shows_the_next_thirty_days_by_week(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    agus = await rawat.colleague("Agus")
    await clinic(rawat, rina)

    said = await rina.say("/upcoming")
    assert "1. 🎂 Thursday, 26 November: Ibu Liem Mei Hwa · Birthday (46) · PT Surya Medika Utama" in said.text
    assert "2. 🤝 Friday, 27 November: promise to PT Surya Medika Utama: kirim <daftar>" in said.text
    await rina.tap("1")
    assert rina.text.startswith("PT Surya Medika Utama")

    assert "Nothing is known" in (await agus.say("/agenda")).text
    await agus.tap("All partners")
    assert "Ibu Liem Mei Hwa" in agus.text


async def test_a_promise_is_understood_from_a_sentence(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)

    card = await rina.say("/promise kirim katalog <b> ke Surya Medika Jumat")
    assert "Partner: PT Surya Medika Utama" in card.text
    assert "By: Friday, 27 November" in card.text
    await rina.tap("Save")

    kept = (await rawat.all(Promise))[-1]
    assert (kept.text, kept.due_on) == ("kirim katalog <b> ke Surya Medika Jumat", TODAY + timedelta(days=4))


async def test_what_a_promise_does_not_say_is_asked(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await clinic(rawat, rina)

    assert "To which partner?" in (await rina.say("/promise kirim foto")).text
    assert "By which day?" in (await rina.say("surya medika")).text
    assert "There is no 32 August." in (await rina.say("32 Agustus")).text
    await rina.tap("Tomorrow")
    await rina.tap("Save")

    assert [one.due_on for one in await rawat.all(Promise)][-1] == TODAY + timedelta(days=1)


async def test_a_promise_left_is_not_kept(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    await clinic(rawat, rina)
    await rina.say("/promise kirim foto ke surya medika besok")
    await rina.tap("Cancel")

    assert len(await rawat.all(Promise)) == 1
