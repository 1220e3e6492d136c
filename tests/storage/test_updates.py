"""Incoming updates as rows: kept once, claimed in order within a chat, by one replica at a time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.updates import MOST_BEGUN, MOST_FAILURES, UNANSWERED, ClaimedUpdate, NewUpdate
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.storage.updates import SqlUpdateInbox
from tests.postgres import run_aside

MINUTE = timedelta(minutes=1)
OVER = timedelta(seconds=-1)
"""A lease that is over as soon as it is taken: what the machine clock shows after a kill and a minute."""


def update(id: int, chat: int = 1) -> NewUpdate:
    return NewUpdate(id, chat, {"update_id": id, "message": {"text": "tadi nelpon Bu Ratna"}})


@pytest.fixture
async def inbox(database_url: str) -> AsyncIterator[SqlUpdateInbox]:
    engine = make_engine(database_url)
    yield SqlUpdateInbox(SqlStorage(engine))
    await engine.dispose()


async def ids(inbox: SqlUpdateInbox, most: int = 10, token: str = "a", lease: timedelta = MINUTE) -> list[int]:
    return [one.update_id for one in await inbox.claim(most, token, lease)]


async def test_update_given_twice_is_kept_once(inbox: SqlUpdateInbox) -> None:
    assert await inbox.keep([update(1), update(2)]) == 2
    assert await inbox.keep([update(2), update(3)]) == 1
    assert await inbox.count_waiting() == 3


async def test_finished_update_given_again_is_not_done_again(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1)])
    await inbox.claim(1, "a", MINUTE)
    await inbox.claim(0, "a", MINUTE, finished=[1])
    assert await inbox.keep([update(1)]) == 0
    assert await ids(inbox) == []


async def test_oldest_update_of_each_chat_is_claimed_and_the_next_when_it_is_done(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1, 7), update(2, 7), update(3, 8)])
    assert await ids(inbox) == [1, 3]
    assert await ids(inbox) == []
    assert [one.update_id for one in await inbox.claim(5, "a", MINUTE, finished=[1])] == [2]


async def test_update_that_comes_late_waits_for_the_one_under_way_in_its_chat(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(5)])
    assert await ids(inbox) == [5]
    await inbox.keep([update(4)])
    assert await ids(inbox, token="b") == []


async def test_claim_that_ran_out_is_taken_over_and_known_to_come_again(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1)])
    (first,) = await inbox.claim(1, "killed", OVER)
    (second,) = await inbox.claim(1, "b", MINUTE)
    assert (first.again, second.again) == (False, True)
    assert second.payload == {"update_id": 1, "message": {"text": "tadi nelpon Bu Ratna"}}
    await inbox.claim(0, "killed", MINUTE, finished=[1])
    assert await inbox.count_waiting() == 1


async def test_extended_claim_is_not_taken_over(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1)])
    await inbox.claim(1, "a", OVER)
    await inbox.extend("a", MINUTE)
    assert await ids(inbox, token="b") == []


async def test_released_update_holds_its_chat_until_its_time(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1), update(2)])
    await inbox.claim(1, "a", MINUTE)
    await inbox.release(1, "a", UNANSWERED, MINUTE)
    assert await ids(inbox) == []
    await inbox.claim(1, "a", MINUTE)
    async with inbox.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("update updates set claimed_until = null")
        await connection.commit()
    (again,) = await inbox.claim(1, "a", MINUTE)
    assert (again.update_id, again.again, again.failure) == (1, True, UNANSWERED)


async def test_update_that_failed_too_often_is_hopeless_but_not_for_kills_or_for_telegram(
    inbox: SqlUpdateInbox,
) -> None:
    await inbox.keep([update(1, 1), update(2, 2), update(3, 3)])
    for _ in range(MOST_FAILURES):
        assert not any(one.hopeless for one in await inbox.claim(5, "a", OVER))
        await inbox.release(1, "a", "ZeroDivisionError", OVER)
        await inbox.release(2, "a", UNANSWERED, OVER)
    found = {one.update_id: one.hopeless for one in await inbox.claim(5, "a", MINUTE)}
    assert found == {1: True, 2: False, 3: False}


@pytest.mark.parametrize(
    ("attempts", "failure", "hopeless"),
    [(MOST_BEGUN, None, False), (MOST_BEGUN + 1, None, True), (MOST_BEGUN + 1, UNANSWERED, False)],
)
def test_update_that_may_be_what_ends_the_process_is_hopeless(
    attempts: int, failure: str | None, hopeless: bool
) -> None:
    assert ClaimedUpdate(1, 1, {}, attempts, failure=failure).hopeless is hopeless


async def test_update_set_aside_frees_its_chat(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1), update(2)])
    await inbox.claim(1, "a", MINUTE)
    await inbox.set_aside(1, "a", "begun too often")
    assert await ids(inbox) == [2]


async def test_finished_update_keeps_nobodys_words_and_is_forgotten_later(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(1), update(2)])
    await inbox.claim(1, "a", MINUTE)
    await inbox.claim(0, "a", MINUTE, finished=[1])
    async with inbox.storage.connect(writes=False) as connection:
        kept = await connection.exec_driver_sql("select payload from updates where update_id = 1")
        assert "Ratna" not in str(kept.scalar_one())
    assert await inbox.tidy(MINUTE) == 0
    assert await inbox.tidy(OVER) == 1
    assert await inbox.count_waiting() == 1


async def test_replicas_that_claim_at_once_share_the_chats(inbox: SqlUpdateInbox) -> None:
    await inbox.keep([update(id, chat=id) for id in range(1, 101)])
    rounds = [await asyncio.gather(*(ids(inbox, 10, f"replica {one}") for one in range(4))) for _ in range(5)]
    claimed = [id for claims in rounds for part in claims for id in part]
    assert len(claimed) == len(set(claimed))
    assert sorted(claimed + await ids(inbox, 100)) == list(range(1, 101))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), st.integers(1, 30)),
        st.tuples(st.just("claim"), st.sampled_from(["a", "b"])),
        st.tuples(st.just("finish"), st.sampled_from(["a", "b"])),
        st.tuples(st.just("die"), st.sampled_from(["a", "b"])),
    ),
    max_size=30,
)


@given(STEPS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_each_chat_is_done_in_order_and_once(sqlite_url: str, steps: list[tuple[str, int | str]]) -> None:
    run_aside(lambda: _lived(sqlite_url, steps))


async def _lived(url: str, steps: list[tuple[str, int | str]]) -> None:
    engine = make_engine(url)
    inbox = SqlUpdateInbox(SqlStorage(engine))
    holds: dict[str, dict[int, int]] = {"a": {}, "b": {}}
    kept: set[int] = set()
    done: list[int] = []
    async with inbox.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("delete from updates")
        await connection.commit()
    for step, what in steps:
        if step == "keep":
            kept.add(int(what))
            await inbox.keep([update(int(what), int(what) % 3)])
            continue
        mine = holds[str(what)]
        if step == "claim":
            new = {one.update_id: one.chat_id for one in await inbox.claim(2, str(what), MINUTE)}
            assert not set(new.values()) & {chat for held in holds.values() for chat in held.values()}
            assert all(id == min(other for other in kept - set(done) if other % 3 == id % 3) for id in new)
            mine.update(new)
        elif step == "finish":
            done += list(mine)
            await inbox.claim(0, str(what), MINUTE, finished=list(mine))
            mine.clear()
        else:
            await inbox.extend(str(what), OVER)
            mine.clear()
    assert len(done) == len(set(done))
    assert await inbox.count_waiting() == len(kept - set(done))
    await engine.dispose()
