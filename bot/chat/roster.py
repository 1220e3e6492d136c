"""/import: a file of partners is read, shown, and taken over on a press."""

from telegram import Document, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.chat.baselines import offer_baselines
from bot.chat.buttons import button
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.roster_texts import Wording
from bot.chat.router import Room
from bot.chat.shared_contacts import take_card
from bot.chat.staff import InvitePending
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.forms import Form
from bot.domain.roster.previews import Preview
from bot.domain.roster.table import MOST_BYTES, TableFault, UnreadableTable
from bot.domain.words import FormKind, Role
from bot.i18n.translator import mark
from bot.readers.files import read_table
from bot.usecases.forms import Forms
from bot.usecases.roster import Agreed, Imported, ImportRoster, PreviewRoster, ShowPreview

room = Room()
MOST_LINKS = 12
MOST_OF_CARD = 1 << 20
"""Bytes of a file that may hold one contact card; a picture may be in it."""
FILE_NAME_UNITS = 60
_ANSWERS = {Agreed.ALL: mark("All agreed"), Agreed.NONE: mark("None agreed"), Agreed.LATER: mark("Decide later")}


@button("fa")
class SetAgreed:
    """Say whether the people in the file agreed."""

    form: int
    version: int
    agreed: Agreed


@button("fi")
class TakeFile:
    """Take the file over."""

    form: int
    version: int


@button("fc")
class LeaveFile:
    """Leave the file."""

    form: int
    version: int


@room.command("import", "impor", says=mark("Bring partners in from a table"), role=Role.MANAGER)
async def ask_file(talk: Talk, _text: str) -> None:
    """Says to send a file, and how it should look."""
    t = talk.t
    lines = [
        t("Send the table of partners here, saved as CSV (up to {most} MB).", most=talk.f.number(MOST_BYTES >> 20)),
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
    if not talk.staff.may(Role.MANAGER):
        await talk.answer(t("Bringing in a table of partners is for managers. Pass the file on to one of them."))
        return
    name = shortened(document.file_name or t("The file"), FILE_NAME_UNITS)
    if (document.file_size or 0) > MOST_BYTES:
        await talk.answer(_wording(talk).unreadable(_too_large(document)))
        return
    progress = await talk.answer(t("Reading {file} …", file=esc(name)))
    read = PreviewRoster(talk.house.storage, talk.house.organisation, read_table)
    try:
        preview = await read(talk.actor, name, await _fetched(talk, document))
    except UnreadableTable as error:
        await talk.edit(progress.message_id, _wording(talk).unreadable(error))
        return
    fields = {"file": preview.file_id, "agreed": Agreed.LATER.value}
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.ROSTER, "preview", fields)
    await forms.shown_in(form, await talk.edit(progress.message_id, *_shown(talk, form, preview)))


@room.button(SetAgreed)
async def save_agreed(talk: Talk, pressed: SetAgreed) -> None:
    """Keeps the answer about consent until Import is pressed."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form)
    fields = {**form.fields, "agreed": pressed.agreed.value}
    form = await forms.step(talk.actor, form, fields=fields)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    await talk.show(*_shown(talk, form, preview))


@room.button(TakeFile)
async def import_file(talk: Talk, pressed: TakeFile) -> None:
    """Takes the file over once, says what came of it, and asks about the first baselines."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        take_over = ImportRoster(talk.house.storage, talk.house.organisation)
        imported = await take_over(talk.actor, form.fields["file"], Agreed(form.fields["agreed"]))
    await talk.show(_wording(talk).imported(imported), _after(talk, imported))
    await offer_baselines(talk)


@room.button(LeaveFile)
async def leave_file(talk: Talk, pressed: LeaveFile) -> None:
    """Leaves the file; nothing was saved."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Left. Nothing of the file was saved."))


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


def _wording(talk: Talk) -> Wording:
    return Wording(talk.t, talk.f, esc, bold)


def _shown(talk: Talk, form: Form, preview: Preview) -> tuple[str, InlineKeyboardMarkup | None]:
    t, wording = talk.t, _wording(talk)
    text = wording.preview(preview)
    cancel = Key(t("Cancel"), LeaveFile(form.id, form.version))
    if preview.imported_at is not None or not preview.worth_importing:
        return text, keyboard([[cancel]])
    rows = [[Key(t("Import"), TakeFile(form.id, form.version)), cancel]]
    if preview.undecided:
        text = f"{text}\n\n{wording.consent(preview.undecided)}"
        chosen = form.fields["agreed"]
        answers = [
            Key(("✓ " if agreed == chosen else "") + t(label), SetAgreed(form.id, form.version, agreed))
            for agreed, label in _ANSWERS.items()
        ]
        rows = [*in_rows(answers, 2), *rows]
    return text, keyboard(rows)


def _after(talk: Talk, imported: Imported) -> InlineKeyboardMarkup | None:
    t = talk.t
    links = [
        Key(t("Link for {name}", name=one.name), InvitePending(one.staff_id)) for one in imported.pending[:MOST_LINKS]
    ]
    undo = undo_key(t, imported.change_set_id)
    return keyboard([*in_rows(links, 2), *([[undo]] if undo else [])])
