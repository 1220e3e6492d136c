"""Sending mails that wait: offered, marked, handed over, recorded. One at a time, and none twice by itself."""

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.delivery import Lease
from bot.domain.errors import RawatError
from bot.domain.interactions import Interaction
from bot.domain.mailing import (
    LEASE,
    Accepted,
    Declined,
    LeftOut,
    Letter,
    Lost,
    Mailer,
    Mailing,
    MailLine,
    MailOutbox,
    MailRecipient,
    RefusedAddress,
    Trouble,
    Unavailable,
)
from bot.domain.notices import Notice
from bot.domain.ports import Act, Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Channel, MailingState, MailState, NoticeKind, Purpose, Role
from bot.usecases.interactions import add_contact, follow_contact
from bot.usecases.known import living_partner
from bot.usecases.mail_audience import addressee_of, why_left_out
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.sending import send
from bot.usecases.settling import LIVING, settle_by

log = logging.getLogger(__name__)

LEASE_NAME = "mail"
PACE = 0.2
"""Seconds from one mail to the next: servers take many at once for a flood."""
RUN_FOR = 10.0
"""Seconds of one run; the next tick goes on."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
TRIED_AT_MOST = 12
"""So often a passing refusal is tried again, over most of a day; then it is a refusal."""
DECLINED_IN_A_ROW = 3
"""So many mails whose content was refused, one after the other, are no fault of their recipients."""
OPEN = (MailState.PLANNED, MailState.SENDING)


class Watch(Protocol):
    """Shows how far a mailing is."""

    async def __call__(self, mailing_id: int) -> None:
        """What cannot be shown holds nothing up."""
        ...


async def _unwatched(mailing_id: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class SendMails:
    """Sends what waits, one replica at a time, until nothing may go or the run's time is over."""

    storage: Storage
    organisation: Organisation
    outbox: MailOutbox
    leases: Lease
    mailer: Mailer | None
    holder: str
    watch: Watch = _unwatched
    pace: float = PACE
    run_for: float = RUN_FOR

    async def __call__(self, now: datetime) -> Counter[str]:
        """How many mails came to which end: ``sent``, ``refused``, ``uncertain``, ``skipped``, ``later``."""
        if not await self.outbox.has_work():
            return Counter()
        if not await self.leases.take(LEASE_NAME, self.holder, LEASE):
            return Counter()
        run = _Run(self, now, secrets.token_hex(8))
        try:
            await run.through()
        finally:
            if run.line is not None:
                await run.line.close()
            await self.leases.give_up(LEASE_NAME, self.holder)
        return run.ends


@dataclass
class _Run:
    sending: SendMails
    now: datetime
    token: str
    line: MailLine | None = None
    ends: Counter[str] = field(default_factory=Counter)
    declined: Counter[int] = field(default_factory=Counter)

    async def through(self) -> None:
        uncertain = await self.sending.outbox.note_uncertain()
        self.ends["uncertain"] += len(uncertain)
        began = time.monotonic()
        while time.monotonic() - began < self.sending.run_for:
            one = await self.sending.outbox.claim(self.token)
            if one is None:
                break
            if not await self._one(one):
                break
            await self.sending.watch(one.mailing_id)
            await asyncio.sleep(self.sending.pace)
            if not await self.sending.leases.take(LEASE_NAME, self.sending.holder, LEASE):
                break
        await self._end_finished()

    async def _one(self, one: MailRecipient) -> bool:
        """Sends one; whether the next may be tried at once."""
        letter = await self._letter(one)
        if letter is None:
            return True
        if self.line is None:
            opened = Unavailable(Trouble.UNSET, "") if self.sending.mailer is None else await self._open()
            if isinstance(opened, Unavailable):
                return await self._unavailable(one, opened)
            self.line = opened
        match await self.line.offer(letter):
            case Unavailable() as trouble:
                await self._drop_line()
                return await self._unavailable(one, trouble)
            case Declined() as declined:
                await self._declined(one, declined)
                return True
            case Accepted():
                return await self._hand_over(one)

    async def _open(self) -> MailLine | Unavailable:
        assert self.sending.mailer is not None
        return await self.sending.mailer.connect()

    async def _hand_over(self, one: MailRecipient) -> bool:
        assert self.line is not None
        if not await self.sending.outbox.mark_handing(one.id, self.token):
            # Somebody took it back, or was too slow: the server is told to forget it.
            await self._drop_line()
            return True
        match await self.line.hand_over():
            case Accepted():
                await self._sent(one)
            case Declined() as declined:
                await self._declined(one, declined)
            case Lost(reason):
                await self._drop_line()
                await self._end(one, MailState.UNCERTAIN, reason)
        return True

    async def _drop_line(self) -> None:
        if self.line is not None:
            await self.line.close()
            self.line = None

    async def _letter(self, one: MailRecipient) -> Letter | None:
        """The letter, if it is still to go; who opted out, left or died meanwhile is passed over."""
        async with self.sending.storage.read() as uow:
            mailing = await uow.mailings.get(one.mailing_id)
            author = await uow.staff.get(mailing.staff_id)
            partner = await uow.partners.find(one.partner_id)
            person = await uow.people.find(one.person_id)
            why = None if one.test else await why_left_out(uow, partner, person, one, mailing, self._today)
            files = await uow.mail_files.list_by(mailing_id=mailing.id)
        if why is None and not (author.may(Role.STAFF) and author.email and one.address):
            why = LeftOut.GONE
        if why is not None:
            await self._end(one, MailState.SKIPPED, why.value)
            return None
        return Letter(
            to=one.address or "",
            addressee=addressee_of(partner, person, self.sending.organisation.language),
            subject=mailing.called,
            body=mailing.body,
            sender=author.name,
            reply_to=author.email or "",
            mark=f"{mailing.mark}.{one.id}",
            at=mailing.begun_at or self.now,
            organisation=self.sending.organisation.name,
            news=not mailing.single,
            test=one.test,
            files=tuple(files),
        )

    @property
    def _today(self) -> date:
        return self.sending.organisation.today(self.now)

    async def _sent(self, one: MailRecipient) -> None:
        """Marks it, with the contact that it is, in one transaction."""
        self.declined[one.mailing_id] = 0
        self.ends["sent"] += 1
        async with self.sending.storage.write() as uow:
            await record_sent(uow, one, {"claim_token": self.token}, self.now, self.sending.organisation)

    async def _declined(self, one: MailRecipient, declined: Declined) -> None:
        if declined.again and one.attempts < TRIED_AT_MOST:
            self.ends["later"] += 1
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(one.attempts, 10))
            await self.sending.outbox.postpone(one.id, self.token, wait, declined.reason)
            return
        await self._end(one, MailState.REFUSED, declined.reason, address=declined.address)
        if declined.content and not one.test:
            self.declined[one.mailing_id] += 1
            if self.declined[one.mailing_id] >= DECLINED_IN_A_ROW:
                await self._halt(one.mailing_id, Trouble.CONTENT)

    async def _end(self, one: MailRecipient, state: MailState, reason: str, *, address: bool = False) -> None:
        self.ends[state.value] += 1
        async with self.sending.storage.write() as uow:
            said = {"state": state, "reason": reason, "claim_token": None, "claimed_until": None, "ended_at": self.now}
            if not await uow.mail_recipients.change_when(one.id, {"claim_token": self.token}, **said):
                return
            if address and one.address and not one.test:
                await _mark_address(uow, one.address, self._today, reason)
            mailing = await uow.mailings.get(one.mailing_id)
            if one.test and state is not MailState.SKIPPED:
                await tell(uow, mailing, f"test:{one.id}", what="test", why=reason)
            await uow.commit()

    async def _unavailable(self, one: MailRecipient, trouble: Unavailable) -> bool:
        """Nothing can go: what passes is tried again by itself, the rest waits until somebody mends it."""
        log.warning("the mail server takes nothing", extra={"trouble": trouble.trouble.value})
        if one.test:
            await self._end(one, MailState.REFUSED, trouble.trouble.value)
            return True
        await self.sending.outbox.release(one.id, self.token)
        await self._halt(one.mailing_id, trouble.trouble)
        return False

    async def _halt(self, mailing_id: int, trouble: Trouble) -> None:
        async with self.sending.storage.write() as uow:
            mailing = await uow.mailings.get(mailing_id)
            state = MailingState.SENDING if trouble.passing else MailingState.HALTED
            fields = {"state": state, "trouble": trouble.value, "tries": mailing.tries + 1}
            if not await uow.mailings.change_when(mailing_id, {"state": MailingState.SENDING}, **fields):
                return
            if mailing.trouble != trouble.value:
                await tell(uow, mailing, f"halted:{mailing.runs}:{trouble.value}", what="halted", why=trouble.value)
            await uow.commit()
        if trouble.passing:
            wait = min(LONGEST_WAIT / 8, FIRST_WAIT * 2 ** min(mailing.tries, 6))
            await self.sending.outbox.pause(mailing_id, wait)

    async def _end_finished(self) -> None:
        """Tells of each mailing that has come to its end."""
        async with self.sending.storage.read() as uow:
            under_way = await uow.mailings.list_by(state=MailingState.SENDING)
        for mailing in under_way:
            async with self.sending.storage.write() as uow:
                mails = {"mailing_id": mailing.id, "channel": Channel.EMAIL, "test": False}
                if await uow.mail_recipients.count_by(state=OPEN, **mails):
                    continue
                over = {"state": MailingState.DONE, "ended_at": self.now, "trouble": None, "tries": 0}
                if await uow.mailings.change_when(mailing.id, {"state": MailingState.SENDING}, **over):
                    await tell(uow, mailing, f"ended:{mailing.runs}", what="ended")
                    await uow.commit()
            await self.sending.watch(mailing.id)


async def record_sent(
    uow: UnitOfWork,
    one: MailRecipient,
    expected: Mapping[str, object],
    now: datetime,
    organisation: Organisation,
    *,
    commits: bool = True,
) -> bool:
    """Marks a mail as sent together with the contact that it is; whether it was still to be marked."""
    said = {"state": MailState.SENT, "reason": None, "claim_token": None, "claimed_until": None, "ended_at": now}
    if not await uow.mail_recipients.change_when(one.id, expected, **said):
        return False
    mailing = await uow.mailings.get(one.mailing_id)
    await uow.mailings.change(mailing.id, trouble=None, tries=0)
    for refused in await uow.refused_addresses.list_by(address=(one.address or "").casefold()):
        await uow.refused_addresses.remove(refused.id)
    author = await uow.staff.get(mailing.staff_id)
    by = Actor(author, now)
    if one.test:
        await uow.mailings.change(mailing.id, tested_at=now)
        await tell(uow, mailing, f"test:{one.id}", what="test")
        if commits:
            await uow.commit()
        return True
    contact = await _contact(uow, by, mailing, one, organisation)
    if contact is not None:
        await uow.mail_recipients.change(one.id, interaction_id=contact)
    if commits:
        await uow.commit(Act("mail_sent", now, author.id, one.partner_id))
    return True


async def _contact(
    uow: UnitOfWork, by: Actor, mailing: Mailing, one: MailRecipient, organisation: Organisation
) -> int | None:
    """The contact that a sent mail is: for the update rhythm alone, or what its reminder asked for."""
    partner = await uow.partners.find(one.partner_id)
    if partner is None:
        return None
    person = await uow.people.find(one.person_id)
    today = organisation.today(by.now)
    news = Interaction(
        partner_id=partner.id,
        on=today,
        purpose=Purpose.UPDATE,
        staff_id=by.staff.id,
        person_id=person.id if person and person.partner_id == partner.id else None,
        channel=one.channel,
        note=mailing.called,
        mass=True,
        logged_at=by.now,
    )
    if not mailing.single:
        contact = await uow.interactions.add(news)
        await settle_by(uow, by, contact, await uow.reminders.list_by(partner_id=partner.id, state=LIVING))
        await refresh_rhythms(uow, [partner.id])
        return contact.id
    reminder = await uow.reminders.find(mailing.facts.get("reminder"))
    if reminder is not None and reminder.state.living:
        try:
            done = await send(uow, by, reminder, mailing.facts.get("mark", ""), Channel.EMAIL, organisation)
            return done.logged.interaction_id if done.logged else None
        except RawatError:
            log.info("a mail went out for a reminder that it settles no more", extra={"reminder": reminder.id})
    plain = replace(news, purpose=Purpose(mailing.facts.get("purpose", Purpose.CHECK_IN)), mass=False, note=None)
    try:
        there = await living_partner(uow, partner.id)
        contact = await add_contact(uow, by, there, plain, organisation)
        await follow_contact(uow, by, there, contact, organisation)
    except RawatError:
        contact = await uow.interactions.add(plain)
    return contact.id


async def tell(uow: UnitOfWork, mailing: Mailing, key: str, **facts: str) -> None:
    """Owes the author a word about a mailing; once for each key."""
    notice = Notice(
        NoticeKind.MAILING,
        f"mailing:{mailing.id}:{key}",
        staff_id=mailing.staff_id,
        facts={"mailing": mailing.id, **facts},
    )
    await uow.notices.owe(notice)


async def _mark_address(uow: UnitOfWork, address: str, today: date, reason: str) -> None:
    known = await uow.refused_addresses.list_by(address=address.casefold())
    if known:
        await uow.refused_addresses.change(known[0].id, on=today, reason=reason)
    else:
        await uow.refused_addresses.add(RefusedAddress(address.casefold(), today, reason))
