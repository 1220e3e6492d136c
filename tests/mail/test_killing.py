"""A SIGKILL at each step of sending: each recipient has one mail, or is told as uncertain."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.words import Channel, MailState
from bot.mail.sending import SmtpLine, SmtpMailer
from bot.mail.server import MailServer
from bot.storage.engine import make_engine
from bot.storage.leases import SqlLeases
from bot.storage.mail_outbox import SqlMailOutbox
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.mail_sending import SendMails
from tests.killing import Steps, ended
from tests.mail.server import MailBox, mail_server
from tests.mail.test_sending import SENDER, Post, settle
from tests.usecases.care_world import NOON, ORGANISATION

SOME_STEPS = (3, 6, 8, 9, 10, 11, 12)
"""Of all steps those around the hand-over of the first mail; ``make soak`` looks at each."""


def begin(url: str, port: int, step: int) -> Any:
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.mail.test_killing"])
    process = forks.Process(target=run, args=(url, port, step), daemon=True)
    process.start()
    return process


def run(url: str, port: int, step: int) -> None:
    asyncio.run(main(url, port, step))


async def main(url: str, port: int, step: int) -> None:
    """One run of the job; each commit and each word to the server is two steps: before it, and after."""
    engine, steps = make_engine(url), Steps(step)
    commit: Callable[[Any], None] = engine.sync_engine.dialect.do_commit

    def counted(connection: Any) -> None:
        steps.step()
        commit(connection)
        steps.step()

    engine.sync_engine.dialect.do_commit = counted  # type: ignore[method-assign, assignment]
    for name in ("offer", "hand_over"):
        setattr(SmtpLine, name, stepping(getattr(SmtpLine, name), steps))
    storage = SqlStorage(engine)
    mailer = SmtpMailer(MailServer("127.0.0.1", port, False), SENDER)
    job = SendMails(storage, ORGANISATION, SqlMailOutbox(storage), SqlLeases(storage), mailer, "killed", pace=0.0)
    await job(NOON)
    await engine.dispose()


def stepping(call: Callable[..., Awaitable[Any]], steps: Steps) -> Callable[..., Awaitable[Any]]:
    async def stepped(*given: Any) -> Any:
        steps.step()
        answer = await call(*given)
        steps.step()
        return answer

    return stepped


async def a_run_with_a_kill(url: str, step: int) -> bool:
    """Whether the kill came."""
    engine = make_engine(url)
    storage = SqlStorage(engine)
    await settle(storage, "a@x.org", "b@x.org")
    async with mail_server(MailBox()) as box:
        post = Post(storage, box, url)
        await post.send()
        killed = await ended(begin(url, box.port, step)) == -signal.SIGKILL
        await post.let_time_pass()
        await post.job()(NOON)
        await post.job()(NOON)
    async with storage.read() as uow:
        rows = await uow.mail_recipients.list_by(channel=Channel.EMAIL)
        contacts = await uow.interactions.count_by()
    await engine.dispose()
    for one in rows:
        assert one.state in (MailState.SENT, MailState.UNCERTAIN), one
        assert box.times[one.address or ""] <= 1, step
        assert one.state is MailState.UNCERTAIN or box.times[one.address or ""] == 1
    assert sum(1 for one in rows if one.state is MailState.UNCERTAIN) <= killed
    assert contacts == sum(1 for one in rows if one.state is MailState.SENT)
    return killed


@pytest.mark.parametrize("step", SOME_STEPS)
async def test_kill_at_a_step_sends_nothing_twice(sqlite_url: str, step: int) -> None:
    assert await a_run_with_a_kill(sqlite_url, step)


@pytest.mark.soak
async def test_kill_at_each_step_sends_nothing_twice(request: pytest.FixtureRequest, tmp_path: Any) -> None:
    from tests.databases import migrate

    step, killed = 0, True
    while killed:
        step += 1
        url = f"sqlite+aiosqlite:///{tmp_path}/{step}.db"
        migrate(url)
        killed = await a_run_with_a_kill(url, step)
    assert step > max(SOME_STEPS), os.getpid()
