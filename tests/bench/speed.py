"""Updates per second against bare echo bots: alternating rounds, so that all meet the same weather."""

import asyncio
import random
import statistics
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.chat.buttons import encode
from bot.chat.partners import ShowPartner
from tests.bench.processes import Side, cpu_seconds, echo, rawat
from tests.bench.town import Town, misspelt

BOTS = ("rawat", "echo", "library")
KINDS = ("find", "card", "log")
SAVE = ["Save", "Simpan"]
SETTLES = 0.3
"""Seconds after a round, for what is done after its last answer."""
SENTENCES = (
    ("telepon", "kemarin, tanya kabar"),
    ("called", "yesterday to catch up"),
    ("WA", "tadi pagi, kirim perkembangan terbaru"),
    ("met", "today, thanked them for their help"),
)


@dataclass
class Rounds:
    """What rounds measured: updates per second, and processor milliseconds an update."""

    rates: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    milliseconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    missing: int = 0

    def ratios(self, kind: str, against: str) -> list[float]:
        """Our updates per second in units of an echo bot's, round by round."""
        echoed = self.rates["text", against]
        return [ours / theirs for ours, theirs in zip(self.rates[kind, "rawat"], echoed, strict=True)]

    def rate(self, kind: str, bot: str) -> float:
        """The median of updates per second."""
        return statistics.median(self.rates[kind, bot])

    def cost(self, kind: str, bot: str) -> float:
        """The median of processor milliseconds an update."""
        return statistics.median(self.milliseconds[kind, bot])


@dataclass
class Drive:
    """Drives three bots by turns."""

    side: Side
    town: Town
    pids: dict[str, int]
    people: list[int]
    found: Rounds = field(default_factory=Rounds)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    async def warm_up(self) -> None:
        """Lets everybody build what they build once."""
        for bot in BOTS:
            await self._round("text", bot, [[user, "hello"] for user in self.people[:40]])
        for kind in KINDS:
            await self._ours(kind, self.people[:40])
        self.found = Rounds()

    async def cycle(self) -> None:
        """One round of everything."""
        for bot in ("echo", "library"):
            await self._round("text", bot, [[user, "hello"] for user in self.people])
        for kind in KINDS:
            await self._ours(kind, self.people)

    async def _ours(self, kind: str, people: list[int]) -> None:
        pick = self.dice.randrange
        match kind:
            case "find":
                await self._round(kind, "rawat", [[user, self._search(place)] for place, user in enumerate(people)])
            case "card":
                cards = [encode(ShowPartner(self.town.partner_ids[pick(len(self.town.names))])) for _ in people]
                await self._round(kind, "rawat", [[user, None, card] for user, card in zip(people, cards, strict=True)])
            case _:
                written = await self._round("sentence", "rawat", [[user, self._sentence()] for user in people])
                saved = await self._round("save", "rawat", [[user, None, "", SAVE] for user in people])
                both = sum(one.updates for one in (written, saved)), sum(one.seconds for one in (written, saved))
                self.found.rates[kind, "rawat"].append(both[0] / both[1])
                spent = written.spent + saved.spent
                self.found.milliseconds[kind, "rawat"].append(1000 * spent / both[0])

    async def _round(self, kind: str, bot: str, deeds: list[list[Any]]) -> "_Round":
        before = cpu_seconds(self.pids[bot])
        done = await self.side.ask("round", bot, deeds)
        # What an update leaves to be done after its answer is part of its cost.
        await asyncio.sleep(SETTLES)
        one = _Round(len(deeds) - int(done["missing"]), done["seconds"], cpu_seconds(self.pids[bot]) - before)
        self.found.missing += int(done["missing"])
        self.found.rates[kind, bot].append(one.updates / one.seconds)
        self.found.milliseconds[kind, bot].append(1000 * one.spent / one.updates)
        return one

    def _search(self, place: int) -> str:
        name = self.dice.choice(self.town.names)
        return f"/find {misspelt(name, self.dice) if place % 2 else name}"

    def _sentence(self) -> str:
        at = self.dice.randrange(len(self.town.names))
        start, end = self.dice.choice(SENTENCES)
        return f"{start} {self.town.people[at]} {self.town.names[at]} {end}"


@dataclass(frozen=True)
class _Round:
    updates: int
    seconds: float
    spent: float


@asynccontextmanager
async def drive(side: Side, town: Town, folder: Path, database: str, at_once: int) -> AsyncIterator[Drive]:
    """The three bots, running; of ours the half that answers."""
    async with (
        rawat(side, folder, database, "--only", "bot") as ours,
        echo(side, folder, "echo") as bare,
        echo(side, folder, "library") as library,
    ):
        driving = Drive(side, town, {"rawat": ours.pid, "echo": bare.pid, "library": library.pid}, town.users[:at_once])
        await driving.warm_up()
        yield driving
