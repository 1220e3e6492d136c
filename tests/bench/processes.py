"""Processes of the bench: started, asked, weighed and ended."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.bench.telegram_side import TOKENS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Side:
    """Telegram's side, as the bench speaks to it."""

    url: str
    http: aiohttp.ClientSession

    async def ask(self, name: str, *arguments: Any) -> dict[str, Any]:
        """Has something done there, and gives what came of it."""
        async with self.http.post(f"{self.url}/bench/{name}", json=arguments) as answer:
            answer.raise_for_status()
            found: dict[str, Any] = await answer.json()
            return found


@asynccontextmanager
async def process(*words: str, folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process that is ended at the end; it sees no setting but these."""
    known = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PTB_TIMEDELTA": "true", "HOME": str(folder)}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=folder,
        env=known | settings,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=(folder / "errors.log").open("ab"),
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.terminate()
        try:
            await asyncio.wait_for(running.wait(), 20)
        except TimeoutError:
            running.kill()
            await running.wait()


@asynccontextmanager
async def telegram_side(colleagues: int, folder: Path) -> AsyncIterator[Side]:
    """The Bot API server in a process of its own."""
    async with process("-m", "tests.bench.telegram_side", str(colleagues), folder=folder) as running:
        assert running.stdout is not None
        url = (await running.stdout.readline()).decode().strip()
        if not url:
            raise RuntimeError((folder / "errors.log").read_text())
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=300)) as http:
            yield Side(url, http)


def rawat(side: Side, folder: Path, database: str, *words: str) -> Any:
    """``rawat run`` over a database."""
    return process(
        "-m",
        "bot",
        "run",
        *words,
        folder=folder,
        RAWAT_BOT_TOKEN=TOKENS["rawat"],
        RAWAT_DATABASE_URL=database,
        RAWAT_TELEGRAM_API=side.url,
    )


def echo(side: Side, folder: Path, name: str) -> Any:
    """One of the two echo bots."""
    return process("-m", "tests.bench.echoes", name, side.url, TOKENS[name], folder=folder)


def cpu_seconds(pid: int) -> float:
    """Seconds of processor time that a process has used (Linux: ``/proc``; elsewhere not a number)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int) -> float:
    """What a process holds in memory (RSS), in MiB (Linux: ``/proc``; elsewhere not a number)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return float("nan")
    (resident,) = (line for line in lines if line.startswith("VmRSS:"))
    return int(resident.split()[1]) / 1024
