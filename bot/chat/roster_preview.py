"""A staged file read and shown: what importing it would do, and what can be chosen before."""

from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.chat.html import TEXT_UNITS, bold, esc, shortened, units
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.roster_buttons import (
    AskRefused,
    ChooseSheet,
    LeaveFile,
    MapHeading,
    SetAgreed,
    ShowChanges,
    ShowColumns,
    TakeFile,
)
from bot.chat.roster_progress import Moving
from bot.chat.roster_texts import Wording
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.roster.columns import Column
from bot.domain.roster.previews import Preview
from bot.domain.roster.table import TableFault, UnreadableTable
from bot.i18n.translator import mark
from bot.readers.files import read_table
from bot.usecases.forms import Forms
from bot.usecases.roster import Agreed
from bot.usecases.roster_staging import ForgetFile, NoPartnerColumn, ReadStaged

MOST_HEADINGS = 24
MOST_SHEETS = 20
LABEL_UNITS = 28
LINES = (10, 6, 3, 1)
"""Lines of each list, the first that fit one message."""
QUESTION_UNITS = 400
"""Room for the question about consent."""
ANSWERS = {Agreed.ALL: mark("All agreed"), Agreed.NONE: mark("None agreed"), Agreed.LATER: mark("Decide later")}


async def read_and_show(talk: Talk, form: Form, message_id: int) -> None:
    """Reads the form's file as its sheet and columns were chosen, and shows the preview in place of a message."""
    forms = Forms(talk.house.storage)
    moving = Moving(talk, message_id, form.fields["name"])
    read = ReadStaged(talk.house.storage, talk.house.organisation, read_table)
    columns = {name: None if column is None else Column(column) for name, column in form.fields["columns"].items()}
    try:
        preview = await read(talk.actor, form.fields["file"], form.fields["sheet"], columns, moving.tell)
    except UnreadableTable as error:
        await forms.shown_in(form, await _show_fault(talk, form, message_id, error))
        return
    headings = [heading.name for heading in preview.headings[:MOST_HEADINGS]]
    form = await forms.step(talk.actor, form, step="preview", fields={**form.fields, "headings": headings})
    await forms.shown_in(form, await talk.edit(message_id, *shown(talk, form, preview)))


def shown(talk: Talk, form: Form, preview: Preview) -> tuple[str, InlineKeyboardMarkup | None]:
    """The preview with its buttons."""
    t, says = talk.t, wording(talk)
    text = _fitting(says, preview)
    cancel = Key(t("Cancel"), LeaveFile(form.id, form.version))
    if preview.imported_at is not None:
        return text, keyboard([[cancel]])
    looks = list(_looks(talk, form, preview))
    if not preview.worth_importing:
        return text, keyboard([*in_rows(looks, 2), [cancel]])
    rows = [[Key(t("Import"), TakeFile(form.id, form.version)), cancel]]
    if preview.undecided:
        text = f"{text}\n\n{says.consent(preview.undecided)}"
        chosen = form.fields["agreed"]
        answers = [
            Key(("✓ " if agreed == chosen else "") + t(label), SetAgreed(form.id, form.version, agreed))
            for agreed, label in ANSWERS.items()
        ]
        rows = [*in_rows(answers, 2), *rows]
    return text, keyboard([*in_rows(looks, 2), *rows])


def sheet_question(talk: Talk, form: Form) -> tuple[str, InlineKeyboardMarkup | None]:
    """Which sheet of a workbook holds the partners."""
    names = form.fields["sheets"]
    text = talk.t("{file} has several sheets. Which one holds the partners?", file=bold(form.fields["name"]))
    keys = [
        Key(shortened(name, LABEL_UNITS), ChooseSheet(form.id, form.version, place))
        for place, name in enumerate(names[:MOST_SHEETS])
    ]
    return text, keyboard([*in_rows(keys, 2), [Key(talk.t("Cancel"), LeaveFile(form.id, form.version))]])


def wording(talk: Talk) -> Wording:
    """How a roster is worded in this chat."""
    return Wording(talk.t, talk.f, esc, bold)


def _fitting(says: Wording, preview: Preview) -> str:
    """The preview with as many lines of each list as one message takes."""
    text = ""
    for most in LINES:
        text = replace(says, most=most).preview(preview)
        if units(text) <= TEXT_UNITS - QUESTION_UNITS:
            break
    return text


async def _show_fault(talk: Talk, form: Form, message_id: int, error: UnreadableTable) -> int:
    """Why it could not be read; where something can be chosen to help, the choice."""
    forms = Forms(talk.house.storage)
    if isinstance(error, NoPartnerColumn) and error.headings:
        headings = [heading.name for heading in error.headings[:MOST_HEADINGS]]
        form = await forms.step(talk.actor, form, step="columns", fields={**form.fields, "headings": headings})
        return await talk.edit(message_id, *_partner_question(talk, form, error))
    said = wording(talk).unreadable(error)
    if len(form.fields.get("sheets", ())) > 1 and error.why is not TableFault.EMPTY:
        form = await forms.step(talk.actor, form, step="sheet", fields={**form.fields, "sheet": None})
        question, keys = sheet_question(talk, form)
        return await talk.edit(message_id, f"{said}\n\n{question}", keys)
    await forms.close(talk.actor, form)
    await ForgetFile(talk.house.storage)(talk.actor, form.fields["file"])
    return await talk.edit(message_id, said)


def _partner_question(talk: Talk, form: Form, error: NoPartnerColumn) -> tuple[str, InlineKeyboardMarkup | None]:
    t = talk.t
    text = t("No column of partners was found in {file}. Which one holds their names?", file=bold(form.fields["name"]))
    lines = [_sampled(talk, heading.name, heading.samples) for heading in error.headings[:MOST_HEADINGS]]
    keys = [
        Key(shortened(heading.name, LABEL_UNITS), MapHeading(form.id, form.version, place, Column.PARTNER))
        for place, heading in enumerate(error.headings[:MOST_HEADINGS])
    ]
    cancel = Key(t("Cancel"), LeaveFile(form.id, form.version))
    return "\n".join([text, "", *lines]), keyboard([*in_rows(keys, 2), [cancel]])


def _sampled(talk: Talk, name: str, samples: tuple[str, ...]) -> str:
    shown_samples = ", ".join(esc(one) for one in samples)
    return f"{bold(name)}: {shown_samples}" if samples else bold(name)


def _looks(talk: Talk, form: Form, preview: Preview) -> list[Key]:
    """What can be looked at: changes one by one, refused rows as a file, columns that nobody knows."""
    t = talk.t
    keys = []
    if preview.changed:
        n = len(preview.changed)
        keys.append(Key(t.n("{n} change", "{n} changes", n), ShowChanges(form.id, 0)))
    if preview.headings:
        n = len(preview.headings)
        keys.append(Key(t.n("{n} unknown column", "{n} unknown columns", n), ShowColumns(form.id)))
    if preview.refusals:
        n = len(preview.refusals)
        keys.append(Key(t.n("{n} refused row", "{n} refused rows", n), AskRefused(form.fields["file"])))
    return keys
