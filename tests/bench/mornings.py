"""A morning of notices within Telegram's limits, with replicas, while people write; and everybody writing at once."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat.buttons import encode
from bot.chat.partners import ShowPartner
from bot.domain.notices import Notice
from bot.domain.words import NoticeKind, NoticeState
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.bench.processes import Side, rawat
from tests.bench.town import Town, misspelt

MORNING_LASTS = 240.0
ASKED_EVERY = 0.7
"""Seconds between two people who write during a morning."""
SETTLES = 4.0
"""Seconds for replicas to start."""
DELAY = 0.05


@dataclass
class Morning:
    """How a morning went: its notices, and the seconds that people waited for answers meanwhile."""

    count: int
    seconds: float
    refused: int
    waited: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Notices in a second."""
        return (self.count - 1) / self.seconds if self.seconds else 0.0


async def morning(
    side: Side, folder: Path, database: str, count: int, *, halves: tuple[str, ...] = ("jobs",), asking: bool = False
) -> Morning:
    """Delivers notices within Telegram's limits by so many processes; ``both`` is a half as well."""
    await _owe(database, count)
    await side.ask("limit", True)
    users = await _users(database) if asking else []
    async with _running(side, folder, database, halves):
        answered = asyncio.create_task(_ask_on(side, users))
        found = await side.ask("sent", count, MORNING_LASTS)
        answered.cancel()
        waited = await answered
    await side.ask("limit", False)
    return Morning(found["count"], found["seconds"], found["refused"], waited)


async def mix(
    side: Side, folder: Path, database: str, town: Town, halves: tuple[str, ...] = ("bot",)
) -> dict[str, float]:
    """Everybody asks for help, presses a card, searches and logs, all at once, with 50 ms added to each answer."""
    dice = random.Random(5)
    texts = {}
    for place, user in enumerate(town.users):
        at = dice.randrange(len(town.names))
        searched = misspelt(town.names[at], dice) if place % 2 else town.names[at]
        texts[str(user)] = [
            f"/find {searched}",
            f"called {town.people[at]} {town.names[at]} today to catch up",
            "/help",
        ]
    card = encode(ShowPartner(town.partner_ids[dice.randrange(len(town.names))]))
    async with _running(side, folder, database, halves):
        people = town.users
        await side.ask("round", "rawat", [[user, "/help"] for user in people])
        return await side.ask("mix", DELAY, texts, card)


@asynccontextmanager
async def _running(side: Side, folder: Path, database: str, halves: tuple[str, ...]) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        for half in halves:
            await stack.enter_async_context(
                rawat(side, folder, database, *(() if half == "both" else ("--only", half)))
            )
        yield


async def _ask_on(side: Side, users: list[int]) -> list[float]:
    """Has one after the other ask for help, until it is cancelled; gives how long each waited."""
    waited: list[float] = []
    try:
        await asyncio.sleep(SETTLES)
        for user in users * 10:
            found = await side.ask("asks", user, "/help", ["/find", "/cari"])
            waited.append(float(found["seconds"]))
            await asyncio.sleep(ASKED_EVERY)
    except asyncio.CancelledError:
        pass
    return waited


async def _users(database: str) -> list[int]:
    engine = make_engine(database)
    async with SqlStorage(engine).read() as uow:
        found = [one.telegram_id or 0 for one in await uow.staff.list_active()]
    await engine.dispose()
    random.Random(3).shuffle(found)
    return found


async def _owe(database: str, count: int) -> None:
    """Owes complaints, noted of the first contacts, to all colleagues by turns; what was owed before is ended."""
    engine = make_engine(database)
    async with SqlStorage(engine).write() as uow:
        for old in await uow.notices.list_by(state=NoticeState.WAITING):
            await uow.notices.change(old.id, state=NoticeState.DROPPED)
        begun = await uow.notices.count_by()
        staff = await uow.staff.list_by()
        contacts = await uow.interactions.list_by(limit=count)
        await uow.notices.add_all(
            [
                Notice(
                    NoticeKind.COMPLAINT,
                    f"bench:{begun + place}",
                    staff_id=staff[place % len(staff)].id,
                    facts={"interaction_id": contact.id, "partner_id": contact.partner_id, "staff_id": staff[0].id},
                )
                for place, contact in enumerate(contacts)
            ]
        )
        await uow.commit()
    await engine.dispose()
