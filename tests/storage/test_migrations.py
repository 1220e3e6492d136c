"""The schema: it goes up, down and up again on both engines, equals the models, and is checked before anything runs."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import OperatorError
from bot.domain.partners import Partner
from bot.storage import schema
from bot.storage.columns import Base
from bot.storage.engine import make_engine
from bot.storage.schema import HEAD, downgrade, need_current, revision_of, upgrade
from bot.storage.unit_of_work import SqlStorage


async def looked_at(url: str, look: Any) -> Any:
    engine = make_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(look)
    finally:
        await engine.dispose()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def described(connection: Connection) -> dict[str, Any]:
    """All that the database says of its tables."""
    inspector = inspect(connection)
    return {
        name: (
            [(one["name"], str(one["type"]), one["nullable"], one["default"]) for one in inspector.get_columns(name)],
            sorted(str(sorted(_in_words(one).items())) for one in inspector.get_indexes(name)),
            sorted(str(sorted(one.items(), key=str)) for one in inspector.get_foreign_keys(name)),
            sorted(str(sorted(one.items(), key=str)) for one in inspector.get_unique_constraints(name)),
            str(inspector.get_pk_constraint(name)),
        )
        for name in inspector.get_table_names()
    }


def _in_words(index: Mapping[str, Any]) -> dict[str, str]:
    """An index with its condition as SQL, which would be another object each time."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return {name: str(value) for name, value in {**index, "dialect_options": sorted(options.items())}.items()}


def differences(connection: Connection) -> list[Any]:
    """What the models have otherwise than the database."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


async def test_schema_goes_up_down_and_up_again(empty_database_url: str) -> None:
    await upgrade(empty_database_url)
    first = await looked_at(empty_database_url, described)
    await downgrade(empty_database_url, "base")
    assert await looked_at(empty_database_url, tables) <= {"alembic_version"}
    await upgrade(empty_database_url)
    assert await looked_at(empty_database_url, described) == first
    assert set(first) == {*Base.metadata.tables, "alembic_version"}


async def test_migrated_database_equals_the_models(database_url: str) -> None:
    assert await looked_at(database_url, differences) == []


async def test_database_made_by_the_models_equals_the_migrated_one(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        made = await connection.run_sync(described)
        await connection.run_sync(Base.metadata.drop_all)
    await engine.dispose()
    await upgrade(empty_database_url)
    migrated = await looked_at(empty_database_url, described)
    migrated.pop("alembic_version")
    assert made == migrated


def test_head_is_the_newest_script() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(schema._config()).get_current_head() == HEAD


async def test_two_upgrades_at_once_make_one_schema(empty_database_url: str) -> None:
    await asyncio.gather(upgrade(empty_database_url), upgrade(empty_database_url))
    assert await looked_at(empty_database_url, differences) == []


async def test_upgrade_that_is_cut_off_leaves_nothing(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    async with engine.connect() as connection:
        await connection.begin()
        await connection.run_sync(schema._migrate, "head", True)
        assert await connection.run_sync(tables)
    await engine.dispose()
    assert await looked_at(empty_database_url, tables) == set()


async def set_revision(engine: AsyncEngine, revision: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})


async def test_only_the_newest_schema_is_taken(database_url: str) -> None:
    engine = make_engine(database_url)
    await need_current(engine)
    await set_revision(engine, "0001")
    with pytest.raises(OperatorError, match=r"older.*rawat db upgrade"):
        await need_current(engine)
    await set_revision(engine, "9999")
    with pytest.raises(OperatorError, match=r"newer.*install the newer one"):
        await need_current(engine)
    await engine.dispose()


async def test_database_without_tables_is_older(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    assert await revision_of(engine) is None
    with pytest.raises(OperatorError, match="older"):
        await need_current(engine)
    await engine.dispose()


async def test_id_of_a_removed_row_is_not_given_again(database_url: str) -> None:
    engine = make_engine(database_url)
    async with SqlStorage(engine).write() as uow:
        removed = await uow.partners.add(Partner("Radio Suara Kota"))
        await uow.partners.remove(removed.id)
        assert (await uow.partners.add(Partner("Toko Buku Cakrawala"))).id > removed.id
    await engine.dispose()


async def test_references_are_held(database_url: str) -> None:
    engine = make_engine(database_url)
    async with SqlStorage(engine).write() as uow:
        with pytest.raises(IntegrityError):
            await uow.partners.add(Partner("Radio Suara Kota", owner_id=99))
    await engine.dispose()


@pytest.mark.parametrize("url", ["mysql://root@localhost/rawat", "rawat.db", "sqlite:///rawat.db", ""])
def test_address_of_no_known_database_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(OperatorError, match="RAWAT_DATABASE_URL"):
        make_engine(url)
