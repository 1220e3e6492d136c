"""Texts of our own as a file: out, and in again."""

from dataclasses import asdict
from pathlib import PurePath

from telegram import Document

from bot.chat.html import bold, esc
from bot.chat.keyboards import Key, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.template_buttons import AskTextsFile, GiveTexts, LeaveText, ShowGroups, TakeTexts
from bot.chat.template_texts import fault_text, tone_of
from bot.chat.undo import undo_key
from bot.domain.templates import Template
from bot.domain.words import FormKind, Role, Tone
from bot.readers.text_tables import MOST_BYTES, TextsFile, read_texts_file
from bot.reports.text_tables import texts_table
from bot.usecases.acting import need
from bot.usecases.forms import Forms
from bot.usecases.templates import ImportTemplates, ListTexts

room = Room()
BAD_LINES_SHOWN = 10
_EXAMPLE = Template("natal", "id", "Selamat Natal, {addressee}!", Tone.FAMILIAR)
_ENDINGS = (".csv", ".txt", ".tsv")


@room.button(GiveTexts)
async def send_texts(talk: Talk, _pressed: GiveTexts) -> None:
    """Sends our own texts."""
    t = talk.t
    ours = await ListTexts(talk.house.storage)(talk.actor)
    caption = t("Change it and send it back here; texts that are there already are not doubled.")
    await talk.send_file(t.c("file name", "texts.csv"), texts_table(t, ours.own), caption)


@room.button(AskTextsFile)
async def ask_file(talk: Talk, _pressed: AskTextsFile) -> None:
    """Says how a file looks."""
    t = talk.t
    need(talk.actor, Role.MANAGER)
    header, row, *_ = texts_table(t, [_EXAMPLE]).decode("utf-8-sig").splitlines()
    lines = [
        t("Send a CSV file here, one text a row."),
        t("Its first row names the columns: {columns}", columns=f"<code>{esc(header)}</code>"),
        t("An example of a row: {row}", row=f"<code>{esc(row)}</code>"),
        t("Occasions are called as in the list here. Nothing is saved before it was shown."),
    ]
    await talk.show("\n".join(lines), keyboard([[Key(t("Back"), ShowGroups())]]))


async def take_texts(talk: Talk, document: Document, content: bytes) -> bool:
    """Takes a file of texts and shows what came in with it; whether it was one."""
    found = read_texts_file(content)
    if found is None:
        return False
    fields = {"file": document.file_unique_id, "texts": [asdict(one) for one in found.texts]}
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.TEMPLATE, "file", fields)
    rows = [[Key(talk.t("Import"), TakeTexts(form.id, form.version))]] if found.texts else []
    leave = [Key(talk.t("Cancel"), LeaveText(form.id, form.version))]
    message = await talk.answer(_told(talk, found), keyboard([*rows, leave]))
    await forms.shown_in(form, message.message_id)
    return True


def may_hold_texts(talk: Talk, document: Document) -> bool:
    """Whether a file is looked into for texts."""
    named = PurePath(document.file_name or "").suffix.lower() in _ENDINGS
    return named and talk.staff.may(Role.MANAGER) and (document.file_size or 0) <= MOST_BYTES


@room.button(TakeTexts)
async def import_texts(talk: Talk, pressed: TakeTexts) -> None:
    """Brings them in once."""
    t = talk.t
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        drafts = [Template(**{**one, "tone": tone_of(one["tone"] or "")}) for one in form.fields["texts"]]
        came = await ImportTemplates(talk.house.storage)(talk.actor, drafts)
    counts = [t.n("{n} text came in", "{n} texts came in", came.added)]
    if came.switched:
        counts.append(t.n("{n} was switched", "{n} were switched", came.switched))
    if came.same:
        counts.append(t.n("{n} was there already", "{n} were there already", came.same))
    undo = undo_key(t, came.change_set_id) if came.added or came.switched else None
    keys = [*([undo] if undo else []), Key(t("Texts that are ready to send"), ShowGroups())]
    await talk.show(t("{what}.", what=talk.f.list_of(counts)), keyboard([keys]))


def _told(talk: Talk, found: TextsFile) -> str:
    t = talk.t
    count = len(found.texts)
    lines = [bold(t.n("{n} text can be read in this file.", "{n} texts can be read in this file.", count))]
    lines += [
        t("Line {line}: {reason}", line=bad.line, reason=fault_text(talk, bad.fault, bad.topic))
        for bad in found.bad[:BAD_LINES_SHOWN]
    ]
    rest = len(found.bad) - BAD_LINES_SHOWN
    if rest > 0:
        lines.append(t.n("… and {n} more line", "… and {n} more lines", rest))
    if found.bad and found.texts:
        lines.append(t("The others are ready."))
    return "\n".join(lines)
