"""A gesture that was made: the contact with its purpose, the reminder that it settles, in one transaction."""

from dataclasses import dataclass

from bot.domain.drafting import Drafting
from bot.domain.errors import BadValue
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import GESTURES, Channel, Purpose, ReminderKind, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.answers import Answered, living_reminder, write_done
from bot.usecases.drafting import read_drafting, whose
from bot.usecases.known import living_partner
from bot.usecases.sending import need_somebody


@dataclass(frozen=True, slots=True)
class GivenWords:
    """Which words it was: what they were about, and their mark (empty: own ones, which are not remembered).

    ``public`` ones went to our channels, to nobody in person.
    """

    topic: str
    mark: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Gesture:
    """Which of the four it was, in which words, by which channel.

    It went to ``person_id``, or to whom the reminder's words go; ``note`` is what the history says of it.
    """

    purpose: Purpose
    words: GivenWords
    channel: Channel | None = None
    person_id: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GiveGesture:
    """Writes that a partner was thanked or promoted, and settles the gesture.

    Raises ``AlreadyAnswered`` with who and when; ``BadValue`` where nothing goes to that person any more.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int, gesture: Gesture, offers: str | None = None) -> Answered:
        """*offers* is what the partner offers, where that is to be kept with it from now on."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "give_gesture", Answered):
                return before
            reminder = await living_gesture(uow, reminder_id)
            partner = await living_partner(uow, reminder.partner_id)
            if offers is not None and offers != partner.offers:
                await uow.partners.change(partner.id, offers=offers)
            outcome = await give(uow, by, reminder, partner, gesture, self.organisation)
            return await finish(uow, by, "give_gesture", outcome, partner.id)


async def give(
    uow: UnitOfWork, by: Actor, reminder: Reminder, partner: Partner, gesture: Gesture, organisation: Organisation
) -> Answered:
    """The same, inside somebody's unit of work."""
    if gesture.purpose not in GESTURES:
        raise BadValue("purpose", "choose_gesture")
    today, person_id = organisation.today(by.now), gesture.person_id
    drafting = await read_drafting(uow, by, reminder.id, organisation)
    if not gesture.words.public:
        need_somebody(drafting)
        person_id = person_id or _person_id(drafting, partner)
    draft = Interaction(
        partner.id, today, gesture.purpose, person_id=person_id, channel=gesture.channel, note=gesture.note
    )
    await remember(uow, by, gesture.words, partner.id, person_id, organisation)
    logged = await write_done(uow, by, reminder, partner, draft, organisation)
    return Answered(reminder.id, partner.id, reminder.kind, logged)


async def living_gesture(uow: UnitOfWork, reminder_id: int) -> Reminder:
    """The gesture's reminder, if it still waits for an answer."""
    reminder = await living_reminder(uow, reminder_id)
    if reminder.kind is not ReminderKind.GESTURE:
        raise BadValue("reminder", "wrong_kind")
    return reminder


async def remember(
    uow: UnitOfWork, by: Actor, said: GivenWords, partner_id: int, person_id: int | None, organisation: Organisation
) -> None:
    """Keeps which words it was, so that they do not come again soon."""
    if said.mark:
        to = {"person_id": person_id} if person_id else whose(None, partner_id)
        await uow.given_texts.add(GivenText(said.topic, said.mark, organisation.today(by.now), **to))


def _person_id(drafting: Drafting, partner: Partner) -> int | None:
    person = drafting.person
    return person.id if person is not None and person.partner_id == partner.id else None
