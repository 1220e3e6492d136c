"""The line to the mail server: encrypted where it can be, given up where no answer comes."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from bot.domain.mailing import Accepted, Addressee, Declined, Letter, Lost, MailLine, Trouble, Unavailable
from bot.mail.sending import SmtpMailer
from bot.mail.server import MailServer
from tests.mail.server import MailBox, mail_server
from tests.needs import missing
from tests.usecases.care_world import NOON

LETTER = Letter(
    "a@x.org", Addressee("Mitra", "Ratna", "Bu"), "Kabar", "Kabar kami.", "Rina", "rina@example.org", "m.1", NOON
)


def mailer(port: int, *, tls: bool = False, limit: float = 20.0) -> SmtpMailer:
    return SmtpMailer(MailServer("127.0.0.1", port, tls), "care@example.org", limit, limit, limit)


async def opened(port: int, *, tls: bool = False, limit: float = 20.0) -> MailLine:
    line = await mailer(port, tls=tls, limit=limit).connect()
    assert not isinstance(line, Unavailable), line
    return line


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine that nobody signed, with its key."""
    program = shutil.which("openssl")
    if program is None:
        missing("no certificate can be made: install `openssl`")
    made = tmp_path / "server.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    key = tmp_path / "key.pem"
    subprocess.run([*command, "-keyout", key, "-out", made, "-days", "2", *subject], check=True, capture_output=True)
    made.write_text(made.read_text() + key.read_text())
    return made


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "STARTTLS"])
async def test_mail_goes_out_encrypted_to_a_server_that_is_trusted_alone(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with mail_server(MailBox(tls=context, at_once=at_once)) as box:
        refused = await mailer(box.port, tls=at_once).connect()
        assert isinstance(refused, Unavailable)
        assert refused.trouble is Trouble.CERTIFICATE
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        line = await opened(box.port, tls=at_once)
        assert await line.offer(LETTER) == Accepted()
        assert await line.hand_over() == Accepted()
        await line.close()
        assert box.to == ["a@x.org"]
        assert box.secure == [True]


async def test_server_that_says_nothing_is_away() -> None:
    over = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        over.set()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        answer = await mailer(server.sockets[0].getsockname()[1], limit=0.1).connect()
        await over.wait()
    assert isinstance(answer, Unavailable)
    assert answer.trouble is Trouble.AWAY


async def test_no_answer_to_a_recipient_is_tried_again_and_none_to_the_mail_is_uncertain() -> None:
    async with mail_server(MailBox()) as box:
        box.rcpt["a@x.org"] = ["silence"]
        line = await opened(box.port, limit=0.2)
        answer = await line.offer(LETTER)
        assert isinstance(answer, Unavailable)
        assert answer.trouble is Trouble.AWAY
        await line.close()
        box.data["a@x.org"] = ["silence"]
        line = await opened(box.port, limit=0.2)
        assert await line.offer(LETTER) == Accepted()
        assert isinstance(await line.hand_over(), Lost)
        await line.close()


async def test_mail_whose_content_is_refused_is_refused_with_the_reason() -> None:
    async with mail_server(MailBox()) as box:
        box.data["a@x.org"] = ["554 5.7.1 Looks like spam"]
        line = await opened(box.port)
        assert await line.offer(LETTER) == Accepted()
        assert await line.hand_over() == Declined("554 5.7.1 Looks like spam", content=True)
        assert await line.offer(LETTER) == Accepted()
        assert await line.hand_over() == Accepted()
        await line.close()
