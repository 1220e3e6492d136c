"""A SIGKILL between any two steps of an update or a notice loses nothing, and logs nothing twice."""

from collections import Counter

import pytest

from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, Role, StaffState
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.databases import migrate
from tests.lives import living, nothing_waits

LOG = "tadi nelpon Klinik Sehat Bersama, tanya kabar dr. Dewi"
SOME_STEPS = (3, 8, 14, 19, 25, 32)
"""Of all steps those that `make test` looks at; `make soak` looks at each."""
PATIENCE = 60.0


async def settle_in(storage: SqlStorage, world: World) -> None:
    """Two colleagues, a partner, and a notice to each of the two."""
    rina, agus = world.add_user("Rina"), world.add_user("Agus")
    for user in (rina, agus):
        world.start_bot(user)
    world.bot.queue.drop_all()
    async with storage.write() as uow:
        staff = [
            await uow.staff.add(Staff(name, role, StaffState.ACTIVE, telegram_id=user.id, language="en"))
            for name, role, user in (("Rina", Role.STAFF, rina), ("Agus", Role.ADMIN, agus))
        ]
        partner = await uow.partners.add(Partner("Klinik Sehat Bersama", owner_id=staff[0].id))
        await uow.people.add(Person(partner_id=partner.id, name="Dewi Anggraini", salutation="dr."))
        await uow.search.touch([partner.id])
        await uow.notices.owe(Notice(NoticeKind.RECOVERED_ADMIN, "a", staff_id=staff[1].id))
        await uow.notices.owe(Notice(NoticeKind.STRANGER, "b", chat_id=rina.id))
        await uow.commit()


async def a_day_with_a_kill(world: World, server: BotApiServer, url: str, step: int) -> int:
    """One contact is logged and two notices go out, with a kill at the step; gives how many kills there were."""
    engine = make_engine(url)
    await settle_in(SqlStorage(engine), world)
    await engine.dispose()
    rina, agus = (user.id for user in list(world.users.values())[-2:])
    async with living(world, server, url, [step]) as bot:
        world.say(rina, LOG)
        await world.until(lambda: any("Save" in m.labels for m in world.bot_messages(rina)), PATIENCE)
        press = world.tap(rina, "Save")
        await world.until(lambda: press.answered, PATIENCE)
        await nothing_waits(bot, PATIENCE)
        async with bot.storage.read() as uow:
            assert await uow.interactions.count_by() == 1
            assert await uow.notices.count_by(message_id=None) == 0
    said = Counter(message.text for message in [*world.bot_messages(rina), *world.bot_messages(agus)])
    assert max(said.values()) <= 1 + bot.kills, said
    for chat, words in ((agus, "rawat claim --recover"), (rina, "anggota tim yang diundang")):
        assert any(words in message.text for message in world.bot_messages(chat)), world.transcript()
    return bot.kills


@pytest.mark.parametrize("step", SOME_STEPS)
async def test_kill_at_a_step_loses_nothing(world: World, api_server: BotApiServer, sqlite_url: str, step: int) -> None:
    assert await a_day_with_a_kill(world, api_server, sqlite_url, step) == 1


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_kill_at_each_step_loses_nothing(request: pytest.FixtureRequest, engine: str) -> None:
    step, kills = 0, 1
    while kills:
        # What differs on PostgreSQL are the claims' queries, not the steps: each third is enough there.
        step += 1 if engine == "sqlite" else 3
        url = fresh_database(request, engine, step)
        world = World()
        world.add_bot()
        server = BotApiServer(world)
        await server.start()
        try:
            kills = await a_day_with_a_kill(world, server, url, step)
        finally:
            await server.stop()
    assert step > max(SOME_STEPS)


def fresh_database(request: pytest.FixtureRequest, engine: str, step: int) -> str:
    if engine == "sqlite":
        path = request.getfixturevalue("tmp_path") / f"{step}.db"
        migrate(f"sqlite+aiosqlite:///{path}")
        return f"sqlite+aiosqlite:///{path}"
    server, template = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_template")
    return str(server.database_url(server.create(template)))
