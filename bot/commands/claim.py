"""``rawat claim``: the one-time link with which the first admin comes in."""

from bot.app import App
from bot.chat.library import connect
from bot.commands.database import need_own
from bot.usecases.invitations import ClaimAdmin


async def claim(app: App, *, recover: bool) -> str:
    """The link, good for an hour. ``OperatorError`` where an admin exists and *recover* is not asked for."""
    await need_own(app)
    telegram = await connect(app.token, app.settings.telegram_api)
    await telegram.close()
    token = await ClaimAdmin(app.storage)(app.clock.now(), recover=recover)
    return link(telegram.username, token)


def link(username: str, payload: str) -> str:
    """A link that opens the bot with a payload."""
    return f"https://t.me/{username}?start={payload}"
