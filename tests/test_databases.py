"""A PostgreSQL database that was lent to one test comes to the next as good as new."""

import asyncpg
import pytest

from tests.postgres import PostgresServer, run_aside

pytestmark = pytest.mark.postgres

COUNTS = """
select tablename, query_to_xml('select count(*) from public.' || tablename, true, true, '')::text
from pg_tables where schemaname = 'public' order by 1
"""
INVITE = "insert into invitations (token_hash, role, expires_at) values ('x', 'staff', 'infinity') returning id"


def ask(server: PostgresServer, name: str, statement: str) -> list[tuple[object, ...]]:
    """The rows of a statement over a database that was lent."""

    async def asked() -> list[tuple[object, ...]]:
        connection = await asyncpg.connect(server.database_url(name).replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    return run_aside(asked)


def test_rows_and_sequences_are_as_at_first(postgres: PostgresServer, postgres_template: str) -> None:
    lent = postgres.lend(postgres_template)
    at_first = ask(postgres, lent, COUNTS)
    first = ask(postgres, lent, INVITE)
    assert ask(postgres, lent, COUNTS) != at_first
    postgres.take_back(lent)
    assert postgres.lend(postgres_template) == lent
    assert ask(postgres, lent, COUNTS) == at_first
    assert ask(postgres, lent, INVITE) == first
    postgres.take_back(lent)


def test_one_whose_tables_were_changed_is_not_lent_again(postgres: PostgresServer, postgres_template: str) -> None:
    lent = postgres.lend(postgres_template)
    ask(postgres, lent, "alter table updates rename to elsewhere")
    postgres.take_back(lent)
    other = postgres.lend(postgres_template)
    assert other != lent
    postgres.take_back(other)
