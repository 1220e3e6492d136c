"""/export: the whole roster as a file, in the form that is chosen; what each holds is said before."""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from telegram import InlineKeyboardMarkup
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.chat.buttons import button
from bot.chat.html import bold
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.exports import ExportFormat
from bot.domain.words import Role
from bot.i18n.translator import mark
from bot.reports.writing import report_of
from bot.usecases.exporting import CountRoster, Exported, ExportRoster, InRoster

room = Room()
MOST_BYTES = 50 * 1000 * 1000
"""No larger file can be sent (Bot API, sendDocument)."""
_LABELS = {
    ExportFormat.XLSX: mark("Workbook (XLSX)"),
    ExportFormat.CSV: mark("Table (CSV)"),
    ExportFormat.VCF: mark("Contacts (VCF)"),
    ExportFormat.ICS: mark("Calendar (ICS)"),
}


@button("ea")
class ExportAs:
    """Send the roster in this form."""

    format: ExportFormat


@room.command("export", "ekspor", says=mark("Take the partners out as a file"), role=Role.MANAGER)
async def ask_format(talk: Talk, _text: str) -> None:
    """Says what there is and what each form holds."""
    there = await CountRoster(talk.house.storage)(talk.actor)
    await talk.answer(_offer(talk, there), _keys(talk))


@room.button(ExportAs)
async def send_export(talk: Talk, pressed: ExportAs) -> None:
    """Makes the file aside and sends it, once for each form and message."""
    t, message = talk.t, talk.message
    place = message.message_id if message is not None else talk.update.update_id
    # The press may come twice; only where the bot was stopped in the middle of one it is done anew.
    by = replace(talk.actor, key=f"e{talk.chat_id}.{place}.{pressed.format.value}", again=True)
    export = ExportRoster(talk.house.storage, talk.house.organisation)
    if not talk.again and await export.done(by):
        await talk.toast(
            t("This file was sent already. For a fresh one: {command}", command=_command(talk)), alert=True
        )
        return
    await talk.toast(t("The file is being made; a large one takes a while."))
    with suppress(TelegramError):
        await talk.bot.send_chat_action(talk.chat_id, ChatAction.UPLOAD_DOCUMENT)
    name = f"rawat-{talk.today.isoformat()}.{pressed.format.value}"
    with tempfile.TemporaryDirectory(prefix="rawat-") as folder:
        path = Path(folder) / name
        exported = await export(by, pressed.format, report_of(pressed.format, path, t, talk.f))
        content = await asyncio.to_thread(sendable, path)
    if content is None:
        await talk.answer(_too_large(talk, pressed.format))
    else:
        await talk.send_file(name, content, _told(talk, exported))


def sendable(path: Path) -> bytes | None:
    """The file, unless it is larger than can be sent."""
    return path.read_bytes() if path.stat().st_size <= MOST_BYTES else None


def _command(talk: Talk) -> str:
    return "/ekspor" if talk.t.language == "id" else "/export"


def _keys(talk: Talk) -> InlineKeyboardMarkup | None:
    keys = [Key(talk.t(label), ExportAs(format)) for format, label in _LABELS.items()]
    return keyboard(in_rows(keys, 2))


def _offer(talk: Talk, there: InRoster) -> str:
    t = talk.t
    figures = [
        t.n("{n} partner", "{n} partners", there.partners + there.archived),
        t.n("{n} person", "{n} people", there.people),
        t.n("{n} contact", "{n} contacts", there.interactions),
    ]
    lines = [bold(t("Take the partners out as a file")), talk.f.list_of(figures)]
    if there.archived:
        lines[-1] += " " + t.n("({n} partner is archived)", "({n} partners are archived)", there.archived)
    forms = [
        t("<b>XLSX</b>: a sheet each for partners, people, occasions, contacts, reminders and promises."),
        t("<b>CSV</b>: the whole roster without its history, ready to be imported again. Archived partners are in it."),
        t("<b>VCF</b>: active partners and their people, for the contacts on a phone."),
        t("<b>ICS</b>: all days that matter, for a calendar."),
    ]
    notes = t(
        "Birthdays and holidays of people who were not asked yet are in the CSV alone. The file holds personal data: "
        "who takes it out is put on record."
    )
    return "\n\n".join(["\n".join(lines), "\n".join(forms), notes])


def _told(talk: Talk, exported: Exported) -> str:
    t = talk.t
    figures = [
        t.n("{n} partner", "{n} partners", exported.partners),
        t.n("{n} person", "{n} people", exported.people),
    ]
    if exported.format.has_history:
        figures.append(t.n("{n} contact", "{n} contacts", exported.interactions))
    if exported.format is ExportFormat.CSV:
        return t("{what}. Change it and send it back here, and the roster is updated.", what=talk.f.list_of(figures))
    if exported.format is ExportFormat.VCF:
        return t("Open it on a phone to take these contacts in.")
    if exported.format is ExportFormat.ICS:
        return t("Open it with a calendar to take these days in.")
    return t("{what}.", what=talk.f.list_of(figures))


def _too_large(talk: Talk, format: ExportFormat) -> str:
    return talk.t(
        "The file is larger than {most} MB, and Telegram takes no larger one. On the server, "
        "<code>rawat export rawat.{ending}</code> writes it; without the history, CSV is far smaller.",
        most=MOST_BYTES // 1_000_000,
        ending=format.value,
    )
