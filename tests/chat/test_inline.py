"""``@bot ratna`` in any chat: words for that person, to colleagues alone, logged once where Telegram tells of it."""

from typing import Any

from bot.chat.incoming import WANTED, new_update
from bot.domain.given_texts import GivenText
from bot.domain.inline import InlineChoice
from bot.domain.words import Channel, PersonState, Purpose, ReminderKind, ReminderState, StaffState
from bot.sandbox.accounts import User
from bot.sandbox.queries import InlineQuery
from tests.chat.care_scene import clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_drafts import birthday, change


async def asked(rawat: BotUnderTest, user: User, text: str) -> InlineQuery:
    """What somebody types after the bot's name, with the answer."""
    query = rawat.world.ask_inline(user, text)
    await rawat.settle()
    assert query.answered
    assert (query.cache_time, query.is_personal) == (0, True)
    return query


async def chosen(rawat: BotUnderTest, user: User, query: InlineQuery, place: int) -> dict[str, Any]:
    """Sends one of the results."""
    rawat.world.bot.inline_feedback = True
    result = query.results[place]
    rawat.world.choose_inline(user, query, result["id"])
    await rawat.settle()
    return result


async def test_words_for_who_is_named_are_sent_logged_and_close_the_reminder(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    query = await asked(rawat, scene.rina.user, "dewi")
    assert [one["title"] for one in query.results[:4]] == [
        *["Ulang tahun · dr. Dewi Anggraini"] * 3,
        "Tanya kabar · dr. Dewi Anggraini",
    ]
    assert "selamat ulang tahun" in query.results[0]["input_message_content"]["message_text"].lower()
    assert all(len(one["id"].encode()) <= 64 for one in query.results)
    before = len(scene.rina.heard)
    await chosen(rawat, scene.rina.user, query, 1)
    done = await scene.state(reminder)
    assert done.state is ReminderState.DONE
    (contact,) = await scene.contacts()
    assert (contact.purpose, contact.channel, contact.person_id) == (
        Purpose.CONGRATULATION,
        Channel.CHAT,
        scene.dewi.id,
    )
    assert len(await rawat.all(GivenText)) == 1
    assert scene.rina.text.startswith("Tersimpan.")
    assert len(scene.rina.heard) == before + 1
    await rawat.redo()
    await chosen(rawat, scene.rina.user, query, 1)
    assert len(await scene.contacts()) == 1
    await scene.rina.tap("Urungkan")
    assert (await scene.state(reminder)).state is ReminderState.OPEN


async def test_general_words_are_logged_as_a_check_in_each_time_they_are_asked_for(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    for count in (1, 2):
        query = await asked(rawat, scene.rina.user, "dewi anggraini")
        await chosen(rawat, scene.rina.user, query, 0)
        assert [one.purpose for one in await scene.contacts()] == [Purpose.CHECK_IN] * count
    texts = await rawat.all(GivenText)
    assert texts[0].mark != texts[1].mark


async def test_a_stranger_and_who_left_get_nothing(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene)
    assert (await asked(rawat, rawat.stranger().user, "dewi")).results == []
    query = await asked(rawat, scene.rina.user, "dewi")
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(scene.rina.staff_id, state=StaffState.LEFT)
        await uow.commit()
    assert (await asked(rawat, scene.rina.user, "dewi")).results == []
    await chosen(rawat, scene.rina.user, query, 0)
    assert not await scene.contacts()


async def test_nothing_for_nobody_and_for_who_died(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene)
    assert (await asked(rawat, scene.rina.user, " ")).results == []
    assert (await asked(rawat, scene.rina.user, "zzzz")).results == []
    query = await asked(rawat, scene.rina.user, "dewi")
    await change(rawat, scene.dewi, state=PersonState.DIED)
    assert not any("Dewi" in one["title"] for one in (await asked(rawat, scene.rina.user, "dewi")).results)
    await chosen(rawat, scene.rina.user, query, 0)
    assert not await scene.contacts()


async def test_what_a_colleague_settled_meanwhile_is_not_logged_again(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene)
    mine, theirs = [await asked(rawat, one.user, "dewi") for one in (scene.rina, scene.sari)]
    await chosen(rawat, scene.rina.user, mine, 0)
    await chosen(rawat, scene.sari.user, theirs, 0)
    assert len(await scene.contacts()) == 1


async def test_a_partner_as_a_whole_and_its_check_in(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    query = await asked(rawat, scene.rina.user, "klinik sehat bersama")
    assert query.results[0]["title"].startswith("Tanya kabar · ")
    await chosen(rawat, scene.rina.user, query, 0)
    assert (await scene.state(reminder)).state is ReminderState.DONE


def test_what_is_asked_and_chosen_keeps_its_place_among_what_somebody_writes() -> None:
    rina = {"id": 700, "is_bot": False, "first_name": "Rina"}
    written = {"message_id": 1, "date": 0, "chat": {"id": 700, "type": "private"}, "from": rina, "text": "/today"}
    asking = {"id": "1", "from": rina, "query": "dewi", "offset": ""}
    chose = {"result_id": "1p1.0badcafe.1", "from": rina, "query": "dewi"}
    kinds = {"message": written, "inline_query": asking, "chosen_inline_result": chose}
    updates = [new_update({"update_id": id, kind: body}) for id, (kind, body) in enumerate(kinds.items(), 1)]
    assert [one.chat_id for one in updates] == [700, 700, 700]
    assert set(kinds) <= set(WANTED)


def test_a_result_says_what_it_is_and_nothing_else_is_taken_for_one() -> None:
    choice = InlineChoice("r", 9_000_000_000, "0badcafe", 790_000_000)
    assert InlineChoice.read(choice.wire) == choice
    assert len(choice.wire) <= 64
    assert not any(map(InlineChoice.read, ("", "1r1", "2r1.0badcafe.1", "1x1.0badcafe.1", "1r1.0badcafe.1;")))
