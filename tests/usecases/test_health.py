"""Work that fails, hangs or falls silent reaches an admin once; an outage is told from when to when, and what of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.delivery import JobHealth
from bot.domain.health import HALVES, OUTAGE, PATIENCE, SELDOM, SILENT_AFTER, WATCHING
from bot.domain.notices import Notice
from bot.domain.ports import Organisation
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, NoticeState, ReminderKind, ReminderState, Role, StaffState
from bot.usecases.health import LateByOutage, WatchJobs, late_by_outage
from jobs.scheduler import RUNS
from tests.fakes import FakeStorage

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))


@pytest.fixture
async def storage() -> FakeStorage:
    storage = FakeStorage()
    await storage.put(Staff("Agus", Role.ADMIN, StaffState.ACTIVE, telegram_id=72, id=2))
    return storage


class FakeHealth:
    """Health as a test sets it, at an instant that a test moves."""

    def __init__(self, *jobs: JobHealth) -> None:
        self.jobs = {job.name: job for job in jobs}
        self.now = NOW

    async def began(self, name: str) -> JobHealth:
        return self.jobs[name]

    async def ended(self, name: str, ran_to: datetime) -> None:
        self.jobs[name] = JobHealth(name, ended_at=self.now, ran_to=ran_to)

    async def failed(self, name: str, failure: str) -> JobHealth:
        return self.jobs[name]

    async def told(self, name: str) -> None:
        self.jobs[name] = replace(self.jobs[name], told_at=self.now)

    async def list_all(self) -> Sequence[JobHealth]:
        return list(self.jobs.values())

    async def machine_now(self) -> datetime:
        return self.now


LONG_AGO, JUST_NOW = NOW - PATIENCE, NOW - timedelta(minutes=1)


def test_every_job_is_watched() -> None:
    assert set(RUNS) <= set(SILENT_AFTER)
    assert set().union(*HALVES.values()) <= set(SILENT_AFTER)


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (JobHealth("escalate", began_at=JUST_NOW, ended_at=JUST_NOW), False),
        (JobHealth("escalate", began_at=LONG_AGO, ended_at=LONG_AGO), True),
        (JobHealth("tidy", began_at=LONG_AGO, ended_at=LONG_AGO), False),
        (JobHealth("tidy", began_at=NOW - SELDOM, ended_at=NOW - SELDOM), True),
        (JobHealth("tidy", began_at=JUST_NOW, failed_at=JUST_NOW), False),
        (JobHealth("tidy", began_at=JUST_NOW, failed_at=LONG_AGO), True),
        (JobHealth("tidy", began_at=LONG_AGO), True),
        (JobHealth("tidy", began_at=LONG_AGO, ended_at=LONG_AGO - PATIENCE), True),
        (JobHealth("tidy", began_at=LONG_AGO, failed_at=LONG_AGO, told_at=LONG_AGO), False),
    ],
)
async def test_job_that_fails_hangs_or_is_silent_for_long_is_told_once(
    storage: FakeStorage, job: JobHealth, told: bool
) -> None:
    watch = WatchJobs(storage, FakeHealth(job))
    await watch()
    await watch()
    notices = storage.all(Notice)
    assert [(one.kind, one.staff_id, one.facts["name"]) for one in notices] == (
        [(NoticeKind.FAILURE, 2, job.name)] if told else []
    )


@pytest.mark.parametrize("half", sorted(HALVES))
async def test_half_that_runs_nowhere_is_told_as_one_by_the_other(storage: FakeStorage, half: str) -> None:
    silent = [JobHealth(name, ended_at=LONG_AGO) for name in sorted(HALVES[half])]
    (other,) = HALVES.keys() - {half}
    health = FakeHealth(*silent, *(JobHealth(name, ended_at=JUST_NOW) for name in HALVES[other]))
    for _ in range(2):
        (trouble,) = await WatchJobs(storage, health)()
        assert (trouble.name, {part.name for part in trouble.parts}) == (half, set(HALVES[half]))
    (notice,) = storage.all(Notice)
    assert (notice.facts["name"], notice.facts["since"]) == (half, LONG_AGO.isoformat())


async def test_outage_is_told_from_when_to_when(storage: FakeStorage) -> None:
    since = NOW - timedelta(hours=30)
    await storage.put(Notice(NoticeKind.STRANGER, "waits", chat_id=9))
    watch = WatchJobs(storage, FakeHealth(JobHealth("tidy", ended_at=since), JobHealth("escalate")))
    assert await watch.tell_outage()
    assert not await watch.tell_outage()
    (told,) = [one for one in storage.all(Notice) if one.kind is NoticeKind.OUTAGE]
    assert told.facts == {"since": since.isoformat(), "until": NOW.isoformat(), "late": 1}


async def test_process_that_stood_still_is_an_outage_though_others_woke_before_the_watch(storage: FakeStorage) -> None:
    health = FakeHealth(
        JobHealth(WATCHING, ended_at=NOW - OUTAGE - timedelta(seconds=50)),
        JobHealth("escalate", ended_at=NOW - OUTAGE),
        JobHealth("deliver_notices", ended_at=NOW),
    )
    assert await WatchJobs(storage, health).tell_outage()
    (told,) = storage.all(Notice)
    assert told.facts["since"] == (NOW - OUTAGE).isoformat()


async def test_first_start_and_a_short_pause_are_no_outage(storage: FakeStorage) -> None:
    health = FakeHealth()
    assert not await WatchJobs(storage, health).tell_outage()
    health.now += OUTAGE - timedelta(seconds=1)
    assert not await WatchJobs(storage, health).tell_outage()
    assert not await WatchJobs(storage, FakeHealth(JobHealth("tidy", ended_at=JUST_NOW))).tell_outage()


async def test_what_an_outage_made_late_is_counted_and_what_it_let_pass(storage: FakeStorage) -> None:
    """From Saturday morning until Monday, 08:30 in Jakarta."""
    since, until, today = NOW - timedelta(hours=47), NOW, date(2026, 11, 23)
    for id, hour in ((3, time(7, 30)), (4, time(8, 45)), (5, time(7, 30))):
        reader = Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=70 + id, brief_at=hour, id=id)
        await storage.put(reader, Notice(NoticeKind.BRIEF, f"brief:{id}", staff_id=id, due_on=today))
    early = next(one for one in storage.all(Notice) if one.staff_id == 5)
    async with storage.write() as uow:
        await uow.notices.change(early.id, state=NoticeState.SENT, sent_at=since - timedelta(hours=1))
        await uow.commit()
    for day, state in ((21, ReminderState.EXPIRED), (22, ReminderState.EXPIRED), (22, ReminderState.DONE)):
        on = date(2026, 11, day)
        await storage.put(
            Reminder(1, ReminderKind.CONGRATULATION, f"occasion:{day}{state}", "2026", on, last_on=on, state=state)
        )
    await storage.put(
        Reminder(
            1, ReminderKind.CONGRATULATION, "occasion:1", "2026", today, last_on=today, state=ReminderState.EXPIRED
        )
    )
    async with storage.read() as uow:
        assert await late_by_outage(uow, ORGANISATION, since, until) == LateByOutage(briefs=1, missed=2)
