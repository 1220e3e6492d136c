"""Words for somebody, asked for in any chat; the one that is sent is logged, once."""

from dataclasses import dataclass, replace

from bot.domain.drafting import Drafting
from bot.domain.inline import InlineChoice
from bot.domain.interactions import Interaction
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Channel, Purpose, ReminderKind, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.answers import Answered, check_begun
from bot.usecases.drafting import ReadDraftingFor, read_drafting
from bot.usecases.interactions import add_contact, follow_contact
from bot.usecases.known import living_partner
from bot.usecases.sending import need_somebody, remember, send

MOST_REMINDERS = 4
_WAITING = (ReminderState.OPEN, ReminderState.SNOOZED)


@dataclass(frozen=True, slots=True)
class ListDraftings:
    """What words to somebody can rest on: the reminders that wait, then none in particular."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int, person_id: int | None) -> list[Drafting]:
        """Nothing for who is not to be written to. ``NotFound`` where nobody is there."""
        need(by, Role.STAFF)
        general = await ReadDraftingFor(self.storage, self.organisation)(by, partner_id, person_id)
        if general.barred is not None:
            return []
        async with self.storage.read() as uow:
            waiting = await uow.reminders.list_by(partner_id=general.partner.id, state=_WAITING)
            mine = [one for one in waiting if one.person_id in (None, person_id)]
            mine.sort(key=lambda one: (one.person_id is None, one.due_on, one.id))
            found = [await read_drafting(uow, by, one.id, self.organisation) for one in mine[:MOST_REMINDERS]]
        to_them = [one for one in found if one.barred is None and _goes_to(one, person_id)]
        asked = any(one.kind is general.kind for one in to_them)
        return to_them if asked else [*to_them, general]


@dataclass(frozen=True, slots=True)
class LogChosen:
    """Logs the text that was chosen in some chat, and settles its reminder; once by the result's id."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, choice: InlineChoice) -> Answered | None:
        """None where there is nothing to log any more: the reminder was settled meanwhile, or somebody is gone."""
        need(by, Role.STAFF)
        by = replace(by, key=f"inline:{choice.wire}", again=True)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "mark_sent", Answered):
                return before
            outcome = await self._logged(uow, by, choice)
            return None if outcome is None else await finish(uow, by, "mark_sent", outcome, outcome.partner_id)

    async def _logged(self, uow: UnitOfWork, by: Actor, choice: InlineChoice) -> Answered | None:
        if choice.about == "r":
            reminder = await uow.reminders.find(choice.id)
            if reminder is None or reminder.state not in _WAITING:
                return None
            check_begun(reminder, self.organisation.today(by.now))
            return await send(uow, by, reminder, choice.mark, Channel.CHAT, self.organisation)
        return await self._general(uow, by, choice)

    async def _general(self, uow: UnitOfWork, by: Actor, choice: InlineChoice) -> Answered | None:
        person = await uow.people.find(choice.id) if choice.about == "p" else None
        if choice.about == "p" and person is None:
            return None
        partner = await living_partner(uow, person.partner_id if person else choice.id)
        drafting = await ReadDraftingFor(self.storage, self.organisation).within(
            uow, partner.id, person.id if person else None, by
        )
        need_somebody(drafting)
        today = self.organisation.today(by.now)
        draft = Interaction(
            partner_id=partner.id,
            on=today,
            purpose=Purpose.CHECK_IN,
            person_id=person.id if person else None,
            channel=Channel.CHAT,
        )
        await remember(uow, drafting, choice.mark, by, self.organisation)
        contact = await add_contact(uow, by, partner, draft, self.organisation)
        logged = await follow_contact(uow, by, partner, contact, self.organisation)
        return Answered(0, partner.id, drafting.kind, logged)


def _goes_to(drafting: Drafting, person_id: int | None) -> bool:
    """Whether its words are for this person; a partner that was named as a whole takes all of them."""
    if drafting.kind is ReminderKind.GESTURE and drafting.subject != Purpose.THANKS.value:
        # Asking whether one may promote or introduce them is no gesture yet, and an offer has to be made first.
        return False
    return person_id is None or (drafting.person is not None and drafting.person.id == person_id)
