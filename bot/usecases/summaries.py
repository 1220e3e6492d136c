"""The weekly care summary: shown when asked, owed to managers on Monday."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from bot.domain.figures import EVERYBODY, Figures, Focus, Period, week_before, week_of
from bot.domain.notices import Notice
from bot.domain.planning.composing import brief_is_due
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.staff import Staff
from bot.domain.summary import Listed, Summary
from bot.domain.words import NoticeKind, Role
from bot.usecases.acting import need
from bot.usecases.rhythms import work_calendar
from bot.usecases.summing import Summing

_SUMMARY = TypeAdapter(Summary)


@dataclass(frozen=True, slots=True)
class ShowSummary:
    """The summary of a period, for managers; without one, of the last whole week."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, period: Period | None = None, focus: Focus = EVERYBODY) -> Summary:
        """Reckons it now; ``NotAllowed`` for who is no manager.

        Where this manager was sent other figures for that week, ``sent`` tells them.
        """
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        asked = period or week_before(today)
        async with self.storage.read() as uow:
            summary = await Summing(uow, self.organisation, today, focus).summary(asked)
            sent = None if focus else await _sent_figures(uow, by.staff.id, asked)
        changed = sent is not None and sent != summary.figures
        return replace(summary, sent=sent) if changed else summary


@dataclass(frozen=True, slots=True)
class OweSummaries:
    """Owes each manager last week's summary on Monday, or the next working day, at their hour.

    Running it again, or days later, owes each once; what was owed keeps the figures it was sent with.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, now: datetime) -> int:
        """How many are newly owed."""
        today = self.organisation.today(now)
        week = week_before(today)
        async with self.storage.read() as uow:
            due = [one for one in await uow.staff.list_active(Role.MANAGER) if self.is_due(one, now)]
            keys = [summary_key(one.id, week) for one in due]
            known = {one.key for one in await uow.notices.list_by(key=keys)} if keys else set()
            owed = [one for one in due if summary_key(one.id, week) not in known]
            if not owed:
                return 0
            summary = await Summing(uow, self.organisation, today).summary(week)
        facts = summary_facts(summary)
        async with self.storage.write() as uow:
            kept = [await uow.notices.owe(_notice(one, week, facts, today)) for one in owed]
            await uow.commit()
        return sum(one is not None for one in kept)

    def is_due(self, staff: Staff, now: datetime) -> bool:
        """Whether it is this manager's hour: from the week's first working day on, in their own zone.

        After an outage it still comes until the hour a brief does (``brief_is_due``); then on the next day.
        """
        local = now.astimezone(ZoneInfo(staff.zone) if staff.zone else self.organisation.zone)
        monday = week_of(self.organisation.today(now)).start
        first = work_calendar(self.organisation).next_working(monday)
        joined = staff.added_on is None or staff.added_on <= first
        return staff.present and joined and local.date() >= first and brief_is_due(staff.brief_at, local.time())


def summary_key(staff_id: int, week: Period) -> str:
    """The key of a manager's summary of a week."""
    return f"summary:{staff_id}:{week.start.isoformat()}"


def summary_facts(summary: Summary) -> Mapping[str, Any]:
    """A summary as the facts of its notice."""
    return {"summary": _SUMMARY.dump_python(summary, mode="json")}


def summary_from(facts: Mapping[str, Any]) -> Summary:
    """The summary that a notice holds."""
    return _SUMMARY.validate_python(facts["summary"])


def figures_alone(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """A summary's facts without anybody's name or words: what later figures are held against."""
    summary = summary_from(facts)
    lists = {one.name: getattr(summary, one.name) for one in fields(summary)}
    counts: dict[str, Any] = {name: Listed(one.total) for name, one in lists.items() if isinstance(one, Listed)}
    coming = replace(summary.coming, own=())
    return summary_facts(replace(summary, coming=coming, waits_longest=None, team=(), **counts))


async def _sent_figures(uow: UnitOfWork, staff_id: int, period: Period) -> Figures | None:
    if period != week_of(period.start):
        return None
    notices: Iterable[Notice] = await uow.notices.list_by(key=summary_key(staff_id, period), kind=NoticeKind.SUMMARY)
    return next((summary_from(one.facts).figures for one in notices if one.sent_at is not None), None)


def _notice(staff: Staff, week: Period, facts: Mapping[str, Any], today: date) -> Notice:
    return Notice(NoticeKind.SUMMARY, summary_key(staff.id, week), staff_id=staff.id, facts=facts, due_on=today)
