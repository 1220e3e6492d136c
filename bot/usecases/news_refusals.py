"""Who wants no news of ours: said once, kept for good, taken back by a word."""

from dataclasses import dataclass

from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.words import Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import merged_partner


@dataclass(frozen=True, slots=True)
class NewsRefused:
    """That a person, or a whole partner, wants no news, or wants it again."""

    partner_id: int
    person_id: int | None
    refuses: bool
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class RefuseNews:
    """Keeps that somebody wants no news of ours; mails that wait for them are passed over."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, *, partner_id: int | None = None, person_id: int | None = None, refuses: bool
    ) -> NewsRefused:
        """Of a person where one is named, else of the partner. Said again it changes nothing."""
        need(by, Role.STAFF)
        since = self.organisation.today(by.now) if refuses else None
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "refuse_news", NewsRefused):
                return before
            if person_id is not None:
                person = await uow.people.get(person_id)
                outcome = NewsRefused(person.partner_id, person.id, refuses)
                if (person.news_refused_on is not None) == refuses:
                    return outcome
                await uow.people.change(person.id, news_refused_on=since)
            else:
                partner = await merged_partner(uow, partner_id or 0)
                outcome = NewsRefused(partner.id, None, refuses)
                if (partner.news_refused_on is not None) == refuses:
                    return outcome
                await uow.partners.change(partner.id, news_refused_on=since)
            return await finish(uow, by, "refuse_news", outcome, outcome.partner_id)
