"""The chat page in a real browser, on a phone's width; a small bot with the real library answers over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.sandbox.page import chat_page
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.browser import WALKS
from tests.sandbox.page_parts import AGUS, PERSONAS, RINA, FakeClock, bot_says, settle

pytestmark = WALKS

Context = ContextTypes.DEFAULT_TYPE
CARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Simpan", callback_data="save"), InlineKeyboardButton("Hapus", callback_data="drop")],
        [
            InlineKeyboardButton("WhatsApp", url="https://wa.me/62811?text=halo"),
            InlineKeyboardButton("Salin", copy_text=CopyTextButton("Selamat ulang tahun")),
        ],
    ]
)


async def ask_to_save(update: Update, context: Context) -> None:
    message = update.effective_message
    assert message is not None
    if message.document:
        await message.reply_document(b"nama,kota\nPelita,Bandung\n", filename="salinan.csv", caption="Sudah dibaca")
        return
    typed = (message.text_html or "").upper() if message.text else "foto"
    await message.reply_html(f"<b>Simpan catatan ini?</b>\n🎂 <i>{typed.lower()}</i>", reply_markup=CARD)


async def answer_press(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    if query.data == "save":
        await query.edit_message_text("Tersimpan.")
        await query.answer("Catatan tersimpan")
    elif query.message is not None:
        await query.answer("Catatan dihapus", show_alert=True)
        await context.bot.delete_message(query.message.chat.id, query.message.message_id)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture(loop_scope="session")
async def server(world: World, clock: FakeClock) -> AsyncIterator[BotApiServer]:
    settle(world)
    world.bot.commands[("default",), ""] = [
        {"command": "hariini", "description": "Pengingat hari ini"},
        {"command": "mitra", "description": "Daftar mitra"},
    ]
    server = BotApiServer(world, [chat_page(PERSONAS, clock)])
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(world: World, server: BotApiServer) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """A bot that asks about all that it hears, by polling."""
    builder = ApplicationBuilder().token(world.bot.token).base_url(f"{server.url}/bot")
    app = builder.base_file_url(f"{server.url}/file/bot").build()
    app.add_handler(MessageHandler(filters.ALL, ask_to_save))
    app.add_handler(CallbackQueryHandler(answer_press))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0.0, timeout=1)
        yield app
        await app.updater.stop()
        await app.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(page: Page, server: BotApiServer) -> Page:
    """The page, open as Rina."""
    await page.goto(server.url)
    await expect(page.get_by_role("tab", name="Rina Kusuma")).to_have_attribute("aria-selected", "true")
    return page


async def write(page: Page, text: str) -> None:
    await page.locator("#input").fill(text)
    await page.locator("#input").press("Enter")


@pytest.mark.usefixtures("bot")
async def test_a_note_is_typed_saved_by_button_and_edited_in_place(chat: Page) -> None:
    await chat.get_by_role("button", name="Mulai", exact=True).click()
    await expect(chat.locator(".message.in strong", has_text="Simpan catatan ini?")).to_have_count(1)
    await write(chat, 'ngopi <b>& "Bu"</b> <img src=x onerror=alert(1)> 👩‍👩‍👧')
    note = chat.locator(".message.in").last
    await expect(note.locator("em")).to_have_text('ngopi <b>& "bu"</b> <img src=x onerror=alert(1)> 👩‍👩‍👧')
    assert await chat.locator("#thread img").count() == 0
    await note.get_by_role("button", name="Simpan").click()
    await expect(chat.locator("#toast")).to_have_text("Catatan tersimpan")
    await expect(note.locator(".text")).to_contain_text("Tersimpan.")
    await expect(note.locator(".meta")).to_contain_text("diedit")
    await expect(chat.locator(".spinner")).to_have_count(0)


@pytest.mark.usefixtures("bot")
async def test_an_alert_is_shown_and_a_deleted_message_vanishes(chat: Page) -> None:
    await chat.locator("#start").click()
    await chat.get_by_role("button", name="Hapus").click()
    await expect(chat.get_by_role("dialog")).to_contain_text("Catatan dihapus")
    await chat.get_by_role("button", name="Oke").click()
    await expect(chat.locator(".message.in")).to_have_count(0)


@pytest.mark.usefixtures("bot")
async def test_a_file_goes_up_and_the_bots_file_comes_down(chat: Page, world: World, tmp_path: Path) -> None:
    await chat.locator("#start").click()
    roster = tmp_path / "daftar mitra é.csv"
    roster.write_bytes(b"nama,kota\nPelita,Bandung\n")
    async with chat.expect_file_chooser() as chooser:
        await chat.get_by_role("button", name="Lampirkan").click()
        await chat.get_by_role("menuitem", name="Berkas").click()
    await (await chooser.value).set_files(roster)
    await chat.get_by_role("dialog").get_by_role("textbox").fill("Daftar kita")
    await chat.get_by_role("dialog").get_by_role("button", name="Kirim").click()
    async with chat.expect_download() as download:
        await chat.get_by_role("link", name="Unduh salinan.csv").click()
    copy = await download.value
    assert copy.suggested_filename == "salinan.csv"
    kept = tmp_path / "salinan.csv"
    await copy.save_as(kept)
    assert kept.read_bytes() == roster.read_bytes()
    sent = next(message for message in world.messages(RINA.id) if message.document and not message.by_bot)
    assert (sent.document or {})["file_name"] == roster.name
    assert sent.text == "Daftar kita"


async def test_a_link_shows_where_it_leads_and_text_is_copied(chat: Page, world: World) -> None:
    bot_says(world, RINA, "Draf", *CARD.to_dict()["inline_keyboard"])
    await chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await chat.get_by_role("button", name="WhatsApp").click()
    dialog = chat.get_by_role("dialog")
    await expect(dialog).to_contain_text("https://wa.me/62811?text=halo")
    await expect(dialog.get_by_role("link", name="Buka")).to_have_attribute("target", "_blank")
    await dialog.get_by_role("button", name="Batal").click()
    await chat.get_by_role("button", name="Salin", exact=True).click()
    await expect(chat.locator("#toast")).to_have_text("Tersalin: Selamat ulang tahun")
    assert await chat.evaluate("navigator.clipboard.readText()") == "Selamat ulang tahun"


async def test_an_invitation_is_opened_as_the_person_one_chooses(chat: Page, world: World) -> None:
    bot_says(world, RINA, "Tautan: https://t.me/rawat_bot?start=inv_1")
    await chat.get_by_role("link", name="https://t.me/rawat_bot?start=inv_1").click()
    await chat.get_by_role("dialog").get_by_role("button", name="Agus Prasetyo").click()
    await expect(chat.get_by_role("tab", name="Agus Prasetyo")).to_have_attribute("aria-selected", "true")
    await expect(chat.locator(".message.out .text")).to_contain_text("/start inv_1")
    assert world.messages(AGUS.id)[-1].text == "/start inv_1"


async def test_what_comes_to_a_colleague_is_counted_until_it_is_seen(chat: Page, world: World) -> None:
    for text in ("Good morning, Agus.", "One more thing."):
        bot_says(world, AGUS, text)
    agus = chat.get_by_role("tab", name="Agus Prasetyo, Anggota tim, 2 pesan belum dibaca")
    await agus.click()
    await expect(chat.locator(".message.in")).to_have_count(2)
    await expect(chat.get_by_role("tab", name="Agus Prasetyo, Anggota tim", exact=True)).to_be_visible()


async def test_commands_are_suggested_and_sent(chat: Page, world: World) -> None:
    bot_says(world, RINA, "Halo")
    await chat.locator("#input").press_sequentially("/mi")
    await expect(chat.get_by_role("option")).to_have_count(1)
    await chat.locator("#input").press("Enter")
    await expect(chat.locator(".message.out .text")).to_contain_text("/mitra")
    await chat.get_by_role("button", name="Perintah bot").click()
    await chat.get_by_role("option", name="/hariini").click()
    await expect(chat.locator(".message.out")).to_have_count(2)


async def test_the_clock_moves_on_and_says_so_when_it_cannot_go_back(
    chat: Page, world: World, clock: FakeClock
) -> None:
    clock.on_arrival = lambda: bot_says(world, RINA, "Selamat pagi, Rina.")
    await expect(chat.locator("#clock-face")).to_contain_text("14.29")
    await chat.get_by_role("button", name="Senin depan").click()
    await expect(chat.locator("#clock-face")).to_contain_text("Sen, 23 Nov")
    await expect(chat.locator("#clock-face")).to_contain_text("07.30")
    await expect(chat.locator(".message.in")).to_contain_text("Selamat pagi, Rina.")
    await chat.get_by_role("button", name="Pilih waktu").click()
    moment = chat.get_by_label("Maju ke tanggal dan jam").locator("input")
    await moment.fill("2026-11-22T10:00")
    await chat.get_by_role("button", name="Majukan").click()
    await expect(chat.locator("#toast")).to_contain_text("Waktu tidak bisa mundur")


async def test_the_page_speaks_both_languages(chat: Page) -> None:
    await expect(chat.locator("#warning")).to_have_text("Ruang coba: jangan isi data sungguhan.")
    await chat.get_by_role("button", name="Read this page in English").click()
    await expect(chat.locator("#warning")).to_have_text("This is a sandbox: never enter real data.")
    await expect(chat.get_by_role("button", name="Next morning")).to_be_visible()
    differ = """async () => {
        const { LANGUAGES } = await import("/page/static/words.js");
        const keys = (tree, at = "") => Object.entries(tree).flatMap(([key, value]) =>
            typeof value === "object" ? keys(value, `${at}${key}.`) : [`${at}${key} ${typeof value}`]);
        const [id, en] = [keys(LANGUAGES.id), keys(LANGUAGES.en)];
        return [...id.filter((key) => !en.includes(key)), ...en.filter((key) => !id.includes(key))];
    }"""
    assert await chat.evaluate(differ) == []


async def test_what_arrives_while_one_reads_above_does_not_make_the_page_jump(chat: Page, world: World) -> None:
    for number in range(40):
        bot_says(world, RINA, f"Pesan {number}")
    await expect(chat.locator(".message.in")).to_have_count(40)
    # Seen to its end first: else it is still following the newest message.
    await expect(chat.locator(".message.in").last).to_be_in_viewport()
    await chat.locator("#scroller").evaluate("node => node.scrollTo({top: 100, behavior: 'instant'})")
    await expect(chat.locator("#to-bottom")).to_be_visible()
    bot_says(world, RINA, "Baru")
    await expect(chat.get_by_role("button", name="1 pesan baru")).to_be_visible()
    assert await chat.locator("#scroller").evaluate("node => node.scrollTop") == 100
    await chat.get_by_role("button", name="1 pesan baru").click()
    await expect(chat.locator(".message.in").last).to_be_in_viewport()


async def test_the_page_finds_back_to_a_server_that_was_restarted(page: Page, clock: FakeClock) -> None:
    async def serve(epoch: int, port: int, text: str) -> BotApiServer:
        world = World(epoch)
        world.add_bot()
        settle(world)
        bot_says(world, RINA, text)
        server = BotApiServer(world, [chat_page(PERSONAS, clock)])
        await server.start(port=port)
        return server

    first = await serve(1_790_000_000, 0, "Sebelum")
    await page.goto(first.url)
    await expect(page.locator(".message.in")).to_contain_text("Sebelum")
    await first.stop()
    await expect(page.locator("#lost")).to_be_visible()
    second = await serve(1_790_000_500, int(first.url.rpartition(":")[2]), "Sesudah")
    await expect(page.locator(".message.in")).to_contain_text("Sesudah")
    await expect(page.locator("#lost")).to_be_hidden()
    await page.goto("about:blank")
    await asyncio.wait_for(second.stop(), 5)
