"""A single mail that a reminder asked for: one at a time for each reminder, however often it is asked for."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import BadValue, MailedAlready
from bot.domain.mailing import Mailing, MailRecipient
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, MailingState, MailState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.answers import check_begun, living_reminder
from bot.usecases.drafting import read_drafting
from bot.usecases.known import living_partner
from bot.usecases.mailing import Begun, checked_body, checked_subject, need_own_address
from bot.usecases.sending import need_somebody

_STANDS = (MailState.PLANNED, MailState.SENDING, MailState.SENT, MailState.UNCERTAIN)
"""Mails that have gone out, or may still do."""
_UNDER_WAY = (MailingState.SENDING, MailingState.HALTED)


@dataclass(frozen=True, slots=True)
class MailDraft:
    """One mail to the person of a reminder, in the words given: sent by the job, with all its guarantees.

    When the server took it, the contact is logged and the reminder settled, as *Sent* would.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, reminder_id: int, address: str, subject: str, body: str, mark: str = ""
    ) -> Begun:
        """Once for a reminder: ``MailedAlready`` with who and when, ``AlreadyAnswered`` for one that is settled.

        ``BadValue`` before its first day, where nothing goes there any more, and without an address of one's own.
        """
        need(by, Role.STAFF)
        name = "mail_draft"
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, name, Begun):
                return before
            # Held until the end: of two who press at once, the second sees the mail of the first.
            reminder = await living_reminder(uow, reminder_id)
            await uow.reminders.change_when(reminder.id, {}, staff_id=reminder.staff_id)
            reminder = await living_reminder(uow, reminder.id)
            check_begun(reminder, self.organisation.today(by.now))
            await living_partner(uow, reminder.partner_id)
            need_somebody(await read_drafting(uow, by, reminder.id, self.organisation))
            await _need_unmailed(uow, by, reminder, self.organisation)
            await need_own_address(uow, by)
            if not address:
                raise BadValue("email", "bad_email")
            facts: Mapping[str, Any] = {"reminder": reminder.id, "mark": mark}
            mailing = await uow.mailings.add(
                Mailing(
                    staff_id=by.staff.id,
                    mark=secrets.token_hex(8),
                    subject=checked_subject(subject),
                    body=checked_body(body),
                    state=MailingState.SENDING,
                    single=True,
                    facts=facts,
                    made_at=by.now,
                    begun_at=by.now,
                    runs=1,
                )
            )
            await uow.mail_recipients.add(
                MailRecipient(mailing.id, reminder.partner_id, reminder.person_id, address=address)
            )
            return await finish(uow, by, name, Begun(mailing.id, 1, 0), reminder.partner_id)


@dataclass(frozen=True, slots=True)
class ListMailed:
    """Which of these reminders wait for a mail that is on its way, or of which nobody knows whether it arrived."""

    storage: Storage

    async def __call__(self, by: Actor, reminder_ids: Iterable[int]) -> frozenset[int]:
        """Their ids."""
        need(by, Role.STAFF)
        asked = frozenset(reminder_ids)
        async with self.storage.read() as uow:
            under_way = await uow.mailings.list_by(single=True, state=_UNDER_WAY)
            uncertain = await uow.mail_recipients.list_by(state=MailState.UNCERTAIN, test=False)
            ended = [one for one in await uow.mailings.list_in(one.mailing_id for one in uncertain) if one.single]
        return asked & {one.facts.get("reminder", 0) for one in (*under_way, *ended)}


async def _need_unmailed(uow: UnitOfWork, by: Actor, reminder: Reminder, organisation: Organisation) -> None:
    """Refuses a second mail; what went out on an earlier day hinders none where a reminder outlives its mails."""
    rows = await uow.mail_recipients.list_by(
        partner_id=reminder.partner_id, state=_STANDS, channel=Channel.EMAIL, test=False
    )
    mailings = {one.id: one for one in await uow.mailings.list_in(one.mailing_id for one in rows)}
    today = organisation.today(by.now)
    for row in rows:
        mailing = mailings[row.mailing_id]
        if not mailing.single or mailing.facts.get("reminder") != reminder.id or mailing.begun_at is None:
            continue
        if row.state is not MailState.SENT or organisation.today(mailing.begun_at) == today:
            raise MailedAlready(reminder.id, row.state.value, mailing.staff_id, mailing.begun_at)
