"""Small tables about an import: rows that were refused, to be mended and sent again; and what would change."""

import csv
import io
from collections.abc import Iterable, Sequence

from bot.domain.roster.guards import guarded
from bot.i18n.translator import Translator

_SEMICOLON = frozenset({"id"})
"""Languages whose spreadsheets part cells by semicolons."""


def refused_table(t: Translator, header: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> bytes:
    """The rows as they stood, each behind its reason: a row of too many cells leaves that column in its place."""
    return _table(t, [[t.c("column", "Why refused"), *header], *([why, *cells] for cells, why in rows)])


def changes_table(t: Translator, rows: Iterable[Sequence[str]]) -> bytes:
    """Line, partner, person, column, old and new."""
    header = [t.c("column", "Line"), t.c("column", "Partner"), t.c("column", "Person"), t.c("column", "Column")]
    return _table(t, [[*header, t.c("column", "Old"), t.c("column", "New")], *rows])


def _table(t: Translator, rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if t.language in _SEMICOLON else ",")
    for row in rows:
        writer.writerow([guarded(cell) if cell else "" for cell in row])
    # Excel tells UTF-8 by the mark at the beginning.
    return text.getvalue().encode("utf-8-sig")
