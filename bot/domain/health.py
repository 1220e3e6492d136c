"""When a part of the work has fallen silent. Machine time throughout: outages are the machine's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery import JobHealth

PATIENCE = timedelta(minutes=15)
"""How long a part may fail or be silent before an admin hears of it: most troubles pass by themselves."""
SELDOM = timedelta(hours=3)
"""The same for what runs by the hour."""
OUTAGE = timedelta(minutes=5)
"""So long nothing at all ran: that is told when it is over."""

TAKING, ANSWERING, DELIVERING, WATCHING = "take_updates", "answer_updates", "deliver_notices", "watch"
SILENT_AFTER: Mapping[str, timedelta] = {
    "plan_reminders": PATIENCE,
    "escalate": PATIENCE,
    "send_briefs": PATIENCE,
    "send_summaries": PATIENCE,
    DELIVERING: PATIENCE,
    "send_mails": PATIENCE,
    "tidy": SELDOM,
    "back_up": SELDOM,
    TAKING: PATIENCE,
    ANSWERING: PATIENCE,
}
"""All parts of the work, and how long after its last end each counts as silent."""
HALVES: Mapping[str, frozenset[str]] = {
    "bot": frozenset({TAKING, ANSWERING}),
    "jobs": frozenset(SILENT_AFTER) - {TAKING, ANSWERING, "tidy", "back_up"},
}
"""What falls silent together when no process runs that half."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What does not come through, since when, and which parts of the work that is.

    ``name`` is a part's, or a half's (``bot``, ``jobs``) where all of it is silent.
    """

    name: str
    since: datetime
    parts: tuple[JobHealth, ...]


def troubles(jobs: Iterable[JobHealth], now: datetime) -> list[Trouble]:
    """All troubles that have lasted long enough, by name. A part that never ran is none."""
    known = {job.name: job for job in jobs}
    ailing = {name: since for name, job in known.items() if (since := trouble_since(job, now)) is not None}
    found: list[Trouble] = []
    for half, names in HALVES.items():
        here = names & known.keys()
        if len(here) > 1 and all(name in ailing and _silent_since(known[name], now) for name in here):
            since = max(ailing.pop(name) for name in here)
            found.append(Trouble(half, since, tuple(known[name] for name in sorted(here))))
    found += [Trouble(name, since, (known[name],)) for name, since in ailing.items()]
    return sorted(found, key=lambda one: one.name)


def trouble_since(job: JobHealth, now: datetime) -> datetime | None:
    """Since when it fails, hangs or is silent; None while that is not long ago."""
    if job.failed_at is not None:
        return job.failed_at if now - job.failed_at >= PATIENCE else None
    if job.began_at is not None and (job.ended_at is None or job.ended_at < job.began_at):
        return job.began_at if now - job.began_at >= PATIENCE else None
    return _silent_since(job, now)


def _silent_since(job: JobHealth, now: datetime) -> datetime | None:
    last, longest = job.ended_at or job.began_at, SILENT_AFTER.get(job.name)
    return last if last is not None and longest is not None and now - last >= longest else None
