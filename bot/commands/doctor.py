"""``rawat doctor``: looks at settings, database and Telegram, and says what to mend. It changes nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from bot.app import App
from bot.chat.library import connect
from bot.chat.poller import LEASE_NAME
from bot.commands.database import SANDBOX_MARK, need_ready, read_mark, unreachable
from bot.domain.delivery import JobHealth
from bot.domain.errors import OperatorError
from bot.domain.health import HALVES, WATCHING, troubles
from bot.domain.mailing import Trouble, Unavailable
from bot.domain.words import Role
from bot.storage.engine import is_sqlite

PATIENCE = 10.0
"""Seconds that a database's server may take to answer."""
LATELY = timedelta(minutes=3)
GOOD, NOTE, MEND = "ok", "note", "mend"


@dataclass
class Findings:
    """One line a finding, the ones to mend marked so."""

    lines: list[str] = field(default_factory=list)
    well: bool = True

    def good(self, sentence: str) -> None:
        """Something is as it should be."""
        self._add(GOOD, sentence)

    def note(self, sentence: str) -> None:
        """Something worth knowing that hinders nothing."""
        self._add(NOTE, sentence)

    def mend(self, sentence: str) -> None:
        """Something is wrong; the sentence names the remedy."""
        self.well = False
        self._add(MEND, sentence)

    def _add(self, mark: str, sentence: str) -> None:
        self.lines.append(f"{mark:<5} {sentence}")


async def doctor(app: App) -> Findings:
    """All that was found, in the order in which it has to be mended."""
    found = Findings()
    _look_at_settings(app, found)
    await _look_at_telegram(app, found)
    await _look_at_mail(app, found)
    if await _reaches_database(app, found):
        await _look_at_database(app, found)
    return found


def _look_at_settings(app: App, found: Findings) -> None:
    organisation, settings = app.organisation, app.settings
    local = app.clock.now().astimezone(organisation.zone)
    found.good(
        f"Settings can be read: {settings.timezone}, where it is {local:%Y-%m-%d %H:%M}; "
        f"language {organisation.language}, country {organisation.country}, working days {settings.workdays}."
    )
    if organisation.name is None:
        found.note("RAWAT_ORGANISATION is not set; drafts are signed without your organisation's name.")
    if settings.webhook_url and settings.webhook_secret is None:
        found.mend("RAWAT_WEBHOOK_URL is set without RAWAT_WEBHOOK_SECRET; set a secret, or unset the address.")


async def _look_at_telegram(app: App, found: Findings) -> None:
    token = app.settings.bot_token
    if token is None:
        found.mend("RAWAT_BOT_TOKEN is not set; write the token from BotFather into .env.")
        return
    try:
        telegram = await connect(token.get_secret_value(), app.settings.telegram_api)
    except OperatorError as error:
        found.mend(str(error))
        return
    await telegram.close()
    found.good(f"Telegram answers; the bot is @{telegram.username}.")


async def _look_at_mail(app: App, found: Findings) -> None:
    settings = app.settings
    if settings.smtp_url is None and settings.email_from is None:
        found.note("RAWAT_SMTP_URL is not set; no mail is sent, and news goes by WhatsApp alone.")
        return
    if app.mailer is None:
        found.mend("RAWAT_SMTP_URL and RAWAT_EMAIL_FROM belong together; set both, or neither.")
        return
    line = await app.mailer.connect()
    if isinstance(line, Unavailable):
        remedy = {
            Trouble.LOGIN: "The mail server refuses the login; mend user and password in RAWAT_SMTP_URL.",
        }
        found.mend(remedy.get(line.trouble, "The mail server does not answer; check RAWAT_SMTP_URL."))
        return
    await line.close()
    found.good("The mail server answers.")


async def _reaches_database(app: App, found: Findings) -> bool:
    file = app.database_file
    if file is not None and not file.exists():
        found.note(f"There is no database {file.name} yet; `rawat run` makes it.")
        return False
    try:
        async with asyncio.timeout(PATIENCE):
            await need_ready(app)
    except TimeoutError:
        found.mend(str(unreachable()))
    except OperatorError as error:
        found.mend(str(error))
    else:
        return True
    return False


async def _look_at_database(app: App, found: Findings) -> None:
    kind = f"The SQLite file {app.database_file}" if is_sqlite(app.engine) else "The PostgreSQL database"
    try:
        if await read_mark(app, SANDBOX_MARK) is None:
            found.good(f"{kind} is up to date.")
        else:
            found.mend(f"{kind} belongs to the sandbox; point RAWAT_DATABASE_URL to another one.")
        await _look_at_people(app, found)
        await _look_at_jobs(app, found)
    except SQLAlchemyError as error:
        found.mend(f"{kind} cannot be read ({type(error).__name__}); restore a backup.")


async def _look_at_people(app: App, found: Findings) -> None:
    async with app.storage.read() as uow:
        admins = await uow.staff.list_active(Role.ADMIN)
        partners = await uow.partners.count_by()
    if admins:
        found.good(f"There is an admin; partners: {partners}.")
    else:
        found.mend("There is no admin; run `rawat claim` and open the link it prints.")


async def _look_at_jobs(app: App, found: Findings) -> None:
    jobs = await app.health.list_all()
    now, zone = await app.health.machine_now(), app.organisation.zone
    watching = [job.ended_at for job in jobs if job.name == WATCHING and job.ended_at is not None]
    # Behind a webhook nobody polls.
    running = await app.leases.is_held(LEASE_NAME) or any(now - at < LATELY for at in watching)
    if running:
        found.good("The bot is running.")
    else:
        found.note("The bot is not running; start it with `rawat run`.")
    for trouble in troubles(jobs, now) if running else ():
        if trouble.name in HALVES:
            found.mend(
                f"The half `{trouble.name}` has not run since {_moment(trouble.since, zone)}; "
                f"start it with `rawat run --only {trouble.name}`."
            )
        elif all(part.failed_at is None for part in trouble.parts):
            found.mend(f"The job {trouble.name} has been silent since {_moment(trouble.since, zone)}; see the log.")
    for job in jobs:
        if job.failed_at is not None:
            found.mend(
                f"The job {job.name} has failed since {_moment(job.failed_at, zone)} ({job.failure}); "
                f"see the log, then try `rawat job {job.name}`."
            )
    if came := _through(jobs):
        found.good("Jobs came through: " + ", ".join(f"{name} {_moment(at, zone)}" for name, at in came) + ".")
    else:
        found.note("No job has come through yet; `rawat run` runs them all.")


def _through(jobs: Sequence[JobHealth]) -> list[tuple[str, datetime]]:
    came = [job for job in jobs if job.failed_at is None and job.name not in (*HALVES["bot"], WATCHING)]
    return [(job.name, job.ended_at) for job in came if job.ended_at is not None]


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
