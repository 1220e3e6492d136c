"""The day's question after the last contact."""

from datetime import timedelta

from bot.chat.messenger import TelegramMessenger
from bot.domain.clock import FixedClock
from bot.domain.delivery import PremiseGone, Sent
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.words import NoticeKind, Role
from tests.chat.harness import MONDAY, BotUnderTest


async def test_question_that_is_late_is_left_to_the_next_day(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    await rawat.put(Partner("Klinik", owner_id=rina.staff_id, added_by=rina.staff_id, added_on=MONDAY.date()))
    notice = Notice(NoticeKind.BASELINES, "baselines:1", staff_id=rina.staff_id, due_on=MONDAY.date())
    send = TelegramMessenger(rawat.house, rawat.library).send
    assert isinstance(await send(notice, await rina.staff(), rina.user.id), Sent)
    assert "About when was the last contact with Klinik?" in rina.text
    assert isinstance(rawat.clock, FixedClock)
    rawat.clock.instant = MONDAY + timedelta(days=1)
    assert isinstance(await send(notice, await rina.staff(), rina.user.id), PremiseGone)
