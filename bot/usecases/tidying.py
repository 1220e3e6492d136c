"""Forgetting what is no longer needed, and what nobody agreed to."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.notices import Notice
from bot.domain.people import Person
from bot.domain.ports import Act, Organisation, Storage
from bot.domain.words import Consent, NoticeKind, NoticeState
from bot.usecases.consent import forget_days
from bot.usecases.summaries import figures_alone

DRAFTS_KEPT = timedelta(days=2)
FILES_KEPT = timedelta(days=1)
"""As long as the form that shows a file."""
VALUES_KEPT = timedelta(days=30)
"""As long as days are kept of which nobody said whether they may be; undo reaches back a day."""
FACTS_KEPT = timedelta(days=60)
STEPS_KEPT = timedelta(days=400)
"""As long as the story of a reminder is kept: more than the longest rhythm."""
PERSONAL = frozenset(
    {"people", "occasions", "kept_feasts", "events", "interactions", "promises", "offers", "introductions"}
    | {"given_texts", "mail_recipients"}
)
"""Nouns that hold what is known of a person, or what somebody wrote."""
PART = 200
"""Acts in one transaction: others write in between."""

Forget = Callable[[], Awaitable[int]]
"""Forgets what is old in one part of the machinery; gives how much it was."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many people's days were forgotten, how many forms and files, and how much of the machinery, by its parts.

    ``acts`` and ``notices`` are those that stay without what stood in them.
    """

    people: int
    forms: int
    files: int
    machinery: Mapping[str, int]
    acts: int = 0
    notices: int = 0


@dataclass(frozen=True, slots=True)
class Tidy:
    """Forgets expired forms, days nobody agreed to in thirty days, old values, and what the machinery is done with."""

    storage: Storage
    organisation: Organisation
    machinery: Mapping[str, Forget]

    async def __call__(self, now: datetime) -> Tidied:
        """Running it again finds nothing more."""
        people = await self._forget_undecided(now)
        await self._forget_mailings(now)
        forms = await self._forget_forms(now)
        files = await self._forget_files(now)
        await self._forget_steps(now)
        acts, notices = await self._forget_values(now), await self._forget_facts(now)
        machinery = {name: await forget() for name, forget in self.machinery.items()}
        return Tidied(people, forms, files, machinery, acts, notices)

    async def _forget_undecided(self, now: datetime) -> int:
        today = self.organisation.today(now)
        async with self.storage.read() as uow:
            late = [one for one in await uow.people.list_by(consent=Consent.UNDECIDED) if _over(one, today)]
        lapsed = [person for person in late if await self._lapse(person, now)]
        if lapsed:
            async with self.storage.write() as uow:
                await uow.change_sets.forget_days({one.id for one in lapsed}, {one.partner_id for one in lapsed})
                await uow.commit()
        return len(lapsed)

    async def _lapse(self, person: Person, now: datetime) -> bool:
        """Whether they were still undecided: what they agreed to meanwhile stays. The days enter no change set."""
        undecided = {"consent": Consent.UNDECIDED, "undecided_until": person.undecided_until}
        async with self.storage.write() as uow:
            if not await uow.people.change_when(person.id, undecided, consent=Consent.REFUSED, undecided_until=None):
                return False
            with uow.aside():
                await forget_days(uow, person.id)
            await uow.commit(Act("consent_lapsed", now, partner_id=person.partner_id))
        return True

    async def _forget_values(self, now: datetime) -> int:
        """Of older acts it stays who did what, when, and which fields changed, without what stood in them."""
        forgotten, more = 0, PART
        while more == PART:
            async with self.storage.write() as uow:
                more = await uow.change_sets.forget_values(now - VALUES_KEPT, PERSONAL, PART)
                await uow.commit()
            forgotten += more
        return forgotten

    async def _forget_facts(self, now: datetime) -> int:
        """Of messages sent long ago it stays that they were sent, and of summaries their figures."""
        before = now - FACTS_KEPT
        async with self.storage.write() as uow:
            forgotten = await uow.notices.forget_facts(before, but=NoticeKind.SUMMARY)
            for notice in await uow.notices.list_by(kind=NoticeKind.SUMMARY, state=NoticeState.SENT):
                facts = figures_alone(notice.facts)
                if _is_older(notice, before) and facts != notice.facts:
                    await uow.notices.change(notice.id, facts=facts)
                    forgotten += 1
            await uow.commit()
        return forgotten

    async def _forget_steps(self, now: datetime) -> None:
        async with self.storage.write() as uow:
            await uow.reminder_steps.forget_before(self.organisation.today(now) - STEPS_KEPT)
            await uow.commit()

    async def _forget_mailings(self, now: datetime) -> None:
        """News that was begun and never sent goes with its form; what went along with others, in the end too."""
        async with self.storage.write() as uow:
            await uow.mailings.forget_drafts_until(now - DRAFTS_KEPT)
            await uow.mail_files.forget_ended_until(now - VALUES_KEPT)
            await uow.commit()

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
            forgotten = await uow.roster_files.forget_read_until(now - FILES_KEPT)
            await uow.commit()
        return forgotten


def _is_older(notice: Notice, before: datetime) -> bool:
    """By its business day where it has one: the machine's instants are another clock's."""
    if notice.due_on is not None:
        return notice.due_on < before.date()
    return notice.sent_at is not None and notice.sent_at < before


def _over(person: Person, today: date) -> bool:
    return person.undecided_until is not None and person.undecided_until < today
