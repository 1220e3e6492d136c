"""A week of care through the whole bot: claim, invite, import, find, brief, done, log, undo, summary."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.commands.claim import claim
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.walk.roster import ROSTER
from tests.walk.whole import SUNDAY, Somebody, Whole, whole_bot

MONDAY_MORNING = SUNDAY + timedelta(hours=13, minutes=30)


@pytest.fixture
async def whole(world: World, api_server: BotApiServer, database_url: str) -> AsyncIterator[Whole]:
    """The bot on each engine. At the end nothing was refused, unknown to Telegram, or left unanswered."""
    async with whole_bot(world, api_server, database_url) as whole:
        yield whole
        assert not world.refused, world.transcript()
        assert not world.unanswered_queries(), world.transcript()
        assert not world.ledger.undocumented


async def test_a_week_of_care(whole: Whole) -> None:
    rina = whole.somebody("Rina", "en")
    assert "Welcome, Rina" in (await rina.start(payload_in(await claim(whole.app, recover=False)))).text
    agus = await invited_joins_and_stranger_does_not(whole, rina)
    await roster_comes_in(rina)
    wati = await pending_owner_joins(whole, rina)
    await partner_is_found_in_spite_of_a_slip(rina)
    await morning_brings_a_brief_and_done_settles_it(whole, agus)
    await contact_is_logged_and_taken_back(agus)
    await week_ends_with_a_summary(whole, rina)
    await wati.hears("Good morning, Wati", "Tuesday, 24 November", "Ms Eleanor Whitfield’s birthday today")
    for somebody in (rina, agus, wati):
        briefs = [text.splitlines()[0] for text in somebody.heard if text.startswith(("Good morning", "Selamat pagi"))]
        assert len(briefs) == len(set(briefs)), briefs


async def invited_joins_and_stranger_does_not(whole: Whole, rina: Somebody) -> Somebody:
    await rina.say("/invite")
    await rina.tap("Team member")
    link = await rina.hears("start=")
    agus = whole.somebody("Agus", "id")
    assert "Selamat bergabung, Agus" in (await agus.start(payload_in(link.text))).text
    await rina.hears("Agus has joined the team")
    stranger = whole.somebody("Joko", "id")
    assert "sudah dipakai" in (await stranger.start(payload_in(link.text))).text
    assert "hanya untuk anggota tim" in (await stranger.say("halo")).text
    return agus


async def roster_comes_in(rina: Somebody) -> None:
    await rina.send("mitra.csv", ROSTER)
    preview = await rina.hears("4 new partners", "5 new people", "Owners who have yet to join: Wati")
    assert "Line 7 cannot be read: it has 13 columns and should have 11" in preview.text
    assert "there is no 32 Agustus" in preview.text
    assert "“penting sekali” is not known" in preview.text
    await rina.tap("All agreed")
    await rina.tap("Import")
    await rina.hears("Imported: 4 new partners and 5 new people.")
    # The first of the questions after the last contact.
    await rina.hears("About when was the last contact with")
    await rina.tap("About a month ago")


async def pending_owner_joins(whole: Whole, rina: Somebody) -> Somebody:
    await rina.tap("Link for Wati")
    link = await rina.hears("start=", "Wati")
    wati = whole.somebody("Wati", "en")
    assert "1 partner has been waiting for you" in (await wati.start(payload_in(link.text))).text
    await rina.hears("Wati has joined the team")
    return wati


async def partner_is_found_in_spite_of_a_slip(rina: Somebody) -> None:
    await rina.say("/find surya medka")
    card = await rina.hears("PT Surya Medika Utama · Key partner", "Owner: Agus", "In good care")
    assert "Pak Rudi <b>Hartono</b> & Co" in card.text
    assert "Tomorrow: Ibu Liem Mei Hwa" in card.text


async def morning_brings_a_brief_and_done_settles_it(whole: Whole, agus: Somebody) -> None:
    await whole.pass_to(MONDAY_MORNING)
    brief = await agus.hears("Selamat pagi, Agus", "Senin, 23 November")
    assert "1. 🎂 Ibu Liem Mei Hwa (PT Surya Medika Utama) berulang tahun hari ini" in brief.text
    await agus.tap("1")
    await agus.hears("Ibu Liem Mei Hwa", "ke-46", "30 November")
    await agus.tap("Sudah")
    await agus.hears("Tersimpan.")
    assert "Mei Hwa" not in (await agus.say("/hariini")).text


async def contact_is_logged_and_taken_back(agus: Somebody) -> None:
    await agus.say("tadi telepon Bu Mei Hwa tanya kabar")
    await agus.hears("Simpan catatan ini?", "Dengan: Ibu Liem Mei Hwa", "Cara: telepon", "Tujuan: tanya kabar")
    await agus.tap("Simpan")
    await agus.hears("Tersimpan.", "Tanya kabar berikutnya")
    await agus.say("/urungkan")
    await agus.tap("Urungkan")
    card = await agus.say("/riwayat surya medika")
    assert "tadi telepon" not in card.text


async def week_ends_with_a_summary(whole: Whole, rina: Somebody) -> None:
    await whole.pass_to(MONDAY_MORNING + timedelta(days=7))
    summary = await rina.hears("Care for our partners, 23–29 November")
    assert "Care 1 (+1)" in summary.text
    assert "Reminders done 1 of" in summary.text


def payload_in(text: str) -> str:
    """What a link opens the bot with."""
    found = re.search(r"start=([\w-]+)", text)
    assert found is not None, text
    return found[1]
