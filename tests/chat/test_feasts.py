"""Feasts: kept by partners and people, the organisation's own, and the days that a manager confirms."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.chat.buttons import encode
from bot.chat.messenger import TelegramMessenger
from bot.chat.occasion_buttons import ShowFeasts
from bot.domain.delivery import Sent
from bot.domain.notices import Notice
from bot.domain.occasions import ConfirmedFeast, KeptFeast, OwnFeast
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.words import Consent, NoticeKind, NoticeState, ReminderState, Role
from jobs import send_briefs
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

EVE = datetime(2027, 3, 9, 12, 0, tzinfo=UTC)
"""The evening before Idulfitri 1448 by the list, 19:00 in Jakarta."""


async def _choose(scene: Scene, person_id: int | None = None) -> None:
    await scene.rina.say("/help")
    await scene.rina.press(scene.rina.last, encode(ShowFeasts(scene.clinic.id, person_id)))


async def _asked(rawat: BotUnderTest, scene: Scene, *managers: Any) -> list[Notice]:
    """The evening's questions, delivered to these."""
    notices: list[Notice] = [one for one in await rawat.all(Notice) if one.kind is NoticeKind.CONFIRM_FEAST]
    by_reader = {one.staff_id: one for one in notices}
    for person in managers:
        notice = by_reader[person.staff_id]
        sent = await TelegramMessenger(rawat.house, rawat.library).send(notice, await person.staff(), person.user.id)
        assert isinstance(sent, Sent)
        async with rawat.app.storage.write() as uow:
            await uow.notices.change(notice.id, state=NoticeState.SENT, message_id=sent.message_id)
            await uow.commit()
    return notices


async def test_a_partner_keeps_feasts_a_day_later_if_so(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await _choose(scene)
    await scene.rina.tap("Natal")
    assert scene.rina.text.startswith("Mulai sekarang diingat: Natal.")
    await scene.rina.tap("✓ Natal")
    await scene.rina.tap("Sehari kemudian")
    assert scene.rina.text.startswith("🎊 Natal\nBerikutnya: 26 Desember 2026\nDirayakan 1 hari kemudian.")
    assert [(one.feast, one.shift, one.person_id) for one in await rawat.all(KeptFeast)] == [("natal", 1, None)]
    await scene.rina.tap("Tidak dirayakan lagi")
    assert await rawat.all(KeptFeast) == []
    await scene.rina.tap("Urungkan")
    assert [one.shift for one in await rawat.all(KeptFeast)] == [1]


async def test_a_person_keeps_feasts_as_they_agreed(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await _choose(scene, scene.dewi.id)
    await scene.rina.tap("Eid al-Fitr")
    assert scene.rina.text == "Did dr. Dewi Anggraini agree that we remember birthday and holidays?"
    assert await rawat.all(KeptFeast) == []
    await scene.rina.tap("Decide later")
    (person,) = await rawat.all(PersonThere)
    assert (person.consent, person.undecided_until) == (Consent.UNDECIDED, TODAY + timedelta(days=30))
    assert [one.person_id for one in await rawat.all(KeptFeast)] == [scene.dewi.id]
    await scene.rina.tap("Eid al-Adha")
    asked = scene.rina.last
    await scene.rina.tap("No, do not keep it")
    assert await rawat.all(KeptFeast) == []
    for wire in (f"1of:{scene.dewi.id}:natal:agreed:undecided", f"1of:{scene.dewi.id}:natal:undecided:undecided"):
        await scene.rina.press(asked, wire)
    assert await rawat.all(KeptFeast) == []
    assert [one.consent for one in await rawat.all(PersonThere)] == [Consent.REFUSED]


async def test_a_feast_of_our_own_is_kept_reminded_and_greeted_by_name(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    sari = scene.sari
    await sari.say("/konfirmasi")
    await sari.tap("Hari besar kita sendiri")
    await sari.tap("Tambah hari besar")
    for typed, answer in (
        ("Lebaran", "Lebaran sudah ada di sini."),
        ("a, b", "Nama tidak bisa memuat tanda"),
        ("7", ""),
    ):
        await sari.say(typed)
        assert sari.text.startswith(answer)
    await sari.say("Hari <Guru> Nasional")
    await sari.say("25 November")
    await sari.say("-2 3")
    assert "🎊 Hari <Guru> Nasional: 25 November" in sari.text
    assert "Ucapan cocok pada 2 hari sebelumnya sampai 3 hari sesudahnya." in sari.text
    await sari.tap("Simpan")
    (own,) = await rawat.all(OwnFeast)
    assert (own.name, own.day, own.month, own.greet_from, own.greet_until) == ("Hari <Guru> Nasional", 25, 11, -2, 3)
    await _choose(scene)
    await scene.rina.tap("Hari <Guru> Nasional")
    (wish,) = await rawat.all(Reminder)
    assert (wish.due_on, wish.opens_on, wish.state) == (date(2026, 11, 25), TODAY, ReminderState.OPEN)
    await scene.rina.say("/hariini")
    assert "merayakan Hari <Guru> Nasional" in scene.rina.text
    await scene.rina.tap("1")
    assert "elamat Hari <Guru> Nasional" in scene.rina.text

    await sari.say("/konfirmasi")
    await sari.tap("Hari besar kita sendiri")
    await sari.tap("1")
    await sari.tap("Ubah tanggal")
    await sari.say("24 November")
    await sari.tap("Simpan")
    assert [(one.id, one.due_on.day) for one in await rawat.all(Reminder)] == [(wish.id, 24)]
    assert sari.text.startswith("Hari <Guru> Nasional sudah diubah. Satu pengingat bergeser.")
    await sari.tap("1")
    await sari.tap("Hapus")
    await sari.tap("Ya, hapus")
    assert await rawat.all(KeptFeast) == []
    assert [one.state for one in await rawat.all(Reminder)] == [ReminderState.WITHDRAWN]
    assert sari.text.splitlines()[0].endswith("Satu pengingat tidak perlu lagi.")
    await sari.tap("Urungkan")
    assert [one.feast for one in await rawat.all(KeptFeast)] == ["Hari <Guru> Nasional"]
    assert [one.state for one in await rawat.all(Reminder)] == [ReminderState.OPEN]


async def test_an_own_feast_keeps_its_calendar(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    for name, typed, said in (
        ("Haul pendiri", "12 Rabiul Awal", "15 Agustus 2027, perkiraan"),
        ("Odalan kantor", "odalan 17/6/2026", "13 Januari 2027"),
    ):
        await scene.sari.say("/konfirmasi")
        await scene.sari.tap("Hari besar kita sendiri")
        await scene.sari.tap("Tambah hari besar")
        await scene.sari.say(name)
        await scene.sari.say(typed)
        await scene.sari.tap("Hari-H")
        assert f"Berikutnya: {said}" in scene.sari.text
        await scene.sari.tap("Simpan")
    await scene.sari.say("/konfirmasi")
    assert "Haul pendiri: perkiraan Minggu, 15 Agustus 2027" in scene.sari.text


async def test_staff_confirm_no_feast(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.rina.say("/confirm")
    assert "Only managers" in scene.rina.text


async def test_open_reminders_move_with_the_day_and_back_with_undo(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await rawat.put(KeptFeast(scene.clinic.id, "isra_miraj"))
    rawat.clock.instant = datetime(2027, 1, 4, 3, tzinfo=UTC)
    await rawat.app.plan_reminders(rawat.clock.instant)
    (wish,) = [one for one in await rawat.all(Reminder) if one.subject.startswith("feast")]
    assert wish.due_on == date(2027, 1, 5)
    await scene.sari.say("/konfirmasi")
    assert scene.sari.text.count("Isra Mikraj: perkiraan") == 2
    await scene.sari.tap("1")
    await scene.sari.tap("Sehari kemudian")
    assert scene.sari.text.startswith(
        "Isra Mikraj digeser ke Rabu, 6 Januari 2027. Pengingat untuk 1 mitra ikut bergeser."
    )
    moved = [one for one in await rawat.all(Reminder) if one.id == wish.id]
    assert [(one.due_on, one.opens_on) for one in moved] == [(date(2027, 1, 6), date(2027, 1, 6))]
    assert "✓ Isra Mikraj: Rabu, 6 Januari 2027, dikonfirmasi Sari" in scene.sari.text
    await scene.sari.tap("Urungkan")
    assert await rawat.all(ConfirmedFeast) == []
    assert [one.due_on for one in await rawat.all(Reminder) if one.id == wish.id] == [date(2027, 1, 5)]


async def test_a_typed_day_is_echoed_and_must_be_near(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    sari = scene.sari
    await sari.say("/konfirmasi")
    await sari.tap("3")
    await sari.tap("Ganti hari")
    for typed, answer in (
        ("31/2", "Tanggal 31 Februari tidak ada."),
        ("1 Juni", "Itu terlalu jauh dari 10 Maret 2027"),
    ):
        await sari.say(typed)
        assert sari.text.startswith(answer)
    await sari.say("11 Maret")
    assert sari.text == "Idulfitri jatuh Kamis, 11 Maret 2027?"
    assert await rawat.all(ConfirmedFeast) == []
    await sari.tap("Ya, simpan")
    assert [(one.feast, one.cycle, one.on) for one in await rawat.all(ConfirmedFeast)] == [
        ("idulfitri", "1448", date(2027, 3, 11))
    ]
    assert (await sari.say("halo")).text != sari.heard[-2]


async def test_the_second_of_two_managers_is_told_who_confirmed_which_day(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    andi = await rawat.colleague("Andi", Role.ADMIN, language="id")
    for manager in (scene.sari, andi):
        await manager.say("/konfirmasi")
        await manager.tap("3")
    await scene.sari.tap("Ya, Rabu, 10 Maret")
    await andi.tap("Sehari kemudian")
    assert andi.text == "Sudah dijawab Sari: Idulfitri jatuh Rabu, 10 Maret 2027."
    assert [one.on for one in await rawat.all(ConfirmedFeast)] == [date(2027, 3, 10)]
    await andi.tap("Ubah")
    await andi.tap("Sehari kemudian")
    assert andi.text.startswith("Idulfitri digeser ke Kamis, 11 Maret 2027.")


class TestTheEveningBefore:
    """Managers are asked at 19:00, once; one answers for all."""

    async def test_all_managers_are_asked_once_at_seven_and_only_where_it_is_kept(self, rawat: BotUnderTest) -> None:
        scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
        await rawat.colleague("Andi", Role.ADMIN, language="id")
        await send_briefs.run(rawat.app, EVE)
        assert await _asked(rawat, scene) == []
        rawat.app.forget()
        await rawat.put(KeptFeast(scene.clinic.id, "idulfitri"))
        await send_briefs.run(rawat.app, EVE - timedelta(minutes=1))
        assert await _asked(rawat, scene) == []
        for minutes in (0, 1, 60):
            await send_briefs.run(rawat.app, EVE + timedelta(minutes=minutes))
        rawat.app.forget()
        await send_briefs.run(rawat.app, EVE + timedelta(hours=3))
        asked = await _asked(rawat, scene)
        assert len(asked) == 2
        assert {one.due_on for one in asked} == {date(2027, 3, 10)}

    async def test_one_answer_is_enough_and_the_others_copies_say_who(self, rawat: BotUnderTest) -> None:
        scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
        andi = await rawat.colleague("Andi", Role.ADMIN, language="en")
        await rawat.put(KeptFeast(scene.clinic.id, "idulfitri"))
        rawat.clock.instant = EVE
        await rawat.app.ask_about_feasts(EVE)
        await _asked(rawat, scene, scene.sari, andi)
        assert scene.sari.text.startswith("🌙 Benarkah Idulfitri besok, Rabu, 10 Maret?")
        assert scene.sari.last.labels == ["Ya, Rabu, 10 Maret", "Sehari lebih awal", "Sehari kemudian", "Ganti hari"]
        late = andi.last
        wire = late.find_button("A day earlier")
        assert wire is not None
        await scene.sari.tap("Sehari kemudian")
        assert scene.sari.text.startswith("Idulfitri digeser ke Kamis, 11 Maret 2027.")
        assert andi.text == "Sari has answered this: Eid al-Fitr is on Thursday, 11 March 2027."
        await andi.press(late, wire["callback_data"])
        assert andi.text == "Sari has answered this: Eid al-Fitr is on Thursday, 11 March 2027."
        assert [one.on for one in await rawat.all(ConfirmedFeast)] == [date(2027, 3, 11)]

    @pytest.mark.parametrize("answered", [True, False])
    async def test_a_question_without_a_premise_is_not_sent(self, rawat: BotUnderTest, answered: bool) -> None:
        scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
        await rawat.put(KeptFeast(scene.clinic.id, "idulfitri"))
        await rawat.app.ask_about_feasts(EVE)
        (notice,) = await _asked(rawat, scene)
        if answered:
            await rawat.put(ConfirmedFeast("idulfitri", "1448", date(2027, 3, 10)))
        rawat.clock.instant = EVE if answered else EVE + timedelta(days=3)
        messenger = TelegramMessenger(rawat.house, rawat.library)
        sent = await messenger.send(notice, await scene.sari.staff(), scene.sari.user.id)
        assert not isinstance(sent, Sent)
