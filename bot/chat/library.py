"""The Telegram library, set up: one bot for answers, one for notices, and a request of its own for polling."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.pacing import Pacing
from bot.chat.request import TelegramRequest
from bot.domain.errors import OperatorError

WRONG_TOKEN = "Telegram does not know this bot token. Copy it anew from BotFather into RAWAT_BOT_TOKEN."  # noqa: S105


@dataclass(frozen=True)
class Telegram:
    """The bot as it talks (patient with a 429, its messages in turn) and as it delivers (a 429 slows everything)."""

    # The library shows the token in a bot's repr.
    talking: Bot = field(repr=False)
    delivering: Bot = field(repr=False)
    polling: TelegramRequest
    username: str

    async def close(self) -> None:
        """Closes all connections."""
        await self.talking.shutdown()
        await self.delivering.request.shutdown()


async def connect(token: str, api: str, pacing: Pacing | None = None) -> Telegram:
    """Asks Telegram who the bot is. ``OperatorError`` where the token is wrong, or nobody answers at *api*.

    *pacing* gives every message that is sent as an answer its turn.
    """
    polling = TelegramRequest()
    talking = _bot(token, api, TelegramRequest(patient=True, pacing=pacing), polling)
    delivering = _bot(token, api, TelegramRequest(), TelegramRequest())
    try:
        await _introduced(talking)
    except InvalidToken:
        await talking.shutdown()
        raise OperatorError(WRONG_TOKEN) from None
    except NetworkError:
        await talking.shutdown()
        where = urlsplit(api).netloc
        raise OperatorError(
            f"Telegram does not answer at {where}. Check the network, or the address in RAWAT_TELEGRAM_API."
        ) from None
    except RetryAfter as error:
        await talking.shutdown()
        raise OperatorError(f"Telegram asks to be left alone for a while. {error.message}.") from None
    except TelegramError as error:
        await talking.shutdown()
        where = urlsplit(api).netloc
        raise OperatorError(
            f"{where} is no Bot API server: {type(error).__name__}. Check RAWAT_TELEGRAM_API."
        ) from None
    await delivering.request.initialize()
    return Telegram(talking, delivering, polling, talking.username)


async def _introduced(talking: Bot) -> None:
    """Asks who the bot is; what passes by itself is asked again, twice."""
    for pause in (0.3, 1.0, None):
        try:
            await talking.initialize()
        except TimedOut:
            raise
        except NetworkError:
            if pause is None:
                raise
            await asyncio.sleep(pause)
        else:
            return


def _bot(token: str, api: str, request: TelegramRequest, polling: TelegramRequest) -> Bot:
    try:
        return Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=request,
            get_updates_request=polling,
        )
    except InvalidToken:
        raise OperatorError(WRONG_TOKEN) from None


async def own_username(token: str, api: str) -> str:
    """The bot's own name, for links to it; fails as ``connect`` does."""
    telegram = await connect(token, api)
    await telegram.close()
    return telegram.username
