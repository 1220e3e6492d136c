"""Special offers: made once, told again before they end, extended."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.offers import SUBJECT, SpecialOffer, running
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, OfferEnd, Purpose, ReminderKind, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.answers import Answered, answer, living_reminder, write_done
from bot.usecases.gestures import Gesture, GivenWords, give, living_gesture
from bot.usecases.interactions import Logged
from bot.usecases.known import kept_note, living_partner
from bot.usecases.planning.plan_reminders import replan

OFFER_LENGTH = 500
"""Characters: it stands in a message to them."""


@dataclass(frozen=True, slots=True)
class OfferAnswered:
    """What was done about an offer that ends soon; told once more, ``logged`` is the contact."""

    reminder_id: int
    partner_id: int
    offer_id: int
    ends_on: date
    did: OfferEnd
    logged: Logged | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """Keeps an offer with its end, writes that it was told, and settles the gesture."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, reminder_id: int, made: tuple[str, date], channel: Channel | None = None, mark: str = ""
    ) -> Answered:
        """*made* is the offer and its last day; ``BadValue`` for no text, too long a one, or a day that is past."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        text, ends_on = offer_text(made[0]), made[1]
        if ends_on < today:
            raise BadValue("ends_on", "past", (("day", ends_on),))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "make_offer", Answered):
                return before
            reminder = await living_gesture(uow, reminder_id)
            partner = await living_partner(uow, reminder.partner_id)
            words = GivenWords(f"gesture_{Purpose.OFFER.value}", mark)
            gesture = Gesture(Purpose.OFFER, words, channel, note=text)
            outcome = await give(uow, by, reminder, partner, gesture, self.organisation)
            logged = outcome.logged
            offer = SpecialOffer(
                partner.id,
                text,
                ends_on,
                staff_id=by.staff.id,
                interaction_id=logged.interaction_id if logged else None,
                made_on=today,
            )
            await uow.offers.add(offer)
            await replan(uow, [partner.id], self.organisation, today)
            return await finish(uow, by, "make_offer", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class ListOffers:
    """The offers to a partner that still stand, the one that ends first at the beginning."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> list[SpecialOffer]:
        """So that nothing is offered twice."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return running(await uow.offers.list_by(partner_id=partner_id), self.organisation.today(by.now))


@dataclass(frozen=True, slots=True)
class AnswerOffer:
    """Before an offer ends: it was told once more, it is extended to a day, or it is left to end."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, reminder_id: int, did: OfferEnd, ends_on: date | None = None, channel: Channel | None = None
    ) -> OfferAnswered:
        """An extension needs a day after the end (``BadValue`` otherwise)."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "answer_offer", OfferAnswered):
                return before
            reminder = await living_reminder(uow, reminder_id)
            offer = await uow.offers.get(offer_id(reminder))
            logged = None
            if did is OfferEnd.TOLD:
                logged = await self._told(uow, by, reminder, offer, channel)
            else:
                await answer(uow, by, reminder, ReminderState.DONE)
            if did is OfferEnd.EXTENDED:
                if ends_on is None or ends_on <= offer.ends_on:
                    raise BadValue("ends_on", "not_later", (("day", offer.ends_on),))
                offer = await uow.offers.change(offer.id, ends_on=ends_on)
                await replan(uow, [offer.partner_id], self.organisation, self.organisation.today(by.now))
            outcome = OfferAnswered(reminder.id, reminder.partner_id, offer.id, offer.ends_on, did, logged)
            return await finish(uow, by, "answer_offer", outcome, reminder.partner_id)

    async def _told(
        self, uow: UnitOfWork, by: Actor, reminder: Reminder, offer: SpecialOffer, channel: Channel | None
    ) -> Logged:
        partner = await living_partner(uow, reminder.partner_id)
        today = self.organisation.today(by.now)
        draft = Interaction(partner.id, today, Purpose.OFFER, channel=channel, note=offer.text)
        return await write_done(uow, by, reminder, partner, draft, self.organisation)


def offer_text(text: str) -> str:
    """The offer as it is kept; ``BadValue`` for none, or one that is too long for a message."""
    kept = kept_note(" ".join(text.split()))
    if kept is None:
        raise BadValue("text", "missing")
    if len(kept) > OFFER_LENGTH:
        raise BadValue("text", "too_long", (("most", OFFER_LENGTH), ("length", len(kept))))
    return kept


def offer_id(reminder: Reminder) -> int:
    """The offer that a reminder is about."""
    if reminder.kind is not ReminderKind.FOLLOW_UP or not reminder.subject.startswith(SUBJECT):
        raise BadValue("reminder", "wrong_kind")
    return int(reminder.subject.removeprefix(SUBJECT))
