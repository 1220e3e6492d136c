"""What a start loads, and what it leaves for whoever first needs it."""

import subprocess
import sys

SPARED = ("aiosmtplib", "alembic", "holidays", "matplotlib", "openpyxl", "pygments", "xlsxwriter")
"""Libraries that weigh megabytes: those of mail, migrations, calendars, pictures and workbooks, and colours."""

_LOADED = f"""
import gc, sys
import bot.__main__, bot.commands.run
print(sorted(set({SPARED}) & set(sys.modules)), gc.isenabled())
"""
_COUNTRIES = """
import sys
from bot.domain.public_holidays import days_off, listed_holidays
days_off("ID", 2026, True), listed_holidays("ID", 2026)
print(sum(name.startswith("holidays.countries.") for name in sys.modules))
"""


def test_nothing_that_weighs_is_loaded_before_it_is_needed() -> None:
    assert _printed(_LOADED) == "[] True"


def test_of_all_countries_the_one_asked_for_is_loaded() -> None:
    assert _printed(_COUNTRIES) == "1"


def test_colours_can_be_loaded_once_the_start_is_over() -> None:
    assert (
        _printed("import bot.__main__, pygments.lexers, rich.console; print(rich.console.Console.__name__)")
        == "Console"
    )


def _printed(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()
