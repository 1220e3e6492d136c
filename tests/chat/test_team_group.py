"""In the team's group a colleague logs by replying to the bot, and is answered in private; strangers see nothing."""

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.team_groups import TeamGroup
from bot.domain.words import Role
from bot.sandbox.chats import Chat
from tests.chat.harness import BotUnderTest, Person


async def _group(rawat: BotUnderTest, role: Role = Role.ADMIN) -> tuple[Person, Chat]:
    rina = await rawat.colleague("Rina", role, language="id")
    await rawat.put(Partner("Yayasan Pelita Nusantara", owner_id=rina.staff_id))
    group = rawat.world.add_group("Tim Rawat", rina.user)
    rawat.world.add_bot_to(group, rina.user)
    rawat.world.say(rina.user, "/grupini", chat=group)
    await rawat.settle()
    return rina, group


async def test_reply_in_the_linked_group_brings_the_card_to_the_own_chat(rawat: BotUnderTest) -> None:
    rina, group = await _group(rawat)
    (linked,) = rawat.world.bot_messages(group)
    assert "Tim Rawat sekarang menjadi grup tim." in linked.text
    rawat.world.say(rina.user, "tadi telepon Yayasan Pelita Nusantara tanya kabar", chat=group, reply_to=linked)
    await rawat.settle()
    assert "Simpan catatan ini?" in rina.text
    await rina.tap("Simpan")
    assert len(await rawat.all(Interaction)) == 1
    assert rawat.world.bot_messages(group) == [linked]


async def test_talk_of_the_group_is_left_alone(rawat: BotUnderTest) -> None:
    rina, group = await _group(rawat)
    before = len(rina.heard)
    rawat.world.say(rina.user, "tadi telepon Yayasan Pelita Nusantara tanya kabar", chat=group)
    rawat.world.say(rina.user, "/start@another_bot", chat=group)
    await rawat.settle()
    assert len(rina.heard) == before


async def test_stranger_in_the_group_is_neither_heard_nor_answered(rawat: BotUnderTest) -> None:
    rina, group = await _group(rawat)
    (linked,) = rawat.world.bot_messages(group)
    eko = rawat.stranger("Eko")
    rawat.world.join(group, eko.user)
    rawat.world.say(eko.user, "tadi telepon Yayasan Pelita Nusantara tanya kabar", chat=group, reply_to=linked)
    rawat.world.say(eko.user, "/linkgroup", chat=group)
    await rawat.settle()
    assert rawat.world.bot_messages(group) == [linked]
    assert not eko.heard
    assert rina.staff_id


async def test_only_an_admin_links_a_group(rawat: BotUnderTest) -> None:
    _, group = await _group(rawat, Role.MANAGER)
    (said,) = rawat.world.bot_messages(group)
    assert "admin" in said.text
    assert not await rawat.all(TeamGroup)


async def test_another_group_replaces_it_and_removal_lets_it_go(rawat: BotUnderTest) -> None:
    rina, _ = await _group(rawat)
    other = rawat.world.add_group("Tim Baru", rina.user)
    rawat.world.add_bot_to(other, rina.user)
    rawat.world.say(rina.user, "/linkgroup", chat=other)
    await rawat.settle()
    assert [one.title for one in await rawat.all(TeamGroup)] == ["Tim Baru"]
    rawat.world.remove_bot_from(other, rina.user)
    await rawat.settle()
    assert not await rawat.all(TeamGroup)


async def test_group_that_gets_another_id_is_followed(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.ADMIN, language="id")
    group = rawat.world.add_group("Tim Rawat", rina.user, basic=True)
    rawat.world.add_bot_to(group, rina.user)
    rawat.world.say(rina.user, "/grupini", chat=group)
    await rawat.settle()
    new = rawat.world.upgrade(group, rina.user)
    await rawat.settle()
    assert [one.chat_id for one in await rawat.all(TeamGroup)] == [new.id]


async def test_card_in_the_own_chat_alone(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.ADMIN, language="id")
    await rina.say("/grupini")
    assert "tulis /grupini di sana" in rina.text
