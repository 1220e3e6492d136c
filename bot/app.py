"""The composition root: settings become ports, ports become rooms and loops."""

import asyncio
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backup.copies import copy_is_due, make_copy
from bot.chat.dispatch import Dispatch
from bot.chat.house import House
from bot.chat.library import Telegram, connect
from bot.chat.mailing_screen import MailingScreen
from bot.chat.messenger import TelegramMessenger
from bot.chat.pacing import Pacing
from bot.chat.poller import Poller
from bot.chat.processor import Processor
from bot.chat.pulse import Pulse
from bot.chat.rooms import make_router
from bot.domain.clock import Clock, SystemClock
from bot.domain.errors import OperatorError
from bot.domain.health import ANSWERING, TAKING
from bot.domain.ports import Organisation
from bot.domain.updates import ClaimedUpdate
from bot.domain.workdays import WorkCalendar
from bot.settings import Settings
from bot.storage.engine import SQLITE, known_url, make_engine
from bot.storage.health import SqlHealth
from bot.storage.leases import SqlLeases
from bot.storage.mail_outbox import SqlMailOutbox
from bot.storage.names import StoredNames
from bot.storage.outbox import SqlNoticeOutbox
from bot.storage.slots import SqlSendSlots
from bot.storage.unit_of_work import SqlStorage
from bot.storage.updates import SqlUpdateInbox
from bot.usecases.absence_tidings import TellOfAbsences
from bot.usecases.baselines import OweBaselines
from bot.usecases.briefs import ComposeBriefs
from bot.usecases.confirming import AskAboutFeasts
from bot.usecases.delivery import DeliverNotices
from bot.usecases.escalation import Escalate
from bot.usecases.failures import TellOfUpdate
from bot.usecases.forecast import ForecastDay
from bot.usecases.mail_sending import SendMails
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.summaries import OweSummaries
from bot.usecases.team_weeks import OweTeamWeeks
from bot.usecases.tidying import Tidy

if TYPE_CHECKING:
    from bot.mail.sending import SmtpMailer

EMBEDDED = "sqlite+aiosqlite:///rawat.db"
KEEP_UPDATES = timedelta(days=7)
"""Telegram gives an update again for a day; a week is on the safe side."""
SANDBOX = "sqlite+aiosqlite:///rawat-sandbox.db"


@dataclass
class Line:
    """The line to Telegram: what takes updates in, answers them, and delivers notices."""

    telegram: Telegram
    house: House
    dispatch: Dispatch
    inbox: SqlUpdateInbox
    processor: Processor
    poller: Poller
    deliver: DeliverNotices
    slots: SqlSendSlots
    pacing: Pacing
    messenger: TelegramMessenger

    def another_delivery(self, storage: SqlStorage) -> DeliverNotices:
        """Delivers beside the job, which may hang: they share claims and turns, and no lock."""
        return DeliverNotices(storage, SqlNoticeOutbox(storage), self.slots, self.messenger)


@dataclass
class App:
    """Everything that a command, a job or the bot needs, each made when it is first asked for."""

    settings: Settings
    clock: Clock
    sandbox: bool = False
    name: str = field(default_factory=lambda: secrets.token_hex(6))
    line: Line | None = None

    @classmethod
    def of(cls, settings: Settings, clock: Clock | None = None, *, sandbox: bool = False) -> "App":
        """The app over these settings; its business clock is the world's unless one is given."""
        return cls(settings, clock or SystemClock(), sandbox)

    @property
    def token(self) -> str:
        """The bot's token; ``OperatorError`` without one."""
        if self.settings.bot_token is None:
            raise OperatorError(
                "RAWAT_BOT_TOKEN is missing; copy the token from BotFather into .env, or try `rawat sandbox`."
            )
        return self.settings.bot_token.get_secret_value()

    @cached_property
    def engine(self) -> AsyncEngine:
        """The database."""
        return make_engine(self.database_url)

    @property
    def database_url(self) -> str:
        """Where the database is; it may hold a password. The sandbox keeps its own unless one is named."""
        url = self.settings.database_url.get_secret_value()
        return SANDBOX if self.sandbox and url == EMBEDDED else url

    @property
    def database_file(self) -> Path | None:
        """The database's file, for SQLite; None for a server."""
        url = known_url(self.database_url)
        return Path(url.database) if url.drivername == SQLITE and url.database else None

    @cached_property
    def storage(self) -> SqlStorage:
        """Units of work."""
        return SqlStorage(self.engine)

    @cached_property
    def organisation(self) -> Organisation:
        """What the rules of care need to know of us."""
        return self.settings.as_organisation

    @cached_property
    def workdays(self) -> WorkCalendar:
        """Which days are working days."""
        organisation = self.organisation
        return WorkCalendar(organisation.workdays, organisation.country, organisation.joint_leave)

    @cached_property
    def names(self) -> StoredNames:
        """The search over partners and people."""
        return StoredNames(self.storage)

    @cached_property
    def mailer(self) -> "SmtpMailer | None":
        """The way to the mail server; None where none is set."""
        url, sender = self.settings.smtp_url, self.settings.email_from
        if url is None or sender is None:
            return None
        from bot.mail.sending import SmtpMailer
        from bot.mail.server import MailServer

        return SmtpMailer(MailServer.of(url.get_secret_value()), sender)

    @cached_property
    def send_mails(self) -> SendMails:
        """Sends the mails that wait; while the line to Telegram is open, their authors see how far they are."""
        screen = MailingScreen(self.house, lambda: self.line.telegram.delivering if self.line else None)
        outbox = SqlMailOutbox(self.storage)
        return SendMails(self.storage, self.organisation, outbox, self.leases, self.mailer, self.name, screen.show)

    @cached_property
    def house(self) -> House:
        """What the rooms of the chat are given."""
        return House(
            storage=self.storage,
            organisation=self.organisation,
            workdays=self.workdays,
            clock=self.clock,
            names=self.names,
            mail=self.mailer is not None,
        )

    @cached_property
    def plan_reminders(self) -> PlanReminders:
        """Makes and moves reminders."""
        return PlanReminders(self.storage, self.organisation)

    @cached_property
    def forecast_day(self) -> ForecastDay:
        """Tells a day before it comes, or after."""
        return ForecastDay(self.storage, self.organisation)

    @cached_property
    def compose_briefs(self) -> ComposeBriefs:
        """Owes the morning's briefs."""
        return ComposeBriefs(self.storage, self.organisation)

    @cached_property
    def owe_baselines(self) -> OweBaselines:
        """Owes the questions about last contacts."""
        return OweBaselines(self.storage, self.organisation)

    @cached_property
    def ask_about_feasts(self) -> AskAboutFeasts:
        """Owes the questions about days that rest on the moon."""
        return AskAboutFeasts(self.storage, self.organisation)

    @cached_property
    def tell_of_absences(self) -> TellOfAbsences:
        """Tells stand-ins when an absence begins and ends."""
        return TellOfAbsences(self.storage, self.organisation)

    def forget(self) -> None:
        """Lets go of what was remembered of the rows, after the database was emptied."""
        for name in ("compose_briefs", "owe_baselines", "ask_about_feasts"):
            self.__dict__.pop(name, None)

    @cached_property
    def escalate(self) -> Escalate:
        """Notes what waits too long."""
        return Escalate(self.storage, self.organisation)

    @cached_property
    def owe_team_weeks(self) -> OweTeamWeeks:
        """Owes the group its figures, and colleagues their own week."""
        return OweTeamWeeks(self.storage, self.organisation)

    @cached_property
    def owe_summaries(self) -> OweSummaries:
        """Owes Monday's summaries."""
        return OweSummaries(self.storage, self.organisation)

    @cached_property
    def health(self) -> SqlHealth:
        """How the jobs fare."""
        return SqlHealth(self.storage)

    @cached_property
    def leases(self) -> SqlLeases:
        """What one process alone may hold."""
        return SqlLeases(self.storage)

    @cached_property
    def tidy(self) -> Tidy:
        """Forgets what is no longer needed."""
        updates, slots = SqlUpdateInbox(self.storage), SqlSendSlots(self.storage)
        return Tidy(
            self.storage, self.organisation, {"updates": lambda: updates.tidy(KEEP_UPDATES), "slots": slots.tidy}
        )

    async def back_up(self, to: Path | None = None) -> Path:
        """Copies the database; ``OperatorError`` on PostgreSQL, which has its own means."""
        if self.database_file is None:
            raise OperatorError("On PostgreSQL use pg_dump for copies and pg_restore for their return.")
        return await make_copy(self.database_file, self.clock.now(), to)

    async def back_up_daily(self, now: datetime) -> Path | None:
        """Copies the database unless that was done within a day; None where there is nothing to do."""
        file = self.database_file
        if file is None or not copy_is_due(file, now):
            return None
        return await make_copy(file, now)

    async def back_up_before_upgrade(self) -> None:
        """Copies the database, so that an upgrade can be gone back on."""
        await self.back_up()

    async def connect(self, token: str | None = None, api: str | None = None) -> Line:
        """Opens the line to Telegram, which jobs then find as ``line``.

        ``OperatorError`` where the token is wrong, or nobody answers.
        """
        inbox, slots, kept = SqlUpdateInbox(self.storage), SqlSendSlots(self.storage), asyncio.Event()
        pacing = Pacing(slots)
        telegram = await connect(token or self.token, api or self.settings.telegram_api, pacing)
        house = self.house_of(telegram.username)
        dispatch = Dispatch(house, make_router(), telegram.talking)
        messenger = TelegramMessenger(house, telegram.delivering)
        self.line = Line(
            telegram=telegram,
            house=house,
            dispatch=dispatch,
            inbox=inbox,
            processor=Processor(inbox, telegram.talking, dispatch, self._tell_of, kept, pulse=self._pulse(ANSWERING)),
            poller=Poller(
                telegram.talking, telegram.polling, inbox, self.leases, self.name, kept, pulse=self._pulse(TAKING)
            ),
            deliver=DeliverNotices(
                self.storage, SqlNoticeOutbox(self.storage), slots, messenger, organisation=self.organisation
            ),
            slots=slots,
            pacing=pacing,
            messenger=messenger,
        )
        return self.line

    def _pulse(self, name: str) -> Pulse:
        return Pulse(self.health, name, self.clock.now)

    async def _tell_of(self, claimed: ClaimedUpdate) -> None:
        await TellOfUpdate(self.storage)(claimed.update_id, claimed.chat_id, self.clock.now())

    def house_of(self, bot_username: str) -> House:
        """The house once the bot's own name is known."""
        return replace(self.house, bot_username=bot_username)

    async def close(self) -> None:
        """Lets Telegram and the database go."""
        if self.line is not None:
            await self.line.telegram.close()
            self.line = None
        if "engine" in self.__dict__:
            await self.engine.dispose()
