"""Methods by which a bot gets its updates: by polling, or by a webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.accounts import Bot
from bot.sandbox.ground import Ground
from bot.sandbox.refusals import bad_request, conflict
from bot.sandbox.updates import Aborted, Webhook

Json = dict[str, Any]

_MOST_UPDATES = 100
_LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def get_updates(ground: Ground, bot: Bot, args: Json) -> list[Json]:
    """The oldest unconfirmed updates; with a `timeout` in seconds, waits for the first one."""
    if bot.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    queue = bot.queue
    queue.abort("terminated by other getUpdates request; make sure that only one bot instance is running")
    if "allowed_updates" in args:
        queue.allow(_kinds(args["allowed_updates"]))
    queue.confirm_before(args.get("offset", 0))
    limit = args.get("limit", _MOST_UPDATES)
    limit = limit if 1 <= limit <= _MOST_UPDATES else _MOST_UPDATES
    timeout = min(args.get("timeout", 0), _LONGEST_POLL)
    if timeout > 0 and not len(queue):
        try:
            await queue.wait(timeout)
        except Aborted as aborted:
            raise conflict(str(aborted)) from None
    return queue.first(limit)


def set_webhook(ground: Ground, bot: Bot, args: Json) -> bool:
    url = args["url"].strip()
    if not url:
        return delete_webhook(ground, bot, args)
    _check_url(url)
    secret = args.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    most = args.get("max_connections", 40)
    if not 1 <= most <= 100:
        raise bad_request("max_connections must be 1 to 100")
    if "allowed_updates" in args:
        bot.queue.allow(_kinds(args["allowed_updates"]))
    if args.get("drop_pending_updates"):
        bot.queue.drop_all()
    bot.queue.abort("terminated by setWebhook request")
    bot.webhook = Webhook(url, secret, most)
    ground.on_webhook(bot)
    return True


def delete_webhook(ground: Ground, bot: Bot, args: Json) -> bool:
    if args.get("drop_pending_updates"):
        bot.queue.drop_all()
    bot.webhook = None
    ground.on_webhook(bot)
    return True


def get_webhook_info(ground: Ground, bot: Bot, args: Json) -> Json:
    hook = bot.webhook
    state: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue),
    }
    if hook:
        state["max_connections"] = hook.max_connections
        if hook.last_error:
            state |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    if bot.queue.allowed is not None:
        state["allowed_updates"] = sorted(bot.queue.allowed)
    return state


def _kinds(given: list[Any]) -> list[str]:
    if not all(isinstance(kind, str) for kind in given):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    return given


def _check_url(url: str) -> None:
    """Telegram wants HTTPS; a local server of the Bot API takes HTTP. The sandbox calls nobody but this machine."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in _LOOPBACK:
        raise bad_request(
            f"bad webhook: Failed to resolve host: the sandbox calls this machine alone, not {parts.hostname}"
        )


TABLE = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
