"""Bare echo bots to be compared with: the library over our transport, and the library as it comes."""

import asyncio
import sys

from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.chat.request import TelegramRequest


async def echo(api: str, token: str) -> None:
    """The library's Bot over our transport: every update of a batch is answered at once, in its own task."""
    bot = Bot(token, base_url=f"{api}/bot", request=TelegramRequest(), get_updates_request=TelegramRequest())
    running: set[asyncio.Task[None]] = set()
    async with bot:
        after: int | None = None
        while True:
            for update in await bot.get_updates(offset=after, timeout=20, read_timeout=30):
                after = update.update_id + 1
                task = asyncio.create_task(_echo(bot, update))
                running.add(task)
                task.add_done_callback(running.discard)


async def _echo(bot: Bot, update: Update) -> None:
    if update.message is not None:
        await bot.send_message(update.message.chat_id, update.message.text or "?")


def library(api: str, token: str) -> None:
    """The library's own Application with its own transport and settings, as its first example has it."""

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text(update.message.text or "?")

    application = Application.builder().token(token).base_url(f"{api}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


if __name__ == "__main__":
    if sys.argv[1] == "echo":
        asyncio.run(echo(*sys.argv[2:]))
    else:
        library(*sys.argv[2:])
