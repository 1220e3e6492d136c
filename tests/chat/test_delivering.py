"""What becomes of a notice when Telegram does not take it, through the real library and the server's faults."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.notices import Notice
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.team_groups import TeamGroup
from bot.domain.words import Consent, NoticeKind, NoticeState, OccasionKind, Role, StaffState
from bot.sandbox.server import BotApiServer
from jobs import deliver_notices
from tests.chat.harness import MONDAY, BotUnderTest, Person

FACTS = {"what": "own", "code": "7F3A", "at": MONDAY.isoformat()}


async def deliver(rawat: BotUnderTest, server: BotApiServer) -> None:
    """One run of the delivery, as if a minute had passed since the one before."""
    async with rawat.app.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("update notices set not_before = null, claimed_until = null")
        await connection.exec_driver_sql("delete from send_slots")
        await connection.commit()
    line = rawat.app.line or await rawat.app.connect(api=server.url)
    line.slots._made = False
    await deliver_notices.run(rawat.app, rawat.clock.now())


async def owe(rawat: BotUnderTest, reader: Person, key: str = "k") -> None:
    await rawat.put(Notice(NoticeKind.FAILURE, key, staff_id=reader.staff_id, facts=FACTS))


async def states(rawat: BotUnderTest) -> list[NoticeState]:
    return [one.state for one in await rawat.all(Notice)]


@pytest.mark.parametrize("kind", ["error_500", "error_502_html", "too_many", "cut", "lost_answer"])
async def test_notice_that_is_not_taken_waits_and_is_sent_again(
    rawat: BotUnderTest, api_server: BotApiServer, kind: Any
) -> None:
    rina = await rawat.colleague()
    await owe(rawat, rina)
    rawat.world.faults.add("sendMessage", kind=kind, times=1, retry_after=30)
    await deliver(rawat, api_server)
    assert await states(rawat) == [NoticeState.WAITING]
    (waiting,) = await rawat.all(Notice)
    assert (waiting.not_before is not None, waiting.attempts) == (True, 1)
    await deliver(rawat, api_server)
    assert await states(rawat) == [NoticeState.SENT]
    assert len(rina.heard) == (2 if kind == "lost_answer" else 1)


async def test_who_blocked_the_bot_passes_the_work_on_and_start_brings_them_back(
    rawat: BotUnderTest, api_server: BotApiServer
) -> None:
    rawat.strict = False
    agus, rina, sari = [
        await rawat.colleague(name, role)
        for name, role in (("Agus", Role.ADMIN), ("Rina", Role.STAFF), ("Sari", Role.STAFF))
    ]
    (clinic,) = await rawat.put(Partner("Klinik Sehat Bersama", owner_id=rina.staff_id, backup_id=sari.staff_id))
    (dewi,) = await rawat.put(PersonThere(clinic.id, "Dewi Anggraini", consent=Consent.AGREED))
    await rawat.put(Occasion(clinic.id, OccasionKind.BIRTHDAY, MONDAY.day, MONDAY.month, dewi.id))
    await rawat.app.plan_reminders(MONDAY)
    rawat.world.block(rina.user)
    await rawat.skip()
    await owe(rawat, rina)
    await deliver(rawat, api_server)
    assert (await rina.staff()).state is StaffState.BLOCKED
    await deliver(rawat, api_server)
    assert "Rina gets no messages any more" in sari.text
    assert "Rina gets no messages any more" in agus.text
    await rawat.app.plan_reminders(MONDAY + timedelta(minutes=5))
    assert {one.staff_id for one in await rawat.all(Reminder)} == {sari.staff_id}
    await rina.start()
    assert (await rina.staff()).state is StaffState.ACTIVE
    await rawat.app.plan_reminders(MONDAY + timedelta(minutes=10))
    assert {one.staff_id for one in await rawat.all(Reminder)} == {rina.staff_id}


async def test_group_that_became_a_supergroup_is_followed_by_its_notice(
    rawat: BotUnderTest, api_server: BotApiServer
) -> None:
    rawat.strict = False
    agus = await rawat.colleague("Agus", Role.ADMIN)
    group = rawat.world.add_group("Tim Rawat", agus.user)
    rawat.world.add_bot_to(group, agus.user)
    await rawat.skip()
    await rawat.put(TeamGroup(group.id, "Tim Rawat", agus.staff_id, MONDAY))
    await rawat.put(Notice(NoticeKind.STRANGER, "group", chat_id=group.id, facts={"language": "en"}))
    new = rawat.world.upgrade(group, agus.user)
    await rawat.skip()
    await deliver(rawat, api_server)
    await deliver(rawat, api_server)
    assert [one.chat_id for one in await rawat.all(TeamGroup)] == [new.id]
    assert len(rawat.world.bot_messages(new)) == 1
