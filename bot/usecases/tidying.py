"""Forgetting what is no longer needed, and what nobody agreed to."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.people import Person
from bot.domain.ports import Act, Organisation, Storage, UnitOfWork
from bot.domain.words import Consent, OccasionKind

FILES_KEPT = timedelta(days=1)
"""As long as the form that shows a file."""

Forget = Callable[[], Awaitable[int]]
"""Forgets what is old in one part of the machinery; gives how much it was."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many people's days were forgotten, how many forms and files, and how much of the machinery, by its parts."""

    people: int
    forms: int
    files: int
    machinery: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tidy:
    """Forgets expired forms, days that nobody agreed to within thirty days, and what the machinery is done with."""

    storage: Storage
    organisation: Organisation
    machinery: Mapping[str, Forget]

    async def __call__(self, now: datetime) -> Tidied:
        """Running it again finds nothing more."""
        people = await self._forget_undecided(now)
        forms = await self._forget_forms(now)
        files = await self._forget_files(now)
        return Tidied(people, forms, files, {name: await forget() for name, forget in self.machinery.items()})

    async def _forget_undecided(self, now: datetime) -> int:
        today = self.organisation.today(now)
        async with self.storage.read() as uow:
            late = [one for one in await uow.people.list_by(consent=Consent.UNDECIDED) if _over(one, today)]
        for person in late:
            async with self.storage.write() as uow:
                await _forget_days(uow, person)
                await uow.commit(Act("consent_lapsed", now, partner_id=person.partner_id))
        return len(late)

    async def _forget_forms(self, now: datetime) -> int:
        async with self.storage.read() as uow:
            old = [
                form.id for form in await uow.forms.list_by() if form.expires_at is not None and form.expires_at <= now
            ]
        for start in range(0, len(old), 100):
            async with self.storage.write() as uow:
                for id in old[start : start + 100]:
                    await uow.forms.remove(id)
                await uow.commit()
        return len(old)

    async def _forget_files(self, now: datetime) -> int:
        """Files of partners that were read a day ago: imported by now, or left."""
        async with self.storage.write() as uow:
            old = [file for file in await uow.roster_files.list_by() if file.read_at <= now - FILES_KEPT]
            for file in old:
                await uow.roster_files.remove(file.id)
            await uow.commit()
        return len(old)


def _over(person: Person, today: date) -> bool:
    return person.undecided_until is not None and person.undecided_until < today


async def _forget_days(uow: UnitOfWork, person: Person) -> None:
    """Birthday and feasts of somebody who was never decided about; what happened with them stays."""
    for occasion in await uow.occasions.list_by(person_id=person.id, kind=OccasionKind.BIRTHDAY):
        await uow.occasions.remove(occasion.id)
    for feast in await uow.kept_feasts.list_by(person_id=person.id):
        await uow.kept_feasts.remove(feast.id)
    await uow.people.change(person.id, consent=Consent.REFUSED, undecided_until=None)
