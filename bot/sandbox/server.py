"""The Bot API over HTTP, for a world in memory; the chat page's routes stand beside it in the same application."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.accounts import Bot
from bot.sandbox.faults import Fault
from bot.sandbox.guard import guard
from bot.sandbox.ledger import Call
from bot.sandbox.methods import call_method, served_name, typed_parameters
from bot.sandbox.parameters import BODY_LIMIT, read_parameters
from bot.sandbox.refusals import Refusal, not_found, too_many, unauthorized
from bot.sandbox.unserved import UNSERVED
from bot.sandbox.webhooks import WebhookSender
from bot.sandbox.world import World

Json = dict[str, Any]
Page = web.RouteTableDef | Callable[[web.Application, World], None]

WORLD: web.AppKey[World] = web.AppKey("world", World)
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a call came to: the HTTP status, the body, and how it goes into the ledger."""

    status: int
    body: bytes
    description: str | None = None


class BotApiServer:
    """Serves a world. `pages` are further routes: route tables, or functions that add theirs to the application."""

    def __init__(self, world: World, pages: Iterable[Page] = ()) -> None:
        self.world = world
        self._pages = list(pages)
        self._runner: web.AppRunner | None = None
        self._sender = WebhookSender(world)
        self._port = 0
        self._host = "127.0.0.1"

    @property
    def url(self) -> str:
        """The root: the library's base_url is this and `/bot`, its base_file_url this and `/file/bot`."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def app(self) -> web.Application:
        """The application with all its routes; every one is behind the guard."""
        app = web.Application(middlewares=[guard], client_max_size=BODY_LIMIT)
        app[WORLD] = self.world
        app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]*}", self._answer)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._send_file)
        for page in self._pages:
            if isinstance(page, web.RouteTableDef):
                app.add_routes(page)
            else:
                page(app, self.world)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens; port 0 takes a free one. Raises OSError where it cannot."""
        # A caller who hangs up ends the call: a poll of a bot that was killed takes nothing from its successor.
        runner = web.AppRunner(self.app(), access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port, reuse_address=True).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner, self._host = runner, host
        self._port = runner.addresses[0][1]
        self.world.on_webhook = self._sender.follow
        for bot in self.world.bots.values():
            self._sender.follow(bot)

    async def stop(self) -> None:
        """Ends all polls and deliveries, and listens no more."""
        await self._sender.stop()
        for bot in self.world.bots.values():
            bot.queue.release()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        bot = self._bot(request.match_info["token"])
        if isinstance(bot, Refusal):
            return _response(_refused(bot))
        asked = request.match_info["method"]
        name = served_name(asked)
        if name is None:
            _logger.warning("%s method was called", "an unserved" if asked.lower() in UNSERVED else "an unknown")
            self._note(bot, asked, {}, 404, "Not Found", None)
            return _response(_refused(not_found()))
        fault = self.world.faults.pick(name)
        if fault and fault.strikes_first:
            return await self._fail(request, bot, name, fault)
        given: Json = {}
        try:
            given = await read_parameters(request)
            result = await call_method(self.world, bot, name, typed_parameters(self.world, name, given))
            outcome = _Outcome(200, b'{"ok":true,"result":' + json.dumps(result).encode() + b"}")
        except Refusal as refusal:
            outcome = _refused(refusal)
        self._note(bot, name, given, outcome.status, outcome.description, fault)
        return await self._finish(request, outcome, fault)

    async def _finish(self, request: web.Request, outcome: _Outcome, fault: Fault | None) -> web.StreamResponse:
        if fault and fault.kind == "lost_answer":
            return _hang_up(request)
        pause = self.world.faults.delay + (fault.seconds if fault else 0.0)
        if pause > 0:
            await asyncio.sleep(pause)
        return _response(outcome)

    async def _fail(self, request: web.Request, bot: Bot, name: str, fault: Fault) -> web.StreamResponse:
        """Lets a fault strike before anything is done."""
        codes = {"error_500": 500, "error_502_html": 502, "too_many": 429}
        self._note(bot, name, {}, codes.get(fault.kind, 0), fault.kind, fault)
        match fault.kind:
            case "error_500":
                return _response(_refused(Refusal(500, "Internal Server Error")))
            case "error_502_html":
                page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
                return web.Response(status=502, text=page, content_type="text/html")
            case "too_many":
                return _response(_refused(too_many(fault.retry_after)))
            case "timeout":
                # Ends when the caller hangs up or the server stops.
                await asyncio.Event().wait()
        return _hang_up(request)

    async def _send_file(self, request: web.Request) -> web.StreamResponse:
        bot = self._bot(request.match_info["token"])
        if isinstance(bot, Refusal):
            return _response(_refused(bot))
        fault = self.world.faults.pick("getFile")
        if fault:
            return await self._fail(request, bot, "getFile", fault)
        stored = self.world.files.find_path(request.match_info["path"])
        if stored is None:
            return _response(_refused(not_found()))
        # Telegram names no type here, and a page must not take it for one of the sandbox's own.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "attachment"}
        return web.Response(body=stored.content, content_type="application/octet-stream", headers=headers)

    def _bot(self, token: str) -> Bot | Refusal:
        bot = self.world.bots.get(token)
        if bot is not None:
            return bot
        number, colon, secret = token.partition(":")
        return unauthorized() if colon and number.isdecimal() and secret else not_found()

    def _note(self, bot: Bot, name: str, params: Json, code: int, description: str | None, fault: Fault | None) -> None:
        struck, first = (fault.kind, fault.strikes_first) if fault else (None, False)
        at = self.world.monotonic()
        self.world.ledger.note(Call(bot.id, name, params, at, code, description, struck, first))


def _refused(refusal: Refusal) -> _Outcome:
    return _Outcome(refusal.code, json.dumps(refusal.as_json()).encode(), refusal.description)


def _response(outcome: _Outcome) -> web.Response:
    return web.Response(status=outcome.status, body=outcome.body, content_type="application/json")


def _hang_up(request: web.Request) -> web.Response:
    """Drops the connection; the response that is given is never sent."""
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)
