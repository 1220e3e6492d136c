"""The bot under test answers as the bot does."""

from bot.domain.staff import Staff
from bot.domain.words import Role
from tests.chat.harness import BotUnderTest


async def test_colleague_is_answered_over_http(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.MANAGER)
    said = await rina.say("/help")
    assert "Hello Rina" in said.text
    assert [one.name for one in await rawat.all(Staff)] == ["Rina"]
