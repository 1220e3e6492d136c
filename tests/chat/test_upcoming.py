"""/upcoming: thirty days by week, mine or all, and as a file for a calendar."""

from datetime import timedelta

from bot.domain.agreements import Agreement
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.words import Calendar, Consent, OccasionKind
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, Person

Event = dict[str, str]


async def _scene(rawat: BotUnderTest, language: str = "id") -> Scene:
    scene = await clinic_scene(rawat, language, baseline_on=TODAY)
    there = [PersonThere(scene.clinic.id, f"Orang {n}", consent=Consent.AGREED) for n in range(4)]
    people = await rawat.put(*there)
    await rawat.put(
        Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 30, 11, person_id=people[0].id, year=1976),
        Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 1, 12, person_id=scene.dewi.id, year=1980),
        Occasion(scene.clinic.id, OccasionKind.OWN, 26, 6, title="Haul, pendiri; klinik", calendar=Calendar.HIJRI),
        *(KeptFeast(scene.clinic.id, "independence", one.id) for one in people),
        Promise(scene.clinic.id, "kirim daftar", TODAY + timedelta(days=3)),
        Agreement(scene.clinic.id, TODAY + timedelta(days=20)),
    )
    (other,) = await rawat.put(Partner("Radio Suara Kota", owner_id=scene.sari.staff_id))
    await rawat.put(Occasion(other.id, OccasionKind.FOUNDING, 5, 12, year=2020))
    return scene


def _events(rawat: BotUnderTest, person: Person) -> list[Event]:
    """The events of the file that was sent last, folded lines put together."""
    document = person.last.document
    assert document is not None
    file = rawat.world.files.find(document["file_id"])
    assert file is not None
    assert file.name.endswith(".ics")
    text = file.content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    events: list[Event] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1][name] = value
    return events


async def test_it_shows_weeks_of_ones_own_partners_or_all(rawat: BotUnderTest) -> None:
    scene = await _scene(rawat)
    await scene.rina.say("/agenda")
    weeks = scene.rina.text.split("\n\n")
    assert [week.splitlines()[0] for week in weeks] == [
        "30 hari ke depan",
        "23–29 November",
        "30 November–6 Desember",
        "7–13 Desember",
    ]
    assert "Orang 0 · Ulang tahun (genap 50 tahun) · Klinik Sehat Bersama" in scene.rina.text
    assert "Haul, pendiri; klinik · perkiraan" in scene.rina.text
    assert "Dewi" not in scene.rina.text
    assert "Radio" not in scene.rina.text
    await scene.rina.tap("Semua mitra")
    assert "Radio Suara Kota" in scene.rina.text
    assert (await scene.rina.say("/agenda semua")).text.count("Radio Suara Kota") == 1


async def test_the_file_holds_whole_days_that_never_double(rawat: BotUnderTest) -> None:
    scene = await _scene(rawat)
    await scene.rina.say("/agenda")
    await scene.rina.tap("Untuk kalender")
    events = _events(rawat, scene.rina)
    assert {one["SUMMARY"] for one in events} == {
        "Janji kepada Klinik Sehat Bersama: kirim daftar",
        "Ulang tahun (genap 50 tahun): Orang 0 (Klinik Sehat Bersama)",
        "Haul\\, pendiri\\; klinik: Klinik Sehat Bersama",
        "Perjanjian dengan Klinik Sehat Bersama berakhir",
    }
    born = next(one for one in events if one["SUMMARY"].startswith("Ulang tahun"))
    assert (born["DTSTART;VALUE=DATE"], born["DTEND;VALUE=DATE"]) == ("20261130", "20261201")
    assert {one["STATUS"] for one in events if one["SUMMARY"].startswith("Haul")} == {"TENTATIVE"}
    assert {one["STATUS"] for one in events if not one["SUMMARY"].startswith("Haul")} == {"CONFIRMED"}
    rawat.clock.instant += timedelta(days=1)
    await rawat.app.plan_reminders(rawat.clock.instant)
    await scene.rina.say("/agenda")
    await scene.rina.tap("Untuk kalender")
    again = _events(rawat, scene.rina)
    assert {one["UID"] for one in again} == {one["UID"] for one in events}
    assert len({one["UID"] for one in events}) == len(events)


async def test_a_feast_that_many_keep_is_one_line(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    people = await rawat.put(*(PersonThere(scene.clinic.id, f"Orang {n}", consent=Consent.AGREED) for n in range(4)))
    rows = [KeptFeast(scene.clinic.id, "galungan", one.id) for one in people]
    await rawat.put(*rows, KeptFeast(scene.clinic.id, "galungan", scene.dewi.id))
    rawat.clock.instant += timedelta(days=30)
    await scene.rina.say("/agenda")
    assert "🎊 Rabu, 13 Januari: Galungan · 4 orang" in scene.rina.text
    await scene.rina.tap("Untuk kalender")
    assert [one["SUMMARY"] for one in _events(rawat, scene.rina)] == ["Galungan: 4 orang"]
