"""Instants of the machine clock, moved by a span: for leases, claims, back-off and pacing."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Interval, cast, literal
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import UtcInstant
from bot.storage.engine import machine_now, system_now


def later(connection: AsyncConnection, span: timedelta) -> ColumnElement[datetime]:
    """The machine's instant *span* from now, as an expression."""
    if connection.dialect.name == "postgresql":
        return cast(machine_now(connection) + cast(literal(span), Interval), UtcInstant())
    return literal(system_now() + span, UtcInstant())
