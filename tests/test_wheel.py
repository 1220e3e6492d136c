"""What is installed from a wheel is whole: migrations, and both languages, compiled."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.checks.file_sizes import ROOT

NEEDED = ("bot", "jobs", "migrations", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.mo")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of a copy of the project that has no compiled catalogue, as a clean clone has none."""
    source = tmp_path_factory.mktemp("source")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=LEFT_OUT)
        else:
            shutil.copyfile(ROOT / name, source / name)
    run(source, "-m", "hatchling", "build", "-t", "wheel", "-d", str(source / "dist"))
    (built,) = (source / "dist").glob("rawat-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    # A wheel of Python alone is installed by unpacking it; pip takes seconds to say so.
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def run(folder: Path, *arguments: str) -> str:
    """What Python says when it is run in a folder, where it finds that folder's modules first."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_carries_migrations_and_compiled_catalogues(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    written = {name for name in names if name.endswith(".po")}
    assert "migrations/env.py" in names
    assert any(name.startswith("migrations/versions/") and name.endswith(".py") for name in names)
    assert written
    assert {name.replace(".po", ".mo") for name in written} <= set(names)
    assert "bot/i18n/locales/en/LC_MESSAGES/source.mo" in names
    assert "bot/i18n/texts/id/days.txt" in names


def test_wheel_carries_no_test_and_no_cache(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"bot", "jobs", "migrations", "rawat-0.1.0.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


SPEAK = """
from pathlib import Path
import bot
from bot.domain.words import Tier
from bot.i18n.translator import translator_for
from bot.i18n.words import tier
assert Path(bot.__file__).parent == Path.cwd() / "bot", bot.__file__
for language in ("id", "en"):
    print(tier(translator_for(language), Tier.KEY))
"""


def test_installed_wheel_speaks_both_languages_from_its_compiled_catalogues(installed: Path) -> None:
    for written in installed.rglob("*.po"):
        written.unlink()
    assert run(installed, "-W", "error", "-c", SPEAK).splitlines() == ["Mitra kunci", "Key partner"]


MIGRATE = """
import asyncio
from bot.storage.schema import upgrade
asyncio.run(upgrade("sqlite+aiosqlite:///fresh.db"))
"""


def test_installed_wheel_makes_a_database(installed: Path) -> None:
    run(installed, "-c", MIGRATE)
    assert (installed / "fresh.db").stat().st_size > 0
