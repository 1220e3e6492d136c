"""Notices as people read them, through the real library to the sandbox's server; and what each failure comes to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.chat.library import connect
from bot.chat.messenger import TelegramMessenger
from bot.chat.notices import rendered_kinds
from bot.domain.delivery import Delivery, PremiseGone, Refusal, RefusedForGood, Sent, TryLater
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.words import NoticeKind, StaffState
from bot.sandbox.accounts import User
from bot.sandbox.server import BotApiServer
from tests.chat.harness import BotUnderTest, Person

AT = datetime(2026, 11, 22, 3, 14, tzinfo=UTC)


@pytest.fixture
async def messenger(rawat: BotUnderTest, api_server: BotApiServer) -> AsyncIterator[TelegramMessenger]:
    telegram = await connect(rawat.world.bot.token, api_server.url)
    yield TelegramMessenger(rawat.house, telegram.delivering)
    await telegram.close()


async def send(messenger: TelegramMessenger, reader: Person, kind: NoticeKind, **facts: Any) -> Delivery:
    staff = await reader.staff()
    return await messenger.send(Notice(kind, "k", staff_id=staff.id, facts=facts), staff, reader.user.id)


async def to_stranger(messenger: TelegramMessenger, user: User, language: str = "id") -> Delivery:
    return await messenger.send(Notice(NoticeKind.STRANGER, "k", facts={"language": language}), None, user.id)


async def test_stranger_reads_one_polite_sentence_in_their_language(
    rawat: BotUnderTest, messenger: TelegramMessenger
) -> None:
    eko = rawat.stranger()
    rawat.world.start_bot(eko.user)
    outcome = await to_stranger(messenger, eko.user)
    assert outcome == Sent(eko.last.id)
    assert eko.text == (
        "Bot ini hanya untuk anggota tim yang diundang. Untuk bergabung, minta tautan undangan ke admin."
    )
    await to_stranger(messenger, eko.user, "en")
    assert eko.text.startswith("This bot is only for invited team members.")


async def test_who_invited_hears_who_joined(rawat: BotUnderTest, messenger: TelegramMessenger) -> None:
    agus = await rawat.colleague("Agus", language="id")
    budi = await rawat.colleague("Budi <b>&")
    await rawat.put(Partner("Toko Buku Cakrawala", owner_id=budi.staff_id))
    await send(messenger, agus, NoticeKind.JOINED, staff=budi.staff_id)
    assert (
        agus.text == "👋 Budi <b>& sudah bergabung dengan tim.\n1 mitra yang menunggu kini menjadi tanggung jawabnya."
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (NoticeKind.RECOVERED_ADMIN, {}),
        (NoticeKind.FAILURE, {"what": "own", "code": "7F3A", "at": AT.isoformat()}),
        (NoticeKind.FAILURE, {"what": "update", "code": "7F3A", "at": AT.isoformat()}),
        (NoticeKind.FAILURE, {"what": "notice", "code": "7F3A", "at": AT.isoformat()}),
        (
            NoticeKind.FAILURE,
            {"what": "job", "name": "tidy", "code": "7F3A", "at": AT.isoformat(), "since": AT.isoformat()},
        ),
        (
            NoticeKind.OUTAGE,
            {"since": AT.isoformat(), "until": (AT + timedelta(hours=2)).isoformat(), "late": 3},
        ),
    ],
)
async def test_admin_reads_what_went_wrong_with_times_in_their_zone(
    rawat: BotUnderTest, messenger: TelegramMessenger, language: str, kind: NoticeKind, facts: dict[str, Any]
) -> None:
    agus = await rawat.colleague("Agus", language=language)
    outcome = await send(messenger, agus, kind, **facts)
    assert isinstance(outcome, Sent)
    if "at" in facts and facts.get("what") != "job":
        assert {"id": "10.14", "en": "10:14"}[language] in agus.text
    if "code" in facts:
        assert "7F3A" in agus.text


async def test_unreachable_colleague_is_told_while_they_are(rawat: BotUnderTest, messenger: TelegramMessenger) -> None:
    sari, rina = await rawat.colleague("Sari"), await rawat.colleague("Rina")
    assert await send(messenger, sari, NoticeKind.UNREACHABLE, staff=rina.staff_id) == PremiseGone()
    await rawat.put(Partner("Klinik Sehat Bersama", owner_id=rina.staff_id, backup_id=sari.staff_id))
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(rina.staff_id, state=StaffState.BLOCKED)
        await uow.commit()
    assert isinstance(await send(messenger, sari, NoticeKind.UNREACHABLE, staff=rina.staff_id), Sent)
    assert "You are the backup of 1 of their partners" in sari.text


async def test_who_blocked_the_bot_is_refused_for_good(rawat: BotUnderTest, messenger: TelegramMessenger) -> None:
    rawat.strict = False
    rina = await rawat.colleague()
    rawat.world.block(rina.user)
    assert await to_stranger(messenger, rina.user) == RefusedForGood(Refusal.BLOCKED)


async def test_chat_that_never_was_is_refused_for_good(rawat: BotUnderTest, messenger: TelegramMessenger) -> None:
    rawat.strict = False
    nobody = await messenger.send(Notice(NoticeKind.STRANGER, "k"), None, 4711)
    assert nobody == RefusedForGood(Refusal.GONE)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("error_500", TryLater()),
        ("error_502_html", TryLater()),
        ("cut", TryLater()),
        ("lost_answer", TryLater()),
        ("too_many", TryLater(9.0)),
    ],
)
async def test_passing_failure_is_tried_later(
    rawat: BotUnderTest, messenger: TelegramMessenger, kind: Any, outcome: Delivery
) -> None:
    rina = await rawat.colleague()
    rawat.world.faults.add("sendMessage", kind=kind, times=1, retry_after=9)
    assert await to_stranger(messenger, rina.user) == outcome
    assert isinstance(await to_stranger(messenger, rina.user), Sent)


def test_every_kind_of_notice_has_its_words() -> None:
    assert rendered_kinds() == set(NoticeKind)
