"""One walk through the page of the real sandbox, in a browser on a phone's width: a week of care in a minute."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from bot.commands.sandbox import Sandbox
from tests.browser import WALKS
from tests.walk.opened import newest, opened_sandbox, press, write
from tests.walk.roster import ROSTER

pytestmark = WALKS


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The sandbox. At the end nothing was refused, unknown to Telegram, or left unanswered."""
    async with opened_sandbox(tmp_path) as sandbox:
        yield sandbox
        assert not sandbox.world.refused, sandbox.world.transcript()
        assert not sandbox.world.unanswered_queries(), sandbox.world.transcript()
        assert not sandbox.world.ledger.undocumented


@pytest_asyncio.fixture(loop_scope="session")
async def chat(page: Page, sandbox: Sandbox) -> AsyncIterator[Page]:
    """The page, open as the manager; messages to one chat are paced, so that some take a while."""
    expect.set_options(timeout=20_000)
    await page.goto(sandbox.server.url)
    await expect(page.get_by_role("tab", name="Rina Kartika")).to_have_attribute("aria-selected", "true")
    yield page
    # Its stream of changes would keep the server waiting.
    await page.goto("about:blank")
    expect.set_options(timeout=None)


async def test_a_week_of_care_in_the_browser(chat: Page, tmp_path: Path) -> None:
    await chat.get_by_role("button", name="Besok pagi").click()
    brief = newest(chat, "Selamat pagi, Rina Kartika.")
    await expect(brief).to_contain_text("Bu Ratih Puspitasari (Yayasan Lentera Ibu) berulang tahun hari ini")
    await press(brief, "1")
    item = newest(chat, "Ucapan selamat: Bu Ratih Puspitasari")
    await press(item, "Sudah")
    await expect(newest(chat, "Tersimpan.")).to_be_visible()
    await expect(item).to_have_count(0)

    await write(chat, "tadi telepon Pak Hartono tanya kabar")
    card = newest(chat, "Simpan catatan ini?")
    await expect(card).to_contain_text("Dinas Kesehatan Kota Sukamaju")
    await press(card, "Simpan")
    saved = newest(chat, "Pengingat tanya kabar selesai")
    await press(saved, "Urungkan")
    await expect(newest(chat, "Diurungkan:")).to_be_visible()

    await send_file(chat, tmp_path)
    preview = newest(chat, "4 mitra baru")
    await press(preview, "Semua setuju")
    # The button of the step before would be answered kindly, and do nothing.
    await expect(preview.get_by_role("button", name="✓ Semua setuju")).to_be_visible()
    await press(preview, "Impor")
    await expect(newest(chat, "mitra baru dan")).to_be_visible()

    await write(chat, "/cari surya medka")
    await expect(newest(chat, "PT Surya Medika Utama · Mitra kunci")).to_be_visible()

    await chat.get_by_role("button", name="Senin depan").click()
    await expect(newest(chat, "Ringkasan hubungan mitra, 23–29 November")).to_be_visible()
    await expect(newest(chat, "untuk Rabu, 25 November.")).to_have_count(1)

    await chat.get_by_role("tab", name="Joko Susanto").click()
    await chat.locator("#start").click()
    await expect(newest(chat, "Bot ini hanya untuk anggota tim")).to_be_visible()
    await expect(chat.locator(".spinner")).to_have_count(0)


async def send_file(chat: Page, folder: Path) -> None:
    file = folder / "mitra.csv"
    file.write_bytes(ROSTER)
    async with chat.expect_file_chooser() as chooser:
        await chat.get_by_role("button", name="Lampirkan").click()
        await chat.get_by_role("menuitem", name="Berkas").click()
    await (await chooser.value).set_files(file)
    await chat.get_by_role("dialog").get_by_role("button", name="Kirim").click()
