"""That a draft was sent: the contact, the reminder that it settles, and which words they were, in one transaction."""

from dataclasses import dataclass

from bot.domain.answers import written_purpose
from bot.domain.drafting import Drafting, NoDraft
from bot.domain.errors import BadValue
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.introductions import SUBJECT as OF_INTRODUCTION
from bot.domain.offers import SUBJECT as OF_OFFER
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, Purpose, ReminderKind, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.answers import Answered, check_begun, living_reminder, write_done
from bot.usecases.drafting import read_drafting, whose
from bot.usecases.interactions import add_contact, follow_contact
from bot.usecases.known import living_partner
from bot.usecases.settling import get_well

STAYS_OPEN = (ReminderKind.RENEWAL, ReminderKind.FOLLOW_UP, ReminderKind.PROMISE)
"""Words about these are a contact; whether they are settled by it is for somebody to say."""


@dataclass(frozen=True, slots=True)
class MarkSent:
    """Writes that a draft went out, and settles its reminder.

    Raises ``AlreadyAnswered`` with who and when; ``BadValue`` before the first greeting day, and where nothing goes to
    that person any more.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int, mark: str, channel: Channel | None = None) -> Answered:
        """*mark* tells the text; an empty one is the colleague's own words, which are not remembered."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "mark_sent", Answered):
                return before
            reminder = await living_reminder(uow, reminder_id)
            outcome = await send(uow, by, reminder, mark, channel, self.organisation)
            return await finish(uow, by, "mark_sent", outcome, outcome.partner_id)


async def send(
    uow: UnitOfWork, by: Actor, reminder: Reminder, mark: str, channel: Channel | None, organisation: Organisation
) -> Answered:
    """The same, inside somebody's unit of work."""
    today = organisation.today(by.now)
    check_begun(reminder, today)
    drafting = await read_drafting(uow, by, reminder.id, organisation)
    partner = await living_partner(uow, reminder.partner_id)
    need_somebody(drafting)
    draft = Interaction(
        partner_id=partner.id,
        on=today,
        purpose=await _purpose(uow, reminder, drafting),
        person_id=drafting.person.id if drafting.person and drafting.person.partner_id == partner.id else None,
        channel=channel,
    )
    await remember(uow, drafting, mark, by, organisation)
    if reminder.kind in STAYS_OPEN and draft.purpose is not Purpose.OFFER:
        contact = await add_contact(uow, by, partner, draft, organisation)
        logged = await follow_contact(uow, by, partner, contact, organisation)
    else:
        logged = await write_done(uow, by, reminder, partner, draft, organisation)
    return Answered(reminder.id, partner.id, reminder.kind, logged)


async def remember(uow: UnitOfWork, drafting: Drafting, mark: str, by: Actor, organisation: Organisation) -> None:
    """Keeps which words went to them; own ones have no mark."""
    if mark:
        to = whose(drafting.person, drafting.partner.id)
        await uow.given_texts.add(GivenText(drafting.topic, mark, organisation.today(by.now), **to))


def need_somebody(drafting: Drafting) -> None:
    """Refuses what nobody is to get, with the reason."""
    if drafting.barred is None:
        return
    name = drafting.person.addressed if drafting.person else drafting.partner.name
    if drafting.barred is NoDraft.ARCHIVED:
        raise BadValue("partner", "archived", (("partner", drafting.partner.name),))
    raise BadValue("draft", drafting.barred.value, (("name", name),))


async def _purpose(uow: UnitOfWork, reminder: Reminder, drafting: Drafting) -> Purpose:
    if reminder.kind is ReminderKind.FOLLOW_UP and reminder.subject.startswith(OF_OFFER):
        # Telling them once more is what was asked for.
        return Purpose.OFFER
    if reminder.kind is ReminderKind.FOLLOW_UP and reminder.subject.startswith(OF_INTRODUCTION):
        return Purpose.CHECK_IN
    if reminder.kind in STAYS_OPEN:
        return Purpose.COORDINATION
    chosen = Purpose(drafting.subject) if reminder.kind is ReminderKind.GESTURE and drafting.subject else None
    return written_purpose(reminder, chosen, get_well=bool(await get_well(uow, [reminder])))
