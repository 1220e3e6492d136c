"""Logs name what failed and where, and nobody's words."""

import io
import logging

import pytest
from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError

from bot.chat.logs import Facts, Redaction, traced
from bot.domain.interactions import Interaction
from bot.domain.occasions import KeptFeast
from bot.domain.partners import Partner
from bot.domain.staff import Staff
from bot.domain.words import Purpose
from bot.storage.engine import make_engine, system_now
from bot.storage.unit_of_work import SqlStorage

NOTE, NAME = "sedang berduka untuk ibunya", "Ratna Wulandari"


def logged(error: BaseException) -> str:
    """What the log has of an error."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Facts("%(message)s"))
    handler.addFilter(Redaction())
    record = logging.LogRecord("rawat", logging.ERROR, "", 0, "an update failed", None, (type(error), error, None))
    handler.handle(record)
    return written.getvalue()


async def test_what_a_database_refuses_is_not_in_the_log(database_url: str) -> None:
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    today = system_now().date()
    refused = [
        ("interactions", Interaction(999, today, Purpose.CHECK_IN, note=NOTE)),
        ("partners", Partner(NAME, owner_id=999)),
        ("staff", Staff(NAME, telegram_id=7, username=NAME)),
        ("kept_feasts", KeptFeast(999, NAME)),
    ]
    async with storage.write() as uow:
        await uow.staff.add(Staff("Maya", telegram_id=7))
        await uow.commit()
    for noun, row in refused:
        async with storage.write() as uow:
            with pytest.raises(IntegrityError) as caught:
                await getattr(uow, noun).add(row)
        said = logged(caught.value)
        assert "sqlalchemy.exc.IntegrityError" in said
        assert "in _insert" in said
        assert not [word for word in (NOTE, NAME, "DETAIL", "999") if word in said]
    await engine.dispose()


def test_what_a_reader_of_values_refuses_is_not_in_the_log() -> None:
    with pytest.raises(ValueError, match="berduka") as caught:
        TypeAdapter(int).validate_python(NOTE)
    assert NOTE not in logged(caught.value)


def test_own_errors_keep_their_words_and_what_they_came_from() -> None:
    def failing() -> None:
        try:
            raise KeyError("first")
        except KeyError as error:
            raise RuntimeError("second") from error

    with pytest.raises(RuntimeError) as caught:
        failing()
    first, _, second = traced(caught.value).partition("which led to:")
    assert "KeyError: 'first'" in first
    assert "RuntimeError: second" in second
    grouped = traced(ExceptionGroup("both", [caught.value, ValueError("third")]))
    assert "RuntimeError: second" in grouped
    assert "ValueError: third" in grouped
