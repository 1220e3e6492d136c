"""After news was let go: the round by WhatsApp, what is uncertain or halted, what is taken back."""

from dataclasses import dataclass

from bot.domain.errors import Outdated
from bot.domain.mailing import LeftOut, Mailing, MailRecipient
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Channel, MailingState, MailState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.mail_audience import why_left_out
from bot.usecases.mail_sending import record_sent
from bot.usecases.mailing import own_mailing


@dataclass(frozen=True, slots=True)
class RoundAt:
    """Where a round by WhatsApp stands: whose turn it is, and how many are left, this one included."""

    mailing: Mailing
    recipient: MailRecipient | None
    left: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was said of one recipient."""

    recipient_id: int
    mailing_id: int
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class GoRoundByChat:
    """The next one of a mailing who is written to by WhatsApp: the round goes on where it was left."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, mailing_id: int) -> RoundAt:
        """Nobody where all are done. Who opted out, left or died meanwhile is passed over, for good."""
        async with self.storage.write() as uow:
            mailing = await own_mailing(uow, by, mailing_id)
            waiting = await uow.mail_recipients.list_by(
                mailing_id=mailing.id, channel=Channel.CHAT, state=MailState.PLANNED
            )
            left = len(waiting)
            for one in waiting:
                partner, person = await uow.partners.find(one.partner_id), await uow.people.find(one.person_id)
                why = await why_left_out(uow, partner, person, one, mailing, self.organisation.today(by.now))
                if why is None:
                    break
                left -= 1
                with uow.aside():
                    await uow.mail_recipients.change(one.id, state=MailState.SKIPPED, reason=why.value)
            await uow.commit()
        return RoundAt(mailing, waiting[-left] if left else None, left)


@dataclass(frozen=True, slots=True)
class RecordByChat:
    """Says that news went out by WhatsApp, or that somebody is passed over."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, recipient_id: int, *, sent: bool) -> Recorded:
        """Once; who was quicker with another press changes nothing more."""
        need(by, Role.STAFF)
        name = "news_by_chat"
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, name, Recorded):
                return before
            one = await uow.mail_recipients.get(recipient_id)
            await own_mailing(uow, by, one.mailing_id)
            outcome = Recorded(one.id, one.mailing_id)
            if one.state is not MailState.PLANNED or one.channel is not Channel.CHAT:
                return outcome
            if not sent:
                said = {"state": MailState.SKIPPED, "reason": LeftOut.PASSED_OVER.value}
                await uow.mail_recipients.change(one.id, **said)
            else:
                planned = {"state": MailState.PLANNED}
                await record_sent(uow, one, planned, by.now, self.organisation, commits=False)
            return await finish(uow, by, name, outcome, one.partner_id)


@dataclass(frozen=True, slots=True)
class DecideUncertain:
    """What becomes of a mail of which nobody knows whether it arrived: the colleague says it."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, recipient_id: int, choice: str) -> Recorded:
        """``again``, ``arrived`` or ``leave``; once."""
        name = "decide_mail"
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, name, Recorded):
                return before
            one = await uow.mail_recipients.get(recipient_id)
            mailing = await own_mailing(uow, by, one.mailing_id)
            if one.state is not MailState.UNCERTAIN:
                raise Outdated("mail_recipients", one.id)
            outcome = Recorded(one.id, mailing.id)
            if choice == "arrived":
                await record_sent(uow, one, {"state": MailState.UNCERTAIN}, by.now, self.organisation, commits=False)
            elif choice == "again":
                await uow.mail_recipients.change(one.id, state=MailState.PLANNED, attempts=0, not_before=None)
                if not one.test:
                    await resume(uow, mailing)
            else:
                said = {"state": MailState.SKIPPED, "reason": LeftOut.GIVEN_UP.value}
                await uow.mail_recipients.change(one.id, **said)
            return await finish(uow, by, name, outcome, one.partner_id)


@dataclass(frozen=True, slots=True)
class ListUncertain:
    """The mails of a mailing of which nobody knows whether they arrived."""

    storage: Storage

    async def __call__(self, by: Actor, mailing_id: int) -> tuple[MailRecipient, ...]:
        """By id."""
        async with self.storage.read() as uow:
            mailing = await own_mailing(uow, by, mailing_id)
            return tuple(await uow.mail_recipients.list_by(mailing_id=mailing.id, state=MailState.UNCERTAIN))


@dataclass(frozen=True, slots=True)
class GoOn:
    """Takes a halted mailing up again."""

    storage: Storage

    async def __call__(self, by: Actor, mailing_id: int) -> Mailing:
        """What ended is left as it is."""
        async with self.storage.write() as uow:
            mailing = await own_mailing(uow, by, mailing_id)
            if mailing.state in (MailingState.HALTED, MailingState.SENDING):
                await resume(uow, mailing)
                await uow.commit()
        return mailing


async def take_mailing_back(uow: UnitOfWork, by: Actor, mailing_id: int) -> int:
    """Stops what has not gone out; gives how many went out already, which cannot be unsent."""
    waiting = await uow.mail_recipients.list_by(mailing_id=mailing_id, state=MailState.PLANNED)
    said = {"state": MailState.SKIPPED, "reason": LeftOut.TAKEN_BACK.value}
    with uow.aside():
        await uow.mail_recipients.change_many([one.id for one in waiting], {"state": MailState.PLANNED}, **said)
    await uow.mailings.change(mailing_id, state=MailingState.STOPPED, ended_at=by.now)
    gone = (MailState.SENDING, MailState.SENT, MailState.UNCERTAIN)
    return await uow.mail_recipients.count_by(mailing_id=mailing_id, state=gone, test=False)


async def resume(uow: UnitOfWork, mailing: Mailing) -> None:
    """Lets a mailing go on."""
    fields = {"state": MailingState.SENDING, "trouble": None, "not_before": None, "tries": 0, "ended_at": None}
    await uow.mailings.change(mailing.id, runs=mailing.runs + 1, **fields)
