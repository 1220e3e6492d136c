"""The sandbox's chat page: its files, its state, its stream of changes, and what a person does on it.

Every POST must carry the header `X-Rawat-Page: 1`, which no foreign form can send. Foreign hosts and origins are kept
out by the server's guard. Refusals are `{"error": code}`; the page has the sentences.
"""

from collections.abc import Awaitable, Callable, Sequence
from importlib import resources
from typing import Any

from aiohttp import web

from bot.sandbox.clock import ClockRefused, MovingClock, SandboxClock
from bot.sandbox.ground import Impossible
from bot.sandbox.page_changes import Persona, state_of
from bot.sandbox.page_stream import stream_changes
from bot.sandbox.page_upload import TooLarge, read_upload
from bot.sandbox.world import World

__all__ = ["Persona", "chat_page", "page_routes"]

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# What may be shown in the page itself; everything else is only ever downloaded.
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
LONGEST_TEXT = 40_960
LONGEST_QUERY = 256
INLINE_SECONDS = 4.0
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Refused(Exception):
    """The page asked for what cannot be; `code` is a key of `errors` in words.js."""

    def __init__(self, code: str, status: int = 409) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


def page_routes(world: World, personas: Sequence[Persona], clock: SandboxClock) -> list[web.RouteDef]:
    """The routes of the page; `world` has a user for each persona."""
    page = ChatPage(world, personas, MovingClock(clock, world.feed.bump))
    return [
        web.get("/", page.show_index),
        web.get("/page/static/{name}", page.show_static),
        web.get("/page/state", page.show_state),
        web.get("/page/events", page.show_events),
        web.get("/page/files/{file_id}", page.show_file),
        web.post("/page/messages", guarded(page.send_message)),
        web.post("/page/edits", guarded(page.edit_message)),
        web.post("/page/presses", guarded(page.press_button)),
        web.post("/page/inline", guarded(page.ask_inline)),
        web.post("/page/choices", guarded(page.choose_inline)),
        web.post("/page/stickers", guarded(page.send_sticker)),
        web.post("/page/files", guarded(page.send_file)),
        web.post("/page/blocks", guarded(page.block_bot)),
        web.post("/page/clock", guarded(page.move_clock)),
        web.post("/page/start-anew", guarded(page.start_anew)),
    ]


def chat_page(personas: Sequence[Persona], clock: SandboxClock) -> Callable[[web.Application, World], None]:
    """The page as `BotApiServer` takes it."""

    def add_routes(app: web.Application, world: World) -> None:
        app.add_routes(page_routes(world, personas, clock))

    return add_routes


def guarded(handler: Handler) -> Handler:
    """Lets only the page's own script in, and answers refusals as JSON."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("X-Rawat-Page") != "1":
            return web.json_response({"error": "failed"}, status=403)
        try:
            return await handler(request)
        except (Refused, ClockRefused) as refusal:
            return web.json_response({"error": refusal.code}, status=getattr(refusal, "status", 409))
        except TooLarge:
            return web.json_response({"error": "too_large"}, status=413)
        except Impossible:
            return web.json_response({"error": "gone"}, status=409)

    return answer


class ChatPage:
    """The handlers."""

    def __init__(self, world: World, personas: Sequence[Persona], clock: MovingClock) -> None:
        self.world = world
        self.personas = personas
        self.clock = clock

    async def show_index(self, request: web.Request) -> web.Response:
        return _static("index.html")

    async def show_static(self, request: web.Request) -> web.Response:
        return _static(request.match_info["name"])

    async def show_state(self, request: web.Request) -> web.Response:
        state = state_of(self.world, self.personas, self.clock)
        return web.json_response(state, headers={"Cache-Control": "no-store"})

    async def show_events(self, request: web.Request) -> web.StreamResponse:
        return await stream_changes(request, self.world, self.personas, self.clock)

    async def show_file(self, request: web.Request) -> web.Response:
        stored = self.world.files.find(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        shown = stored.mime in PICTURES and "name" not in request.query
        headers = HEADERS | {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        kind = stored.mime if shown else "application/octet-stream"
        return web.Response(body=stored.content, content_type=kind, headers=headers)

    async def send_message(self, request: web.Request) -> web.Response:
        body = await _json(request)
        person = self._person(body)
        text = _text(body)
        if text == "/start" or text.startswith("/start "):
            message = self.world.start_bot(person, text.removeprefix("/start").strip())
        else:
            self._check_not_blocked(person)
            message = self.world.say(person, text, reply_to=_optional_number(body, "reply_to"))
        return web.json_response({"message_id": message.id})

    async def edit_message(self, request: web.Request) -> web.Response:
        body = await _json(request)
        self.world.edit(self._person(body), _number(body, "message_id"), _text(body))
        return web.json_response({})

    async def press_button(self, request: web.Request) -> web.Response:
        body = await _json(request)
        payload = body.get("data")
        if not isinstance(payload, str):
            raise Refused("failed", 400)
        query = self.world.press(self._person(body), _number(body, "message_id"), data=payload)
        return web.json_response({"query_id": query.id})

    async def ask_inline(self, request: web.Request) -> web.Response:
        """What the bot offers for a text typed after its name; nothing where it does not answer in time."""
        body = await _json(request)
        text = body.get("text")
        if not isinstance(text, str) or len(text) > LONGEST_QUERY:
            raise Refused("failed", 400)
        query = self.world.ask_inline(self._person(body), text)
        try:
            await self.world.until(lambda: query.answered, INLINE_SECONDS)
        except TimeoutError:
            return web.json_response({"query_id": query.id, "results": []})
        shown = [{key: one.get(key, "") for key in ("id", "title", "description")} for one in query.results]
        return web.json_response({"query_id": query.id, "results": shown})

    async def choose_inline(self, request: web.Request) -> web.Response:
        """Sends one of them, into the chat with the bot: the page has no other."""
        body = await _json(request)
        person, query = self._person(body), self.world.inline_queries.get(str(body.get("query_id")))
        if query is None or query.user.id != person:
            raise Refused("failed", 404)
        self._check_not_blocked(person)
        message = self.world.choose_inline(person, query, str(body.get("result_id")))
        return web.json_response({"message_id": message.id})

    async def send_sticker(self, request: web.Request) -> web.Response:
        person = self._person(await _json(request))
        self._check_not_blocked(person)
        return web.json_response({"message_id": self.world.send_sticker(person).id})

    async def send_file(self, request: web.Request) -> web.Response:
        upload = await read_upload(request)
        person = self._person({"person": upload.person})
        self._check_not_blocked(person)
        if upload.as_photo:
            message = self.world.send_photo(person, upload.content, upload.caption)
        else:
            message = self.world.send_file(person, upload.name, upload.content, upload.caption, upload.mime)
        return web.json_response({"message_id": message.id})

    async def block_bot(self, request: web.Request) -> web.Response:
        body = await _json(request)
        person = self._person(body)
        if body.get("blocked") is True:
            self.world.block(person)
        else:
            self.world.unblock(person)
        return web.json_response({})

    async def move_clock(self, request: web.Request) -> web.Response:
        """Answers when the clock has arrived; the streams tell meanwhile where it is."""
        wanted = (await _json(request)).get("to")
        if not isinstance(wanted, str):
            raise ClockRefused("bad_time")
        await self.clock.move(wanted)
        return web.json_response({"now": self.clock.now().isoformat()})

    async def start_anew(self, request: web.Request) -> web.Response:
        self.clock.check_free()
        for persona in self.personas:
            chat = self.world.private_chat(persona.id)
            for message_id in list(chat.messages):
                self.world.remove_message(chat, message_id)
        await self.clock.start_anew()
        return web.json_response({"now": self.clock.now().isoformat()})

    def _person(self, body: Json) -> int:
        """The id of the persona who acts."""
        person_id = _number(body, "person")
        if all(persona.id != person_id for persona in self.personas):
            raise Refused("failed", 404)
        return person_id

    def _check_not_blocked(self, person_id: int) -> None:
        if self.world.private_chat(person_id).standings.get(self.world.bot.id) == "kicked":
            raise Refused("blocked")


def _static(name: str) -> web.Response:
    """One of the page's files, read from the package, so that it is found in a wheel too."""
    kind = TYPES.get(name[name.rfind(".") :])
    file = resources.files("bot.sandbox").joinpath("static", name)
    if kind is None or "/" in name or not file.is_file():
        raise web.HTTPNotFound
    headers = HEADERS | {"Cache-Control": "no-cache"}
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=headers)


async def _json(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise Refused("failed", 400) from None
    if not isinstance(body, dict):
        raise Refused("failed", 400)
    return body


def _text(body: Json) -> str:
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused("empty")
    if len(text) > LONGEST_TEXT:
        raise Refused("too_long")
    return text.strip()


def _number(body: Json, key: str) -> int:
    value = _optional_number(body, key)
    if value is None:
        raise Refused("failed", 400)
    return value


def _optional_number(body: Json, key: str) -> int | None:
    value = body.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Refused("failed", 400)
    return value
