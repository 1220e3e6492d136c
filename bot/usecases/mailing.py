"""News for many: written once, looked at, tried on oneself, sent; and single mails."""

import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import BadValue, NotAllowed, NotFound, Outdated
from bot.domain.mailing import (
    MOST_BODY,
    MOST_BYTES,
    MOST_SUBJECT,
    Audience,
    MailFile,
    Mailing,
    MailRecipient,
)
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Channel, MailingState, MailState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.mail_audience import Reach, reach

SEND_NEWS = "send_news"
_MIME = re.compile(r"(?!message/|multipart/)[a-z]{1,20}/[\w.+-]{1,99}", re.ASCII)
"""Kinds of files as they are sent along; mails within mails go as plain files, which any program opens."""


@dataclass(frozen=True, slots=True)
class NewsView:
    """A mailing, what goes along (without its content), and who would get it."""

    mailing: Mailing
    files: tuple[MailFile, ...]
    reach: Reach
    last: Audience | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A mailing under way: how many by which way. ``change_set_id`` takes back what has not gone out."""

    mailing_id: int
    mails: int
    chats: int
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class BeginNews:
    """A new draft of news."""

    storage: Storage

    async def __call__(self, by: Actor, chat_id: int, body: str = "", audience: Audience | None = None) -> Mailing:
        """The same update begins it once: its mark is the update's."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            mark = f"{by.key}.{secrets.token_hex(6)}" if by.key else secrets.token_hex(8)
            if by.again and by.key:
                mine = await uow.mailings.list_by(staff_id=by.staff.id, state=MailingState.DRAFT)
                for one in mine:
                    if one.mark.startswith(f"{by.key}."):
                        return one
            made = await uow.mailings.add(
                Mailing(
                    staff_id=by.staff.id,
                    mark=mark,
                    body=checked_body(body) if body.strip() else "",
                    audience=(audience or Audience()).as_fields(),
                    chat_id=chat_id,
                    made_at=by.now,
                )
            )
            await uow.commit()
        return made


@dataclass(frozen=True, slots=True)
class ChangeNews:
    """Sets the text, the subject or the audience of a draft."""

    storage: Storage

    async def __call__(
        self,
        by: Actor,
        mailing_id: int,
        *,
        body: str | None = None,
        subject: str | None = None,
        audience: Audience | None = None,
    ) -> Mailing:
        """``Outdated`` where it is on its way already. The same update changes it once: what it turned stays turned."""
        fields: dict[str, Any] = {}
        if body is not None:
            fields["body"] = checked_body(body)
        if subject is not None:
            fields["subject"] = checked_subject(subject)
        if audience is not None:
            fields["audience"] = audience.as_fields()
        async with self.storage.write() as uow:
            mailing = await own_draft(uow, by, mailing_id)
            if by.key and mailing.facts.get("changed_by") == by.key:
                return mailing
            fields["facts"] = {**mailing.facts, "changed_by": by.key}
            await uow.mailings.change(mailing.id, **fields)
            await uow.commit()
        return replace(mailing, **fields)


@dataclass(frozen=True, slots=True)
class AttachFile:
    """Puts a picture or a document to a draft; all of them within ten megabytes."""

    storage: Storage

    async def __call__(self, by: Actor, mailing_id: int, name: str, mime: str, content: bytes) -> None:
        """``BadValue`` for one that is too large. The same file twice is there once."""
        async with self.storage.write() as uow:
            mailing = await own_draft(uow, by, mailing_id)
            files = await uow.mail_files.list_by(mailing_id=mailing.id)
            if any(one.name == name and one.content == content for one in files):
                return
            check_size(sum(one.size for one in files) + len(content))
            kind = mime if _MIME.fullmatch(mime) else "application/octet-stream"
            await uow.mail_files.add(MailFile(mailing.id, name, kind, len(content), content))
            await uow.commit()


@dataclass(frozen=True, slots=True)
class DropFiles:
    """Takes away what goes along."""

    storage: Storage

    async def __call__(self, by: Actor, mailing_id: int) -> None:
        """All of it."""
        async with self.storage.write() as uow:
            mailing = await own_draft(uow, by, mailing_id)
            for one in await uow.mail_files.list_by(mailing_id=mailing.id):
                await uow.mail_files.remove(one.id)
            await uow.commit()


@dataclass(frozen=True, slots=True)
class ShowNews:
    """A draft and who would get it."""

    storage: Storage
    organisation: Organisation
    mail: bool

    async def __call__(self, by: Actor, mailing_id: int) -> NewsView:
        """``Outdated`` where it is on its way already; ``last`` is last time's audience, where there was one."""
        async with self.storage.read() as uow:
            mailing = await own_draft(uow, by, mailing_id)
            audience, today = Audience.of(mailing.audience), self.organisation.today(by.now)
            found = await reach(uow, by, audience, by.now, today, mail=self.mail)
            ended = (MailingState.DONE, MailingState.SENDING, MailingState.HALTED)
            before = await uow.mailings.list_by(staff_id=by.staff.id, single=False, state=ended)
            last = Audience.of(before[-1].audience) if before else None
            files = await uow.mail_files.sizes(mailing.id)
        return NewsView(mailing, tuple(files), found, last if last != audience else None)


@dataclass(frozen=True, slots=True)
class TryNews:
    """A mail to oneself, as one of the recipients would get it."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, mailing_id: int) -> str:
        """The address it goes to. ``BadValue`` without a text, an audience, or an address of one's own."""
        async with self.storage.write() as uow:
            mailing = await own_draft(uow, by, mailing_id)
            need_written(mailing)
            address = await need_own_address(uow, by)
            found = await reach(
                uow, by, Audience.of(mailing.audience), by.now, self.organisation.today(by.now), mail=True
            )
            mailed = [one for one in found.reached if one.channel is Channel.EMAIL]
            if not mailed:
                raise BadValue("audience", "nobody_to_mail")
            first = mailed[0]
            if by.again and await uow.mail_recipients.count_by(mailing_id=mailing.id, test=True):
                return address
            waiting = {"mailing_id": mailing.id, "test": True, "state": (MailState.PLANNED, MailState.SENDING)}
            if not await uow.mail_recipients.count_by(**waiting):
                person_id = first.person.id if first.person else None
                await uow.mail_recipients.add(
                    MailRecipient(mailing.id, first.partner.id, person_id, address=address, test=True)
                )
            await uow.commit()
        return address


@dataclass(frozen=True, slots=True)
class SendNews:
    """Lets a mailing go: by e-mail with the next run of the job, the rest as a round by WhatsApp."""

    storage: Storage
    organisation: Organisation
    mail: bool

    async def __call__(self, by: Actor, mailing_id: int) -> Begun:
        """Once. ``BadValue`` without a text, or for an audience of nobody."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, SEND_NEWS, Begun):
                return before
            mailing = await own_draft(uow, by, mailing_id)
            need_written(mailing)
            audience, today = Audience.of(mailing.audience), self.organisation.today(by.now)
            found = await reach(uow, by, audience, by.now, today, mail=self.mail)
            if not found.reached:
                raise BadValue("audience", "nobody")
            if found.mails:
                await need_own_address(uow, by)
            with uow.aside():
                await uow.mail_recipients.add_all(
                    [
                        MailRecipient(
                            mailing.id, one.partner.id, one.person.id if one.person else None, one.channel, one.address
                        )
                        for one in found.reached
                    ]
                )
            state = MailingState.SENDING if found.mails else MailingState.DONE
            begun = {"state": state, "begun_at": by.now, "runs": 1, "ended_at": None if found.mails else by.now}
            if not await uow.mailings.change_when(mailing.id, {"state": MailingState.DRAFT}, **begun):
                raise Outdated("mailings", mailing.id)
            outcome = Begun(mailing.id, found.mails, found.chats)
            return await finish(uow, by, SEND_NEWS, outcome)


@dataclass(frozen=True, slots=True)
class DropNews:
    """Forgets a draft."""

    storage: Storage

    async def __call__(self, by: Actor, mailing_id: int) -> None:
        """Nothing happens to what is on its way."""
        async with self.storage.write() as uow:
            mailing = await uow.mailings.find(mailing_id)
            if mailing is None or mailing.state is not MailingState.DRAFT or mailing.staff_id != by.staff.id:
                return
            for book in (uow.mail_recipients, uow.mail_files):
                for one in await book.list_by(mailing_id=mailing.id):
                    await book.remove(one.id)
            await uow.mailings.remove(mailing.id)
            await uow.commit()


async def own_mailing(uow: UnitOfWork, by: Actor, mailing_id: int) -> Mailing:
    """One's own mailing; ``NotAllowed`` for a colleague's."""
    need(by, Role.STAFF)
    mailing = await uow.mailings.find(mailing_id)
    if mailing is None:
        raise NotFound("mailings", mailing_id)
    if mailing.staff_id != by.staff.id:
        raise NotAllowed("own form")
    return mailing


async def own_draft(uow: UnitOfWork, by: Actor, mailing_id: int) -> Mailing:
    """One's own draft; ``Outdated`` for one that is on its way."""
    mailing = await own_mailing(uow, by, mailing_id)
    if mailing.state is not MailingState.DRAFT:
        raise Outdated("mailings", mailing_id)
    return mailing


async def need_own_address(uow: UnitOfWork, by: Actor) -> str:
    """The address to which answers go."""
    staff = await uow.staff.get(by.staff.id)
    if not staff.email:
        raise BadValue("email", "no_own_email")
    return staff.email


def need_written(mailing: Mailing) -> None:
    """Refuses news without words."""
    if not mailing.body.strip():
        raise BadValue("text", "empty")


def check_size(size: int) -> None:
    """Refuses what is too large to go along."""
    if size > MOST_BYTES:
        raise BadValue("file", "file_too_large", (("most", MOST_BYTES >> 20),))


def checked_body(text: str) -> str:
    """The text as typed; ``BadValue`` for none, or a long one."""
    if not text.strip():
        raise BadValue("text", "empty")
    if len(text) > MOST_BODY:
        raise BadValue("text", "too_long", (("most", MOST_BODY),))
    return text.strip()


def checked_subject(text: str) -> str:
    """One line."""
    line = " ".join(text.split())
    if not line:
        raise BadValue("text", "empty")
    if len(line) > MOST_SUBJECT:
        raise BadValue("text", "too_long", (("most", MOST_SUBJECT),))
    return line
