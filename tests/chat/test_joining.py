"""Coming in, blocking and coming back, and what somebody outside is told."""

from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, Role, StaffState
from bot.usecases.invitations import ClaimAdmin
from tests.chat.harness import BotUnderTest, Person


async def claimed(rawat: BotUnderTest, name: str = "Maya", language: str = "en") -> Person:
    token = await ClaimAdmin(rawat.app.storage)(rawat.clock.now(), recover=True)
    maya = rawat.stranger(name, language=language)
    await maya.start(token)
    return maya


async def test_first_admin_joins_by_the_claimed_link(rawat: BotUnderTest) -> None:
    maya = await claimed(rawat)
    assert maya.text.startswith("Welcome, Maya.")
    assert "/invite" in maya.text
    staff = await maya.staff()
    assert (staff.role, staff.state, staff.language) == (Role.ADMIN, StaffState.ACTIVE, "en")
    assert {one["command"] for one in rawat.world.commands_for(maya.user)} >= {"log", "invite", "team"}


async def test_menu_is_in_the_language_and_for_the_role(rawat: BotUnderTest) -> None:
    maya = await claimed(rawat)
    await maya.say("/invite")
    await maya.tap("Team member")
    link = next(word for word in maya.text.split() if word.startswith("https://t.me/rawat_bot?start="))
    rina = rawat.stranger("Rina", language="id")
    await rina.start(link.partition("start=")[2])
    assert rina.text.startswith("Selamat bergabung, Rina.")
    offered = {one["command"] for one in rawat.world.commands_for(rina.user)}
    assert {"catat", "pengaturan"} <= offered
    assert not {"undang", "tim", "invite", "team"} & offered
    assert [notice.kind for notice in await rawat.all(Notice)] == [NoticeKind.JOINED]


async def test_link_is_used_once(rawat: BotUnderTest) -> None:
    token = await ClaimAdmin(rawat.app.storage)(rawat.clock.now())
    await rawat.stranger("Maya").start(token)
    eko = rawat.stranger("Eko", language="en")
    said = await eko.start(token)
    assert said.text == "This invitation was used already. Ask an admin for a new link."
    assert [one.name for one in await rawat.all(Staff)] == ["Maya"]


async def test_unknown_link_is_refused_in_the_language_of_who_opened_it(rawat: BotUnderTest) -> None:
    assert "not known here" in (await rawat.stranger("Eko", language="en").start("nonsense")).text
    assert "tidak dikenal" in (await rawat.stranger("Budi", language="id").start("nonsense")).text
    assert "tidak dikenal" in (await rawat.stranger("Ann", language="fr").start("nonsense")).text


async def test_update_done_again_welcomes_again_and_joins_once(rawat: BotUnderTest) -> None:
    maya = await claimed(rawat)
    await rawat.redo()
    assert len(await rawat.all(Staff)) == 1
    assert maya.text.startswith("Welcome, Maya.")


async def test_pending_colleague_joins_to_their_partners(rawat: BotUnderTest) -> None:
    maya = await claimed(rawat)
    (pending,) = await rawat.put(Staff("Rina"))
    await rawat.put(Partner("Radio", owner_id=pending.id), Partner("Klinik", owner_id=pending.id))
    await maya.say("/invite")
    await maya.tap("Rina")
    assert "Rina" in maya.text
    link = next(word for word in maya.text.split() if word.startswith("https://t.me/"))
    rina = rawat.stranger("Rina Hartati", language="en")
    said = await rina.start(link.partition("start=")[2])
    assert "2 partners have been waiting for you." in said.text
    assert (await rina.staff()).id == pending.id


async def test_member_who_opens_a_link_of_no_use_to_them_leaves_it_good(rawat: BotUnderTest) -> None:
    maya = await claimed(rawat)
    await maya.say("/invite")
    await maya.tap("Team member")
    token = next(word for word in maya.text.split() if "?start=" in word).partition("start=")[2]
    assert "pass it on" in (await maya.start(token)).text
    eko = rawat.stranger("Eko", language="en")
    assert (await eko.start(token)).text.startswith("Welcome, Eko.")


async def test_stranger_is_owed_one_sentence_and_then_nothing(rawat: BotUnderTest) -> None:
    eko = rawat.stranger("Eko", language="en")
    rawat.world.start_bot(eko.user)
    for text in ("/help", "hello", "/find Radio", "/invite"):
        rawat.world.say(eko.user, text)
    rawat.world.send_sticker(eko.user)
    await rawat.settle()
    assert eko.heard == []
    (notice,) = await rawat.all(Notice)
    assert (notice.kind, notice.chat_id, notice.facts) == (NoticeKind.STRANGER, eko.user.id, {"language": "en"})


async def test_colleague_who_left_is_a_stranger_whose_old_buttons_are_answered(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    await rina.say("/team")
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(rina.staff_id, state=StaffState.LEFT)
        await uow.commit()
    before = rina.heard
    pressed = await rina.tap("Rina")
    assert pressed.answered
    assert rina.heard == before
    assert [notice.kind for notice in await rawat.all(Notice)] == [NoticeKind.STRANGER]


async def test_who_blocked_the_bot_is_known_and_comes_back(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    rawat.world.block(rina.user)
    await rawat.settle()
    assert (await rina.staff()).state is StaffState.BLOCKED
    rawat.world.unblock(rina.user)
    await rawat.settle()
    assert (await rina.staff()).state is StaffState.ACTIVE
    assert "Hello Rina" in (await rina.start()).text


async def test_who_comes_back_though_nobody_told_is_greeted(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(rina.staff_id, state=StaffState.BLOCKED)
        await uow.commit()
    said = await rina.start()
    assert "Halo Rina" in said.text
    assert (await rina.staff()).state is StaffState.ACTIVE


async def test_name_with_markup_is_shown_as_it_is(rawat: BotUnderTest) -> None:
    rawat.strict = True
    maya = await claimed(rawat, "<b>Maya & Co</b> 👩‍🌾")
    assert "Welcome, <b>Maya & Co</b> 👩‍🌾." in maya.text
    await maya.say("/team")
    assert "<b>Maya & Co</b> 👩‍🌾: admin" in maya.text
