"""What the chat page asks of its server, over HTTP."""

import asyncio
import io
from collections.abc import AsyncIterator

import aiohttp
import pytest
from yarl import URL

from bot.sandbox import page_upload
from bot.sandbox.methods_answer import answer_inline_query
from bot.sandbox.page import chat_page
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.sandbox.page_parts import AGUS, FROM_PAGE, PERSONAS, RINA, FakeClock, Json, bot_says, settle

SAVE = {"text": "Simpan", "callback_data": "v1:save"}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(world: World, clock: FakeClock) -> AsyncIterator[aiohttp.ClientSession]:
    """The page's script: a session whose every request carries its header."""
    settle(world)
    server = BotApiServer(world, [chat_page(PERSONAS, clock)])
    await server.start()
    async with aiohttp.ClientSession(server.url, headers=FROM_PAGE) as session:
        yield session
    await server.stop()


async def post(client: aiohttp.ClientSession, path: str, body: Json, status: int = 200) -> Json:
    async with client.post(f"/page/{path}", json=body) as response:
        assert response.status == status, await response.text()
        answer: Json = await response.json()
        return answer


async def state_of(client: aiohttp.ClientSession) -> Json:
    async with client.get("/page/state") as response:
        state: Json = await response.json()
        return state


async def test_state_tells_persons_with_their_chats_commands_and_the_clock(
    world: World, client: aiohttp.ClientSession
) -> None:
    world.bot.commands[("default",), ""] = [{"command": "hariini", "description": "Pengingat hari ini"}]
    bot_says(world, RINA, "Selamat pagi, Rina.")
    state = await state_of(client)
    rina, agus = state["persons"]
    assert (rina["name"], rina["role"], rina["language"]) == ("Rina Kusuma", "manager", "id")
    assert [message["text"] for message in rina["messages"]] == ["Selamat pagi, Rina."]
    assert rina["commands"] == [{"command": "hariini", "description": "Pengingat hari ini"}]
    assert agus["messages"] == []
    assert state["clock"] == {"now": "2026-11-21T07:29:00+00:00", "zone": "Asia/Jakarta", "moving": None}
    assert state["bot"]["username"] == "rawat_bot"


async def test_post_without_the_pages_header_is_refused_and_does_nothing(
    world: World, client: aiohttp.ClientSession
) -> None:
    for path in ("messages", "edits", "presses", "stickers", "files", "blocks", "clock", "start-anew"):
        async with client.post(f"/page/{path}", json={"person": RINA.id}, headers={"X-Rawat-Page": ""}) as response:
            assert response.status == 403
    assert world.messages(RINA.id) == []


async def test_foreign_origin_and_foreign_host_are_refused(client: aiohttp.ClientSession) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        async with client.get("/page/state", headers=headers) as response:
            assert response.status == 403


async def test_what_is_typed_reaches_the_bot(world: World, client: aiohttp.ClientSession) -> None:
    asked = bot_says(world, RINA, "Siapa?")
    await post(client, "messages", {"person": RINA.id, "text": " Bu <b>Ratna</b> 🎂 ", "reply_to": asked})
    message = world.messages(RINA.id)[-1]
    assert message.text == "Bu <b>Ratna</b> 🎂"
    assert message.reply_to == asked
    assert message.body["from"]["id"] == RINA.id


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"person": RINA.id, "text": "  "}, 409, "empty"),
        ({"person": RINA.id}, 409, "empty"),
        ({"person": RINA.id, "text": "a" * 50_000}, 409, "too_long"),
        ({"person": 1, "text": "hi"}, 404, "failed"),
        ({"person": "1", "text": "hi"}, 400, "failed"),
        ({"text": "hi"}, 400, "failed"),
    ],
)
async def test_a_message_that_cannot_be_sent_is_refused_with_a_code(
    client: aiohttp.ClientSession, body: Json, status: int, code: str
) -> None:
    assert await post(client, "messages", body, status) == {"error": code}


async def test_a_body_that_is_no_json_object_is_refused(client: aiohttp.ClientSession) -> None:
    for body in (b"{", b"[1]", b"\xff"):
        async with client.post("/page/messages", data=body) as response:
            assert response.status == 400


async def test_start_unblocks_the_bot_and_writing_to_a_blocked_one_is_refused(
    world: World, client: aiohttp.ClientSession
) -> None:
    await post(client, "messages", {"person": AGUS.id, "text": "/start inv_abc"})
    assert world.messages(AGUS.id)[-1].text == "/start inv_abc"
    await post(client, "blocks", {"person": AGUS.id, "blocked": True})
    assert (await state_of(client))["persons"][1]["blocked"] is True
    assert await post(client, "messages", {"person": AGUS.id, "text": "halo"}, 409) == {"error": "blocked"}
    assert await post(client, "stickers", {"person": AGUS.id}, 409) == {"error": "blocked"}
    await post(client, "blocks", {"person": AGUS.id, "blocked": False})
    await post(client, "messages", {"person": AGUS.id, "text": "halo"})
    assert world.messages(AGUS.id)[-1].text == "halo"


async def test_own_message_is_edited_and_the_bots_is_not(world: World, client: aiohttp.ClientSession) -> None:
    theirs = bot_says(world, RINA, "Halo")
    own = (await post(client, "messages", {"person": RINA.id, "text": "ngopi"}))["message_id"]
    await post(client, "edits", {"person": RINA.id, "message_id": own, "text": "ngopi sore"})
    assert world.messages(RINA.id)[-1].text == "ngopi sore"
    assert await post(client, "edits", {"person": RINA.id, "message_id": theirs, "text": "x"}, 409) == {"error": "gone"}


async def test_a_press_becomes_a_callback_query(world: World, client: aiohttp.ClientSession) -> None:
    card = bot_says(world, RINA, "Simpan?", [SAVE])
    answer = await post(client, "presses", {"person": RINA.id, "message_id": card, "data": "v1:save"})
    query = world.queries[answer["query_id"]]
    assert (query.user.id, query.message_id, query.payload) == (RINA.id, card, "v1:save")
    gone = {"person": RINA.id, "message_id": 1, "data": "v1:save"}
    assert await post(client, "presses", gone, 409) == {"error": "gone"}
    assert await post(client, "presses", {"person": RINA.id, "message_id": card}, 400) == {"error": "failed"}


def form(kind: str, name: str, content: bytes, mime: str) -> aiohttp.FormData:
    # As browsers write names: not percent-encoded.
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("person", str(RINA.id))
    data.add_field("as", kind)
    data.add_field("caption", "Daftar mitra")
    data.add_field("file", io.BytesIO(content), filename=name, content_type=mime)
    return data


async def test_a_file_arrives_whole_with_its_name_also_one_of_30_mb(
    world: World, client: aiohttp.ClientSession
) -> None:
    content = b"nama,kota\n" * 3_000_000
    async with client.post("/page/files", data=form("document", "daftar mitra.csv", content, "text/csv")) as response:
        assert response.status == 200
    message = world.messages(RINA.id)[-1]
    assert message.document is not None
    stored = world.files.find(message.document["file_id"])
    assert stored is not None
    assert (stored.name, stored.mime, len(stored.content)) == ("daftar mitra.csv", "text/csv", 30_000_000)
    assert message.text == "Daftar mitra"


async def test_a_file_over_the_limit_is_refused(
    world: World, client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_upload, "LARGEST_FILE", 1000)
    async with client.post("/page/files", data=form("document", "a.csv", b"x" * 1001, "text/csv")) as response:
        assert (response.status, await response.json()) == (413, {"error": "too_large"})
    assert world.messages(RINA.id) == []


async def test_a_picture_is_shown_and_anything_else_is_only_downloaded(
    world: World, client: aiohttp.ClientSession
) -> None:
    async with client.post("/page/files", data=form("photo", "photo.jpg", b"\xff\xd8\xff", "image/jpeg")) as response:
        assert response.status == 200
    page = b"<script>alert(1)</script>"
    async with client.post("/page/files", data=form("document", "a.html", page, "text/html")) as response:
        assert response.status == 200
    photo, document = world.messages(RINA.id)
    assert photo.photo
    assert document.document
    async with client.get(f"/page/files/{photo.photo[-1]['file_id']}") as response:
        assert response.content_type == "image/jpeg"
        assert "Content-Disposition" not in response.headers
    async with client.get(f"/page/files/{document.document['file_id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert await response.read() == page
    async with client.get("/page/files/none") as response:
        assert response.status == 404


async def test_the_page_and_its_parts_are_served_and_nothing_else(client: aiohttp.ClientSession) -> None:
    async with client.get("/") as response:
        assert response.content_type == "text/html"
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert "http" not in (await response.text()).replace("http-equiv", "")
    async with client.get("/page/static/main.js") as response:
        assert response.content_type == "text/javascript"
    for name in ("none.js", "..%2Fpage.py", "%2e%2e", ".", "__init__.py"):
        async with client.get(URL(f"/page/static/{name}", encoded=True)) as response:
            assert response.status in (403, 404)


async def test_the_clock_moves_on_and_not_back(client: aiohttp.ClientSession, clock: FakeClock) -> None:
    assert await post(client, "clock", {"to": "next_monday"}) == {"now": "2026-11-23T00:30:00+00:00"}
    assert await post(client, "clock", {"to": "2026-11-22T08:00"}, 409) == {"error": "past"}
    assert await post(client, "clock", {}, 409) == {"error": "bad_time"}
    assert (await state_of(client))["clock"]["now"] == "2026-11-23T00:30:00+00:00"


async def test_while_the_clock_moves_a_second_move_is_refused(client: aiohttp.ClientSession, clock: FakeClock) -> None:
    clock.gate.clear()
    first = asyncio.ensure_future(post(client, "clock", {"to": "next_morning"}))
    await clock.moves.wait()
    assert (await state_of(client))["clock"]["moving"] == "2026-11-22T00:30:00+00:00"
    assert await post(client, "clock", {"to": "next_monday"}, 409) == {"error": "busy"}
    assert await post(client, "start-anew", {}, 409) == {"error": "busy"}
    clock.gate.set()
    assert await first == {"now": "2026-11-22T00:30:00+00:00"}
    assert (await state_of(client))["clock"]["moving"] is None


async def test_a_move_goes_on_when_the_page_that_asked_for_it_is_closed(
    client: aiohttp.ClientSession, clock: FakeClock
) -> None:
    clock.gate.clear()
    asked = asyncio.ensure_future(post(client, "clock", {"to": "next_morning"}))
    await clock.moves.wait()
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    clock.gate.set()
    await asyncio.wait_for(clock.arrived.wait(), 5)
    assert (await state_of(client))["clock"]["now"] == "2026-11-22T00:30:00+00:00"


async def test_start_anew_empties_the_chats_and_the_database(
    world: World, client: aiohttp.ClientSession, clock: FakeClock
) -> None:
    bot_says(world, RINA, "Lama")
    await post(client, "start-anew", {})
    assert clock.started_anew == 1
    assert world.messages(RINA.id) == []


async def test_inline_results_are_offered_and_the_chosen_one_is_sent(
    world: World, client: aiohttp.ClientSession
) -> None:
    world.bot.inline_feedback = True
    asking = asyncio.create_task(post(client, "inline", {"person": RINA.id, "text": "ratna"}))
    query = await world.until(lambda: next(iter(world.inline_queries.values()), None))
    article = {"type": "article", "id": "a", "title": "Bu Ratna", "description": "Selamat", "is_personal": True}
    content = {"message_text": "Selamat, Bu Ratna!"}
    answer_inline_query(
        world, world.bot, {"inline_query_id": query.id, "results": [{**article, "input_message_content": content}]}
    )
    offered = await asking
    assert offered["results"] == [{"id": "a", "title": "Bu Ratna", "description": "Selamat"}]
    await post(client, "choices", {"person": RINA.id, "query_id": query.id, "result_id": "a"})
    newest = world.messages(RINA.id)[-1]
    assert (newest.text, newest.body["via_bot"]["username"]) == ("Selamat, Bu Ratna!", world.bot.username)
    kinds = [next(kind for kind in one if kind != "update_id") for one in world.bot.queue.first()]
    assert kinds[-3:] == ["inline_query", "message", "chosen_inline_result"]
    await post(client, "choices", {"person": AGUS.id, "query_id": query.id, "result_id": "a"}, status=404)
    await post(client, "choices", {"person": RINA.id, "query_id": query.id, "result_id": "b"}, status=409)
