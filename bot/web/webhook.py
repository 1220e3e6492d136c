"""The webhook: an update is answered with 200 only when its row is committed, or Telegram would forget it."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

Take = Callable[[Any], Awaitable[bool]]
"""Keeps what came in a request's body; False for what is no update."""


def webhook_route(path: str, secret: str, take: Take) -> web.RouteDef:
    """The route to which Telegram delivers updates, for whoever knows the secret."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            body = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        try:
            known = await take(body)
        except Exception as error:  # noqa: BLE001 - Telegram delivers it again
            log.warning("an update could not be kept", extra={"error": type(error).__name__})
            return web.Response(status=503)
        return web.Response(status=200 if known else 400)

    return web.post(path or "/", receive)
