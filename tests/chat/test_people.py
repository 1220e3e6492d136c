"""The people of a partner in the chat: listed, looked at, changed field by field."""

from typing import Any

from bot.domain.interactions import Interaction
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.people import Person as PersonThere
from bot.domain.words import Channel, Consent, OccasionKind, PersonState, Purpose
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, Person

STRANGE = "I Made <b>Wirawan</b> & Co"


async def opened(scene: Scene, person: PersonThere, by: Person | None = None) -> Person:
    """Somebody looks at a person's card."""
    who = by or scene.rina
    await who.say("/find Klinik Sehat Bersama")
    await who.press(who.last, f"1qb:{person.id}")
    return who


async def kept(rawat: BotUnderTest, person: PersonThere) -> PersonThere:
    """The person as the database has them."""
    people: list[PersonThere] = await rawat.all(PersonThere)
    return next(one for one in people if one.id == person.id)


async def test_people_are_listed_with_those_who_left_behind_and_marked(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    left = PersonThere(scene.clinic.id, STRANGE, "Pak", state=PersonState.LEFT)
    died = PersonThere(scene.clinic.id, "Sri Hartati", "Bu", state=PersonState.DIED)
    await rawat.put(died, left, *(PersonThere(scene.clinic.id, f"Perawat {n}") for n in range(8)))
    await scene.rina.say("/find Klinik Sehat Bersama")
    await scene.rina.press(scene.rina.last, f"1qa:{scene.clinic.id}:0")
    assert scene.rina.text.splitlines()[:2] == [
        "People at Klinik Sehat Bersama · 11",
        "👤 dr. Dewi Anggraini, Kepala Klinik",
    ]
    assert scene.rina.last.labels[-4:] == ["1/2", "→", "Add a person", "Back"]
    await scene.rina.tap("→")
    assert scene.rina.text.splitlines()[2:] == [
        f"👤 Pak {STRANGE} · no longer there",
        "👤 Bu Sri Hartati · has died",
    ]
    await scene.rina.tap("Bu Sri Hartati (has died)")
    assert scene.rina.text.splitlines()[2] == "🕊 Has died. Nothing is sent any more."


async def test_the_card_tells_what_one_wants_to_know_before_calling(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    fields: dict[str, Any] = {
        "call_name": "Made",
        "phone": "+6281234567890; +62215550103",
        "telegram": "made_w",
        "language": "en",
    }
    (made,) = await rawat.put(
        PersonThere(scene.clinic.id, STRANGE, "Pak", role="Bendahara", consent=Consent.AGREED, note="a < b", **fields)
    )
    await rawat.put(
        Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 24, 11, person_id=made.id, year=1980),
        KeptFeast(scene.clinic.id, "natal", made.id),
        Interaction(
            scene.clinic.id, TODAY, Purpose.CHECK_IN, staff_id=scene.sari.staff_id, person_id=made.id,
            channel=Channel.CALL, note="anaknya <wisuda>",
        ),
    )  # fmt: skip
    rina = await opened(scene, made)
    assert rina.text == (
        f"👤 Pak {STRANGE}, Bendahara\nKlinik Sehat Bersama\n\n"
        "+6281234567890; +62215550103 · @made_w\nPanggilan: Made\nBahasa: English\n\n"
        "🎂 Besok: Ulang tahun ke-46\n🎊 Jumat, 25 Desember: Natal\n\n"
        "Interaksi terakhir 23 November (tanya kabar, telepon, Sari).\nCatatan: “anaknya <wisuda>”\n\n📝 a < b"
    )


WRITTEN = [
    ("Name", "Prof. Dr. Dewi Lestari, Sp.A.", "name", "Dewi Lestari, Sp.A."),
    ("Salutation and title", "Prof. Dr.", "salutation", "Prof. Dr."),
    ("Call name", "Dewi", "call_name", "Dewi"),
    ("Role", "Direktur & <Pendiri>", "role", "Direktur & <Pendiri>"),
    ("Phone", "0812-3456-7890, (021) 555 0103", "phone", "+6281234567890; +62215550103"),
    ("Phone", "0812 LETTERS", "phone", "0812 LETTERS"),
    ("Telegram name", "https://t.me/dewi_a", "telegram", "dewi_a"),
    ("E-mail", "dewi@klinik.example", "email", "dewi@klinik.example"),
    ("Note", "suka kopi\ntanpa gula", "note", "suka kopi\ntanpa gula"),
]


async def test_each_field_is_written_and_taken_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    before = await kept(rawat, scene.dewi)
    rina = await opened(scene, scene.dewi)
    for label, typed, field, value in WRITTEN:
        await rina.press(rina.last, f"1qc:{scene.dewi.id}")
        await rina.tap(label)
        await rina.say(typed)
        assert rina.text.startswith("Changed."), label
        assert ("is no phone number" in rina.text) == (value == "0812 LETTERS")
        assert getattr(await kept(rawat, scene.dewi), field) == value
        await rina.tap("Undo")
        assert await kept(rawat, scene.dewi) == before
        await rina.press(rina.last, f"1qb:{scene.dewi.id}")


REFUSED = [
    ("Name", "x" * 500, "at most 200 characters fit", "Dewi"),
    ("Name", "🌿", "There is no text in that", "Dewi Anggraini"),
    ("E-mail", "dewi@klinik", "That is no e-mail address", "dewi@klinik.example"),
    ("Telegram name", "dr Dewi", "That is no Telegram name", "@dewi"),
    ("Call name", "y" * 61, "at most 60 characters fit", "Dewi"),
]


async def test_what_cannot_be_taken_is_said_and_the_question_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await opened(scene, scene.dewi)
    for label, typed, says, better in REFUSED:
        before = await kept(rawat, scene.dewi)
        await rina.press(rina.last, f"1qc:{scene.dewi.id}")
        await rina.tap(label)
        await rina.say(typed)
        assert says in rina.text
        assert await kept(rawat, scene.dewi) == before
        await rina.say(better)
        assert rina.text.startswith("Changed."), label


async def test_language_is_chosen_and_a_field_is_taken_away(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await opened(scene, scene.dewi)
    await rina.tap("Edit")
    await rina.tap("Language")
    await rina.tap("Bahasa Indonesia")
    assert (await kept(rawat, scene.dewi)).language == "id"
    await rina.tap("Edit")
    await rina.tap("Role")
    assert rina.text.endswith("So far: Kepala Klinik")
    await rina.tap("Take it away")
    assert (await kept(rawat, scene.dewi)).role is None


async def test_of_two_who_change_one_field_at_once_the_second_is_asked(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina, sari = await opened(scene, scene.dewi), await opened(scene, scene.dewi, scene.sari)
    for one in (rina, sari):
        await one.tap("Edit")
        await one.tap("Role")
    await rina.say("Direktur")
    await sari.say("Kepala Perawat")
    assert sari.text == (
        "Rina changed this meanwhile, 23 November at 08:00: dr. Dewi Anggraini.\n"
        "Role now: Direktur\nYour answer: Kepala Perawat"
    )
    assert (await kept(rawat, scene.dewi)).role == "Direktur"
    await sari.tap("Change it anyway")
    assert (await kept(rawat, scene.dewi)).role == "Kepala Perawat"
    await sari.press(sari.last, "1yt:2:2")
    assert (await kept(rawat, scene.dewi)).role == "Kepala Perawat"


async def test_the_new_name_finds_the_person(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await opened(scene, scene.dewi)
    await rina.tap("Edit")
    await rina.tap("Phone")
    await rina.say("021 555 0103, 0812 3456 7890")
    for typed in ("+62 812-3456-7890", "5550103"):
        await rina.say(f"/find {typed}")
        assert "dr. Dewi Anggraini" in rina.text


async def test_a_contact_is_noted_from_the_card(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await opened(scene, scene.dewi)
    await rina.tap("Log")
    await rina.tap("To check in")
    assert "With: dr. Dewi Anggraini" in rina.text


async def test_an_old_button_of_somebody_who_is_gone_gets_a_kind_answer(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await opened(scene, scene.dewi)
    for wire in ("1qb:99", "1qc:99", "1qd:99", "1yf:99:role", "1ya:99", "1yh:99", "1yb:99"):
        pressed = await rina.press(rina.last, wire)
        assert pressed.text == "This is no longer there. Look for it with /find.", wire


async def test_what_stands_behind_a_name_is_told_apart(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    await rina.say("/tambah Klinik Sehat")
    await rina.tap("Tambah orang")
    await rina.say("Bu Ratna Wulandari, Direktur, Ketua RT 5, 0812 5550 1011, @ratna_w, lahir 14 Agustus 1978")
    assert rina.text.startswith("Ditambahkan: Bu Ratna Wulandari.\nUlang tahun: 14 Agustus 1978.")
    await rawat.redo()
    assert rina.text.endswith("Apakah orang ini setuju hari itu kita ingat?")
    await rina.tap("Ya, setuju")
    (person,) = await rawat.all(PersonThere)
    assert (person.role, person.phone, person.telegram) == ("Direktur, Ketua RT 5", "+6281255501011", "ratna_w")
    (born,) = await rawat.all(Occasion)
    assert (born.day, born.month, born.year) == (14, 8, 1978)
