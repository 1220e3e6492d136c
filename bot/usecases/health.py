"""Whether the jobs run, and who hears of it when they do not. Machine time throughout: outages are the machine's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery import HealthBook, JobHealth
from bot.domain.notices import Notice
from bot.domain.ports import Storage
from bot.domain.words import NoticeKind, NoticeState
from bot.usecases.failures import owe_failure, present_admins

PATIENCE = timedelta(minutes=15)
"""How long a job may fail or be silent before an admin hears of it: most troubles pass by themselves."""


@dataclass(frozen=True, slots=True)
class WatchJobs:
    """Tells the admins of jobs that fail or fell silent, once until they come through again, and of outages."""

    storage: Storage
    health: HealthBook
    patience: timedelta = PATIENCE

    async def __call__(self) -> list[str]:
        """The jobs of which the admins are newly told."""
        now = await self.health.machine_now()
        ailing = [job for job in await self.health.list_all() if job.told_at is None and self._ails(job, now)]
        for job in ailing:
            await self._tell(job, now)
        return [job.name for job in ailing]

    async def tell_outage(self) -> bool:
        """When a run begins: whether nothing ran for long before it, of which the admins are told then."""
        now = await self.health.machine_now()
        ends = [job.ended_at for job in await self.health.list_all() if job.ended_at is not None]
        if not ends or now - max(ends) < self.patience:
            return False
        since = max(ends)
        async with self.storage.write() as uow:
            late = await uow.notices.count_by(state=NoticeState.WAITING)
            facts = {"since": since.isoformat(), "until": now.isoformat(), "late": late}
            for admin in await present_admins(uow):
                key = f"outage:{since.isoformat()}:{admin.id}"
                await uow.notices.owe(Notice(NoticeKind.OUTAGE, key, staff_id=admin.id, facts=facts))
            await uow.commit()
        return True

    def _ails(self, job: JobHealth, now: datetime) -> bool:
        return now - (_trouble_since(job) or now) >= self.patience

    async def _tell(self, job: JobHealth, now: datetime) -> None:
        since = _trouble_since(job) or now
        async with self.storage.write() as uow:
            subject = f"{job.name}:{since.isoformat()}"
            await owe_failure(uow, "job", subject, now, name=job.name, since=since.isoformat())
            await uow.commit()
        await self.health.told(job.name)


def _trouble_since(job: JobHealth) -> datetime | None:
    """Since when it fails, or since when it began and has not come to an end."""
    if job.failed_at is not None:
        return job.failed_at
    if job.began_at is not None and (job.ended_at is None or job.ended_at < job.began_at):
        return job.began_at
    return None
