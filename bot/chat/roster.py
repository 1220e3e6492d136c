"""/import: a file of partners is read, shown, and taken over on a press."""

import asyncio

from telegram import Document, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.chat.baselines import offer_baselines
from bot.chat.html import esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.roster_buttons import AskRefused, LeaveFile, SetAgreed, TakeFile
from bot.chat.roster_preview import read_and_show, sheet_question, shown, wording
from bot.chat.roster_progress import Moving
from bot.chat.router import Room
from bot.chat.shared_contacts import take_card
from bot.chat.staff import InvitePending
from bot.chat.talk import Talk
from bot.chat.template_files import may_hold_texts, take_texts
from bot.chat.undo import undo_key
from bot.domain.forms import Form
from bot.domain.roster.table import MOST_BYTES, TableFault, UnreadableTable
from bot.domain.words import FormKind, Role
from bot.i18n.translator import mark
from bot.readers.files import read_table, sheets
from bot.reports.row_tables import refused_table
from bot.usecases.forms import Forms
from bot.usecases.roster import Agreed, Imported, ImportRoster, ShowPreview
from bot.usecases.roster_staging import ForgetFile, GiveRefused, StageFile

room = Room()
MOST_LINKS = 12
MOST_OF_CARD = 1 << 20
"""Bytes of a file that may hold one contact card; a picture may be in it."""
FILE_NAME_UNITS = 60


@room.command("import", "impor", says=mark("Bring partners in from a table"), role=Role.MANAGER)
async def ask_file(talk: Talk, _text: str) -> None:
    """Says to send a file, and how it should look."""
    t = talk.t
    most = talk.f.number(MOST_BYTES >> 20)
    lines = [
        t(
            "Send the file with the partners here, up to {most} MB: a table (CSV or XLSX), contact cards (VCF), "
            "or what Google Contacts and Outlook export.",
            most=most,
        ),
        t(
            "The first row names the columns, in English or Indonesian, in any order: partner, tier, kind, owner, "
            "language, email, phone, city, since, agreement_start, agreement_end, last_contact, person, salutation, "
            "role, person_phone, person_telegram, person_email, birthday, celebrations, agreed, note."
        ),
        t("Only the partner's name is needed. A further person of a partner gets a row of their own."),
    ]
    await talk.answer("\n\n".join(lines))


@room.document
async def read_file(talk: Talk, document: Document) -> None:
    """Reads a file into staging and shows what importing it would do."""
    t = talk.t
    if await _is_one_card(talk, document):
        return
    if may_hold_texts(talk, document) and await take_texts(talk, document, await _fetched(talk, document)):
        return
    if not talk.staff.may(Role.MANAGER):
        await talk.answer(t("Bringing in a table of partners is for managers. Pass the file on to one of them."))
        return
    name = shortened(document.file_name or t("The file"), FILE_NAME_UNITS)
    if (document.file_size or 0) > MOST_BYTES:
        await talk.answer(wording(talk).unreadable(_too_large(document)))
        return
    progress = await talk.answer(t("Reading {file} …", file=esc(name)))
    try:
        form = await _begun(talk, name, await _fetched(talk, document))
    except UnreadableTable as error:
        await talk.edit(progress.message_id, wording(talk).unreadable(error))
        return
    if len(form.fields["sheets"]) > 1 and form.fields["sheet"] is None:
        await Forms(talk.house.storage).shown_in(
            form, await talk.edit(progress.message_id, *sheet_question(talk, form))
        )
        return
    await read_and_show(talk, form, progress.message_id)


@room.button(SetAgreed)
async def save_agreed(talk: Talk, pressed: SetAgreed) -> None:
    """Keeps the answer about consent until Import is pressed."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form)
    fields = {**form.fields, "agreed": pressed.agreed.value}
    form = await forms.step(talk.actor, form, fields=fields)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    await talk.show(*shown(talk, form, preview))


@room.button(TakeFile)
async def import_file(talk: Talk, pressed: TakeFile) -> None:
    """Takes the file over once, says what came of it, and asks about the first baselines."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        await talk.close_query()
        imported = await _imported(talk, form)
    await talk.show(wording(talk).imported(imported), _after(talk, imported))
    if imported.refused:
        await _send_refused(talk, form.fields["file"])
    await offer_baselines(talk)


@room.button(LeaveFile)
async def leave_file(talk: Talk, pressed: LeaveFile) -> None:
    """Leaves the file; nothing was saved."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await ForgetFile(talk.house.storage)(talk.actor, form.fields["file"])
    await talk.show(talk.t("Left. Nothing of the file was saved."))


@room.button(AskRefused)
async def give_refused(talk: Talk, pressed: AskRefused) -> None:
    """Sends the refused rows as a file."""
    await _send_refused(talk, pressed.file)


async def _begun(talk: Talk, name: str, content: bytes) -> Form:
    """The file in staging, and the form that shows it; begun once by the same update."""
    found = await asyncio.to_thread(sheets, content)
    file_id = await StageFile(talk.house.storage)(talk.actor, name, content)
    fields = {
        "file": file_id,
        "name": name,
        "agreed": Agreed.LATER.value,
        "sheets": list(found),
        "sheet": None,
        "columns": {},
    }
    return await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.ROSTER, "reading", fields)


async def _imported(talk: Talk, form: Form) -> Imported:
    """Takes the file over; where that comes to nothing, the preview stands there again with its buttons."""
    message = talk.message
    tell = Moving(talk, message.message_id, form.fields.get("name", "")).tell if message is not None else None
    take_over = ImportRoster(talk.house.storage, talk.house.organisation)
    try:
        return await take_over(talk.actor, form.fields["file"], Agreed(form.fields["agreed"]), tell)
    except Exception:
        preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
        await talk.show(*shown(talk, form, preview))
        raise


async def _send_refused(talk: Talk, file_id: int) -> None:
    t, says = talk.t, wording(talk)
    refused = await GiveRefused(talk.house.storage, read_table)(talk.actor, file_id)
    if not refused.rows:
        return
    rows = [(cells, says.plain.refusal(one)) for cells, one in refused.rows]
    content = refused_table(t, refused.header, rows)
    caption = t("The refused rows, each with the reason. Mend them and send this file again; that column is ignored.")
    await talk.send_file(t.c("file name", "refused-rows.csv"), content, caption)


async def _is_one_card(talk: Talk, document: Document) -> bool:
    """Takes one contact card, which every colleague may save; whether it was that."""
    is_card = (document.file_name or "").lower().endswith((".vcf", ".vcard")) or document.mime_type == "text/vcard"
    small = (document.file_size or 0) <= MOST_OF_CARD
    return is_card and small and await take_card(talk, await _fetched(talk, document))


async def _fetched(talk: Talk, document: Document) -> bytes:
    try:
        file = await talk.bot.get_file(document.file_id)
    except BadRequest as error:
        if "too big" not in error.message:
            raise
        raise _too_large(document) from None
    return bytes(await file.download_as_bytearray())


def _too_large(document: Document) -> UnreadableTable:
    return UnreadableTable(TableFault.TOO_LARGE, (("bytes", document.file_size or MOST_BYTES),))


def _after(talk: Talk, imported: Imported) -> InlineKeyboardMarkup | None:
    t = talk.t
    links = [
        Key(t("Link for {name}", name=one.name), InvitePending(one.staff_id)) for one in imported.pending[:MOST_LINKS]
    ]
    undo = undo_key(t, imported.change_set_id)
    return keyboard([*in_rows(links, 2), *([[undo]] if undo else [])])
