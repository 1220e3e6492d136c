"""``rawat job``: one run of a job, told in words; a dry run leaves nothing behind."""

from datetime import date, timedelta

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.commands.job import job
from bot.domain.agreements import Agreement
from bot.domain.clock import FixedClock
from bot.domain.errors import OperatorError
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Absence, Staff
from bot.domain.words import Consent, Direction, NoticeKind, OccasionKind, Purpose, Role, StaffState
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.usecases.rhythms import refresh_rhythms
from jobs.scheduler import RUNS
from tests.chat.harness import MONDAY
from tests.commands.conftest import AppOf, Run, put_clinic

TODAY = MONDAY.date()
OUTAGE = {"since": MONDAY.isoformat(), "until": MONDAY.isoformat()}


async def kept(app: App, kind: type[Reminder] | type[Notice]) -> int:
    async with app.storage.read() as uow:
        return await (uow.reminders if kind is Reminder else uow.notices).count_by()


@pytest.fixture
async def clinic(app: App) -> App:
    """A key partner to which everything falls due on Monday."""
    await put_clinic(app)
    async with app.storage.write() as uow:
        (partner,) = await uow.partners.list_by()
        (person,) = await uow.people.list_by()
        await uow.people.change(person.id, consent=Consent.AGREED)
        ratna = await uow.people.add(Person(partner.id, "Ratna", consent=Consent.AGREED))
        await uow.occasions.add(Occasion(partner.id, OccasionKind.BIRTHDAY, 23, 11, person_id=person.id))
        await uow.kept_feasts.add(KeptFeast(partner.id, "natal", person_id=ratna.id))
        await uow.agreements.add(Agreement(partner.id, to_on=TODAY + timedelta(days=7), entered_on=TODAY))
        await uow.promises.add(Promise(partner.id, "kirim daftar", due_on=TODAY + timedelta(days=1)))
        for days, purpose in ((34, Purpose.CHECK_IN), (8, Purpose.ASK)):
            contact = Interaction(partner.id, TODAY - timedelta(days=days), purpose, Direction.OURS, logged_at=MONDAY)
            await uow.interactions.add(contact)
        await refresh_rhythms(uow, [partner.id])
        await uow.commit()
    return app


async def test_dry_run_of_planning_tells_who_is_reminded_of_what_and_why(clinic: App) -> None:
    told = await job(clinic, "plan_reminders", dry_run=True)
    assert "Rina: check in with Klinik Sehat Bersama, due 2026-11-19, counted from 2026-10-20" in told
    assert "Rina: congratulate Dewi Anggraini (Klinik Sehat Bersama), due 2026-11-23, birthday" in told
    assert "Rina: renew with Klinik Sehat Bersama, due 2026-11-30, agreement until 2026-11-30" in told
    assert "Rina: keep a promise to Klinik Sehat Bersama, due 2026-11-24, promised for 2026-11-24" in told
    assert "Rina: say what became of an ask to Klinik Sehat Bersama, due 2026-11-23, asked on 2026-11-15" in told
    assert told.startswith("plan_reminders, as a dry run: 2026-11-23, 1 partner looked at, ")
    assert await kept(clinic, Reminder) == 0


async def test_planning_for_good_plans_once(clinic: App) -> None:
    told = await job(clinic, "plan_reminders", dry_run=False)
    assert told.count("Rina: ") == await kept(clinic, Reminder) > 0
    assert (await job(clinic, "plan_reminders", dry_run=False)).endswith("nothing to do.")


async def test_dry_run_tells_colleague_by_colleague_for_any_day_and_leaves_nothing_behind(clinic: App) -> None:
    async with clinic.storage.write() as uow:
        sari = await uow.staff.add(Staff("Sari", Role.MANAGER, StaffState.ACTIVE, telegram_id=77))
        (rina, *_) = await uow.staff.list_by(name="Rina")
        await uow.absences.add(Absence(rina.id, TODAY + timedelta(days=3), TODAY + timedelta(days=9), sari.id))
        await uow.commit()
    for days in (-30, 200, 7):
        clinic.clock = FixedClock(MONDAY + timedelta(days=days))
        await job(clinic, "plan_reminders", dry_run=True)
    told = (await job(clinic, "plan_reminders", dry_run=True)).splitlines()
    assert told[2:7] == [
        "Rina, away until 2026-12-02: 1 reminder",
        "  open      congratulate Dewi Anggraini (Klinik Sehat Bersama), due 2026-11-23, birthday, "
        "greetings until 2026-11-30",
        "",
        "Sari: 4 reminders",
        "  open      keep a promise to Klinik Sehat Bersama, due 2026-11-24, promised for 2026-11-24, "
        "Rina is away until 2026-12-02",
    ]
    assert [await kept(clinic, kind) for kind in (Reminder, Notice)] == [0, 0]


async def test_feast_of_another_day_is_planned_as_of_that_day(clinic: App) -> None:
    clinic.clock = FixedClock(MONDAY.replace(month=12, day=18))
    told = await job(clinic, "plan_reminders", dry_run=True)
    assert "congratulate Ratna (Klinik Sehat Bersama), due 2026-12-25, feast natal" in told


async def test_briefs_are_told_by_colleague_and_thing(clinic: App) -> None:
    await job(clinic, "plan_reminders", dry_run=False)
    dry = await job(clinic, "send_briefs", dry_run=True)
    assert await kept(clinic, Notice) == 0
    assert "Rina, 2026-11-23: 5 things" in dry
    owed = await job(clinic, "send_briefs", dry_run=False)
    assert owed.splitlines()[1:] == dry.splitlines()[1:]
    assert await kept(clinic, Notice) == 1
    assert (await job(clinic, "send_briefs", dry_run=False)).endswith("0 briefs.")


async def test_what_waits_too_long_is_told_with_its_stage(clinic: App) -> None:
    await job(clinic, "plan_reminders", dry_run=False)
    clinic.clock = FixedClock(MONDAY.replace(month=12, day=1))
    told = await job(clinic, "escalate", dry_run=True)
    assert "flagged   Rina: check in with Klinik Sehat Bersama" in told


async def test_notices_are_sent_over_a_line_that_is_closed_again(
    app_of: AppOf, sqlite_url: str, world: World, api_server: BotApiServer
) -> None:
    app = app_of(sqlite_url, bot_token=SecretStr(world.bot.token), telegram_api=api_server.url)
    await put_clinic(app)
    world.start_bot(world.add_user("Rina", user_id=7))
    async with app.storage.write() as uow:
        await uow.notices.owe(Notice(NoticeKind.OUTAGE, "outage:1", staff_id=1, facts=OUTAGE))
        await uow.commit()
    assert "sent 1" in await job(app, "deliver_notices", dry_run=False)
    assert world.last(7) is not None


@pytest.mark.parametrize("name", [name for name in RUNS if name != "deliver_notices"])
async def test_every_job_runs_on_an_empty_database(name: str, app: App) -> None:
    assert (await job(app, name, dry_run=False)).startswith(f"{name}: ")


async def test_unknown_job_and_a_dry_run_that_there_is_not_are_refused(app: App) -> None:
    with pytest.raises(OperatorError, match=r"plan_reminders, escalate, .* and back_up"):
        await job(app, "send_brief", dry_run=False)
    with pytest.raises(OperatorError, match="no dry run"):
        await job(app, "tidy", dry_run=True)


def test_command_line_takes_a_local_time_and_refuses_what_is_none(rawat: Run) -> None:
    done = rawat("job", "plan_reminders", "--as-of", "2027-01-04T07:30:00", "--dry-run")
    assert (done.exit_code, done.stdout) == (
        0,
        "plan_reminders, as a dry run: 2027-01-04, 0 partners looked at, nothing to do.\n",
    )
    assert rawat("job", "plan_reminders", "--as-of", "tomorrow").exit_code == 2
    assert rawat("job").exit_code == 2
    refused = rawat("job", "nothing")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("There is no job nothing; the jobs are plan_reminders, ")


def test_business_day_is_the_organisations(rawat: Run) -> None:
    done = rawat("job", "plan_reminders", "--as-of", "2027-01-04T00:30:00", "--dry-run")
    assert str(date(2027, 1, 4)) in done.stdout
