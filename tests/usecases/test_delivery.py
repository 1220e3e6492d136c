"""Delivering notices, with doubles of the ports: what each end of a send leads to."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import (
    LEASE,
    Delivery,
    Moved,
    PremiseGone,
    Refusal,
    RefusedForGood,
    Sent,
    TryLater,
    Turn,
    Wait,
)
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.staff import Staff
from bot.domain.team_groups import TeamGroup
from bot.domain.words import NoticeKind, Role, StaffState
from bot.usecases.delivery import AT_ONCE, GIVEN_UP_AT, LONGEST_RUN, LONGEST_TURN, TOLD_AT, DeliverNotices
from tests.fakes import FakeStorage

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
RINA = Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=71, id=1)
AGUS = Staff("Agus", Role.ADMIN, StaffState.ACTIVE, telegram_id=72, id=2)
SARI = Staff("Sari", Role.STAFF, StaffState.ACTIVE, telegram_id=73, id=3)


class FakeOutbox:
    """Notices in memory; claims hold until they are ended."""

    def __init__(self, *notices: Notice) -> None:
        self.waiting = {number: replace(one, id=number) for number, one in enumerate(notices, 1)}
        self.ends: dict[int, tuple[str, object]] = {}
        self.claimed: set[int] = set()

    async def claim(self, most: int, token: str, lease: timedelta = LEASE) -> list[Notice]:
        free = [one for id, one in self.waiting.items() if id not in self.claimed][:most]
        self.claimed |= {one.id for one in free}
        return free

    async def mark_sent(self, id: int, token: str, message_id: int) -> bool:
        self.ends[id] = ("sent", message_id)
        return True

    async def postpone(self, id: int, token: str, wait: timedelta, failure: str | None = None) -> None:
        self.ends[id] = ("postponed", wait.total_seconds())

    async def redirect(self, id: int, token: str, chat_id: int) -> None:
        self.ends[id] = ("moved", chat_id)

    async def drop(self, id: int, token: str, why: str) -> None:
        self.ends[id] = ("dropped", why)

    async def refuse(self, id: int, token: str, why: str) -> None:
        self.ends[id] = ("refused", why)


class FakeSlots:
    """Turns as they are told; notes what is asked."""

    def __init__(self, *waits: Wait) -> None:
        self.waits = list(waits)
        self.slowed: list[tuple[int, float]] = []
        self.landed_in: list[int] = []

    async def take(self, chat_id: int) -> Turn | Wait:
        return self.waits.pop(0) if self.waits else Turn(chat_id, "bot:00")

    async def answer(self, chat_id: int) -> Turn | Wait | None:
        raise AssertionError("notices are no answers")

    async def landed(self, turn: Turn, took: float) -> None:
        self.landed_in.append(turn.chat_id)

    async def account(self, answers: Mapping[int, int]) -> None:
        raise AssertionError("notices are no answers")

    async def slow_down(self, chat_id: int, seconds: float) -> bool:
        self.slowed.append((chat_id, seconds))
        return False


class FakeMessenger:
    """Sends as it is told; counts how many are under way at once."""

    def __init__(self, outcome: Callable[[Notice], Delivery]) -> None:
        self.outcome = outcome
        self.sent: list[tuple[str, int]] = []
        self.under_way = self.most_under_way = 0

    async def send(self, notice: Notice, staff: Staff | None, chat_id: int) -> Delivery:
        self.under_way += 1
        self.most_under_way = max(self.under_way, self.most_under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        self.sent.append((notice.key, chat_id))
        return self.outcome(notice)


class Delivered:
    """A delivery over doubles."""

    def __init__(self, storage: FakeStorage, *notices: Notice) -> None:
        self.storage = storage
        self.outbox = FakeOutbox(*notices)
        self.slots = FakeSlots()
        self.messenger = FakeMessenger(lambda notice: Sent(900 + notice.id))
        self.passed = 0.0

    async def __call__(self, outcome: Delivery | None = None) -> Counter[str]:
        if outcome is not None:
            self.messenger.outcome = lambda _notice: outcome
        deliver = DeliverNotices(
            self.storage, self.outbox, self.slots, self.messenger, spacing=0.0, monotonic=lambda: self.passed
        )
        return await deliver(NOW)

    @property
    def told(self) -> list[tuple[NoticeKind, int | None]]:
        """Which notices are owed of it, and to whom."""
        return sorted((one.kind, one.staff_id) for one in self.storage.all(Notice))


@pytest.fixture
async def storage() -> FakeStorage:
    storage = FakeStorage()
    await storage.put(RINA, AGUS, SARI)
    return storage


def brief(staff: Staff = RINA, attempts: int = 1) -> Notice:
    return Notice(NoticeKind.BRIEF, f"brief:{staff.id}", staff_id=staff.id, attempts=attempts)


async def test_sent_notice_is_marked_with_its_message(storage: FakeStorage) -> None:
    delivered = Delivered(storage, brief(), brief(SARI))
    assert await delivered() == {"sent": 2}
    assert delivered.outbox.ends == {1: ("sent", 901), 2: ("sent", 902)}
    assert sorted(delivered.messenger.sent) == [("brief:1", 71), ("brief:3", 73)]
    assert sorted(delivered.slots.landed_in) == [71, 73]


async def test_at_most_four_sends_are_under_way(storage: FakeStorage) -> None:
    delivered = Delivered(storage, *(Notice(NoticeKind.STRANGER, str(n), chat_id=n) for n in range(1, 40)))
    assert await delivered() == {"sent": 39}
    assert delivered.messenger.most_under_way == AT_ONCE


async def test_notice_to_somebody_who_left_is_dropped_unsent(storage: FakeStorage) -> None:
    await storage.put(Staff("Eko", Role.STAFF, StaffState.LEFT, telegram_id=74, id=9))
    delivered = Delivered(storage, Notice(NoticeKind.BRIEF, "brief:9", staff_id=9))
    assert await delivered() == {"dropped": 1}
    assert delivered.messenger.sent == []


async def test_notice_whose_premise_is_gone_is_dropped(storage: FakeStorage) -> None:
    delivered = Delivered(storage, brief())
    assert await delivered(PremiseGone()) == {"dropped": 1}


async def test_blocked_bot_is_noted_and_told_to_backup_and_managers(storage: FakeStorage) -> None:
    await storage.put(Partner("Klinik Sehat Bersama", owner_id=RINA.id, backup_id=SARI.id))
    delivered = Delivered(storage, brief())
    assert await delivered(RefusedForGood(Refusal.BLOCKED)) == {"refused": 1}
    assert delivered.outbox.ends == {1: ("refused", "blocked")}
    assert [one.state for one in storage.all(Staff) if one.id == RINA.id] == [StaffState.BLOCKED]
    assert delivered.told == [(NoticeKind.UNREACHABLE, AGUS.id), (NoticeKind.UNREACHABLE, SARI.id)]


async def test_blocking_is_told_once(storage: FakeStorage) -> None:
    await Delivered(storage, brief())(RefusedForGood(Refusal.BLOCKED))
    delivered = Delivered(storage, replace(brief(), key="another"))
    await delivered(RefusedForGood(Refusal.BLOCKED))
    assert delivered.told == [(NoticeKind.UNREACHABLE, AGUS.id)]


async def test_message_that_telegram_cannot_read_is_told_to_admins_and_blames_nobody(storage: FakeStorage) -> None:
    delivered = Delivered(storage, brief())
    assert await delivered(RefusedForGood(Refusal.MALFORMED)) == {"refused": 1}
    assert delivered.told == [(NoticeKind.FAILURE, AGUS.id)]
    assert [one.state for one in storage.all(Staff) if one.id == RINA.id] == [StaffState.ACTIVE]


async def test_moved_group_is_followed_and_stays_the_teams(storage: FakeStorage) -> None:
    await storage.put(TeamGroup(-5, "Tim", AGUS.id, NOW))
    delivered = Delivered(storage, Notice(NoticeKind.SUMMARY, "group", chat_id=-5))
    await delivered(Moved(-1005))
    assert delivered.outbox.ends == {1: ("moved", -1005)}
    assert [one.chat_id for one in storage.all(TeamGroup)] == [-1005]


async def test_group_that_took_the_bot_out_is_let_go(storage: FakeStorage) -> None:
    await storage.put(TeamGroup(-5, "Tim", AGUS.id, NOW))
    delivered = Delivered(storage, Notice(NoticeKind.SUMMARY, "group", chat_id=-5))
    await delivered(RefusedForGood(Refusal.BLOCKED))
    assert delivered.outbox.ends == {1: ("refused", "blocked")}
    assert storage.all(TeamGroup) == []


async def test_notice_whose_claim_may_be_over_is_left_to_others(storage: FakeStorage) -> None:
    """As after a process that stood still: whoever claimed it meanwhile sends it."""
    delivered = Delivered(storage, brief())
    take = delivered.slots.take

    async def slowly(chat_id: int) -> Turn | Wait:
        delivered.passed += LEASE.total_seconds()
        return await take(chat_id)

    delivered.slots.take = slowly  # type: ignore[method-assign]
    assert await delivered() == {"later": 1}
    assert delivered.messenger.sent == []


async def test_run_ends_after_a_while_though_more_waits(storage: FakeStorage) -> None:
    delivered = Delivered(storage, *(Notice(NoticeKind.STRANGER, str(n), chat_id=n) for n in range(1, 40)))

    def taken(notice: Notice) -> Delivery:
        delivered.passed += LONGEST_RUN / 10
        return Sent(notice.id)

    delivered.messenger.outcome = taken
    assert 0 < (await delivered())["sent"] < 39


@pytest.mark.parametrize(("attempts", "wait"), [(1, 1.0), (2, 2.0), (5, 16.0), (9, 256.0), (10, 300.0), (2000, 300.0)])
async def test_failures_back_off_to_a_bound(storage: FakeStorage, attempts: int, wait: float) -> None:
    delivered = Delivered(storage, brief(attempts=attempts))
    await delivered(TryLater())
    assert delivered.outbox.ends == {1: ("postponed", wait)}
    assert delivered.slots.slowed == []


async def test_notice_that_never_gets_through_is_told_once_and_tried_on(storage: FakeStorage) -> None:
    for attempts in range(1, TOLD_AT + 4):
        delivered = Delivered(storage, brief(attempts=attempts))
        await delivered(TryLater())
        assert delivered.told == ([(NoticeKind.FAILURE, AGUS.id)] if attempts >= TOLD_AT else [])
        assert delivered.outbox.ends[1][0] == "postponed"


async def test_failure_about_a_failure_is_not_told(storage: FakeStorage) -> None:
    delivered = Delivered(storage, Notice(NoticeKind.FAILURE, "failure", staff_id=AGUS.id, attempts=TOLD_AT))
    await delivered(TryLater())
    assert delivered.told == []


async def test_notice_that_cannot_be_rendered_is_given_up_and_told(storage: FakeStorage) -> None:
    def fails(_notice: Notice) -> Delivery:
        raise KeyError("on")

    delivered = Delivered(storage)
    delivered.messenger.outcome = fails
    for attempts in range(1, GIVEN_UP_AT + 1):
        delivered.outbox = FakeOutbox(brief(attempts=attempts))
        await delivered()
        assert delivered.outbox.ends[1][0] == ("refused" if attempts == GIVEN_UP_AT else "postponed")
    assert delivered.told == [(NoticeKind.FAILURE, AGUS.id)]


async def test_notice_waits_for_the_bots_turn(storage: FakeStorage) -> None:
    delivered = Delivered(storage, brief())
    delivered.slots.waits = [Wait(0.001, everybody=True)] * 3
    assert await delivered() == {"sent": 1}


@pytest.mark.parametrize("wait", [Wait(0.4, everybody=False), Wait(LONGEST_TURN + 1, everybody=True)])
async def test_notice_whose_turn_is_far_is_given_back(storage: FakeStorage, wait: Wait) -> None:
    delivered = Delivered(storage, brief())
    delivered.slots.waits = [wait]
    assert await delivered() == {"later": 1}
    assert delivered.outbox.ends == {1: ("postponed", wait.seconds)}
    assert delivered.messenger.sent == []
