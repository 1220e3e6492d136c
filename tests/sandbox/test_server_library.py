"""The real library talks to the sandbox's server, and finds everything where it expects it."""

import asyncio

import pytest
import telegram
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.request import HTTPXRequest

from bot.sandbox.accounts import User
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World

KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Sudah", callback_data="d:1", api_kwargs={"style": "success"})],
        [
            InlineKeyboardButton("Salin", copy_text=CopyTextButton("Selamat ulang tahun")),
            InlineKeyboardButton("WhatsApp", url="https://wa.me/62811"),
        ],
    ]
)


async def updates_of(library: telegram.Bot, after: int = 0) -> list[telegram.Update]:
    return list(await library.get_updates(offset=after, timeout=0))


async def test_a_bot_learns_who_it_is(library: telegram.Bot, world: World) -> None:
    me = await library.get_me()
    assert (me.id, me.username, me.is_bot) == (world.bot.id, "rawat_bot", True)


async def test_a_start_with_payload_arrives_as_a_command(library: telegram.Bot, world: World) -> None:
    user = world.add_user("Budi", language_code="en")
    world.start_bot(user, "klaim-1")
    (update,) = await updates_of(library)
    assert update.message is not None
    assert update.message.text == "/start klaim-1"
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "en"
    (command,) = update.message.parse_entities(["bot_command"]).values()
    assert command == "/start"


async def test_a_message_is_seen_with_its_marks_and_buttons(library: telegram.Bot, world: World, sari: User) -> None:
    sent = await library.send_message(sari.id, "<b>Mitra 😀</b> &amp; Co\n", parse_mode="HTML", reply_markup=KEYBOARD)
    seen = world.last(sari)
    assert seen is not None
    assert seen.id == sent.message_id
    assert seen.text == "Mitra 😀 & Co"
    assert seen.entities == [{"type": "bold", "offset": 0, "length": 8}]
    assert seen.labels == ["Sudah", "Salin", "WhatsApp"]
    assert sent.text_html == "<b>Mitra 😀</b> &amp; Co"


async def test_a_press_is_answered_once_and_the_answer_is_seen(library: telegram.Bot, world: World, sari: User) -> None:
    await library.send_message(sari.id, "Sudah?", reply_markup=KEYBOARD)
    press = world.tap(sari, "Sudah")
    assert world.unanswered_queries() == [press]
    update = (await updates_of(library))[-1]
    assert update.callback_query is not None
    assert update.callback_query.data == "d:1"
    before = world.revision
    await update.callback_query.answer("Dicatat", show_alert=True)
    assert (press.text, press.show_alert) == ("Dicatat", True)
    assert world.unanswered_queries() == []
    assert world.answers_after(before, sari) == [press]
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await update.callback_query.answer()


async def test_a_stale_press_comes_from_an_inaccessible_message(
    library: telegram.Bot, world: World, sari: User
) -> None:
    sent = await library.send_message(sari.id, "Sudah?", reply_markup=KEYBOARD)
    world.press(sari, sent.message_id, data="old", stale=True)
    update = (await updates_of(library))[-1]
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible


async def test_an_edited_message_is_seen_edited(library: telegram.Bot, world: World, sari: User) -> None:
    sent = await library.send_message(sari.id, "satu", reply_markup=KEYBOARD)
    await sent.edit_text("dua")
    seen = world.messages(sari)[-1]
    assert (seen.text, seen.edited, seen.labels) == ("dua", True, [])
    with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new message content"):
        await sent.edit_text("dua")
    await sent.edit_reply_markup(KEYBOARD)
    assert world.messages(sari)[-1].labels == ["Sudah", "Salin", "WhatsApp"]
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await sent.edit_reply_markup(KEYBOARD)


async def test_a_deleted_message_is_gone(library: telegram.Bot, world: World, sari: User) -> None:
    first = await library.send_message(sari.id, "satu")
    second = await library.send_message(sari.id, "dua")
    await first.delete()
    assert [message.text for message in world.bot_messages(sari)] == ["dua"]
    assert await library.delete_messages(sari.id, [first.message_id, second.message_id])
    assert world.bot_messages(sari) == []
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await first.delete()


async def test_files_go_up_and_down_unchanged(library: telegram.Bot, world: World, sari: User) -> None:
    content = bytes(range(256)) * 10
    sent = await library.send_document(
        sari.id, content, filename="mitra ñ.csv", caption="<i>Salinan</i>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert sent.document.file_name == "mitra ñ.csv"
    assert sent.caption == "Salinan"
    world.send_file(sari, "roster.csv", b"nama;hari\n", caption="/import")
    update = (await updates_of(library))[-1]
    assert update.message is not None
    assert update.message.document is not None
    assert update.message.document.mime_type == "text/csv"
    fetched = await update.message.document.get_file()
    assert bytes(await fetched.download_as_bytearray()) == b"nama;hari\n"
    kept = await (await sent.document.get_file()).download_as_bytearray()
    assert bytes(kept) == content
    again = await library.send_document(sari.id, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_id == sent.document.file_id
    edited = await sent.edit_caption("Salinan baru")
    assert isinstance(edited, telegram.Message)
    assert edited.caption == "Salinan baru"


async def test_everything_a_person_can_send_parses(library: telegram.Bot, world: World, sari: User) -> None:
    world.send_photo(sari, PNG, "foto")
    world.send_sticker(sari, "🎉")
    world.send_voice(sari, 4)
    world.share_contact(sari, "+62811")
    world.send_location(sari, -6.2, 106.8)
    said = world.say(sari, "halo")
    world.edit(sari, said, "halo lagi")
    world.ask_inline(sari, "sur")
    world.block(sari)
    world.start_bot(sari)
    updates = await updates_of(library)
    messages = [update.message for update in updates if update.message]
    assert messages[1].photo[-1].width == 3
    assert messages[2].sticker is not None
    assert messages[3].voice is not None
    assert messages[4].contact is not None
    assert messages[4].contact.user_id == sari.id
    assert messages[5].location is not None
    kinds = [kind for update in updates for kind in update.to_dict() if kind != "update_id"]
    assert kinds[-5:] == ["edited_message", "inline_query", "my_chat_member", "my_chat_member", "message"]
    edited = next(update.edited_message for update in updates if update.edited_message)
    assert edited.text == "halo lagi"


async def test_a_reply_names_what_it_answers(library: telegram.Bot, world: World, sari: User) -> None:
    said = world.say(sari, "halo")
    await library.send_message(sari.id, "ya?", reply_parameters=ReplyParameters(said.id))
    answer = world.last(sari)
    assert answer is not None
    assert answer.reply_to == said.id
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await library.send_message(sari.id, "ya?", reply_parameters=ReplyParameters(1))
    lenient = ReplyParameters(1, allow_sending_without_reply=True)
    await library.send_message(sari.id, "ya?", reply_parameters=lenient)


async def test_who_cannot_be_written_to_is_refused_for_the_right_reason(
    library: telegram.Bot, world: World, sari: User
) -> None:
    stranger = world.add_user("Orang")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await library.send_message(stranger.id, "halo")
    with pytest.raises(BadRequest, match="Chat not found"):
        await library.send_message(12, "halo")
    world.block(sari)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await library.send_message(sari.id, "halo")
    world.unblock(sari)
    world.deactivate(sari)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await library.send_message(sari.id, "halo")
    assert [call.code for call in world.refused] == [403, 400, 403, 403]


async def test_a_wrong_token_is_refused(world: World, api_server: BotApiServer) -> None:
    for token in ("1:wrong", "nonsense"):
        async with HTTPXRequest() as request:
            bot = telegram.Bot(token, base_url=f"{api_server.url}/bot", request=request)
            with pytest.raises(InvalidToken):
                await bot.get_me()


async def test_commands_are_kept_by_scope_and_language(library: telegram.Bot, world: World, sari: User) -> None:
    english = world.add_user("Ann", language_code="en")
    world.start_bot(english)
    await library.set_my_commands([BotCommand("find", "Find")])
    await library.set_my_commands(
        [BotCommand("cari", "Cari")], scope=BotCommandScopeAllPrivateChats(), language_code="id"
    )
    await library.set_my_commands([BotCommand("team", "Team")], scope=BotCommandScopeChat(english.id))
    assert [command["command"] for command in world.commands_for(sari)] == ["cari"]
    assert [command["command"] for command in world.commands_for(english)] == ["team"]
    kept = await library.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="id")
    assert [command.command for command in kept] == ["cari"]
    await library.delete_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="id")
    assert [command["command"] for command in world.commands_for(sari)] == ["find"]
    assert await library.set_my_description("Merawat mitra", language_code="id")
    assert await library.set_my_short_description("Merawat")
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await library.set_my_commands([BotCommand("Find", "x")])


async def test_a_keyboard_under_the_text_field_is_seen_and_goes(
    library: telegram.Bot, world: World, sari: User
) -> None:
    sent = await library.send_message(sari.id, "pilih", reply_markup=ReplyKeyboardMarkup([["ya", "tidak"]]))
    shown = world.chat(sari).reply_keyboard
    assert shown is not None
    assert shown["keyboard"] == [[{"text": "ya"}, {"text": "tidak"}]]
    with pytest.raises(BadRequest, match="can't be edited"):
        await sent.edit_text("lain")
    await library.send_message(sari.id, "baik", reply_markup=ReplyKeyboardRemove())
    assert world.chat(sari).reply_keyboard is None
    await library.send_message(sari.id, "jawab", reply_markup=ForceReply())
    assert world.chat(sari).reply_keyboard == {"force_reply": True}


async def test_the_rest_of_what_is_served(library: telegram.Bot, world: World, sari: User) -> None:
    said = world.say(sari, "halo")
    await library.send_chat_action(sari.id, "typing")
    assert world.typing(sari) == "typing"
    assert await library.set_message_reaction(sari.id, said.id, ReactionTypeEmoji("👍"))
    assert said.reactions == [{"type": "emoji", "emoji": "👍"}]
    assert await library.pin_chat_message(sari.id, said.id)
    full = await library.get_chat(sari.id)
    assert full.pinned_message is not None
    assert full.first_name == "Sari"
    assert (await library.get_chat_member(sari.id, sari.id)).status == "member"
    copied = await library.copy_message(sari.id, sari.id, said.id)
    assert world.messages(sari)[-1].id == copied.message_id
    forwarded = await library.forward_message(sari.id, sari.id, said.id)
    assert isinstance(forwarded.forward_origin, telegram.MessageOriginUser)
    assert (await library.send_location(sari.id, -6.2, 106.8)).location is not None
    assert (await library.send_contact(sari.id, "+62811", "Budi")).contact is not None
    assert (await library.send_photo(sari.id, PNG, caption="gambar")).photo[-1].height == 2
    assert world.typing(sari) is None
    assert await library.log_out()
    assert await library.close()


async def test_an_inline_query_is_answered(library: telegram.Bot, world: World, sari: User) -> None:
    asked = world.ask_inline(sari, "surya")
    article = InlineQueryResultArticle("1", "Surya", InputTextMessageContent("Surya Medika"))
    await library.answer_inline_query(asked.id, [article], cache_time=0, is_personal=True)
    assert (asked.answered, asked.cache_time, asked.is_personal) == (True, 0, True)
    assert asked.results[0]["title"] == "Surya"
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await library.answer_inline_query(asked.id, [])


async def test_a_group_is_heard_as_privacy_allows_and_can_be_left(
    library: telegram.Bot, world: World, sari: User
) -> None:
    group = world.add_group("Tim", sari)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await library.send_message(group.id, "halo")
    world.add_bot_to(group, sari)
    await updates_of(library)
    world.say(sari, "obrolan biasa", chat=group)
    world.say(sari, "/linkgroup", chat=group)
    world.say(sari, "/start@another_bot", chat=group)
    texts = [update.message.text for update in await updates_of(library) if update.message]
    assert texts[-2:] == [None, "/linkgroup"]
    assert (await library.get_chat_member(group.id, sari.id)).status == "creator"
    assert await library.leave_chat(group.id)
    with pytest.raises(Forbidden, match="not a member"):
        await library.send_message(group.id, "halo")


async def test_an_upgraded_group_names_its_new_id(library: telegram.Bot, world: World, sari: User) -> None:
    group = world.add_group("Tim", sari, basic=True)
    world.add_bot_to(group, sari, status="administrator")
    new = world.upgrade(group, sari)
    with pytest.raises(telegram.error.ChatMigrated) as caught:
        await library.send_message(group.id, "halo")
    assert caught.value.new_chat_id == new.id
    await library.send_message(new.id, "halo")
    assert await updates_of(library)


async def test_a_long_poll_ends_as_soon_as_somebody_writes(library: telegram.Bot, world: World) -> None:
    user = world.add_user("Sari")
    polling = asyncio.create_task(library.get_updates(timeout=20))
    await world.until(lambda: world.bot.queue.is_awaited)
    world.start_bot(user)
    (update,) = await polling
    assert await updates_of(library) == [update]
    assert await updates_of(library, update.update_id + 1) == []


async def test_no_call_of_the_library_carries_what_is_not_documented(
    library: telegram.Bot, world: World, sari: User
) -> None:
    await library.send_message(sari.id, "halo", disable_web_page_preview=True, disable_notification=True)
    await library.get_updates(allowed_updates=["message"], timeout=0)
    assert world.ledger.undocumented == set()


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x00\x12\x16\xf1M"
    b"\x00\x00\x00\x0cIDATx\x9cc``\x00\x00\x00\x04\x00\x01\xf6\x178U\x00\x00\x00\x00IEND\xaeB`\x82"
)
