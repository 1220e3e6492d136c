"""/settings: language, zone and hour, by buttons and by words."""

from datetime import time

import pytest

from bot.chat.settings import hour_in
from bot.domain.errors import BadValue
from bot.domain.words import Role
from tests.chat.harness import BotUnderTest


async def test_settings_are_shown_in_the_readers_language(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    said = await rina.say("/pengaturan")
    assert said.text.splitlines() == [
        "Pengaturan",
        "Bahasa: Bahasa Indonesia",
        "Zona waktu: Asia/Jakarta",
        "Pengingat pagi: pukul 07.30",
        "Rangkuman kerja sendiri, Jumat sore: mati",
        "Email: belum ada",
    ]
    assert said.labels == ["Bahasa", "Zona waktu", "Jam", "Email", "Kirim rangkuman tiap Jumat"]


async def test_language_changes_everything_at_once(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER, language="id")
    await rina.say("/pengaturan")
    await rina.tap("Bahasa")
    await rina.tap("English")
    assert rina.text.startswith("Settings\nLanguage: English")
    offered = {one["command"]: one["description"] for one in rawat.world.commands_for(rina.user)}
    assert offered["invite"] == "Invite a colleague"
    assert "undang" not in offered


async def test_zone_is_chosen_or_written(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rina.say("/settings")
    await rina.tap("Time zone")
    await rina.tap("WIT")
    assert "Time zone: Asia/Jayapura" in rina.text
    await rina.tap("Time zone")
    assert (
        await rina.say("Atlantis")
    ).text == "That time zone is not known. Write it like Asia/Makassar, WIB, WITA or WIT."
    assert "Time zone: Europe/London" in (await rina.say("London")).text


async def test_hour_is_chosen_or_written(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rina.say("/settings")
    await rina.tap("Hour")
    await rina.tap("08:30")
    assert (await rina.staff()).brief_at == time(8, 30)
    await rina.tap("Hour")
    await rina.say("6")
    assert (await rina.staff()).brief_at == time(6)


async def test_back_leaves_everything_as_it_was(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    before = await rina.staff()
    shown = (await rina.say("/settings")).text
    for setting in ("Language", "Time zone", "Hour"):
        await rina.tap(setting)
        await rina.tap("Back")
        assert rina.text == shown
    assert await rina.staff() == before


async def test_change_of_settings_is_taken_back(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rina.say("/settings")
    await rina.tap("Time zone")
    await rina.tap("WITA")
    said = await rina.say("/undo")
    assert said.text == "Take back the settings (time zone)? It was on 23 November at 09:00."
    await rina.tap("Undo")
    assert rina.text == "Taken back: the settings (time zone)."
    assert (await rina.staff()).zone is None


@pytest.mark.parametrize(
    ("typed", "hour"), [("7", time(7)), ("07.15", time(7, 15)), (" 23:59 ", time(23, 59)), ("0:00", time(0))]
)
def test_hour_is_read(typed: str, hour: time) -> None:
    assert hour_in(typed) == hour


@pytest.mark.parametrize("typed", ["", "24", "7:60", "7:5", "pagi", "-1", "7.30.00"])
def test_hour_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        hour_in(typed)
