"""A feast's round: person by person, key partners first, resumed where it was left, and nobody twice."""

from datetime import date, timedelta
from typing import Any

from bot.chat.buttons import encode
from bot.chat.round_buttons import GoRound, ShowRound
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, PersonState, Purpose, ReminderKind, ReminderState, Tier
from tests.chat.care_scene import LONG_AGO, Scene, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_drafts import change

NATAL = date(2026, 12, 25)
OPEN: dict[str, Any] = {"due_on": NATAL, "opens_on": NATAL, "opened_on": NATAL}


async def _round(scene: Scene, people: int, **fields: Any) -> list[Reminder]:
    """A feast that so many people of so many partners keep, the last of them a key partner's; it is Christmas Day."""
    scene.rawat.clock.instant = scene.rawat.clock.instant.replace(month=12, day=25)
    made = []
    for n in range(people):
        tier = Tier.KEY if n == people - 1 else Tier.CORE
        (partner,) = await scene.rawat.put(Partner(f"Mitra {n}", tier, owner_id=scene.rina.staff_id, added_on=LONG_AGO))
        (person,) = await scene.rawat.put(PersonThere(partner.id, f"Orang {n}", "Pak", phone=f"+62811122233{n}"))
        known = {"partner_id": partner.id, "person_id": person.id, "cycle": "2026", "last_on": date(2027, 1, 6)}
        subject = f"feast:natal:person:{person.id}"
        made.append(await scene.reminder(ReminderKind.CONGRATULATION, subject, **{**known, **OPEN, **fields}))
    return made


async def test_a_round_opens_with_how_many_and_until_when(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await _round(scene, 10)
    shown = await scene.rina.say("/today")
    assert shown.text == "Ada 1 hal yang menunggu.\n\n1. 🎊 Natal: 10 orang"
    await scene.rina.tap("1")
    assert scene.rina.text == (
        "🎊 Natal · hari ini\n"
        "10 orang belum diberi ucapan. 1 di antaranya dari mitra kunci. Ucapan bisa dikirim sampai 6 Januari."
    )
    assert scene.rina.last.labels == ["Mulai dari mitra kunci", "Nanti saja", "Pilih orang"]
    await scene.rina.tap("Pilih orang")
    assert scene.rina.last.labels[0] == "Pak Orang 9 (Mitra 9)"
    await scene.rina.tap("→")
    assert scene.rina.last.labels == ["Pak Orang 7 (Mitra 7)", "Pak Orang 8 (Mitra 8)", "←", "Kembali"]


async def test_person_by_person_to_its_end(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    made = await _round(scene, 3)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Mulai dari mitra kunci")
    assert scene.rina.text.startswith("🎊 Natal · 3 orang lagi\nPak Orang 2 · Mitra 2 · Mitra kunci\n\n")
    assert scene.rina.last.labels == [
        "WhatsApp",
        "Salin",
        "Terkirim, lanjut",
        "Lewati",
        "Draf lain",
        "Berhenti dulu",
    ]
    await scene.rina.tap("Terkirim, lanjut")
    assert scene.rina.text.startswith(
        "✓ Pak Orang 2: tercatat terkirim.\n\n🎊 Natal · 2 orang lagi\nPak Orang 0 · Mitra 0"
    )
    await rawat.redo()
    assert scene.rina.text.startswith(
        "✓ Pak Orang 2: tercatat terkirim.\n\n🎊 Natal · 2 orang lagi\nPak Orang 0 · Mitra 0"
    )
    await scene.rina.tap("Draf lain")
    await scene.rina.tap("2")
    await scene.rina.tap("Terkirim, lanjut")
    assert "Pak Orang 1 · Mitra 1" in scene.rina.text
    await scene.rina.tap("Lewati")
    assert scene.rina.text == (
        "Pak Orang 1: kali ini dilewati.\n\n"
        "🎊 Natal: tidak ada lagi yang perlu diberi ucapan.\n2 orang sudah diberi ucapan. 1 orang dilewati."
    )
    states = [(await scene.state(one)).state for one in made]
    assert states == [ReminderState.DONE, ReminderState.SKIPPED, ReminderState.DONE]
    sent = [(one.purpose, one.channel) for one in await scene.contacts()]
    assert sent == [(Purpose.CONGRATULATION, Channel.CHAT)] * 2
    await scene.rina.tap("Urungkan")
    assert (await scene.state(made[1])).state is ReminderState.OPEN


async def test_a_round_is_resumed_where_it_was_left(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    made = await _round(scene, 3)
    brief = await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Start with key partners")
    await scene.rina.tap("Sent, next")
    await scene.rina.press(brief, encode(ShowRound(made[2].id, 0)))
    assert "2 people are still to be greeted." in scene.rina.text
    await scene.rina.tap("Go on")
    assert "Pak Orang 0" in scene.rina.text
    rawat.clock.instant += timedelta(hours=5)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Go on")
    assert "Pak Orang 0" in scene.rina.text


async def test_colleagues_who_share_a_round_greet_nobody_twice(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    made = await _round(scene, 2, staff_id=None)
    eko = await rawat.colleague("Eko", (await scene.sari.staff()).role, language="id")
    await scene.sari.say("/today")
    await scene.sari.tap("1")
    await scene.sari.tap("Mulai dari mitra kunci")
    assert "Pak Orang 1" in scene.sari.text
    await eko.say("/today")
    await eko.tap("1")
    await eko.tap("Mulai dari mitra kunci")
    assert "Pak Orang 0" in eko.text
    await scene.sari.tap("Terkirim, lanjut")
    assert scene.sari.text.endswith(
        "1 orang sudah diberi ucapan. 1 orang sedang disapa rekan lain; lihat lagi sepuluh menit lagi."
    )
    rawat.clock.instant += timedelta(minutes=11)
    await scene.sari.press(scene.sari.last, encode(GoRound(made[0].id)))
    assert "Pak Orang 0" in scene.sari.text
    await scene.sari.tap("Terkirim, lanjut")
    await eko.tap("Terkirim, lanjut")
    assert eko.text.startswith("Pengingat ini sudah diselesaikan Sari, 25 Desember pukul 08.11.")
    assert len(await scene.contacts()) == 2


async def test_who_left_meanwhile_is_passed_over_without_words(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await _round(scene, 2)
    gone = (await rawat.all(PersonThere))[-1]
    await change(rawat, gone, state=PersonState.DIED)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Mulai dari mitra kunci")
    assert "Pak Orang 1 sudah berpulang; tidak ada lagi yang dikirim." in scene.rina.text
    assert scene.rina.last.labels == ["Lewati", "Berhenti dulu"]


async def test_a_feast_that_a_partner_keeps_greets_its_main_person(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await _round(scene, 1)
    subject = "feast:natal:partner"
    fields: dict[str, Any] = {"cycle": "2026", "last_on": date(2027, 1, 6), "person_id": scene.dewi.id, **OPEN}
    await scene.reminder(ReminderKind.CONGRATULATION, subject, **fields)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Mulai dari mitra kunci")
    await scene.rina.tap("Terkirim, lanjut")
    assert "dr. Dewi Anggraini · Klinik Sehat Bersama · Mitra kunci" in scene.rina.text
    assert "Natal" in scene.rina.text


async def test_what_is_ahead_says_how_many_celebrate_it_and_that_the_day_is_an_estimate(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    people = []
    for n in range(3):
        (person,) = await rawat.put(PersonThere(scene.clinic.id, f"Orang {n}", "Bu"))
        people.append(person)
    rawat.clock.instant = rawat.clock.instant.replace(year=2027, month=3, day=3)
    fields: dict[str, Any] = {
        "due_on": date(2027, 3, 10),
        "ahead_on": date(2027, 3, 3),
        "opens_on": date(2027, 3, 9),
        "last_on": date(2027, 4, 8),
        "state": ReminderState.PLANNED,
        "opened_on": None,
        "cycle": "1448",
    }
    for person in people:
        subject = f"feast:idulfitri:person:{person.id}"
        await scene.reminder(ReminderKind.CONGRATULATION, subject, person_id=person.id, **fields)
    await scene.rina.say("/hariini")
    await scene.rina.tap("Siapkan ucapan")
    await scene.rina.tap("1")
    assert scene.rina.text == (
        "🎊 Idulfitri 1448 H · perkiraan Rabu, 10 Maret, menunggu sidang isbat\n"
        "3 orang merayakannya. 3 di antaranya dari mitra kunci. Ucapan bisa dikirim sampai 8 April."
    )
    await scene.rina.tap("Bu Orang 0 (Klinik Sehat Bersama)")
    await scene.rina.tap("Buat draf")
    assert "Terkirim" not in scene.rina.last.labels
    assert "Idulfitri" in scene.rina.text
