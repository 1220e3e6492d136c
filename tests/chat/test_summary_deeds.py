"""From the summary's numbers to the lists behind them, and from a line to what can be done; for managers alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.chat.buttons import encode
from bot.chat.messenger import TelegramMessenger
from bot.chat.summary_buttons import (
    AskFocus,
    AskWhich,
    Nudge,
    ShowDaysOfCare,
    ShowInNeed,
    ShowPeriod,
    ShowWhich,
    TakeOver,
    TypePeriod,
)
from bot.domain.delivery import PremiseGone, Sent
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.summary_which import Which
from bot.domain.words import NoticeKind, Purpose, ReminderKind, ReminderState, Role, Tier
from tests.chat.care_scene import LONG_AGO, TODAY, clinic_scene
from tests.chat.harness import BotUnderTest

DAYS = (TODAY - timedelta(days=7), TODAY - timedelta(days=1), None, None, None)
REFUSED = "Ini hanya untuk manajer. Minta salah satu dari mereka melakukannya."
PRESSES = (
    ShowPeriod(0),
    ShowDaysOfCare(*DAYS),
    AskFocus("o", 0, *DAYS),
    AskWhich(*DAYS),
    ShowWhich(Which.CARE, 0, *DAYS),
    ShowInNeed(1, *DAYS),
    Nudge(1),
    TakeOver(1, "-"),
    TypePeriod(None, None, None),
)


@pytest.mark.parametrize("press", PRESSES, ids=lambda one: type(one).__name__)
async def test_who_is_no_manager_any_more_gets_nothing_by_an_old_button(rawat: BotUnderTest, press: object) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(3)
    shown = await scene.sari.say("/ringkasan")
    before, notices = shown.text, len(await rawat.all(Notice))
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(scene.sari.staff_id, role=Role.STAFF)
        await uow.commit()
    pressed = await scene.sari.press(shown, encode(press))
    assert (pressed.text, pressed.show_alert) == (REFUSED, True)
    assert scene.sari.last.text == before
    assert len(await rawat.all(Notice)) == notices
    assert {one.owner_id for one in await rawat.all(Partner)} == {scene.rina.staff_id}


async def test_a_number_tells_which_they_are_page_by_page_and_leads_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=date(2026, 6, 1))
    for ago in range(1, 8):
        await scene.contact(ago)
        await scene.contact(ago, Purpose.COORDINATION)
    await scene.sari.say("/ringkasan")
    await scene.sari.tap("Yang mana?")
    assert "Jaga hubungan · 7" in scene.sari.last.labels
    await scene.sari.tap("Jaga hubungan · 7")
    assert scene.sari.text.startswith("Jaga hubungan · 16–22 November · 7\n1. Klinik Sehat Bersama · tanya kabar · ")
    assert scene.sari.text.count("Klinik Sehat Bersama") == 7
    await scene.sari.tap("Angka lain")
    await scene.sari.tap("Urusan kerja · 7")
    assert scene.sari.text.count("Klinik Sehat Bersama") == 7
    await scene.sari.tap("1")
    assert "Klinik Sehat Bersama" in scene.sari.text
    await scene.sari.tap("Kembali ke ringkasan")
    assert scene.sari.text.startswith("Ringkasan hubungan mitra, 16–22 November\n")


async def test_days_are_typed_behind_the_command_or_in_a_form_and_the_focus_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=date(2026, 6, 1))
    await rawat.put(Partner("Toko Melati", Tier.LIGHT, added_on=LONG_AGO))
    assert (await scene.sari.say("/ringkasan oktober")).text.startswith("Ringkasan hubungan mitra, 1–31 Oktober\n")
    await scene.sari.tap("Tingkat")
    await scene.sari.tap("Mitra umum")
    assert "\nHanya: Mitra umum\n" in scene.sari.text
    await scene.sari.tap("Hari lain")
    assert "tidak terbaca" in (await scene.sari.say("entah")).text
    told = (await scene.sari.say("1-15 Nov")).text
    assert told.startswith("Ringkasan hubungan mitra, 1–15 November\nHanya: Mitra umum\n")
    assert "Klinik" not in told


async def test_the_owner_gets_a_kind_word_with_the_reminder_once_a_day(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY - timedelta(days=80))
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    await scene.sari.say("/ringkasan")
    await scene.sari.tap("1")
    said = await scene.sari.tap("Ingatkan Rina")
    assert said.text == "Rina mendapat pesan pengingat tentang Klinik Sehat Bersama."
    again = await scene.sari.tap("Ingatkan Rina")
    assert again.text == "Rina sudah diingatkan tentang Klinik Sehat Bersama hari ini. Besok bisa lagi."
    (notice,) = [one for one in await rawat.all(Notice) if one.kind is NoticeKind.NUDGE]
    messenger = TelegramMessenger(rawat.house, rawat.library)
    assert isinstance(await messenger.send(notice, await scene.rina.staff(), scene.rina.user.id), Sent)
    assert scene.rina.text.startswith("👋 Sari teringat Klinik Sehat Bersama. Interaksi terakhir 80 hari lalu.")
    assert scene.rina.last.labels[:2] == ["Sudah", "Tunda"]
    async with rawat.app.storage.write() as uow:
        await uow.reminders.change(reminder.id, state=ReminderState.DONE)
        await uow.commit()
    assert isinstance(await messenger.send(notice, await scene.rina.staff(), scene.rina.user.id), PremiseGone)
    later = replace(notice, due_on=TODAY - timedelta(days=1))
    assert isinstance(await messenger.send(later, await scene.rina.staff(), scene.rina.user.id), PremiseGone)


async def test_the_word_about_a_nudge_stands_a_long_name_with_signs(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY - timedelta(days=80))
    async with rawat.app.storage.write() as uow:
        await uow.partners.change(scene.clinic.id, name="Klinik <Sehat> & " + "Bersama " * 24)
        await uow.commit()
    await scene.sari.press(await scene.sari.say("/ringkasan"), encode(Nudge(scene.clinic.id)))
    assert "Klinik <Sehat> & Bersama" in scene.sari.text


async def test_taking_over_assigns_and_is_undone(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY - timedelta(days=80))
    await scene.sari.say("/ringkasan")
    await scene.sari.tap("1")
    assert "Serahkan" in scene.sari.last.labels
    await scene.sari.tap("Ambil alih")
    assert scene.sari.text.startswith("Klinik Sehat Bersama sudah diambil alih.")
    assert [one.owner_id for one in await rawat.all(Partner)] == [scene.sari.staff_id]
    await scene.sari.tap("Urungkan")
    assert [one.owner_id for one in await rawat.all(Partner)] == [scene.rina.staff_id]
