"""Export, wipe, import: equal, for rosters made at random."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from bot.domain.exports import ExportFormat
from bot.domain.ports import Actor, Organisation
from bot.domain.rhythms import PartnerRhythm
from bot.domain.roster.entries import FaultKind
from bot.domain.roster.previews import Preview
from bot.domain.roster.reading import name_key
from bot.domain.staff import Staff
from bot.domain.words import Role
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.readers.files import read_table
from bot.reports.writing import report_of
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.exporting import ExportRoster
from bot.usecases.roster import Agreed, ImportRoster, PreviewRoster
from tests.reports.rosters import FULL, OWN_FEASTS, STAFF, Sketch, bare, rosters

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
LIMITS = settings(deadline=None, suppress_health_check=list(HealthCheck))


NOUNS = (
    "change_sets",
    "roster_files",
    "kept_feasts",
    "occasions",
    "agreements",
    "rhythms",
    "people",
    "partners",
    "own_feasts",
    "staff",
)
"""What is wiped, in an order in which nothing hangs on what is gone; the rest hangs on none of it."""


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[SqlStorage]:
    """A database of this test's own."""
    engine = make_engine(sqlite_url)
    yield SqlStorage(engine)
    await engine.dispose()


async def begin(storage: SqlStorage) -> None:
    """Wipes everything; then the colleagues are there, but for the one who has yet to join, and our own feast."""
    async with storage.connect(writes=True) as connection:
        for noun in NOUNS:
            await connection.execute(text(f"delete from {noun}"))
        await connection.commit()
    async with storage.write() as uow:
        await uow.staff.add_all(STAFF[:-1])
        await uow.own_feasts.add_all(OWN_FEASTS)
        await uow.commit()


async def put(storage: SqlStorage, roster: list[Sketch]) -> None:
    """Keeps a roster as sketched."""
    async with storage.write() as uow:
        await uow.staff.add(STAFF[-1])
        staff = [one.id for one in await uow.staff.list_by()]
        for one in roster:
            owner = None if one.owner is None else staff[one.owner]
            backup = None if one.backup is None else staff[one.backup]
            partner = await uow.partners.add(replace(one.partner, owner_id=owner, backup_id=backup))
            of: dict[str, Any] = {"partner_id": partner.id}
            await uow.occasions.add_all([replace(day, **of) for day in one.days])
            await uow.kept_feasts.add_all([replace(feast, **of) for feast in one.feasts])
            await uow.agreements.add_all([replace(term, **of) for term in one.agreements])
            await uow.rhythms.add_all([PartnerRhythm(partner.id, rhythm, days) for rhythm, days in one.rhythms.items()])
            for who in one.people:
                person = await uow.people.add(replace(who.person, **of))
                theirs = of | {"person_id": person.id}
                await uow.occasions.add_all([replace(day, **theirs) for day in who.days])
                await uow.kept_feasts.add_all([replace(feast, **theirs) for feast in who.feasts])
            there = await uow.people.list_by(partner_id=partner.id)
            for who, person in zip(one.people, there, strict=True):
                others = [other for other in there if name_key(other.name) != name_key(person.name)]
                if who.replaced and others:
                    await uow.people.change(person.id, successor_id=others[0].id)
        await uow.commit()


async def whole(storage: SqlStorage) -> list[Any]:
    """All of the roster, told without ids and in an order that does not hang on them."""
    async with storage.read() as uow:
        staff = {one.id: one.name for one in await uow.staff.list_by()}
        people, days = await uow.people.list_by(), await uow.occasions.list_by()
        feasts, terms = await uow.kept_feasts.list_by(), await uow.agreements.list_by()
        rhythms = await uow.rhythms.list_by()
        names = {one.id: name_key(one.name) for one in people}
        told = [
            (
                bare(one),
                staff.get(one.owner_id or 0),
                staff.get(one.backup_id or 0),
                sorted((bare(term) for term in terms if term.partner_id == one.id), key=repr),
                sorted(
                    (row.rhythm, row.own_days)
                    for row in rhythms
                    if row.partner_id == one.id and row.own_days is not None
                ),
                _of(days, feasts, one.id, None),
                sorted(
                    (
                        (bare(who), names.get(who.successor_id or 0), _of(days, feasts, one.id, who.id))
                        for who in people
                        if who.partner_id == one.id
                    ),
                    key=repr,
                ),
            )
            for one in await uow.partners.list_by()
        ]
    return sorted(told, key=repr)


def _of(days: list[Any], feasts: list[Any], partner_id: int, person_id: int | None) -> list[Any]:
    rows = [one for one in (*days, *feasts) if (one.partner_id, one.person_id) == (partner_id, person_id)]
    return sorted((bare(one) for one in rows), key=repr)


async def exported(storage: SqlStorage, path: Path, language: str, format: ExportFormat = ExportFormat.CSV) -> bytes:
    """The file, made by the manager."""
    t, f = translator_for(language), formats_for(language, "Asia/Jakarta")
    await ExportRoster(storage, ORGANISATION)(await _manager(storage), format, report_of(format, path, t, f))
    return await asyncio.to_thread(path.read_bytes)


async def previewed(storage: SqlStorage, content: bytes) -> Preview:
    """What the file says."""
    by = await _manager(storage)
    return await PreviewRoster(storage, ORGANISATION, read_table)(by, "mitra.csv", content)


async def brought_in(storage: SqlStorage, content: bytes) -> Preview:
    """What the file said; it is taken over."""
    preview = await previewed(storage, content)
    await ImportRoster(storage, ORGANISATION)(await _manager(storage), preview.file_id, Agreed.LATER)
    return preview


async def _manager(storage: SqlStorage) -> Actor:
    async with storage.read() as uow:
        staff: Staff = next(one for one in await uow.staff.list_by() if one.role is Role.MANAGER)
    return Actor(staff, NOON)


async def _comes_back(storage: SqlStorage, folder: Path, roster: list[Sketch], language: str) -> None:
    await begin(storage)
    await put(storage, roster)
    before = await whole(storage)
    content = await exported(storage, folder / "mitra.csv", language)
    told = content.decode("utf-8-sig")
    same = await previewed(storage, content)
    assert (same.new_partners, same.new_people, same.changed) == (0, 0, ()), told
    await begin(storage)
    preview = await brought_in(storage, content)
    assert (preview.refusals, preview.unknown_columns) == ((), ()), told
    assert [one for one in preview.faults if one.why is not FaultKind.NO_PHONE] == [], told
    assert await whole(storage) == before, told


@pytest.mark.parametrize("language", ["id", "en"])
async def test_everything_that_a_partner_can_have_comes_back(database_url: str, tmp_path: Path, language: str) -> None:
    engine = make_engine(database_url)
    await _comes_back(SqlStorage(engine), tmp_path, [FULL], language)
    await engine.dispose()


@given(roster=rosters)
@settings(LIMITS, max_examples=3)
async def test_exported_wiped_and_imported_a_roster_is_the_same(
    office: SqlStorage, tmp_path: Path, roster: list[Sketch]
) -> None:
    await _comes_back(office, tmp_path, roster, "id")


@pytest.mark.soak
@pytest.mark.parametrize("language", ["id", "en"])
@given(roster=rosters)
@settings(LIMITS, max_examples=120)
async def test_many_rosters_come_back_the_same(
    office: SqlStorage, tmp_path: Path, language: str, roster: list[Sketch]
) -> None:
    await _comes_back(office, tmp_path, roster, language)
