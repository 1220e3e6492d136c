"""News through a real SMTP server: each recipient once, or told as refused or uncertain."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.domain.interactions import Interaction
from bot.domain.mailing import Audience, Mailing, MailRecipient, Trouble, Whose
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Staff
from bot.domain.words import (
    Channel,
    MailingState,
    MailState,
    NoticeKind,
    PartnerState,
    PersonState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    StaffState,
)
from bot.mail.sending import SmtpMailer
from bot.mail.server import MailServer
from bot.storage.engine import make_engine
from bot.storage.leases import SqlLeases
from bot.storage.mail_outbox import SqlMailOutbox
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.mail_answers import DecideUncertain, GoOn, GoRoundByChat, RecordByChat
from bot.usecases.mail_sending import SendMails
from bot.usecases.mailing import BeginNews, SendNews, TryNews
from bot.usecases.single_mail import MailDraft
from bot.usecases.undo import UndoLast
from tests.mail.server import MailBox, mail_server
from tests.usecases.care_world import NOON, ORGANISATION, TODAY

SENDER = "care@example.org"
LONG_AGO = TODAY - timedelta(days=300)


@dataclass
class Post:
    """A mail room: partners with addresses, a server, and the job."""

    storage: SqlStorage
    box: MailBox
    url: str = ""
    acts: int = 0

    def by(self) -> Actor:
        """The author, acting under a key of its own."""
        self.acts += 1
        staff = Staff("Rina", Role.STAFF, StaffState.ACTIVE, 7, language="id", email="rina@example.org", id=1)
        return Actor(staff, NOON, f"u{self.acts}")

    async def rows(self, noun: str) -> list[object]:
        """All rows of a noun."""
        async with self.storage.read() as uow:
            return list(await getattr(uow, noun).list_by())

    async def states(self) -> list[tuple[str | None, MailState]]:
        """What became of each mail."""
        async with self.storage.read() as uow:
            return [(one.address, one.state) for one in await uow.mail_recipients.list_by(channel=Channel.EMAIL)]

    def job(self, *, user: str | None = None, port: int | None = None, pace: float = 0.0) -> SendMails:
        """The job over this server."""
        server = MailServer("127.0.0.1", port or self.box.port, False, user, "wrong" if user else None)
        outbox, leases = SqlMailOutbox(self.storage), SqlLeases(self.storage)
        mailer = SmtpMailer(server, SENDER)
        return SendMails(self.storage, ORGANISATION, outbox, leases, mailer, f"test{self.acts}", pace=pace)

    async def send(self, body: str = "Kabar kami: kelas baru dibuka.") -> int:
        """News to all partners; gives its id."""
        mailing = await BeginNews(self.storage)(self.by(), 7, body, Audience(Whose.ALL))
        begun = await SendNews(self.storage, ORGANISATION, True)(self.by(), mailing.id)
        return begun.mailing_id

    async def let_time_pass(self) -> None:
        """What waits for an instant of the machine's waits no longer."""
        async with self.storage.connect(writes=True) as connection:
            past = "'2000-01-01 00:00:00+00'"
            for table, column in (
                ("mail_recipients", "not_before"),
                ("mail_recipients", "claimed_until"),
                ("mailings", "not_before"),
                ("leases", "until"),
            ):
                await connection.exec_driver_sql(f"update {table} set {column} = {past} where {column} is not null")
            await connection.commit()


async def settle(storage: SqlStorage, *addresses: str) -> None:
    async with storage.write() as uow:
        await uow.staff.add(
            Staff("Rina", Role.STAFF, StaffState.ACTIVE, 7, language="id", email="rina@example.org", added_on=LONG_AGO)
        )
        for n, address in enumerate(addresses, 1):
            partner = await uow.partners.add(Partner(f"Mitra {n}", owner_id=1, added_on=LONG_AGO))
            await uow.people.add(Person(partner.id, f"Ratna {n}", "Bu", email=address))
            await uow.rhythms.add(PartnerRhythm(partner.id, Rhythm.UPDATE, due_on=LONG_AGO))
        await uow.commit()


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[Post]:
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    await settle(storage, "a@x.org", "b@x.org", "c@x.org")
    async with mail_server(MailBox()) as box:
        yield Post(storage, box, database_url)
    await engine.dispose()


async def test_each_gets_one_mail_and_one_contact_for_the_update_alone(post: Post) -> None:
    mailing_id = await post.send()
    assert (await post.job()(NOON))["sent"] == 3
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 1, "b@x.org": 1, "c@x.org": 1}
    async with post.storage.read() as uow:
        contacts: list[Interaction] = await uow.interactions.list_by()
        assert all(one.mass and one.channel is Channel.EMAIL and one.on == TODAY for one in contacts)
        assert len(contacts) == 3
        assert {one.counts_from for one in await uow.rhythms.list_by(rhythm=Rhythm.UPDATE)} == {TODAY}
        mailing: Mailing = await uow.mailings.get(mailing_id)
        assert mailing.state is MailingState.DONE
        assert [one.facts["what"] for one in await uow.notices.list_by(kind=NoticeKind.MAILING)] == ["ended"]
    message = post.box.taken[0]
    assert message["To"].addresses[0].addr_spec == "a@x.org"
    assert "b@x.org" not in message.as_string()
    assert message["Reply-To"].addresses[0].addr_spec == "rina@example.org"


async def test_refused_addresses_are_told_and_marked_and_written_to_no_more(post: Post) -> None:
    post.box.rcpt["b@x.org"] = ["550 5.1.1 No such user"]
    post.box.rcpt["c@x.org"] = ["552 5.2.2 Mailbox full"]
    await post.send()
    assert (await post.job()(NOON))["refused"] == 2
    async with post.storage.read() as uow:
        assert [one.address for one in await uow.refused_addresses.list_by()] == ["b@x.org"]
        (refused, full) = await uow.mail_recipients.list_by(state=MailState.REFUSED)
        assert "No such user" in (refused.reason or "")
        assert "full" in (full.reason or "")
    await post.send()
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 2, "c@x.org": 1}


async def test_greylisted_mail_is_tried_again_later(post: Post) -> None:
    post.box.rcpt["b@x.org"] = ["451 4.7.1 Try again later"]
    post.box.data["c@x.org"] = ["451 4.3.0 Busy"]
    await post.send()
    assert (await post.job()(NOON))["later"] == 2
    assert (await post.job()(NOON))["sent"] == 0
    await post.let_time_pass()
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 1, "b@x.org": 1, "c@x.org": 1}


@pytest.mark.parametrize("answer", ["lost before", "lost after"])
async def test_mail_whose_answer_is_lost_is_uncertain_until_somebody_decides(post: Post, answer: str) -> None:
    post.box.data["b@x.org"] = [answer]
    await post.send()
    await post.job()(NOON)
    await post.let_time_pass()
    await post.job()(NOON)
    assert dict(await post.states()) == {
        "a@x.org": MailState.SENT,
        "b@x.org": MailState.UNCERTAIN,
        "c@x.org": MailState.SENT,
    }
    assert post.box.times["b@x.org"] == (answer == "lost after")
    decide = DecideUncertain(post.storage, ORGANISATION)
    await decide(post.by(), 2, "arrived" if answer == "lost after" else "again")
    await post.job()(NOON)
    assert set(dict(await post.states()).values()) == {MailState.SENT}
    assert post.box.times["b@x.org"] == 1
    assert len(await post.rows("interactions")) == 3


async def test_wrong_login_halts_once_said_and_goes_on_when_it_is_mended(post: Post) -> None:
    post.box.login = (b"rawat", b"right")
    mailing_id = await post.send()
    for _ in range(2):
        await post.job(user="rawat")(NOON)
    async with post.storage.read() as uow:
        mailing = await uow.mailings.get(mailing_id)
        assert (mailing.state, mailing.trouble) == (MailingState.HALTED, Trouble.LOGIN)
        assert [one.facts["why"] for one in await uow.notices.list_by(kind=NoticeKind.MAILING)] == ["login"]
    post.box.login = None
    await GoOn(post.storage)(post.by(), mailing_id)
    await post.job()(NOON)
    assert sum(post.box.times.values()) == 3


async def test_server_that_is_away_or_refuses_the_sender_loses_nothing(post: Post) -> None:
    mailing_id = await post.send()
    await post.job(port=1)(NOON)
    async with post.storage.read() as uow:
        assert (await uow.mailings.get(mailing_id)).state is MailingState.SENDING
    await post.let_time_pass()
    post.box.sender = "550 5.7.1 Sender refused"
    await post.job()(NOON)
    async with post.storage.read() as uow:
        assert (await uow.mailings.get(mailing_id)).trouble == Trouble.SENDER
        assert await uow.mail_recipients.count_by(state=MailState.PLANNED) == 3
    post.box.sender = None
    await GoOn(post.storage)(post.by(), mailing_id)
    await post.job()(NOON)
    assert sum(post.box.times.values()) == 3


async def test_who_opted_out_or_left_meanwhile_is_passed_over(post: Post) -> None:
    await post.send()
    async with post.storage.write() as uow:
        await uow.people.change(1, news_refused_on=TODAY)
        await uow.people.change(2, state=PersonState.DIED)
        await uow.commit()
    await post.job()(NOON)
    assert post.box.times == {"c@x.org": 1}
    async with post.storage.read() as uow:
        assert [one.reason for one in await uow.mail_recipients.list_by(state=MailState.SKIPPED)] == [
            "opted_out",
            "died",
        ]


async def test_undo_stops_what_has_not_gone_out_and_counts_what_has(post: Post) -> None:
    post.box.rcpt["b@x.org"] = ["451 later"]
    await post.send()
    await post.job()(NOON)
    undone = await UndoLast(post.storage, ORGANISATION)(post.by())
    assert (undone.what.act, undone.mails_gone) == ("send_news", 2)
    await post.let_time_pass()
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 1, "c@x.org": 1}


async def test_two_replicas_send_each_mail_once(post: Post) -> None:
    await post.send()
    other = make_engine(post.url)
    beside = Post(SqlStorage(other), post.box, acts=50)
    await asyncio.gather(post.job()(NOON), beside.job()(NOON))
    await post.job()(NOON)
    await other.dispose()
    assert post.box.times == {"a@x.org": 1, "b@x.org": 1, "c@x.org": 1}


async def test_test_mail_goes_to_oneself_and_is_no_contact(post: Post) -> None:
    mailing = await BeginNews(post.storage)(post.by(), 7, "Kabar", Audience(Whose.ALL))
    await TryNews(post.storage, ORGANISATION)(post.by(), mailing.id)
    await post.job()(NOON)
    assert post.box.times == {"rina@example.org": 1}
    assert post.box.taken[0]["Subject"] == "[Uji] Kabar"
    assert await post.rows("interactions") == []


async def test_news_without_an_address_goes_by_whatsapp_one_by_one(post: Post) -> None:
    async with post.storage.write() as uow:
        partner = await uow.partners.add(Partner("Toko", owner_id=1, phone="+6281234567890", added_on=LONG_AGO))
        await uow.commit()
    await post.send()
    async with post.storage.read() as uow:
        (one,) = await uow.mail_recipients.list_by(channel=Channel.CHAT)
    await RecordByChat(post.storage, ORGANISATION)(post.by(), one.id, sent=True)
    async with post.storage.read() as uow:
        (contact,) = await uow.interactions.list_by(partner_id=partner.id)
        kept: MailRecipient = await uow.mail_recipients.get(one.id)
    assert (contact.channel, contact.mass, kept.state) == (Channel.CHAT, True, MailState.SENT)
    undone = await UndoLast(post.storage, ORGANISATION)(post.by())
    assert undone.what.act == "news_by_chat"
    async with post.storage.read() as uow:
        assert (await uow.mail_recipients.get(one.id)).state is MailState.PLANNED
        assert await uow.interactions.count_by(partner_id=partner.id) == 0


async def test_single_mail_settles_its_reminder_once_it_has_gone_out(post: Post) -> None:
    async with post.storage.write() as uow:
        due = Reminder(1, ReminderKind.CHECK_IN, "", "x", TODAY, 1, 1, state=ReminderState.OPEN, opened_on=TODAY)
        reminder = await uow.reminders.add(due)
        await uow.commit()
    mail = MailDraft(post.storage, ORGANISATION)
    await mail(post.by(), reminder.id, "a@x.org", "Apa kabar?", "Halo Bu Ratna, apa kabar?")
    post.box.data["a@x.org"] = ["451 later"]
    await post.job()(NOON)
    async with post.storage.read() as uow:
        assert (await uow.reminders.get(reminder.id)).state is ReminderState.OPEN
    await post.let_time_pass()
    await post.job()(NOON)
    assert post.box.times == {"a@x.org": 1}
    assert post.box.taken[0]["List-Unsubscribe"] is None
    async with post.storage.read() as uow:
        (contact,) = await uow.interactions.list_by()
        assert (await uow.reminders.get(reminder.id)).state is ReminderState.DONE
    assert (contact.purpose, contact.channel, contact.mass) == (Purpose.CHECK_IN, Channel.EMAIL, False)


async def test_address_that_no_header_holds_is_refused_and_the_others_get_theirs(post: Post) -> None:
    await post.send()
    async with post.storage.write() as uow:
        await uow.mail_recipients.change(1, address="a@x.org.")
        await uow.commit()
    await post.job()(NOON)
    assert post.box.times == {"b@x.org": 1, "c@x.org": 1}
    assert (await post.states())[0] == ("a@x.org.", MailState.REFUSED)


async def test_mail_that_is_too_large_for_the_server_is_no_fault_of_sender_or_address(post: Post) -> None:
    mailing_id = await post.send()
    post.box.sender = "552 5.3.4 Message size exceeds fixed limit"
    await post.job()(NOON)
    async with post.storage.read() as uow:
        assert (await uow.mailings.get(mailing_id)).trouble == Trouble.CONTENT
        assert {one.reason for one in await uow.mail_recipients.list_by()} == {post.box.sender}
        assert await uow.refused_addresses.list_by() == []


async def test_who_is_at_two_partners_has_the_news_once(post: Post) -> None:
    async with post.storage.write() as uow:
        await uow.people.change(2, email="A@x.org")
        await uow.commit()
    await post.send()
    async with post.storage.write() as uow:
        # Two partners that turn out to be one, under two spellings of the address.
        await uow.mail_recipients.change(2, partner_id=1, address="A@X.org")
        await uow.commit()
    assert (await post.job()(NOON))["sent"] == 1
    assert post.box.times == {"a@x.org": 1}
    async with post.storage.read() as uow:
        assert [one.reason for one in await uow.mail_recipients.list_by(state=MailState.SKIPPED)] == ["same_address"]


async def test_round_by_whatsapp_passes_over_who_opted_out_died_or_was_archived_meanwhile(post: Post) -> None:
    async with post.storage.write() as uow:
        for id in (1, 2, 3):
            await uow.people.change(id, email=None, phone=f"+62811111111{id}")
        await uow.commit()
    mailing_id = await post.send()
    async with post.storage.write() as uow:
        await uow.people.change(1, state=PersonState.DIED)
        await uow.partners.change(2, state=PartnerState.ARCHIVED)
        await uow.commit()
    go = GoRoundByChat(post.storage, ORGANISATION)
    at = await go(post.by(), mailing_id)
    assert at.recipient is not None
    assert (at.recipient.partner_id, at.left) == (3, 1)
    async with post.storage.write() as uow:
        await uow.people.change(3, news_refused_on=TODAY)
        await uow.commit()
    assert (await go(post.by(), mailing_id)).recipient is None
    async with post.storage.read() as uow:
        reasons = [one.reason for one in await uow.mail_recipients.list_by(state=MailState.SKIPPED)]
    assert reasons == ["died", "archived", "opted_out"]
