"""Every press is answered, also when the network fails in between: the update is done again."""

from typing import Any

import pytest

from bot.chat.dispatch import Unanswered
from bot.domain.partners import Partner
from tests.chat.harness import BotUnderTest


@pytest.mark.parametrize("kind", ["error_500", "cut", "lost_answer"])
async def test_press_whose_answer_failed_is_done_again(rawat: BotUnderTest, kind: Any) -> None:
    # A press that was answered before its answer got lost cannot be answered twice.
    rawat.strict = kind != "lost_answer"
    rina = await rawat.colleague()
    await rawat.put(Partner("Klinik Sehat Bersama", owner_id=rina.staff_id))
    await rina.say("called Klinik Sehat Bersama yesterday to catch up")
    rawat.world.faults.add("answerCallbackQuery", kind=kind, times=1)
    with pytest.raises(Unanswered):
        await rina.tap("Save")
    await rawat.redo()
    assert not rawat.world.unanswered_queries()
    await rawat.skip()
