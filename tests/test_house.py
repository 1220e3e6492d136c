"""The house rules that no other tool holds: names, waiting, what is locked, and that the import contracts bite."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.checks.file_sizes import LIMIT, ROOT, source_files, too_long

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "data", "info"}
# Longer than any test needs to let the event loop turn; what takes longer is awaited by itself.
LONGEST_SLEEP = 0.05
# The business clock's source, and the machine clock's where the database has none.
CLOCKS = {"bot/domain/clock.py", "bot/storage/engine.py"}

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# One line for each contract of pyproject.toml that breaks it, and where it is put.
VIOLATIONS = {
    "floors": ("bot/domain/words.py", "import bot.storage.engine"),
    "floors-of-bot": ("bot/nowhere.py", ""),
    "floors-of-jobs": ("jobs/nothing.py", ""),
    "pure": ("bot/domain/staff.py", "import sqlalchemy"),
    "wordless-actions": ("bot/usecases/acting.py", "import bot.i18n.translator"),
    "settings": ("bot/chat/__init__.py", "import bot.settings"),
    "jobs-without-chat": ("jobs/send_briefs.py", "import bot.chat"),
    "migrations": ("migrations/env.py", "import bot.chat"),
}


def python_files(*folders: str) -> Iterator[tuple[Path, str]]:
    for file in source_files():
        if file.relative_to(ROOT).parts[0] in folders:
            yield file, file.read_text(encoding="utf-8")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [file for file in source_files() if EMPTY_NAMES & {file.stem, *file.relative_to(ROOT).parts[:-1]}] == []


def test_no_test_waits_for_the_clock() -> None:
    waits = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file, text in python_files("tests")
        # Without the word there is no such call, and parsing takes its time.
        if "sleep" in text
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "sleep"
        for length in call.args[:1]
        if isinstance(length, ast.Constant) and isinstance(length.value, int | float) and length.value > LONGEST_SLEEP
    ]
    assert waits == []


def test_only_the_clocks_are_exempt_from_the_ban_on_asking_for_the_time() -> None:
    exempted = {
        file.relative_to(ROOT).as_posix()
        for file, text in python_files("bot", "jobs", "migrations")
        if re.search(r"# noqa: [^\n]*\b(TID251|DTZ\d+)", text)
    }
    assert exempted <= CLOCKS


def test_file_size_check_finds_the_first_line_too_many(tmp_path: Path) -> None:
    fits, grown = tmp_path / "fits.py", tmp_path / "grown.py"
    fits.write_text("x = 1\n" * LIMIT, encoding="utf-8")
    grown.write_text("x = 1\n" * (LIMIT + 1), encoding="utf-8")
    assert list(too_long([fits, grown])) == [(grown, LIMIT + 1)]


def test_lock_holds_every_dependency_at_a_version_that_suits() -> None:
    project = CONFIG["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"], *CONFIG["build-system"]["requires"]]
    locked = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*])?==([^ ]+)", LOCK, re.MULTILINE))
    for requirement in map(Requirement, asked):
        assert Version(locked[canonicalize_name(requirement.name)]) in requirement.specifier, requirement


def test_lock_names_no_host_and_no_folder() -> None:
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links|(?<![\w])/\w+", LOCK) == []
    pinned = [line for line in LOCK.splitlines() if "==" in line and not line.startswith(" ")]
    assert all(line.endswith("\\") for line in pinned), "a pin without a hash"


def test_env_example_names_every_setting_with_its_default() -> None:
    from bot.settings import Settings

    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    explained = dict(re.findall(r"^#?(RAWAT_[A-Z_]+)=(.*)$", "\n".join(lines), re.MULTILINE))
    known = {f"RAWAT_{name.upper()}" for name in Settings.model_fields}
    assert explained.keys() == known


def test_every_import_contract_catches_what_breaks_it(tmp_path: Path) -> None:
    for folder in ("bot", "jobs", "migrations"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for place, line in VIOLATIONS.values():
        file = tmp_path / place
        file.write_text(f"{file.read_text(encoding='utf-8') if file.exists() else ''}\n{line}\n", encoding="utf-8")

    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    ).stdout

    contracts = {contract["id"]: contract["name"] for contract in CONFIG["tool"]["importlinter"]["contracts"]}
    assert contracts.keys() == VIOLATIONS.keys()
    assert [name for name in contracts.values() if f"{name} BROKEN" not in told] == []
