"""One way in for every file that may hold a roster: tables, workbooks, contact cards, exports of address books."""

from bot.domain.roster.table import Table
from bot.readers.contact_cards import read_cards
from bot.readers.contact_exports import as_roster
from bot.readers.csv_tables import read_text
from bot.readers.header_rows import table_of
from bot.readers.recognising import FileForm, form_of


def read_table(name: str, content: bytes, sheet: str | None = None) -> Table:
    """The table in a file, told from its content; ``UnreadableTable`` says why there is none.

    Of a workbook, *sheet* names the sheet; without it the first one is read. It may take seconds: read in a thread.
    """
    form = form_of(content)
    if form is FileForm.CARDS:
        return read_cards(content)
    if form is FileForm.WORKBOOK:
        # It drags a large library in.
        from bot.readers.workbooks import read_sheet

        title, lines = read_sheet(content, sheet)
        return as_roster(table_of(lines, title))
    return as_roster(table_of(read_text(content)))


def sheets(content: bytes) -> tuple[str, ...]:
    """The sheets of a workbook that one can see, in their order; none where the file has no sheets."""
    if form_of(content) is not FileForm.WORKBOOK:
        return ()
    from bot.readers.workbooks import sheet_names

    return sheet_names(content)
