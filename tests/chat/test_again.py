"""Every update of a conversation is done twice, as after a kill: what is stored and what is said stays the same."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.forms import Form
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.mailing import Mailing, MailRecipient
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as Contact
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Absence, Invitation, Staff
from bot.domain.templates import SilencedText, Template
from bot.domain.words import ReminderKind, ReminderState, Role, Tier
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.chat.harness import BotUnderTest, Person, bot_under_test

NOUNS = (
    Staff,
    Absence,
    Invitation,
    Partner,
    Contact,
    Occasion,
    KeptFeast,
    Interaction,
    Reminder,
    PartnerRhythm,
    Promise,
    Notice,
    Template,
    SilencedText,
    Form,
    GivenText,
    Mailing,
    MailRecipient,
)
HIDDEN: dict[type[Any], dict[str, Any]] = {Form: {"version": 0, "message_id": None}, Invitation: {"token_hash": ""}}
"""Fields in which doing it again may differ: a link is made anew, since its token is not kept."""

ROSTER = """mitra,tingkat,pj,nama,jabatan,ultah,hari raya,catatan
Radio Suara Kota,kunci,wati,Bu Tuti Herawati,Pemilik,3 Mei 1980,lebaran,-
Toko Anggrek,umum,Maya,Mas Edi,,,natal,ramah
"""
TEXTS = "occasion,language,tone,text,active\nnatal,id,akrab,Selamat Natal {nama}!,ya\nbirthday,en,,Hello {nam},\n"

CONVERSATIONS = {
    "a contact, changed and taken back": [
        "kemarin telepon Klinik Sehat Bersama, tanya kabar",
        "[Edit]",
        "[Note]",
        "telepon dr. Dewi, kabarnya baik",
        "[Edit]",
        "[How]",
        "[In person]",
        "[Edit]",
        "[Day]",
        "20/11",
        "[Save]",
        "[Undo]",
        "/undo",
    ],
    "a contact whose partner is written": ["/log tadi ngopi, tanya kabar", "Klinik Sehat", "[Save]"],
    "a contact that is left": ["kemarin telepon Klinik Sehat Bersama, tanya kabar", "[Cancel]"],
    "their request, answered by a promise": [
        "Klinik Sehat Bersama minta daftar pelatihan kemarin lewat telepon",
        "[Save]",
        "[Note the promise]",
        "[Undo]",
    ],
    "news, narrowed and left": [
        "/news Kabar baru",
        "[For whom]",
        "[Update due]",
        "[✓ Update due]",
        "[By hand]",
        "[✓ Klinik Sehat Bersama]",
        "[Back]",
        "[Done choosing]",
        "[Subject]",
        "Kelas baru",
        "[Cancel]",
    ],
    "news by WhatsApp": [
        "/find Klinik Sehat Bersama",
        "[Edit]",
        "[Phone]",
        "+62 812 3456 7890",
        "/news Kabar baru",
        "[Send to 1]",
        "[By WhatsApp]",
        "[Leave the round]",
        "[By WhatsApp]",
        "[Sent, next]",
        "[Undo]",
    ],
    "who wants no news": ["/find Klinik Sehat Bersama", "[Edit]", "[No more news]", "[Edit]", "[News again]", "[Undo]"],
    "settings": [
        "/settings",
        "[Time zone]",
        "Makassar",
        "[Hour]",
        "[07:00]",
        "/undo",
        "[Undo]",
        "/settings",
        "[Language]",
        "[Bahasa Indonesia]",
    ],
    "a form set aside": ["/settings", "[Hour]", "/help", "/cancel"],
    "the team": ["/invite", "[Manager]", "/team", "[Sari]", "[Manager]", "[Has left the team]", "[Yes, has left]"],
    "a partner": [
        "/add",
        "Radio Suara Kota",
        "[Edit]",
        "[City]",
        "Bandung",
        "[Edit]",
        "[Tier]",
        "[Key partner]",
        "[Undo]",
    ],
    "a partner with its name": ["/add Radio Suara Kota", "[Undo]"],
    "a person": [
        "/find Klinik Sehat Bersama",
        "[Add a person]",
        "Bu Ratna Wulandari, Direktur",
        "14/8/1978",
        "[Yes, agreed]",
        "[Undo]",
    ],
    "who left, and who took over": [
        "/find Klinik Sehat Bersama",
        "[People]",
        "[dr. Dewi Anggraini]",
        "[Edit]",
        "[Role]",
        "Kepala Klinik",
        "[No longer there]",
        "[Has left]",
        "Bu Sri Hartati",
        "[Undo]",
    ],
    "somebody who died, and is erased": [
        "/privacy dewi",
        "[Back]",
        "[No longer there]",
        "[Has died]",
        "[Yes, has died]",
        "[Offer condolences]",
        "[Personal data]",
        "[Erase]",
        "[Yes, erase for good]",
    ],
    "an absence": [
        "/away",
        "besok sampai Jumat",
        "[Sari]",
        "[Pass greetings on too]",
        "[Save]",
        "[Show]",
        "[Change]",
        "[Other days]",
        "hari ini",
        "[Save]",
        "[Show]",
        "[Back already]",
        "[Undo]",
    ],
    "a promise": [
        "/promise kirim daftar ke Klinik Sehat Bersama Jumat",
        "[Another day]",
        "4 Desember",
        "[Save]",
        "[Undo]",
    ],
    "a check-in planned": ["/asknow Klinik Sehat Bersama", "[Plan a check-in next week]", "[Undo]"],
    "a file": ["file:", "[All agreed]", "[Import]", "/find Radio Suara Kota", "/undo", "[Undo]"],
    "texts of our own": [
        "/templates",
        "[Days that matter]",
        "[Birthday]",
        "[Add a text]",
        "Happy birthday, {nam}!",
        "Happy birthday, {name}!",
        "[Formal]",
        "[Save]",
        "[Birthday]",
        "[1]",
        "[Switch off]",
        "[Familiar]",
        "[Change the text]",
        "Many happy returns, {name}!",
        "[Save]",
        "[Birthday]",
        "[1]",
        "[Take away]",
        "[Yes, take away]",
        "[Undo]",
    ],
    "texts of the bank": ["/templates", "[Holidays]", "[Christmas]", "[1]", "[Switch off]", "[Switch on]", "[Undo]"],
    "texts from a file": ["texts:", "[Import]", "[Undo]"],
    "a file that is left": ["file:", "[Cancel]"],
    "an item": ["/today", "[1]", "[Done]", "[Undo]"],
    "words turned, written and sent": [
        "/today",
        "[1]",
        "[Draft]",
        "[2]",
        "[My own words]",
        "Halo Dok, apa kabar?",
        "[Drafts]",
        "[My own words]",
        "[Sent]",
        "[Call]",
        "[Undo]",
    ],
    "an item put off": ["/today", "[1]", "[Snooze]", "[Tomorrow]", "[Undo]"],
    "an item left": ["/today", "[1]", "[Skip]", "[Not now]", "[Undo]"],
}


async def stored(rawat: BotUnderTest) -> dict[str, list[Any]]:
    rows = {noun: await rawat.all(noun) for noun in NOUNS}
    return {noun.__name__: [replace(row, **HIDDEN.get(noun, {})) for row in kept] for noun, kept in rows.items()}


async def done(maya: Person, deed: str) -> None:
    if deed.startswith("["):
        await maya.tap(deed.strip("[]"))
    elif deed == "file:":
        await maya.send("roster.csv", ROSTER.encode())
    elif deed == "texts:":
        await maya.send("texts.csv", TEXTS.encode())
    else:
        await maya.say(deed)


@pytest.mark.parametrize("name", CONVERSATIONS)
async def test_update_done_again_changes_nothing_and_says_the_same(rawat: BotUnderTest, name: str) -> None:
    await held(rawat, CONVERSATIONS[name])


@pytest.mark.postgres
@pytest.mark.parametrize(
    "name", ["a contact, changed and taken back", "a file", "words turned, written and sent", "the team"]
)
async def test_it_is_so_on_postgres_too(world: World, api_server: BotApiServer, postgres_url: str, name: str) -> None:
    async with bot_under_test(world, api_server, postgres_url) as rawat:
        await held(rawat, CONVERSATIONS[name])


async def held(rawat: BotUnderTest, conversation: list[str]) -> None:
    """Holds the conversation over one key partner with one open reminder; each update is done twice."""
    maya = await rawat.colleague("Maya", Role.ADMIN)
    await rawat.colleague("Sari")
    added = date(2026, 1, 1)
    (clinic,) = await rawat.put(
        Partner("Klinik Sehat Bersama", Tier.KEY, owner_id=maya.staff_id, added_on=added, baseline_on=date(2026, 10, 1))
    )
    (dewi,) = await rawat.put(Contact(clinic.id, "Dewi Anggraini", "dr."))
    due = date(2026, 11, 23)
    check_in = Reminder(clinic.id, ReminderKind.CHECK_IN, "", "2026-10-01", due, dewi.id, maya.staff_id, opens_on=due)
    await rawat.put(replace(check_in, state=ReminderState.OPEN, opened_on=due))
    for deed in conversation:
        await done(maya, deed)
        first, said = await stored(rawat), maya.text
        await rawat.redo()
        assert await stored(rawat) == first, deed
        assert _without_links(maya.text) == _without_links(said), deed


def _without_links(text: str) -> str:
    return text.partition("https://t.me/")[0]
