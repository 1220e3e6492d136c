"""Runs the benchmarks and prints one table: ``python -m tests.bench [--quick]``."""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.domain.clock import SystemClock
from bot.settings import Settings
from bot.storage.engine import make_engine
from bot.storage.schema import upgrade
from bot.storage.unit_of_work import SqlStorage
from tests.bench import standing
from tests.bench.imports import bringing_in
from tests.bench.mornings import Morning, mix, morning
from tests.bench.planning import compared_on_both, postgres_if_any
from tests.bench.processes import Side, telegram_side
from tests.bench.speed import Rounds, drive
from tests.bench.summaries import summed_on_both
from tests.bench.summary_files import making_files
from tests.bench.table import Line, machine, spread, table
from tests.bench.town import Town, build

PARTNERS, COLLEAGUES, DUE = 10_000, 600, 300
TARGETS = {"find": ("0.35", "0.60"), "card": ("0.40", "0.60"), "log": ("0.25", "0.40")}
WHAT = {
    "find": "/find, half misspelt",
    "card": "a partner's card, by a button",
    "log": "a sentence and its Save, as two updates",
}


async def main(*, quick: bool) -> str:
    """Measures everything; gives what to print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite+aiosqlite:///{folder / 'rawat.db'}"
        town = await _town(database)
        async with telegram_side(COLLEAGUES, folder) as side:
            try:
                lines = [line async for line in _lines(side, town, folder, database, quick=quick)]
            except Exception:
                print((folder / "errors.log").read_text()[-4000:])
                raise
        partners = PARTNERS if quick else 10 * PARTNERS
        lines += [line async for line in compared_on_both(folder, partners, DUE if not quick else DUE // 10)]
        if not quick:
            lines += [line async for line in summed_on_both(folder)]
    return f"{machine()}\n\n{table(lines)}"


async def _town(database: str, partners: int = PARTNERS) -> Town:
    await upgrade(database)
    engine = make_engine(database)
    today = Settings(_env_file=None).as_organisation.today(SystemClock().now())
    town = await build(SqlStorage(engine), partners, COLLEAGUES, today, DUE)
    await engine.dispose()
    return town


async def _lines(side: Side, town: Town, folder: Path, database: str, *, quick: bool) -> AsyncIterator[Line]:
    starts = [await standing.start(side, folder, database, "/today", town.users[-1]) for _ in range(1 if quick else 3)]
    found = await standing.start(side, folder, database, f"/find {town.names[0]}", town.users[-1])
    yield Line("start to the first answer, s", spread([seconds for seconds, _ in starts]), "3", "1.5", "/today")
    yield Line("start to the first /find, s", f"{found[0]:.2f}", more="reads all names first")
    yield Line("memory at rest, MiB", f"{found[1]:.0f}", "150", "110", "after a search")
    async with drive(side, town, folder, database, 100 if quick else 200) as driving:
        for _ in range(2 if quick else 5):
            await driving.cycle()
    for line in _speeds(driving.found):
        yield line
    took = await standing.search(database, town, 200 if quick else 1000)
    middle = f"median {statistics.median(took):.1f}"
    yield Line("fuzzy search, 95th of 100, ms", f"{took[int(0.95 * len(took))]:.1f}", "30", "10", middle)
    count = 300 if quick else 3000
    yield _morning("a morning of notices, a second", await morning(side, folder, database, count), count)
    asked = await morning(side, folder, database, count, halves=("both",), asking=True)
    yield _morning("the same while people write", asked, count)
    with postgres_if_any() as server:
        if server is not None:
            url = server.database_url(server.create())
            small = await _town(url, partners=count)
            twice = await morning(side, folder, url, count, halves=("both", "both"), asking=True)
            yield _morning("the same by two replicas on PostgreSQL", twice, count)
            mixed = await mix(side, folder, url, small, ("bot", "bot"))
            yield _mix("600 chats at once, 50 ms added, by two replicas, a second", mixed)
            server.drop_all()
    yield _mix("600 chats at once, 50 ms added, a second", await mix(side, folder, database, town))
    rows = 2_000 if quick else 20_000
    came = await bringing_in(folder, rows)
    more = f"its transaction {came.transaction:.2f}, slowest search meanwhile {came.waited:.2f}, undo {came.undo:.1f}"
    yield Line(f"{rows:,} rows of a roster brought in, s", f"{came.whole:.1f}", "60", more=more)
    files = await making_files(folder, rows // 2, rows * 10)
    more = f"its facts {files.facts:.2f}, slowest search meanwhile {files.waited['drawing']:.2f}"
    yield Line("the summary's first picture drawn, s", f"{files.drawing:.2f}", "2", more=more)
    more = f"{rows // 2:,} partners, {rows * 10:,} contacts, slowest search meanwhile {files.waited['workbook']:.2f}"
    yield Line("the summary's workbook, s", f"{files.workbook:.1f}", "10", more=more)


def _morning(what: str, found: Morning, count: int) -> Line:
    more = f"{found.count} of {count} notices and answers sent, {found.refused} times 429"
    if found.waited:
        waited = sorted(found.waited)
        more += f"; {len(waited)} answers after {statistics.median(waited):.2f} s, the slowest after {waited[-1]:.2f}"
    return Line(what, f"{found.rate:.1f}", "27", "29", more)


def _mix(what: str, found: dict[str, float]) -> Line:
    rate = f"{found['updates'] / found['seconds']:.0f}"
    return Line(what, rate, "300", more=f"{found['updates']:.0f} updates, {found['in_order']:.0f} chats in order")


def _speeds(found: Rounds) -> list[Line]:
    lines = [
        Line(
            WHAT[kind] + f", against {against}",
            spread(found.ratios(kind, bot)),
            *(TARGETS[kind] if bot == "echo" else ("", "")),
            f"{found.rate(kind, 'rawat'):.0f}/s, {found.cost(kind, 'rawat'):.1f} ms of processor",
        )
        for bot, against in (("echo", "our transport's echo"), ("library", "the library's echo"))
        for kind in WHAT
    ]
    for bot, what in (
        ("echo", "echo over our transport, a second"),
        ("library", "echo of the library as it comes, a second"),
    ):
        rate = spread(found.rates["text", bot], 0)
        lines.append(Line(what, rate, more=f"{found.cost('text', bot):.1f} ms of processor"))
    if found.missing:
        lines.append(Line("cards without Save", str(found.missing), more="sentences that led to a question"))
    return lines


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="fewer rounds, for a first look")
    given = arguments.parse_args()
    print(asyncio.run(main(quick=given.quick)))
