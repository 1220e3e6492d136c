"""The organisation's own texts as a CSV file that comes back as it went out."""

import csv
import io
from collections.abc import Iterable

from bot.domain.roster.guards import guarded
from bot.domain.templates import Template
from bot.i18n import topics
from bot.i18n.place_names import localised
from bot.i18n.translator import Translator, mark_c

_COLUMNS = (
    mark_c("column", "occasion"),
    mark_c("column", "language"),
    mark_c("column", "tone"),
    mark_c("column", "text"),
    mark_c("column", "active"),
)
_SEMICOLON = frozenset({"id"})
"""Languages whose spreadsheets part cells by semicolons."""


def texts_table(t: Translator, texts: Iterable[Template]) -> bytes:
    """One text a row; its places are called as the reader calls them."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";" if t.language in _SEMICOLON else ",")
    writer.writerow([t.c(*column) for column in _COLUMNS])
    for one in texts:
        tone = "" if one.tone is None else topics.tone(t, one.tone).lower()
        active = t.c("active", "yes") if one.active else t.c("active", "no")
        words = localised(one.text, t.language)
        writer.writerow([topics.topic(t, one.topic), one.language, tone, guarded(words), active])
    # Excel tells UTF-8 by the mark at the beginning.
    return written.getvalue().encode("utf-8-sig")
