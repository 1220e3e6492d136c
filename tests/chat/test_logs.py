"""Logs: facts beside a constant message, and never a token."""

import io
import logging

import pytest

from bot.chat.logs import Facts, Redaction
from bot.sandbox.ground import DEFAULT_BOT


@pytest.fixture
def written() -> tuple[logging.Logger, io.StringIO]:
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(Facts("%(levelname)s %(message)s"))
    handler.addFilter(Redaction())
    logger = logging.Logger("test")  # noqa: LOG001 - of this test alone
    logger.addHandler(handler)
    return logger, text


def test_facts_stand_behind_the_message(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, text = written
    logger.warning("an update is set aside", extra={"update": 5, "why": "KeyError"})
    assert text.getvalue() == "WARNING an update is set aside update=5 why=KeyError\n"


def test_token_is_struck_out_of_message_arguments_facts_and_traceback(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, text = written
    url = f"https://api.telegram.org/bot{DEFAULT_BOT}/getMe"
    try:
        raise ValueError(f"The token `{DEFAULT_BOT}` was rejected by the server.")
    except ValueError:
        logger.exception("POST %s", url, extra={"url": url})
    assert DEFAULT_BOT not in text.getvalue()
    assert text.getvalue().count("[token]") == 3
