"""SIGKILLs while notices go out and logs come in, through a server that fails one call in twenty in every way."""

import asyncio
import random
from collections import Counter

import pytest

from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, Role, StaffState
from bot.sandbox.faults import Kind
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.delivery import AT_ONCE
from tests.lives import living, nothing_waits

FAULTS: tuple[Kind, ...] = ("error_500", "error_502_html", "too_many", "timeout", "lost_answer", "cut")
A_FAULT = 0.05 / len(FAULTS)
PATIENCE = 540.0
AT = "2026-11-23T01:00:00+00:00"
FIRST_CHAT = 720_000_001


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


async def live_through(
    world: World,
    server: BotApiServer,
    url: str,
    *,
    kills: int,
    notices: int,
    logs: int,
    colleagues: int,
    faults: tuple[Kind, ...] = FAULTS,
) -> None:
    chance = random.Random(7)
    engine = make_engine(url)
    chats = await settle_in(SqlStorage(engine), world, colleagues, notices)
    await engine.dispose()
    for kind in faults:
        world.faults.add(kind=kind, rate=A_FAULT, seed=chance.randrange(1000))
    steps = [chance.randint(20, 120) for _ in range(kills)]
    async with living(world, server, url, steps, may_fail=10) as bot:
        await asyncio.gather(*(log_contacts(world, chat, logs // colleagues) for chat in chats))
        await nothing_waits(bot, PATIENCE)
        async with bot.storage.read() as uow:
            logged = Counter(one.note for one in await uow.interactions.list_by())
            assert await uow.notices.count_by(message_id=None) == 0
    assert bot.kills == kills, "the flow was over before the last kill"
    assert len(logged) == logs // colleagues * colleagues
    assert max(logged.values()) == 1
    lost = sum(call.fault == "lost_answer" for call in world.ledger.of("sendMessage"))
    said = [message.text for chat in chats for message in world.bot_messages(chat)]
    sent = [sum(f"code N{number}N " in text for text in said) for number in range(notices)]
    assert min(sent) >= 1, "a notice was lost"
    assert sum(sent) - notices <= lost + kills * AT_ONCE


async def test_a_few_kills_among_failures_lose_nothing(world: World, api_server: BotApiServer, sqlite_url: str) -> None:
    # A call that is never answered is waited for a quarter of a minute: left to the long run.
    passing = tuple(kind for kind in FAULTS if kind != "timeout")
    await live_through(world, api_server, sqlite_url, kills=2, notices=20, logs=10, colleagues=10, faults=passing)


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_thirty_kills_among_failures_lose_nothing(
    world: World, api_server: BotApiServer, request: pytest.FixtureRequest, engine: str
) -> None:
    url = str(request.getfixturevalue(f"{engine}_url"))
    # A call that is never answered holds a send for a quarter of a minute: the server's own tests have those.
    passing = tuple(kind for kind in FAULTS if kind != "timeout")
    await live_through(world, api_server, url, kills=30, notices=300, logs=200, colleagues=50, faults=passing)
