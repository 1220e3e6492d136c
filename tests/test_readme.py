"""What the README says of commands, settings and files is so."""

import re

import typer

from bot.__main__ import cli
from bot.chat.rooms import make_router
from bot.domain.words import Role
from bot.settings import Settings
from tests.checks.file_sizes import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FOR = {"all": Role.STAFF, "staff": Role.STAFF, "managers": Role.MANAGER, "admins": Role.ADMIN}


def cells(begins: str) -> list[list[str]]:
    """The cells of the table rows that begin so."""
    rows = [line for line in README.splitlines() if line.startswith(f"| {begins}")]
    return [[cell.strip() for cell in row.strip("|").replace("\\|", "/").split("|")] for row in rows]


def slashed(cell: str) -> set[str]:
    return set(re.findall(r"`/(\w+)`", cell))


def test_every_command_of_the_chat_is_named_with_its_other_name_and_its_role() -> None:
    rows = cells("`/")
    router = make_router()
    assert set().union(*(slashed(row[0]) for row in rows)) == {command.name for command in router.commands}
    for names, others, for_whom, _ in rows:
        commands = [router.by_name[name] for name in slashed(names)]
        assert {alias for command in commands for alias in command.aliases} == slashed(others), names
        assert {command.role for command in commands} == {FOR[for_whom]}, names


def test_every_command_of_the_command_line_is_named() -> None:
    named = re.findall(r"`rawat ([a-z]+(?: upgrade)?)", " ".join(row[0] for row in cells("`rawat")))
    assert set(named) == set(typed(cli))


def typed(commands: typer.Typer, before: str = "") -> list[str]:
    """All commands, as they are typed."""
    own = [one.name or getattr(one.callback, "__name__", "") for one in commands.registered_commands]
    groups = [(group.typer_instance, group.name) for group in commands.registered_groups]
    below = [name for group, called in groups if group for name in typed(group, f"{called} ")]
    return [before + name for name in own] + below


def test_every_file_that_is_linked_is_there() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)]+)\)|src=\"([^\"]+)\"", README)
    assert linked
    assert [link or picture for link, picture in linked if not (ROOT / (link or picture)).is_file()] == []


def test_the_example_explains_every_setting() -> None:
    explained = set(re.findall(r"^#?(RAWAT_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == {f"RAWAT_{name.upper()}" for name in Settings.model_fields}
