"""A PostgreSQL for the tests: one that is given, or one started for the session from the machine's own programs.

Server programs refuse to run as root, so root hands them to another user.
"""

import asyncio
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from tests.needs import given_postgres_url, missing

T = TypeVar("T")
START_ATTEMPTS = 3
# Speed before safety: what a crash of this server would lose, nobody wants back.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=4GB", "jit=off")

# The rows that migrations put in, where the sequences stand, and what there is, down to the columns.
REMEMBER = """
create schema remembered;
create view remembered.shape as
  select md5(string_agg(format('%s %s %s', relname, attname, atttypid), ',' order by relname, attnum)) as now
  from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace;
create table remembered.first_shape as table remembered.shape;
create table remembered.sequences as
  select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value) as value,
    last_value is not null as used
  from pg_sequences where schemaname = 'public';
create procedure remembered.keep() language plpgsql as $$
declare name text; found bool;
begin
  for name in select tablename from pg_tables where schemaname = 'public' loop
    execute format('select exists (select from public.%I)', name) into found;
    if found then execute format('create table remembered.%1$I as table public.%1$I', name); end if;
  end loop;
end $$;
call remembered.keep();
create procedure remembered.recall() language plpgsql as $$
declare name text; found bool;
begin
  if (select now from remembered.shape) <> (select now from remembered.first_shape) then
    raise exception 'there are other tables than at first';
  end if;
  set local session_replication_role = replica;
  for name in select tablename from pg_tables where schemaname = 'public' loop
    execute format('select exists (select from public.%I)', name) into found;
    if found then execute format('delete from public.%I', name); end if;
  end loop;
  for name in select tablename from pg_tables where schemaname = 'remembered' loop
    if to_regclass(format('public.%I', name)) is not null then
      execute format('insert into public.%1$I overriding system value table remembered.%1$I', name);
    end if;
  end loop;
  perform setval(s.name::regclass, s.value, s.used) from remembered.sequences s;
end $$;
"""
RECALL = """
select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
call remembered.recall();
"""


def run_aside(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Runs a coroutine in a thread of its own, so that a fixture never meets the test's event loop."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(lambda: asyncio.run(make())).result()


@dataclass(frozen=True)
class PostgresServer:
    """A server that hands out databases; `url` names one that always exists, as postgresql://…/name."""

    url: str
    prefix: str
    _made: list[str] = field(default_factory=list)
    _clean: list[str] = field(default_factory=list)

    def database_url(self, name: str) -> str:
        """The address of a database of this server, as SQLAlchemy takes it."""
        return urlunsplit(urlsplit(self.url)._replace(scheme="postgresql+asyncpg", path=f"/{name}"))

    def create(self, template: str | None = None) -> str:
        """Creates a database, empty or as a copy of another to which nobody is connected, and gives its name."""
        name = f"{self.prefix}_{len(self._made)}"
        self._execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        self._made.append(name)
        return name

    def prepare(self, template: str) -> None:
        """Lets copies of this database be lent again and again: it remembers its rows, and how to get back to them."""
        self._execute(REMEMBER, template)

    def lend(self, template: str) -> str:
        """A copy of a prepared database, new or as good as new; ``take_back`` it."""
        return self._clean.pop() if self._clean else self.create(template)

    def take_back(self, name: str) -> None:
        """Makes a lent database as it was, which is quicker than another copy; drops it where that cannot be done."""
        try:
            self._execute(RECALL, name)
        except asyncpg.PostgresError:
            self.drop(name)
        else:
            self._clean.append(name)

    def drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def drop_all(self) -> None:
        for name in self._made:
            self.drop(name)

    def _execute(self, statement: str, database: str = "") -> None:
        async def execute() -> None:
            url = urlsplit(self.url)
            connection = await asyncpg.connect(urlunsplit(url._replace(path=f"/{database}")) if database else self.url)
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        run_aside(execute)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """The server for this session; skips (or fails, in CI) where there is none."""
    prefix = f"rawat_test_{os.getpid()}"
    if given := given_postgres_url():
        server = PostgresServer(given.replace("+asyncpg", "", 1), prefix)
        try:
            yield server
        finally:
            server.drop_all()
        return
    programs = find_programs()
    if programs is None:
        missing(
            "PostgreSQL: no initdb in PATH or /usr/lib/postgresql; install `postgresql` or set RAWAT_TEST_POSTGRES_URL"
        )
    with _started(programs) as url:
        yield PostgresServer(url, prefix)


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first; None where there is none."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in installed), key=lambda folder: float(folder.parent.name), default=None)


@contextmanager
def _started(programs: Path) -> Iterator[str]:
    # Not pytest's own temporary folder: that one is closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="rawat-postgres-"))
    run = _Runner(programs, folder)
    try:
        run.initialise()
        port = run.start()
        try:
            yield f"postgresql://rawat@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-D", folder / "cluster", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Runner:
    """Runs the server's programs, as another user where we are root."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._user = _other_user() if os.geteuid() == 0 else None
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)

    def initialise(self) -> None:
        letters = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        options = ("--username=rawat", "--auth=trust", "--encoding=UTF8", "--locale=C", f"--lc-ctype={letters}")
        self("initdb", "-D", self._folder / "cluster", "--no-sync", *options)

    def start(self) -> int:
        """Starts the server and gives its port; another process may take a free port first, hence the attempts."""
        log = self._folder / "log"
        for attempt in range(1, START_ATTEMPTS + 1):
            port = _free_port()
            options = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=''", *FAST)
            words = " ".join(f"-c {option}" for option in options)
            try:
                self("pg_ctl", "start", "-w", "-D", self._folder / "cluster", "-l", log, "-o", words)
            except subprocess.CalledProcessError:
                if attempt == START_ATTEMPTS:
                    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from None
            else:
                return port
        raise AssertionError("unreachable")

    def __call__(self, program: str, *arguments: str | Path) -> None:
        as_other: dict[str, Any] = {}
        if self._user:
            as_other = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        subprocess.run(
            [self._programs / program, *arguments],
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_other,
        )


def _other_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
