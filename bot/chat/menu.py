"""The command menu: what Telegram offers when somebody types a slash, by role and language."""

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.chat.router import Command
from bot.domain.staff import Staff
from bot.i18n.translator import LANGUAGES, Translator, mark, translator_for

_COMMANDS: list[Command] = []
_FOR_ANYBODY = mark("Begin with an invitation")


def offer(commands: list[Command]) -> None:
    """Says which commands there are; called once, when the rooms are put together."""
    _COMMANDS[:] = [command for command in commands if command.in_menu]


def menu_of(staff: Staff, t: Translator) -> list[BotCommand]:
    """The commands of a colleague, under the name that is used in their language."""
    return [
        BotCommand(_named(command, t.language), t(command.says)) for command in _COMMANDS if staff.may(command.role)
    ]


async def show_menu(bot: Bot, staff: Staff) -> None:
    """Sets a colleague's own menu. A failure is not worth an error: the commands work without it."""
    if staff.telegram_id is None:
        return
    scope = BotCommandScopeChat(staff.telegram_id)
    try:
        await bot.set_my_commands(menu_of(staff, translator_for(staff.language)), scope=scope)
    except TelegramError:
        return


async def clear_menu(bot: Bot, staff: Staff) -> None:
    """Takes the own menu of somebody who left away, so that the strangers' one is theirs. As above, no error."""
    if staff.telegram_id is None:
        return
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(staff.telegram_id))
    except TelegramError:
        return


async def show_menu_to_strangers(bot: Bot) -> None:
    """Sets the menu of those who have not joined, in each language."""
    scope = BotCommandScopeAllPrivateChats()
    for language in (None, *LANGUAGES):
        t = translator_for(language or "id")
        await bot.set_my_commands([BotCommand("start", t(_FOR_ANYBODY))], scope=scope, language_code=language)


def _named(command: Command, language: str) -> str:
    return command.aliases[0] if language == "id" and command.aliases else command.name
