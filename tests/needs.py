"""What a test needs from the machine. Without it a desk skips the test, saying why; CI fails it."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skips the test that lacks something of this machine, or fails it where CI is true."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def given_postgres_url() -> str | None:
    """The server that the tests are told to use, such as postgresql://user:password@host/postgres."""
    return os.environ.get("RAWAT_TEST_POSTGRES_URL") or None


def soak_size() -> int:
    """How many notices, and logs, the long runs of kills take; another number for longer ones."""
    return int(os.environ.get("RAWAT_TEST_SOAK_SIZE", "2000"))


def forget_own_settings() -> None:
    """Takes the bot's settings out of the environment, so that a developer's own never reach a test."""
    for name in [name for name in os.environ if name.startswith("RAWAT_") and not name.startswith("RAWAT_TEST_")]:
        del os.environ[name]
    # The Telegram library gives waiting times as timedelta; without this it warns, and warnings are errors.
    os.environ["PTB_TIMEDELTA"] = "true"
