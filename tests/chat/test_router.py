"""Rooms say what they take, and the router finds the one."""

import pytest

from bot.chat.router import Command, Room, Router
from bot.chat.talk import Talk
from bot.chat.undo import TakeBack
from bot.domain.forms import Form
from bot.domain.words import FormKind, Role


async def takes_text(_talk: Talk, _text: str) -> None: ...


async def takes_button(_talk: Talk, _pressed: TakeBack) -> None: ...


async def takes_form(_talk: Talk, _form: Form, _text: str) -> None: ...


def room(*names: str) -> Room:
    made = Room()
    made.command(*names, says="Something")(takes_text)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/find", ("find", "")),
        ("/Find  surya medka ", ("find", "surya medka")),
        ("/find@Rawat_Bot surya", ("find", "surya")),
        ("/find@other_bot surya", None),
        ("/log\nngopi sama Bu Ratna\nlama", ("log", "ngopi sama Bu Ratna\nlama")),
        ("/log ngopi\nsama Bu Ratna", ("log", "ngopi\nsama Bu Ratna")),
        ("find surya", None),
        ("", None),
        ("/", ("", "")),
    ],
)
def test_command_is_read(text: str, found: tuple[str, str] | None) -> None:
    assert Router([]).command_in(text, "rawat_bot") == found


def test_command_is_known_by_all_its_names() -> None:
    router = Router([room("find", "cari"), room("log", "catat")])
    assert router.by_name["cari"] is router.by_name["find"]
    assert router.by_name["cari"] == Command("find", ("cari",), Role.STAFF, "Something", takes_text)
    assert [command.name for command in router.commands] == ["find", "log"]


@pytest.mark.parametrize("again", ["find", "cari"])
def test_two_rooms_with_one_name_are_a_fault(again: str) -> None:
    with pytest.raises(ValueError, match=again):
        Router([room("find", "cari"), room(again)])


def test_two_rooms_that_take_the_same_are_a_fault() -> None:
    first, second = Room(), Room()
    for one in (first, second):
        one.button(TakeBack)(takes_button)
    with pytest.raises(ValueError, match="TakeBack"):
        Router([first, second])
    first, second = Room(), Room()
    for one in (first, second):
        one.form(FormKind.CONTACT)(takes_form)
    with pytest.raises(ValueError, match="CONTACT"):
        Router([first, second])
    first, second = Room(), Room()
    for one in (first, second):
        one.text(takes_text)
    with pytest.raises(ValueError, match="same kind of message"):
        Router([first, second])
