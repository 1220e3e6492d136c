"""Days of partners and people: typed as people type them, echoed, saved, changed, taken away."""

from typing import Any

import pytest

from bot.chat.buttons import encode
from bot.chat.occasion_buttons import AddDay, ShowDays, ShowDaysOf
from bot.domain.forms import Form
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.words import Calendar, Consent, FormKind, OccasionKind, ReminderState
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, Person


async def _begin(scene: Scene, person_id: int | None = None) -> Person:
    rina = scene.rina
    await rina.say("/help")
    await rina.press(rina.last, encode(AddDay(scene.clinic.id, person_id)))
    return rina


async def _days(rawat: BotUnderTest) -> list[Any]:
    days: list[Occasion] = await rawat.all(Occasion)
    return [(one.kind, one.calendar, one.day, one.month, one.year) for one in days]


TYPED = {
    "14 Agustus 1978": ("14 August 1978", (Calendar.GREGORIAN, 14, 8, 1978)),
    "14/8": ("14 August", (Calendar.GREGORIAN, 14, 8, None)),
    "3 Maret": ("3 March", (Calendar.GREGORIAN, 3, 3, None)),
    "29 Feb": ("29 February", (Calendar.GREGORIAN, 29, 2, None)),
    "17 Ramadan": ("17 Ramadan", (Calendar.HIJRI, 17, 9, None)),
}


async def test_a_day_is_echoed_before_it_is_saved(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene, scene.dewi.id)
    await rina.tap("Birthday")
    for typed, (echoed, kept) in TYPED.items():
        await rina.say(typed)
        assert f"Save this day?\n🎂 Birthday: {echoed}" in rina.text
        assert "Next: " in rina.text
        (form,) = await rawat.all(Form)
        day = form.fields["day"]
        assert (day["calendar"], day["day"], day["month"], day["year"]) == kept
        await rina.tap("Edit")
    await rina.say("14 Agustus 1978")
    assert await rawat.all(Occasion) == []
    await rina.tap("Save")
    assert rina.text == "Did dr. Dewi Anggraini agree that we remember birthday and holidays?"
    await rina.tap("Yes, agreed")
    assert rina.text.startswith("Saved.\n\n📅 Days of dr. Dewi Anggraini")
    assert await _days(rawat) == [(OccasionKind.BIRTHDAY, Calendar.GREGORIAN, 14, 8, 1978)]
    assert [one.consent for one in await rawat.all(PersonThere)] == [Consent.AGREED]
    await rina.tap("Undo")
    assert await rawat.all(Occasion) == []
    assert [one.consent for one in await rawat.all(PersonThere)] == [Consent.UNDECIDED]


NO_DAYS = {
    "32 Agustus": "There is no 32 August.",
    "31/2": "There is no 31 February.",
    "31 Ramadan": "There is no 31 Ramadan: a Hijri month has at most 30 days.",
    "3 Maret 3026": "The year 3026 cannot be right.",
    "3 Maret 2027": "That day is still ahead.",
    "1998": "1998 alone is not a day yet.",
    "kapan-kapan": "No day was found in that.",
    "Nyepi": "Nyepi moves by its own rule",
}


async def test_what_is_no_day_is_answered_and_the_form_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.tap("Founding day")
    for typed, answer in NO_DAYS.items():
        await rina.say(typed)
        assert rina.text.startswith(answer), typed
        (form,) = await rawat.all(Form)
        assert (form.kind, form.awaits, form.closed) == (FormKind.OCCASION, "day", False)
    await rina.say("3 Maret 1998")
    await rina.tap("Save")
    assert await _days(rawat) == [(OccasionKind.FOUNDING, Calendar.GREGORIAN, 3, 3, 1998)]


async def test_a_leap_day_is_kept_on_the_day_that_is_chosen(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.say("29 Februari 1996")
    assert "What sort of day is it?" in rina.text
    await rina.tap("Founding day")
    assert "In common years it is kept on 28 February." in rina.text
    assert "Next: Sunday, 28 February 2027 (31 years)" in rina.text
    await rina.tap("Keep on 1 March")
    assert "Next: Monday, 1 March 2027 (31 years)" in rina.text
    await rina.tap("Save")
    await rina.tap("1")
    await rina.tap("Keep on 28 February")
    assert "Next: Sunday, 28 February 2027" in rina.text
    assert [one.leap_on_march for one in await rawat.all(Occasion)] == [False]


async def test_a_day_of_ones_own_has_a_name_and_may_come_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.tap("Hari lain, sekali")
    await rina.say("Peresmian <gedung> baru")
    await rina.say("1 November 2026")
    assert rina.text.startswith("Tanggal itu sudah lewat dan tidak berulang.")
    await rina.say("1 Desember")
    assert "📅 Peresmian <gedung> baru: 1 Desember 2026\nKalender Masehi, sekali saja" in rina.text
    await rina.tap("Simpan")
    (day,) = await rawat.all(Occasion)
    assert (day.title, day.single, day.year) == ("Peresmian <gedung> baru", True, 2026)


async def test_round_years_are_pointed_out(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.tap("Hari jadi")
    await rina.say("1 Desember 2001")
    assert "Berikutnya: Selasa, 1 Desember 2026 (genap 25 tahun)" in rina.text
    await rina.tap("Simpan")
    await rina.say("/agenda")
    assert "Hari jadi (genap 25 tahun)" in rina.text
    await rina.say("/cari Klinik Sehat Bersama")
    assert "Hari jadi (genap 25 tahun)" in rina.text


async def test_a_day_is_changed_and_its_reminder_moves_with_it(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.tap("Founding day")
    await rina.say("25 November 1998")
    await rina.tap("Save")
    (made,) = await rawat.all(Reminder)
    assert (made.due_on.day, made.state) == (25, ReminderState.PLANNED)
    await rina.tap("1")
    await rina.tap("Edit")
    await rina.say("27 November 1998")
    await rina.tap("Save")
    assert [(one.id, one.due_on.day) for one in await rawat.all(Reminder)] == [(made.id, 27)]
    await rina.tap("1")
    await rina.tap("Take away")
    assert len(await rawat.all(Occasion)) == 1
    old = rina.last
    await rina.tap("Yes, take away")
    assert await rawat.all(Occasion) == []
    assert [one.state for one in await rawat.all(Reminder)] == [ReminderState.WITHDRAWN]
    await rina.press(old, f"1df:{made.id}:1")
    await rina.tap("Undo")
    assert len(await rawat.all(Occasion)) == 1
    assert [one.state for one in await rawat.all(Reminder)] == [ReminderState.PLANNED]


async def test_of_somebody_who_did_not_agree_nothing_is_kept(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await rawat.put(KeptFeast(scene.clinic.id, "natal", scene.dewi.id))
    rina = await _begin(scene, scene.dewi.id)
    await rina.tap("Ulang tahun")
    await rina.say("14/8/1978")
    await rina.tap("Simpan")
    await rina.tap("Tidak, jangan disimpan")
    assert rina.text.startswith("Tidak disimpan, karena belum disetujui orangnya.")
    assert await rawat.all(Occasion) == []
    assert await rawat.all(KeptFeast) == []
    await rina.tap("Tambah hari")
    await rina.tap("Ulang tahun")
    await rina.say("14/8/1978")
    await rina.tap("Simpan")
    assert "Sejauh ini dr. Dewi Anggraini tidak setuju" in rina.text


async def test_saving_twice_keeps_one_day_and_an_old_button_is_answered(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.tap("Founding day")
    await rina.say("3/3/1998")
    card = rina.last
    wire = card.find_button("Save")
    assert wire is not None
    await rina.press(card, wire["callback_data"])
    await rawat.redo()
    query = await rina.press(card, wire["callback_data"])
    assert "earlier step" in (query.text or "") + rina.text
    assert len(await rawat.all(Occasion)) == 1


async def test_days_and_feasts_of_partner_and_person_stand_apart(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await rawat.put(
        Occasion(scene.clinic.id, OccasionKind.FOUNDING, 1, 5),
        Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 2, 6, person_id=scene.dewi.id),
        KeptFeast(scene.clinic.id, "natal", scene.dewi.id, shift=-1),
    )
    await scene.rina.say("/help")
    await scene.rina.press(scene.rina.last, encode(ShowDays(scene.clinic.id)))
    assert "Founding day: 1 May" in scene.rina.text
    assert "Birthday" not in scene.rina.text
    await scene.rina.press(scene.rina.last, encode(ShowDaysOf(scene.dewi.id)))
    assert "Birthday: 2 June" in scene.rina.text
    assert "🎊 Christmas: 24 December 2026 (1 day earlier)" in scene.rina.text


@pytest.mark.parametrize(
    ("typed", "echoed", "kept"),
    [
        ("Galungan", "Galungan", (17, 6, 2026)),
        ("odalan Kuningan", "Kuningan", (27, 6, 2026)),
        ("otonan 20/1/1980", "counted from Sunday, 20 January 1980", (20, 1, 1980)),
    ],
)
async def test_a_balinese_day_stands_beside_the_birthday(
    rawat: BotUnderTest, typed: str, echoed: str, kept: tuple[int, ...]
) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await rawat.put(Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 2, 6, person_id=scene.dewi.id))
    rina = await _begin(scene, scene.dewi.id)
    await rina.tap("Birthday")
    await rina.say(typed)
    assert f"📅 Otonan: {echoed}\nBalinese calendar, every 210 days" in rina.text
    await rina.tap("Save")
    await rina.tap("Yes, agreed")
    days = await rawat.all(Occasion)
    assert [(one.kind, one.title) for one in days] == [(OccasionKind.BIRTHDAY, None), (OccasionKind.OWN, "Otonan")]
    assert (days[1].day, days[1].month, days[1].year) == kept


async def test_a_second_birthday_says_that_it_takes_the_place_of_the_first(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await rawat.put(Occasion(scene.clinic.id, OccasionKind.FOUNDING, 1, 5, year=1990))
    rina = await _begin(scene)
    await rina.tap("Founding day")
    await rina.say("3 Maret 1998")
    assert rina.text.endswith("So far: 1 May 1990. It takes its place.")
    await rina.tap("Save")
    assert await _days(rawat) == [(OccasionKind.FOUNDING, Calendar.GREGORIAN, 3, 3, 1998)]


@pytest.mark.parametrize(
    ("typed", "on"), [("besok", (24, 11, 2026)), ("5 mei", (5, 5, 2027)), ("5/5/27", (5, 5, 2027))]
)
async def test_a_day_that_comes_once_lies_ahead(rawat: BotUnderTest, typed: str, on: tuple[int, ...]) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.tap("Another, once")
    await rina.say("Opening")
    await rina.say(typed)
    await rina.tap("Save")
    (day,) = await rawat.all(Occasion)
    assert (day.day, day.month, day.year, day.single) == (*on, True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hari jadi 3 Maret 1998", (OccasionKind.FOUNDING, Calendar.GREGORIAN, 3, 3, 1998)),
        ("ultah: 14/8", (OccasionKind.BIRTHDAY, Calendar.GREGORIAN, 14, 8, None)),
    ],
)
async def test_the_sort_of_day_may_stand_before_it(rawat: BotUnderTest, typed: str, kept: tuple[Any, ...]) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    rina = await _begin(scene)
    await rina.say("Hari jadi")
    assert "Founding day\nWhich day is it?" in rina.text
    rina = await _begin(scene)
    await rina.say(typed)
    await rina.tap("Save")
    assert await _days(rawat) == [kept]


async def test_taking_a_day_away_says_what_became_of_its_reminder(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (day,) = await rawat.put(Occasion(scene.clinic.id, OccasionKind.FOUNDING, 23, 11))
    await PlanReminders(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    await scene.rina.press(await scene.rina.say("/help"), f"1df:{day.id}:1")
    assert "One reminder is no longer needed." in scene.rina.text
