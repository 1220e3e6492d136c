"""Monday's figures in the team's group, and one's own week on Friday: switched on in the settings, each once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.chat.buttons import encode
from bot.chat.messenger import TelegramMessenger
from bot.chat.notices import renderer_of
from bot.chat.settings import SetGroupWeek
from bot.domain.delivery import PremiseGone, Sent
from bot.domain.notices import Notice
from bot.domain.team_groups import TeamGroup
from bot.domain.words import NoticeKind, Purpose, Role
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.usecases.team_groups import FollowGroup
from bot.usecases.team_weeks import OweTeamWeeks
from tests.chat.care_scene import TODAY, clinic_scene
from tests.chat.harness import BotUnderTest

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""08:00 in Jakarta."""
FRIDAY = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
"""15:00 in Jakarta."""


async def test_the_group_gets_headline_and_picture_once_and_admins_hear_when_it_is_gone(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    andi = await rawat.colleague("Andi", Role.ADMIN, language="id")
    await scene.contact(3, Purpose.CHECK_IN, note="rahasia")
    await rawat.put(TeamGroup(-100, "Tim kita"))
    owe = OweTeamWeeks(rawat.house.storage, rawat.house.organisation)
    assert await owe(MONDAY) == 0
    await andi.say("/pengaturan")
    await andi.tap("Ringkasan di grup")
    assert "Ringkasan Senin di grup tim: nyala" in andi.text
    assert await owe(MONDAY - timedelta(minutes=1)) == 0
    assert await owe(MONDAY) == 1
    assert await owe(MONDAY + timedelta(hours=1)) == 0
    (notice,) = await rawat.all(Notice)
    tell = renderer_of(NoticeKind.GROUP_WEEK)
    told = await tell(rawat.house, notice, None, translator_for("id"), formats_for("id", "Asia/Jakarta"))
    assert told is not None
    assert told.photo is not None
    assert told.photo.startswith(b"\x89PNG")
    assert told.text.startswith("<b>Ringkasan hubungan mitra, 16–22 November</b>\nHubungan dengan 1 dari 1 mitra kunci")
    assert "rahasia" not in told.text
    assert "Rina" not in told.text
    await FollowGroup(rawat.house.storage)(-100, None)
    lost = [one for one in await rawat.all(Notice) if one.kind is NoticeKind.GROUP_LOST]
    assert [one.staff_id for one in lost] == [andi.staff_id]
    messenger = TelegramMessenger(rawat.house, rawat.library)
    assert isinstance(await messenger.send(lost[0], await andi.staff(), andi.user.id), Sent)
    assert andi.text.startswith("⚠️ Ringkasan pekan tidak sampai ke Tim kita")
    assert isinstance(await messenger.send(notice, None, -100), PremiseGone)


async def test_only_an_admin_switches_the_figures_for_the_group(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await rawat.put(TeamGroup(-100, "Tim kita"))
    shown = await scene.sari.say("/pengaturan")
    assert "Ringkasan di grup" not in shown.labels
    pressed = await scene.sari.press(shown, encode(SetGroupWeek(True)))
    assert pressed.show_alert
    assert [one.weekly for one in await rawat.all(TeamGroup)] == [False]


async def test_ones_own_week_comes_on_friday_to_who_wants_it(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY - timedelta(days=80))
    await scene.rina.say("/pengaturan")
    await scene.rina.tap("Kirim rangkuman tiap Jumat")
    assert "Rangkuman kerja sendiri, Jumat sore: nyala" in scene.rina.text
    await scene.contact(-2, Purpose.ASK)
    await scene.contact(-3, Purpose.THANKS)
    owe = OweTeamWeeks(rawat.house.storage, rawat.house.organisation)
    assert await owe(FRIDAY - timedelta(days=1)) == 0
    assert (await owe(FRIDAY), await owe(FRIDAY + timedelta(hours=1))) == (1, 0)
    (notice,) = await rawat.all(Notice)
    messenger = TelegramMessenger(rawat.house, rawat.library)
    rawat.clock.instant = FRIDAY
    assert isinstance(await messenger.send(notice, await scene.rina.staff(), scene.rina.user.id), Sent)
    assert scene.rina.text == (
        "Pekan ini, 23–27 November\n"
        "Jaga hubungan: 1 interaksi\n"
        "Tidak ada pengingat yang jatuh tempo\n"
        "Layak disapa: Klinik Sehat Bersama, interaksi terakhir 1 hari lalu."
    )
    late = replace(notice, due_on=TODAY)
    assert isinstance(await messenger.send(late, await scene.rina.staff(), scene.rina.user.id), PremiseGone)
