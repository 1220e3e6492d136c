"""A partner's card in one question: its rows of every noun, each as a JSON array.

Each question costs a journey to the database's thread or server and back; a card asked for noun by noun makes a dozen.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Table,
    Text,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.agreements import Agreement
from bot.domain.cards import NEWEST, CardRows
from bot.domain.feasts import known_feasts
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.occasions import ConfirmedFeast, Event, KeptFeast, Occasion, OwnFeast
from bot.domain.offers import SpecialOffer
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Absence, Staff
from bot.domain.words import AgreementOutcome, PersonState, PromiseState, ReminderState
from bot.storage.columns import Base
from bot.storage.swift import ask

_LIVING_OR_EXPIRED = (*(state for state in ReminderState if state.living), ReminderState.EXPIRED)
_ENTITIES: dict[str, type[Any]] = {
    "partners": Partner,
    "people": Person,
    "interactions": Interaction,
    "rhythms": PartnerRhythm,
    "reminders": Reminder,
    "promises": Promise,
    "agreements": Agreement,
    "occasions": Occasion,
    "kept_feasts": KeptFeast,
    "confirmed_feasts": ConfirmedFeast,
    "own_feasts": OwnFeast,
    "events": Event,
    "staff": Staff,
    "absences": Absence,
    "offers": SpecialOffer,
    "introductions": Introduction,
}


async def read_card_rows(connection: AsyncConnection, partner_id: int) -> CardRows | None:
    """The rows of a partner's card; None where there is no such partner."""
    question = _question(connection.dialect.name)
    found: dict[str, list[Any]] = defaultdict(list)
    for noun, values in await ask(connection, question, {"partner_id": partner_id}):
        found[noun].append(_made(noun, json.loads(values)))
    if not found["partners"]:
        return None
    for rows in found.values():
        rows.sort(key=lambda row: row.id)
    return CardRows(
        partner=found["partners"][0],
        people=found["people"],
        interactions=sorted(found["interactions"], key=lambda row: (row.on, row.id), reverse=True),
        rhythms=found["rhythms"],
        reminders=found["reminders"],
        promises=found["promises"],
        agreements=found["agreements"],
        occasions=found["occasions"],
        kept_feasts=found["kept_feasts"],
        feasts=known_feasts(found["own_feasts"], found["confirmed_feasts"]),
        events=found["events"],
        absences=found["absences"],
        offers=found["offers"],
        introductions=found["introductions"],
        staff_names={row.id: row.name for row in found["staff"]},
    )


@cache
def _question(dialect: str) -> CompoundSelect[Any]:
    """Built once: building costs more than asking."""
    tables = {noun: Base.metadata.tables[noun] for noun in _ENTITIES}
    of_partner = {
        noun: table.c.partner_id == bindparam("partner_id") for noun, table in tables.items() if "partner_id" in table.c
    }
    people, promises, reminders = tables["people"], tables["promises"], tables["reminders"]
    partner, contacts, staff = tables["partners"], tables["interactions"], tables["staff"]
    newest = (
        select(*_columns(contacts))
        .where(of_partner["interactions"])
        .order_by(contacts.c.on.desc(), contacts.c.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    this = partner.c.id == bindparam("partner_id")
    absences, agreements = tables["absences"], tables["agreements"]
    of_owner = absences.c.staff_id.in_(select(partner.c.owner_id).where(this))
    on_card = or_(
        staff.c.id.in_(select(absences.c.stand_in_id).where(of_owner)),
        *(staff.c.id.in_(select(column).where(this)) for column in (partner.c.owner_id, partner.c.backup_id)),
        staff.c.id.in_(select(newest.c.staff_id)),
    )
    where: dict[str, ColumnElement[bool]] = {
        **of_partner,
        "partners": this,
        "people": of_partner["people"] & (people.c.state == PersonState.ACTIVE),
        "reminders": of_partner["reminders"] & reminders.c.state.in_(_LIVING_OR_EXPIRED),
        "promises": of_partner["promises"] & (promises.c.state == PromiseState.OPEN),
        "agreements": of_partner["agreements"]
        & (agreements.c.closed_on.is_(None) | (agreements.c.outcome == AgreementOutcome.IN_PROCESS)),
        "confirmed_feasts": true(),
        "own_feasts": true(),
        "introductions": of_partner["introductions"] | (tables["introductions"].c.other_id == bindparam("partner_id")),
        "staff": on_card,
        "absences": of_owner,
    }
    parts = [
        select(literal(noun), _as_json(_columns(tables[noun]), dialect)).where(where[noun])
        for noun in _ENTITIES
        if noun != "interactions"
    ]
    parts.append(select(literal("interactions"), _as_json(list(newest.c), dialect)))
    return union_all(*parts)


def _as_json(columns: list[Any], dialect: str) -> ColumnElement[str]:
    if dialect == "postgresql":
        return sql_cast(func.json_build_array(*columns), Text)
    return func.json_array(*columns, type_=Text)


def _columns(table: Table) -> list[Any]:
    entity = _ENTITIES[table.name]
    return [table.c[field.name] for field in fields(entity)]


def _made(noun: str, values: list[Any]) -> Any:
    """An entity from its columns as JSON."""
    return _ENTITIES[noun](
        *(value if value is None else restore(value) for restore, value in zip(_restorers(noun), values, strict=True))
    )


@cache
def _restorers(noun: str) -> tuple[Callable[[Any], Any], ...]:
    return tuple(_restorer(column.type.python_type) for column in _columns(Base.metadata.tables[noun]))


def _restorer(kind: type[Any]) -> Callable[[Any], Any]:
    """How a value of this kind comes back; SQLite keeps truth as a number."""
    if issubclass(kind, datetime):
        return _instant
    if issubclass(kind, (date, time)):
        return kind.fromisoformat
    return kind if issubclass(kind, (Enum, bool)) else lambda value: value


def _instant(text: str) -> datetime:
    """SQLite keeps instants in UTC without saying so."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
