"""An admin teaches the grammar the team's own words; a sentence with one of them is then understood."""

from bot.domain.interactions import Interaction
from bot.domain.own_words import OwnWord
from bot.domain.partners import Partner
from bot.domain.words import Channel, Role
from tests.chat.harness import BotUnderTest


async def test_own_word_is_taught_used_and_taken_away(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.ADMIN, language="id")
    await rawat.put(Partner("Yayasan Pelita Nusantara", owner_id=rina.staff_id))
    await rina.say("/pengaturan")
    await rina.tap("Istilah kita")
    await rina.tap("Tambah istilah")
    await rina.say("Ngariung")
    await rina.tap("Tatap muka")
    assert "“ngariung” berarti tatap muka" in rina.text
    await rina.say("ngariung sama Yayasan Pelita Nusantara tanya kabar")
    await rina.tap("Simpan")
    (contact,) = await rawat.all(Interaction)
    assert contact.channel is Channel.IN_PERSON
    await rina.say("/pengaturan")
    await rina.tap("Istilah kita")
    await rina.tap("Hapus “ngariung”")
    assert not await rawat.all(OwnWord)
    await rina.tap("Urungkan")
    assert [one.text for one in await rawat.all(OwnWord)] == ["ngariung"]


async def test_own_words_are_for_admins(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER, language="id")
    await rina.say("/pengaturan")
    assert "Istilah kita" not in rina.last.labels
    await rina.press(rina.last, "1wb")
    assert not await rawat.all(OwnWord)


async def test_word_that_is_none_is_asked_again(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.ADMIN, language="id")
    await rina.say("/pengaturan")
    await rina.tap("Istilah kita")
    await rina.tap("Tambah istilah")
    await rina.say("🙂🙂")
    await rina.say("satu dua tiga empat lima")
    await rina.say("nyapu")
    await rina.tap("Tanya kabar")
    assert [one.meaning for one in await rawat.all(OwnWord)] == ["check_in"]
