"""Two thousand recipients hold no command up."""

import asyncio
import time
from datetime import date

import pytest

from bot.domain.mailing import Mailing
from bot.domain.partners import Partner
from bot.domain.people import Person as Contact
from bot.domain.words import MailingState, MailState
from bot.mail.sending import SmtpMailer
from bot.mail.server import MailServer
from bot.storage.leases import SqlLeases
from bot.storage.mail_outbox import SqlMailOutbox
from bot.usecases.mail_sending import SendMails
from tests.chat.conftest import rawat  # noqa: F401 - the fixture
from tests.chat.harness import BotUnderTest
from tests.mail.server import MailBox, mail_server
from tests.usecases.care_world import ORGANISATION

MANY = 2000
PACE = 0.01
"""Twenty times as fast as in earnest."""
LONGEST = 1.0


@pytest.mark.soak
async def test_many_mails_hold_no_command_up(rawat: BotUnderTest, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    rina = await rawat.colleague("Rina", email="rina@example.org")
    async with rawat.app.storage.write() as uow:
        partners = await uow.partners.add_all(
            [Partner(f"Mitra {n}", owner_id=rina.staff_id, added_on=date(2026, 1, 1)) for n in range(MANY)]
        )
        await uow.people.add_all(
            [Contact(one.id, f"Ratna {one.id}", "Bu", email=f"p{one.id}@x.org") for one in partners]
        )
        await uow.search.touch([one.id for one in partners])
        await uow.commit()
    slowest = 0.0
    async with mail_server(MailBox()) as box:
        mailer = SmtpMailer(MailServer("127.0.0.1", box.port, False), "care@example.org")
        rawat.app.__dict__["mailer"] = mailer
        rawat.app.__dict__.pop("house", None)
        storage = rawat.app.storage
        began = time.monotonic()
        await rina.say("/news Kabar untuk semua.")
        await rina.tap(f"Send to {MANY:,}")
        await rina.tap("Send anyway")
        planned = time.monotonic() - began
        outbox, leases = SqlMailOutbox(storage), SqlLeases(storage)
        job = SendMails(storage, ORGANISATION, outbox, leases, mailer, "here", pace=PACE, run_for=600.0)
        await rina.say("/find Mitra 1")
        sending = asyncio.create_task(job(rawat.clock.now()))
        answers = 0
        while not sending.done():
            asked = time.monotonic()
            await rina.say(f"/find Mitra {answers}")
            slowest = max(slowest, time.monotonic() - asked)
            answers += 1
        took = time.monotonic() - began
        assert sending.result()["sent"] == MANY
        assert set(box.times.values()) == {1}
        assert len(box.times) == MANY
    (mailing,) = await rawat.all(Mailing)
    assert mailing.state is MailingState.DONE
    async with storage.read() as uow:
        assert await uow.mail_recipients.count_by(state=MailState.SENT) == MANY
    with capsys.disabled():
        print(f"\nplanned in {planned:.2f} s, all in {took:.0f} s; {answers} answers, the slowest {slowest:.3f} s")
    assert slowest < LONGEST
