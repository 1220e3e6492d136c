"""SIGKILLs while notices go out and logs come in, through a server that fails one call in twenty in every way."""

import asyncio
import random
import re
import time
from collections import Counter, deque
from collections.abc import Awaitable
from dataclasses import dataclass, field

import pytest

from bot.domain.delivery import LEASE as LEASE_OF_NOTICES
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, Role, StaffState
from bot.sandbox.faults import Kind
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.slots import A_SECOND
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.delivery import AT_ONCE
from tests.lives import Bot, living, nothing_waits
from tests.needs import soak_size

FAULTS: tuple[Kind, ...] = ("error_500", "error_502_html", "too_many", "timeout", "lost_answer", "cut")
A_FAULT = 0.05 / len(FAULTS)
PATIENCE = 540.0
AT = "2026-11-23T01:00:00+00:00"
FIRST_CHAT = 720_000_001
MANY = soak_size()
FEW = MANY // 4
QUICKLY = 120
FROZEN_FOR, KILLS_BESIDE = 120.0, 5
STEPS_EACH = 4
"""Steps between two kills, at most, for each notice and log there is: so they are spread over the whole flow."""


async def settle_in(storage: SqlStorage, world: World, colleagues: int, notices: int) -> list[int]:
    """Colleagues with a partner each, and notices to all of them, each with a code of its own."""
    chats = [FIRST_CHAT + number for number in range(colleagues)]
    for chat in chats:
        world.start_bot(world.add_user("Rekan", user_id=chat))
    world.bot.queue.drop_all()
    async with storage.write() as uow:
        staff = await uow.staff.add_all(
            [Staff("Rekan", Role.STAFF, StaffState.ACTIVE, telegram_id=chat, language="en") for chat in chats]
        )
        partners = await uow.partners.add_all([Partner(f"Mitra {one.telegram_id}", owner_id=one.id) for one in staff])
        await uow.search.touch([one.id for one in partners])
        for number in range(notices):
            facts = {"what": "own", "code": f"N{number}N", "at": AT}
            reader = staff[number % colleagues]
            await uow.notices.owe(Notice(NoticeKind.FAILURE, f"n{number}", staff_id=reader.id, facts=facts))
        await uow.commit()
    return chats


async def log_contacts(world: World, chat: int, times: int) -> None:
    """One colleague logs contacts, each when the one before is saved."""
    for number in range(times):
        note = f"called Mitra {chat} to catch up, note {number} of {chat}"
        world.say(chat, note)
        await world.until(lambda said=note: is_asked(world, chat, said), PATIENCE)  # type: ignore[misc]
        press = world.tap(chat, "Save")
        await world.until(lambda pressed=press: pressed.answered, PATIENCE)  # type: ignore[misc]


def is_asked(world: World, chat: int, note: str) -> bool:
    return any(note in message.text and "Save" in message.labels for message in world.bot_messages(chat))


@dataclass
class Flow:
    """Notices that go out and logs that come in through a server that fails, and what is to hold at the end."""

    world: World
    server: BotApiServer
    url: str
    notices: int
    logs: int
    colleagues: int
    chats: list[int] = field(default_factory=list)

    async def begin(self, faults: tuple[Kind, ...]) -> None:
        """Owes the notices, and lets the server fail."""
        chance, engine = random.Random(7), make_engine(self.url)
        self.chats = await settle_in(SqlStorage(engine), self.world, self.colleagues, self.notices)
        await engine.dispose()
        self.world.ledger.calls = deque()
        for kind in faults:
            self.world.faults.add(kind=kind, rate=A_FAULT, seed=chance.randrange(1000))

    async def through(self, bot: Bot) -> None:
        """Logs all contacts; over when nothing waits any more."""
        each = self.logs // self.colleagues
        await asyncio.gather(*(log_contacts(self.world, chat, each) for chat in self.chats))
        await nothing_waits(bot, PATIENCE)

    async def look(self, storage: SqlStorage, kills: int) -> str:
        """Asserts that nothing was lost and no more was repeated than may be; says what was repeated and why."""
        async with storage.read() as uow:
            logged = Counter(one.note for one in await uow.interactions.list_by())
            assert await uow.notices.count_by(message_id=None) == 0
        assert len(logged) == self.logs // self.colleagues * self.colleagues
        assert max(logged.values()) == 1, "a contact was logged twice"
        said = Counter(_code(message.text) for chat in self.chats for message in self.world.bot_messages(chat))
        sent = [said[number] for number in range(self.notices)]
        assert min(sent) >= 1, "a notice was lost"
        struck = [call for call in self.world.ledger.of("sendMessage") if call.fault == "lost_answer"]
        lost = Counter(_code(str(call.params["text"])) for call in struck)
        by_answers = sum(min(times - 1, lost[number]) for number, times in enumerate(sent))
        by_kills = sum(sent) - self.notices - by_answers
        assert by_kills <= kills * AT_ONCE
        faults = Counter(call.fault for call in self.world.ledger.calls if call.fault)
        return (
            f"{self.notices} notices and {sum(logged.values())} logs, {kills} kills, none lost; repeated after "
            f"{sum(lost.values())} lost answers: {by_answers}, after kills: {by_kills}; faults {dict(faults)}"
        )


def _code(text: str) -> int | None:
    found = re.search(r"code N(\d+)N", text)
    return int(found[1]) if found else None


async def live_through(flow: Flow, kills: int, faults: tuple[Kind, ...] = FAULTS, a_second: int = A_SECOND) -> None:
    """One bot, killed so many times on the way."""
    await flow.begin(faults)
    chance = random.Random(11)
    longest = max(120, (flow.notices + flow.logs) * STEPS_EACH // max(1, kills))
    steps = [chance.randint(20, longest) for _ in range(kills)]
    async with living(flow.world, flow.server, flow.url, steps, may_fail=10, a_second=a_second) as bot:
        await flow.through(bot)
        assert bot.kills == kills, "the flow was over before the last kill"
        print(await flow.look(bot.storage, kills))


async def test_a_few_kills_among_failures_lose_nothing(world: World, api_server: BotApiServer, sqlite_url: str) -> None:
    # A call that is never answered is waited for a quarter of a minute: left to the long run.
    passing = tuple(kind for kind in FAULTS if kind != "timeout")
    await live_through(Flow(world, api_server, sqlite_url, notices=20, logs=10, colleagues=10), 2, passing)


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_thirty_kills_among_failures_lose_nothing(
    world: World, api_server: BotApiServer, request: pytest.FixtureRequest, engine: str
) -> None:
    url = str(request.getfixturevalue(f"{engine}_url"))
    many = MANY if engine == "sqlite" else MANY // 2
    flow = Flow(world, api_server, url, notices=many, logs=many, colleagues=250)
    # Telegram's limits are another test's: here as much as can be is under way when a kill comes.
    await live_through(flow, 30, a_second=QUICKLY)


@pytest.mark.soak
@pytest.mark.postgres
async def test_replica_that_is_killed_and_one_that_is_frozen_are_taken_over_and_do_no_harm(
    world: World, api_server: BotApiServer, postgres_url: str
) -> None:
    """One is killed again and again, the other stands still for two minutes; what they held has to run out."""
    flow = Flow(world, api_server, postgres_url, notices=FEW, logs=FEW, colleagues=50)
    await flow.begin(FAULTS)
    chance = random.Random(13)
    steps = [chance.randint(150, 400) for _ in range(KILLS_BESIDE)]
    async with (
        living(world, api_server, postgres_url, steps, may_fail=10, alone=False) as killed,
        living(world, api_server, postgres_url, [0], may_fail=10, alone=False) as frozen,
    ):
        await world.until(lambda: len(world.ledger.of("sendMessage")) > FEW // 20, PATIENCE)
        _, done = await asyncio.gather(frozen.freeze(FROZEN_FOR), _timed(flow.through(killed)))
        assert killed.kills == KILLS_BESIDE, "the flow was over before the last kill"
        # What the frozen one held it finds taken when it goes on; it is given the time to do harm.
        await asyncio.sleep(LEASE_OF_NOTICES.total_seconds() / 3)
        print(f"done after {done:.0f} s;", await flow.look(killed.storage, killed.kills + 1))


async def _timed(flow: Awaitable[None]) -> float:
    began = time.monotonic()
    await flow
    return time.monotonic() - began
