"""The way to the mail server, by SMTP (RFC 5321): offered first, handed over when the row says so."""

import asyncio
import logging
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError

import aiosmtplib

from bot.domain.mailing import (
    HANDED_IN,
    OFFERED_IN,
    Accepted,
    Declined,
    Letter,
    Lost,
    MailLine,
    Trouble,
    Unavailable,
)
from bot.mail.composing import BadAddress, compose
from bot.mail.server import MailServer

log = logging.getLogger(__name__)

CONNECTED_IN = 20.0
REASON_LENGTH = 200
_FOR_ALL = frozenset({421, 530, 534, 535})
"""Answers that are about us, whoever the mail is for: the server closes, or wants another login first."""
_NO_ADDRESS = re.compile(r"5\.1\.\d{1,3}\b")
_OTHER = re.compile(r"[45]\.\d{1,3}\.\d{1,3}\b")
_TOO_LARGE = 552
"""The answer to a size that is over the server's own limit (RFC 1870)."""
_NO_SUCH = frozenset({550, 551, 553})


@dataclass(frozen=True)
class SmtpMailer:
    """Opens lines to one server, for mails from one address."""

    server: MailServer
    sender: str
    connected_in: float = CONNECTED_IN
    offered_in: float = OFFERED_IN
    handed_in: float = HANDED_IN

    async def connect(self) -> MailLine | Unavailable:
        """A line on which one is logged in; STARTTLS wherever it is offered."""
        server = self.server
        smtp = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.tls,
            start_tls=None if not server.tls else False,
            local_hostname=self.sender.rpartition("@")[2],
            timeout=self.connected_in,
        )
        try:
            async with asyncio.timeout(self.connected_in):
                await smtp.connect()
        except aiosmtplib.SMTPAuthenticationError as error:
            return Unavailable(Trouble.LOGIN, _said(error))
        except aiosmtplib.SMTPResponseException as error:
            smtp.close()
            return Unavailable(Trouble.LOGIN if error.code in (530, 534, 535) else Trouble.AWAY, _said(error))
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
            smtp.close()
            if _distrusts(error):
                return Unavailable(Trouble.CERTIFICATE, type(error).__name__)
            # What the library says of a connection names host and port; the kind of the fault is enough.
            login = server.user is not None and "auth" in str(error).lower()
            return Unavailable(Trouble.LOGIN if login else Trouble.AWAY, type(error).__name__)
        return SmtpLine(smtp, self)


class SmtpLine:
    """One connection, one mail after the other."""

    def __init__(self, smtp: aiosmtplib.SMTP, mailer: SmtpMailer) -> None:
        self._smtp = smtp
        self._sender = mailer.sender
        self._mailer = mailer
        self._content = b""

    async def offer(self, letter: Letter) -> Accepted | Declined | Unavailable:
        """MAIL and RCPT; the mail is composed beside the loop, and nothing of it is handed over."""
        if not letter.to.isascii():
            return Declined("the address is not plain ASCII", address=True)
        try:
            self._content = await asyncio.to_thread(compose, letter, self._sender)
        except BadAddress as error:
            return Declined(str(error), address=True)
        except (ValueError, MessageError):
            return Declined("the mail cannot be written as a message", content=True)
        try:
            limit = self._mailer.offered_in
            async with asyncio.timeout(limit):
                await self._smtp.mail(self._sender, options=self._options(), timeout=limit)
                await self._smtp.rcpt(letter.to, timeout=limit)
        except aiosmtplib.SMTPSenderRefused as error:
            await self._reset()
            if error.code in (530, 534, 535):
                return Unavailable(Trouble.LOGIN, _said(error))
            if error.code == _TOO_LARGE:
                return Declined(_said(error), content=True)
            return Unavailable(Trouble.SENDER if error.code >= 500 else Trouble.AWAY, _said(error))
        except aiosmtplib.SMTPRecipientRefused as error:
            await self._reset()
            if error.code in _FOR_ALL:
                return Unavailable(Trouble.AWAY if error.code == 421 else Trouble.LOGIN, _said(error))
            said = _said(error)
            return Declined(said, again=error.code < 500, address=_is_no_address(error.code, said))
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            self._smtp.close()
            return Unavailable(Trouble.AWAY, type(error).__name__)
        return Accepted()

    async def hand_over(self) -> Accepted | Declined | Lost:
        """DATA. An answer is an answer; without one nobody knows."""
        try:
            limit = self._mailer.handed_in
            async with asyncio.timeout(limit):
                await self._smtp.data(self._content, timeout=limit)
        except aiosmtplib.SMTPDataError as error:
            await self._reset()
            return Declined(_said(error), again=error.code < 500, content=True)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            self._smtp.close()
            return Lost(type(error).__name__)
        return Accepted()

    async def close(self) -> None:
        """QUIT."""
        with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            async with asyncio.timeout(2.0):
                await self._smtp.quit()
        self._smtp.close()

    def _options(self) -> list[str]:
        return [f"SIZE={len(self._content)}"] if self._smtp.supports_extension("size") else []

    async def _reset(self) -> None:
        with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            await self._smtp.rset()


def _said(error: aiosmtplib.SMTPResponseException) -> str:
    """The server's answer in one line."""
    return " ".join(f"{error.code} {error.message}".split())[:REASON_LENGTH]


def _is_no_address(code: int, said: str) -> bool:
    """Whether there is no such address; other refusals (a full box, a policy) are no fault of it."""
    if _OTHER.search(said):
        return bool(_NO_ADDRESS.search(said))
    return code in _NO_SUCH


def _distrusts(error: BaseException | None) -> bool:
    """Whether it was for the server's certificate: that mends itself by no waiting."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None
