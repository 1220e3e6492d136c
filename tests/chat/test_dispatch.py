"""Whatever is sent is answered, each press once, and nothing is half done."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.chat.dispatch import Unanswered
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import TakeBack
from bot.domain.forms import Form
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.words import Role
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.interactions import LogContact
from tests.chat.harness import BotUnderTest, bot_under_test


async def test_edited_message_is_answered_where_it_stands(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    first = rawat.world.say(rina.user, "/help")
    await rawat.settle()
    rawat.world.edit(rina.user, first, "/find Radio")
    await rawat.settle()
    assert rina.text.startswith("An edited message is not read again.")
    assert rina.last.reply_to == first.id


async def test_sticker_voice_picture_and_place_get_one_sentence_each(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    rawat.world.send_sticker(rina.user)
    rawat.world.send_voice(rina.user)
    rawat.world.send_photo(rina.user, b"\xff\xd8\xff")
    rawat.world.send_location(rina.user, -6.9, 107.6)
    await rawat.settle()
    assert len(rina.heard) == 4
    assert rina.heard[0].startswith("A sticker says nothing here.")
    for said in rina.heard[1:]:
        assert said.startswith("What is in it is not read or kept here, but it can be noted as a contact.")


@pytest.mark.parametrize("text", ["x " * 2500, "/catat " + "x" * 4070, "/log " + "x" * 4050, "/undo " + "x" * 4080])
async def test_five_thousand_characters_are_refused_with_the_limit(rawat: BotUnderTest, text: str) -> None:
    rina = await rawat.colleague()
    await rina.say(text)
    assert any(said.startswith("That is too long: at most 4,000 characters fit.") for said in rina.heard)
    assert not await rawat.all(Interaction)


@pytest.mark.parametrize("command", ["/unknown", "/", "/123 x", "/find2"])
async def test_unknown_command_points_to_help(rawat: BotUnderTest, command: str) -> None:
    rina = await rawat.colleague()
    assert (await rina.say(command)).text == "This command is not known. /help says what there is."


async def test_command_of_another_bot_is_no_command(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    said = await rina.say("/help@other_bot")
    assert "Hello Rina" not in said.text
    assert "Hello Rina" in (await rina.say("/HELP@Rawat_Bot")).text


@pytest.mark.parametrize("command", ["/invite", "/undang", "/team", "/tim"])
async def test_command_above_the_role_is_refused(rawat: BotUnderTest, command: str) -> None:
    rina = await rawat.colleague("Rina", Role.STAFF, language="id")
    said = await rina.say(command)
    assert "manajer" in said.text
    assert not said.buttons


async def test_press_by_somebody_who_may_not_is_refused_in_a_box(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    shown = await rina.say("/invite")
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(rina.staff_id, role=Role.STAFF)
        await uow.commit()
    pressed = await rina.tap("Team member")
    assert pressed.text == "Only managers can do this. Please ask one of them."
    assert pressed.show_alert
    assert rina.last.text == shown.text


@pytest.mark.parametrize("wire", ["0ud:1", "zz", "1kv:1", "1nothing:2", ":::", "9" * 64])
async def test_old_button_gets_a_kind_answer(rawat: BotUnderTest, wire: str) -> None:
    rina = await rawat.colleague()
    said = await rina.say("/help")
    pressed = await rina.press(said, wire)
    assert pressed.text == "This button is from an earlier version. Ask for the list anew, for example /today."


async def test_button_about_something_gone_is_answered(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    pressed = await rina.press(await rina.say("/help"), "1ud:999")
    assert pressed.text == "This is no longer there. Look for it with /find."


async def test_button_of_a_colleague_is_refused(rawat: BotUnderTest) -> None:
    rina, sari = await rawat.colleague("Rina"), await rawat.colleague("Sari")
    await rina.say("/settings")
    await rina.tap("Language")
    await rina.tap("Bahasa Indonesia")
    pressed = await sari.press(await sari.say("/help"), "1ud:1")
    assert pressed.show_alert
    assert pressed.text == "This belongs to a colleague; only they can change it."
    assert (await rina.staff()).language == "id"


async def test_command_sets_a_form_aside_and_says_so(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    await rina.say("/settings")
    await rina.tap("Time zone")
    await rina.say("/help")
    assert rina.heard[-2] == "What you had begun is set aside; its buttons still work."
    assert "Hello Rina" in rina.text
    await rina.tap("WITA")
    assert (await rina.staff()).zone == "Asia/Makassar"


async def test_text_after_a_form_was_answered_by_its_button_is_no_answer_to_it(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    await rina.say("/settings")
    await rina.tap("Hour")
    await rina.tap("07:00")
    said = await rina.say("apa kabar")
    assert "time of day" not in said.text
    assert str((await rina.staff()).brief_at) == "07:00:00"


async def test_what_cannot_be_read_leaves_the_form_as_it_was(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    await rina.say("/settings")
    await rina.tap("Hour")
    assert (await rina.say("25:99")).text == "That is no time of day. Write it like 07:30."
    await rina.say("6.15")
    assert str((await rina.staff()).brief_at) == "06:15:00"
    assert [form.closed for form in await rawat.all(Form)] == [True]


async def test_answer_to_a_form_done_again_is_no_new_text(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    await rina.say("/settings")
    await rina.tap("Time zone")
    await rina.say("Makassar")
    told = rina.text
    await rawat.redo()
    assert rina.text == told
    assert "Asia/Makassar" in told


async def test_press_twice_is_answered_twice_and_done_once(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.ADMIN)
    sari = await rawat.colleague("Sari")
    await maya.say("/team")
    await maya.tap("Sari")
    await maya.tap("Manager")
    shown = maya.last
    assert (await maya.press(shown, f"1tr:{sari.staff_id}:manager")).answered
    assert (await sari.staff()).role is Role.MANAGER


async def test_empty_log_asks_for_words(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    for command in ("/log", "/catat", "/log    "):
        assert "for example" in (await rina.say(command)).text


async def test_nothing_to_undo_is_said(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    assert (await rina.say("/undo")).text == "There is nothing to take back: no change of your own in the last day."
    assert (await rina.say("/cancel")).text.startswith("Nothing is open, and nothing of the last day")


async def test_groups_and_bots_are_not_answered(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    group = rawat.world.add_group("Tim Rawat", rina.user, [])
    rawat.world.add_bot_to(group, rina.user)
    rawat.world.say(rina.user, "/help@rawat_bot", chat=group)
    await rawat.settle()
    assert not rawat.world.bot_messages(group)
    assert not await rawat.all(Notice)


def broken() -> Room:
    room = Room()

    @room.text
    async def fail(_talk: Talk, text: str) -> None:
        raise RuntimeError(text)

    @room.button(TakeBack)
    async def fail_pressed(_talk: Talk, _pressed: TakeBack) -> None:
        raise RuntimeError("pressed")

    return room


@contextmanager
def stopped(kind: type[Any], method: str, fault: Exception, after: int = 0) -> Iterator[None]:
    """What this method does fails inside, after it went well so many times."""
    true, calls = getattr(kind, method), iter(range(after))

    def failing(*given: Any, **named: Any) -> Any:
        if next(calls, None) is None:
            raise fault
        return true(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, method, failing)
        yield


async def test_failure_is_told_with_a_code_and_logged_without_words(
    world: World, api_server: BotApiServer, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with bot_under_test(world, api_server, sqlite_url, [broken()]) as rawat:
        rina = await rawat.colleague()
        said = await rina.say("tadi nelpon")
        assert said.text.startswith("Something went wrong. What you typed is kept.")
        (logged,) = [record for record in caplog.records if record.levelno == logging.ERROR]
        assert vars(logged)["code"] in said.text
        assert "nelpon" not in logged.getMessage()
        pressed = await rina.press(said, "1ud:1")
        assert pressed.answered
        assert rina.text.startswith("Something went wrong.")


async def test_failure_that_cannot_be_told_is_done_again_and_told(
    world: World, api_server: BotApiServer, sqlite_url: str
) -> None:
    async with bot_under_test(world, api_server, sqlite_url, [broken()]) as rawat:
        rina = await rawat.colleague()
        world.faults.add("sendMessage", kind="error_500", times=1)
        with pytest.raises(Unanswered):
            await rina.say("tadi nelpon")
        await rawat.redo()
        assert rina.text.startswith("Something went wrong.")


async def test_answer_that_does_not_get_through_is_done_again(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    rawat.world.faults.add("sendMessage", kind="error_502_html", times=1)
    rawat.world.say(rina.user, "/help")
    with pytest.raises(Unanswered):
        await rawat.settle()
    await rawat.redo()
    assert "Hello Rina" in rina.text


async def test_fault_of_the_database_that_passes_is_not_told_but_done_again(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    locked = OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
    await rina.say("/settings")
    before = rina.heard
    rawat.world.tap(rina.user, "Language")
    with stopped(SqlStorage, "read", locked, after=1), pytest.raises(OperationalError):
        await rawat.settle()
    assert rina.heard == before
    assert rawat.world.unanswered_queries()
    await rawat.redo()
    assert rina.text == "In which language?"


async def test_fault_at_save_loses_nothing_that_was_filled_in(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague()
    await rawat.put(Partner("Klinik Sehat Bersama", owner_id=rina.staff_id))
    await rina.say("called Klinik Sehat Bersama yesterday to catch up")
    card = rina.last
    save = card.find_button("Save")
    assert save is not None
    with stopped(LogContact, "__call__", ZeroDivisionError()):
        await rina.tap("Save")
    assert rina.text.startswith("Something went wrong.")
    await rina.press(card, save["callback_data"])
    assert "Saved." in "\n".join(rina.heard)
    assert len(await rawat.all(Interaction)) == 1


async def test_colleague_who_blocked_meanwhile_stops_nothing(rawat: BotUnderTest) -> None:
    rawat.strict = False
    rina = await rawat.colleague()
    rawat.world.say(rina.user, "/help")
    rawat.world.block(rina.user)
    await rawat.settle()
    rawat.world.unblock(rina.user)
    assert "Hello Rina" in (await rina.say("/help")).text


async def test_press_that_waited_too_long_still_works(rawat: BotUnderTest) -> None:
    rawat.strict = False
    rina = await rawat.colleague()
    await rina.say("/settings")
    rawat.world.tap(rina.user, "Language")
    rawat.world.expire_queries()
    await rawat.settle()
    assert rina.text == "In which language?"


async def test_message_that_is_gone_is_said_anew(rawat: BotUnderTest) -> None:
    rawat.strict = False
    rina = await rawat.colleague()
    shown = await rina.say("/settings")
    rawat.world.tap(rina.user, "Language")
    rawat.world.delete(rina.user, shown)
    await rawat.settle()
    assert rina.text == "In which language?"


async def test_partner_with_markup_in_its_name_is_shown_as_it_is(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina <i>&", Role.ADMIN)
    await rawat.put(Partner("CV <b>Maju & Jaya</b> 🚀", owner_id=rina.staff_id))
    await rina.say("/log called CV Maju Jaya yesterday to catch up")
    assert "CV <b>Maju & Jaya</b> 🚀" in "\n".join(rina.heard) + str(rina.last.labels)
