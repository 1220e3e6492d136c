"""The summary's figures against a second count: plain loops over all rows, one at a time, on both databases."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.figures import EVERYBODY, Focus, Period
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.reminders import Reminder
from bot.domain.summary_which import Which
from bot.domain.words import (
    Direction,
    Kind,
    PartnerState,
    Purpose,
    ReminderKind,
    ReminderState,
    Tier,
)
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.summaries import ShowSummary
from bot.usecases.summary_which import ListWhich
from tests.usecases.care_world import MAYA, RINA, SARI

ZONES = ("Asia/Jakarta", "Asia/Jayapura", "Pacific/Kiritimati", "America/Los_Angeles", "UTC")
CARED = {
    *("congratulation", "condolence", "check_in", "update", "thanks", "offer", "promotion", "introduction"),
    *("invitation", "help"),
}
"""By the design's page, written out."""
SETTLED = {ReminderState.DONE: "done", ReminderState.SKIPPED: "skipped", ReminderState.EXPIRED: "missed"}


@pytest.mark.parametrize("seed", range(5))
async def test_the_figures_are_those_of_a_plain_count(database_url: str, seed: int) -> None:
    dice = random.Random(seed)
    zone = ZoneInfo(ZONES[seed % len(ZONES)])
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    try:
        today = date(2026, 12, 26) + timedelta(days=dice.randrange(20))
        await history(storage, dice, zone, today)
        now = datetime.combine(today, time(dice.randrange(24), 30), zone).astimezone(UTC)
        by, organisation = Actor(MAYA, now), Organisation(zone)
        for focus in (EVERYBODY, Focus(owner_id=1), Focus(tier=Tier.KEY), Focus(kind=Kind.COMMUNITY, owner_id=2)):
            start = today - timedelta(days=dice.randrange(40))
            period = Period(start, start + timedelta(days=dice.choice((0, 6, 27, 60))))
            summary = await ShowSummary(storage, organisation)(by, period, focus)
            counted = await _count(storage, Period(start, min(period.end, today)), focus, zone)
            c, r = summary.figures.contacted, summary.figures.reminders
            assert counted == {
                "care": c.care,
                "work": c.work,
                "asks": c.asks,
                "theirs": c.theirs,
                "partners": c.partners,
                "due": r.due,
                "done": r.done,
                "noted": r.noted,
                "skipped": r.skipped,
                "open": r.open,
                "missed": r.missed,
                "waiting": r.waiting,
            }
            for which, name in ((Which.CARE, "care"), (Which.THEIRS, "theirs"), (Which.CARED, "partners")):
                assert (await ListWhich(storage, organisation)(by, period, which, 0, focus)).total == counted[name]
            for which, name in ((Which.DONE, "done"), (Which.NOTED, "noted"), (Which.OPEN, "open")):
                assert (await ListWhich(storage, organisation)(by, period, which, 0, focus)).total == counted[name]
    finally:
        await engine.dispose()


async def history(storage: Storage, dice: random.Random, zone: ZoneInfo, today: date) -> None:
    async with storage.write() as uow:
        await uow.staff.add_all([RINA, SARI, MAYA])
        partners = await uow.partners.add_all(
            [
                Partner(
                    f"Mitra {n}",
                    dice.choice(list(Tier)),
                    dice.choice((Kind.COMMUNITY, Kind.OTHER)),
                    owner_id=dice.choice((1, 2, None)),
                    state=dice.choice((PartnerState.ACTIVE, PartnerState.ACTIVE, PartnerState.ARCHIVED)),
                    added_on=date(2026, 1, 5),
                )
                for n in range(12)
            ]
        )
        contacts = await uow.interactions.add_all(
            [
                Interaction(
                    dice.choice(partners).id,
                    today - timedelta(days=dice.randrange(-3, 100)),
                    dice.choice(list(Purpose)),
                    dice.choice(list(Direction)),
                    staff_id=dice.choice((1, 2, None)),
                    note=dice.choice((None, "", "lancar")),
                    mass=dice.random() < 0.1,
                )
                for _ in range(150)
            ]
        )
        await uow.reminders.add_all([_reminder(n, dice, zone, today, partners, contacts) for n in range(150)])
        await uow.commit()


def _reminder(
    n: int, dice: random.Random, zone: ZoneInfo, today: date, partners: list[Partner], contacts: list[Interaction]
) -> Reminder:
    state = dice.choice(list(ReminderState))
    due_on = today - timedelta(days=dice.randrange(5, 90))
    opened_on = None if state is ReminderState.PLANNED or dice.random() < 0.1 else due_on
    answered = datetime.combine(due_on + timedelta(days=dice.randrange(5)), time(dice.randrange(24), 5), zone)
    by_hand = state in (ReminderState.DONE, ReminderState.SKIPPED)
    return Reminder(
        dice.choice(partners).id,
        dice.choice(list(ReminderKind)),
        "",
        str(n),
        due_on,
        staff_id=dice.choice((1, 2, None)),
        state=state,
        opened_on=opened_on,
        last_on=due_on + timedelta(days=3) if state is ReminderState.EXPIRED else None,
        answered_at=answered.astimezone(UTC) if by_hand else None,
        interaction_id=dice.choice(contacts).id if state is ReminderState.DONE else None,
    )


async def _count(storage: Storage, period: Period, focus: Focus, zone: ZoneInfo) -> dict[str, int]:
    async with storage.read() as uow:
        partners = {one.id: one for one in await uow.partners.list_by()}
        contacts, reminders = await uow.interactions.list_by(), await uow.reminders.list_by()
    there = {id for id, one in partners.items() if _is_in(one, focus)}
    noted = {one.id for one in contacts if one.note}
    found = _contacts([one for one in contacts if one.partner_id in there], period)
    return found | _reminders([one for one in reminders if one.partner_id in there], noted, period, zone)


def _contacts(contacts: list[Interaction], period: Period) -> dict[str, int]:
    found = {"care": 0, "work": 0, "asks": 0, "theirs": 0}
    cared = set()
    for one in contacts:
        if one.mass or not period.start <= one.on <= period.end:
            continue
        if one.direction is Direction.THEIRS:
            found["theirs"] += 1
        elif one.purpose.value in CARED:
            found["care"] += 1
            cared.add(one.partner_id)
        else:
            found["asks" if one.purpose is Purpose.ASK else "work"] += 1
    return found | {"partners": len(cared)}


def _reminders(reminders: list[Reminder], noted: set[int], period: Period, zone: ZoneInfo) -> dict[str, int]:
    found = dict.fromkeys(("due", "done", "noted", "skipped", "open", "missed", "waiting"), 0)
    for one in reminders:
        rhythm = one.kind.value in ("check_in", "update", "gesture")
        found["waiting"] += rhythm and one.state is ReminderState.PLANNED and one.due_on <= period.end
        ended = one.answered_at.astimezone(zone).date() if one.answered_at is not None else one.last_on
        if one.state is ReminderState.WITHDRAWN or (ended is not None and ended < period.start):
            continue
        if ended is not None and ended <= period.end:
            found[SETTLED[one.state]] += 1
            found["due"] += 1
            found["noted"] += one.state is ReminderState.DONE and one.interaction_id in noted
        elif one.opened_on is not None and one.opened_on <= period.end:
            found["open"] += 1
            found["due"] += 1
    return found


def _is_in(partner: Partner, focus: Focus) -> bool:
    owner = focus.owner_id in (None, partner.owner_id)
    return owner and focus.tier in (None, partner.tier) and focus.kind in (None, partner.kind)
