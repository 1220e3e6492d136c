"""A real SMTP server on this machine, which takes mails, or refuses, delays and loses them as it is told."""

import asyncio
import email
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class MailBox:
    """What arrived, and what is to be answered instead, by address; ```data`` once the mail was handed over."""

    taken: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    rcpt: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)
    sender: str | None = None
    on_data: Callable[[str], None] | None = None
    login: tuple[bytes, bytes] | None = None
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    secure: list[bool] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self.server is not None
        return int(self.server.sockets[0].getsockname()[1])

    @property
    def times(self) -> Counter[str]:
        """How often each address got a mail."""
        return Counter(self.to)

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender is not None:
            return self.sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if answers := self.rcpt.get(address):
            answer = answers.pop(0)
            if answer == "silence":
                await self.over.wait()
            if not answer.startswith("2"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        answers = self.data.get(address)
        answer = answers.pop(0) if answers else "250 OK"
        if answer.startswith(("250", "lost after")):
            content = cast("bytes", envelope.content)
            self.taken.append(email.message_from_bytes(content, policy=POLICY))
            self.to.append(address)
        self.secure.append(_session.ssl is not None or self.at_once)
        if answer == "silence":
            await self.over.wait()
        if self.on_data is not None:
            self.on_data(address)
        if answer.startswith("lost"):
            cast("Any", server).transport.abort()
            return "421 gone"
        return answer

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        """Whether the login is right."""
        return AuthResult(success=(data.login, data.password) == self.login, handled=False)


@asynccontextmanager
async def mail_server(box: MailBox) -> AsyncIterator[MailBox]:
    """The box behind a port of its own."""

    lines: list[SMTP] = []

    def made() -> SMTP:
        more: dict[str, Any] = {}
        if box.login is not None:
            more = {"authenticator": box.authenticate, "auth_require_tls": False}
        if not box.at_once:
            more["tls_context"] = box.tls
        lines.append(SMTP(box, hostname="mail.test", **more))
        return lines[-1]

    outer = box.tls if box.at_once else None
    box.server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0, ssl=outer)
    try:
        yield box
    finally:
        box.over.set()
        box.server.close()
        for line in lines:
            if line.transport is not None:
                cast("Any", line.transport).abort()
        # What was aborted is closed a turn later.
        for _ in range(3):
            await asyncio.sleep(0)
