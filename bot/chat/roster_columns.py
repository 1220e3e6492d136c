"""What is chosen before a file is imported: its sheet, and what columns hold that nobody knows; and its changes."""

from collections.abc import Callable

from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.roster_buttons import (
    BackToPreview,
    ChooseHeading,
    ChooseSheet,
    GiveChanges,
    MapHeading,
    ShowChanges,
    ShowColumns,
)
from bot.chat.roster_preview import LABEL_UNITS, MOST_HEADINGS, read_and_show, shown, wording
from bot.chat.roster_texts import COLUMNS
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import Outdated
from bot.domain.forms import Form
from bot.domain.paging import page_near
from bot.reports.row_tables import changes_table
from bot.usecases.forms import Forms
from bot.usecases.roster import ShowPreview

room = Room()
COLUMNS_PAGE = 12
CHANGES_PAGE = 8


@room.button(ChooseSheet)
async def read_sheet(talk: Talk, pressed: ChooseSheet) -> None:
    """Reads the sheet that was chosen."""
    form = await _form(talk, pressed.form, pressed.version)
    names = form.fields["sheets"]
    if not 0 <= pressed.place < len(names):
        raise Outdated("form", form.id)
    await _read_otherwise(talk, form, sheet=names[pressed.place])


@room.button(MapHeading)
async def save_column(talk: Talk, pressed: MapHeading) -> None:
    """Keeps what a column holds, and reads the file again."""
    form = await _form(talk, pressed.form, pressed.version)
    headings = form.fields.get("headings", ())
    if not 0 <= pressed.place < len(headings):
        raise Outdated("form", form.id)
    column = None if pressed.column is None else pressed.column.value
    await _read_otherwise(talk, form, columns={**form.fields["columns"], headings[pressed.place]: column})


@room.button(ShowColumns)
async def show_columns(talk: Talk, pressed: ShowColumns) -> None:
    """The columns that nobody knows, with samples of what stands in them."""
    t = talk.t
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    headings = preview.headings[:MOST_HEADINGS]
    lines = [f"{bold(one.name)}: {', '.join(esc(sample) for sample in one.samples)}" for one in headings]
    text = t("These columns are not known. Choose one to say what it holds; the others are left out.")
    keys = [
        Key(shortened(one.name, LABEL_UNITS), ChooseHeading(form.id, place, 0)) for place, one in enumerate(headings)
    ]
    await talk.show("\n".join([text, "", *lines]), keyboard([*in_rows(keys, 2), [_back(talk, form)]]))


@room.button(ChooseHeading)
async def ask_column(talk: Talk, pressed: ChooseHeading) -> None:
    """What one column holds, a page of what it can be."""
    t = talk.t
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    if not 0 <= pressed.place < len(preview.headings):
        raise Outdated("form", form.id)
    heading, free = preview.headings[pressed.place], preview.free_columns
    start = page_near(pressed.page, len(free), COLUMNS_PAGE) * COLUMNS_PAGE
    keys = [
        Key(t(COLUMNS[column]), MapHeading(form.id, form.version, pressed.place, column))
        for column in free[start : start + COLUMNS_PAGE]
    ]
    pages = _pages(len(free), COLUMNS_PAGE, pressed.page, lambda page: ChooseHeading(form.id, pressed.place, page))
    skip = Key(t("Leave it out"), MapHeading(form.id, form.version, pressed.place, None))
    text = t(
        "What does {column} hold? For example: {samples}",
        column=bold(heading.name),
        samples=", ".join(esc(sample) for sample in heading.samples),
    )
    back = Key(t("Back"), ShowColumns(form.id))
    await talk.show(text, keyboard([*in_rows(keys, 2), pages, [skip, back]]))


@room.button(ShowChanges)
async def show_changes(talk: Talk, pressed: ShowChanges) -> None:
    """What would change, old and new, a page of it."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    changed = preview.changed
    page = page_near(pressed.page, len(changed), CHANGES_PAGE)
    says = wording(talk)
    lines = [says.changed(one) for one in changed[page * CHANGES_PAGE : (page + 1) * CHANGES_PAGE]]
    pages = _pages(len(changed), CHANGES_PAGE, page, lambda page: ShowChanges(form.id, page))
    whole = [Key(talk.t("As a file"), GiveChanges(form.id))] if len(changed) > CHANGES_PAGE else []
    await talk.show("\n\n".join(lines), keyboard([pages, [*whole, _back(talk, form)]]))


@room.button(GiveChanges)
async def give_changes(talk: Talk, pressed: GiveChanges) -> None:
    """Sends all that would change as a file."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    says = wording(talk).plain
    rows = [
        (str(one.line), one.name, detail.person or "", says.column(detail.column), *says.values(detail))
        for one in preview.changed
        for detail in one.details
    ]
    await talk.send_file(talk.t.c("file name", "changes.csv"), changes_table(talk.t, rows))


@room.button(BackToPreview)
async def show_preview(talk: Talk, pressed: BackToPreview) -> None:
    """Shows the preview again."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form)
    preview = await ShowPreview(talk.house.storage)(talk.actor, form.fields["file"])
    await talk.show(*shown(talk, form, preview))


async def _form(talk: Talk, id: int, version: int) -> Form:
    return await Forms(talk.house.storage).get(talk.actor, id, version)


async def _read_otherwise(talk: Talk, form: Form, **chosen: object) -> None:
    form = await Forms(talk.house.storage).step(talk.actor, form, fields={**form.fields, **chosen})
    await talk.close_query()
    message_id = await talk.show(talk.t("Reading {file} …", file=esc(form.fields["name"])))
    if message_id is not None:
        await read_and_show(talk, form, message_id)


def _back(talk: Talk, form: Form) -> Key:
    return Key(talk.t("Back"), BackToPreview(form.id))


def _pages(count: int, size: int, page: int, made: Callable[[int], object]) -> list[Key]:
    before = [Key("←", made(page - 1))] if page > 0 else []
    after = [Key("→", made(page + 1))] if page < (count - 1) // size else []
    return [*before, *after]
