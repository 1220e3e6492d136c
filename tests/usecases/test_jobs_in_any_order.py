"""Jobs may run at any time, in any order, any number of times, and after days of silence: no double, no hole."""

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.agreements import Agreement
from bot.domain.notices import Notice
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.promises import Promise
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Absence
from bot.domain.words import EventKind, OccasionKind, Purpose, ReminderKind, ReminderState, Role, Stage, Tier
from bot.usecases.briefs import ComposeBriefs
from bot.usecases.escalation import Escalate
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.usecases.house import MONDAY, ORGANISATION, House, at

SPAN = 11
"""Days that each example lives."""

JOBS = ("plan", "escalate", "briefs")
near = st.integers(min_value=-30, max_value=SPAN + 10).map(lambda days: MONDAY + timedelta(days=days))


@dataclass(frozen=True)
class Told:
    """One partner as hypothesis tells it."""

    tier: Tier
    owner: int | None
    baseline: int | None
    place: int
    birthday: date
    feast: str | None
    promise: date | None
    agreement: date | None
    ask: int | None
    event: tuple[EventKind, int] | None


partners = st.builds(
    Told,
    tier=st.sampled_from(Tier),
    owner=st.sampled_from([0, 0, 0, 1, 2, None]),
    baseline=st.none() | st.integers(0, 200),
    place=st.integers(1, 9),
    birthday=near,
    feast=st.none() | st.sampled_from(["natal", "nyepi", "imlek", "galungan", "idulfitri"]),
    promise=st.none() | near,
    agreement=st.none() | st.integers(-40, 100).map(lambda days: MONDAY + timedelta(days=days)),
    ask=st.none() | st.integers(0, 20),
    event=st.none() | st.tuples(st.sampled_from(EventKind), st.integers(0, 20)),
)
houses = st.lists(partners, min_size=1, max_size=14)
runs = st.lists(st.tuples(st.integers(0, 23), st.sampled_from(JOBS)), max_size=6)
slow = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


async def build(told: list[Told]) -> House:
    house = House()
    owners = [await house.owner("Rina"), await house.owner("Sari"), await house.owner("Dewi", role=Role.MANAGER)]
    away = MONDAY + timedelta(days=3)
    await house.put(Absence(owners[0].id, away, away + timedelta(days=2), stand_in_id=owners[1].id))
    for number, one in enumerate(told):
        partner = await house.partner(
            None if one.owner is None else owners[one.owner],
            one.tier,
            name=f"Mitra {number}",
            backup_id=owners[1].id,
            baseline_on=None if one.baseline is None else MONDAY - timedelta(days=one.baseline),
            spread_place=one.place,
            spread_of=9,
        )
        person = await house.person(partner)
        day = one.birthday
        rows: list[Any] = [Occasion(partner.id, OccasionKind.BIRTHDAY, day.day, day.month, person_id=person.id)]
        if one.feast:
            rows.append(KeptFeast(partner.id, one.feast, person_id=person.id))
        if one.promise:
            rows.append(Promise(partner.id, "kirim daftar", one.promise))
        if one.agreement:
            rows.append(Agreement(partner.id, one.agreement))
        if one.event:
            rows.append(Event(partner.id, person.id, one.event[0], MONDAY - timedelta(days=one.event[1])))
        await house.put(*rows)
        if one.ask is not None:
            await house.log(partner, MONDAY - timedelta(days=one.ask), Purpose.ASK)
    return house


async def run(house: House, job: str, day: date, hour: int) -> None:
    jobs: dict[str, Any] = {"plan": PlanReminders, "escalate": Escalate, "briefs": ComposeBriefs}
    await jobs[job](house.storage, ORGANISATION)(at(day, hour))
    await house.deliver()


def reminders(house: House) -> dict[Any, Reminder]:
    return {one.identity: replace(one, id=0) for one in house.reminders()}


def announced(house: House) -> Counter[Any]:
    rows = {one.id: one for one in house.reminders()}
    return Counter(
        (rows[one.reminder_id].identity, one.stage, one.mark, one.on) for one in house.storage.all(Announcement)
    )


def briefs(house: House) -> dict[str, Any]:
    rows = {one.id: one for one in house.reminders()}
    return {
        one.key: ([(rows[id].identity, stage) for id, stage in one.facts["items"]], one.facts["older"])
        for one in house.storage.all(Notice)
    }


@slow
@given(houses, st.lists(runs, min_size=SPAN, max_size=SPAN))
def test_extra_runs_in_any_order_change_nothing(told: list[Told], extra: list[list[tuple[int, str]]]) -> None:
    async def live() -> None:
        calm, busy = await build(told), await build(told)
        for number in range(SPAN):
            day = MONDAY + timedelta(days=number)
            await run(calm, "briefs", day, 8)
            before, after = ([one for one in extra[number] if (one[0] < 8) is early] for early in (True, False))
            for hour, job in [*before, (8, "briefs"), *after]:
                await run(busy, job, day, hour)
            # A day's planning is due even where nobody is owed a brief.
            for house in (calm, busy):
                await run(house, "plan", day, 23)
                await run(house, "escalate", day, 23)
        assert reminders(calm) == reminders(busy)
        assert announced(calm) == announced(busy)
        assert briefs(calm) == briefs(busy)

    asyncio.run(live())


@slow
@given(houses, st.sets(st.integers(0, SPAN - 1)))
def test_after_silence_nothing_is_doubled_and_nothing_missing(told: list[Told], silent: set[int]) -> None:
    async def live() -> None:
        calm, stopped = await build(told), await build(told)
        for house, off in ((calm, set()), (stopped, silent)):
            await run(house, "plan", MONDAY - timedelta(days=1), 8)
            for number in range(SPAN):
                if number not in off:
                    await run(house, "briefs", MONDAY + timedelta(days=number), 8)
            end = MONDAY + timedelta(days=SPAN)
            for job in JOBS:
                await run(house, job, end, 8)
        assert reminders(calm).keys() == reminders(stopped).keys()
        for key, one in reminders(calm).items():
            late = reminders(stopped)[key]
            assert one.due_on == late.due_on
            assert one.of_rhythm or one.state == late.state
        check_invariants(calm)
        check_invariants(stopped)

    asyncio.run(live())


def check_invariants(house: House) -> None:
    """What holds at any time."""
    opened = [one for one in house.reminders() if one.state is ReminderState.OPEN]
    assert all(one.opened_on is not None and one.opened_on >= (one.opens_on or one.due_on) for one in opened)
    assert max(Counter(one.staff_id for one in opened if one.of_rhythm).values(), default=0) <= 8
    living = Counter((one.partner_id, one.kind) for one in house.reminders() if one.of_rhythm and one.state.living)
    assert max(living.values(), default=0) <= 1
    shown = {one.reminder_id for one in house.storage.all(Announcement) if one.stage is not Stage.PREPARE}
    working = [one for one in opened if one.kind is not ReminderKind.RENEWAL]
    # Nyepi's own day is silent; what opens around it waits for the next greeting day.
    assert all(one.id in shown for one in working if "nyepi" not in one.subject)
