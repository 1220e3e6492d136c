"""The roster as a CSV file that the import takes back whole."""

import csv
from collections.abc import Sequence
from pathlib import Path

from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.roster.columns import Column
from bot.domain.roster.guards import guarded
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark_c
from bot.reports.roster_rows import ORDER, RosterRows

NAMES: dict[Column, tuple[str, str]] = {
    Column.ID: mark_c("column", "id"),
    Column.PARTNER: mark_c("column", "partner"),
    Column.TIER: mark_c("column", "tier"),
    Column.KIND: mark_c("column", "kind"),
    Column.STATE: mark_c("column", "partner_status"),
    Column.OWNER: mark_c("column", "owner"),
    Column.BACKUP: mark_c("column", "backup"),
    Column.LANGUAGE: mark_c("column", "language"),
    Column.EMAIL: mark_c("column", "email"),
    Column.PHONE: mark_c("column", "phone"),
    Column.CITY: mark_c("column", "city"),
    Column.SINCE: mark_c("column", "since"),
    Column.FOUNDED: mark_c("column", "founded"),
    Column.AGREEMENT_START: mark_c("column", "agreement_start"),
    Column.AGREEMENT_END: mark_c("column", "agreement_end"),
    Column.AGREEMENTS: mark_c("column", "other_agreements"),
    Column.LAST_CONTACT: mark_c("column", "last_contact"),
    Column.CHECK_IN_DAYS: mark_c("column", "check_in_days"),
    Column.UPDATE_DAYS: mark_c("column", "update_days"),
    Column.GESTURE_DAYS: mark_c("column", "gesture_days"),
    Column.PARTNER_CELEBRATIONS: mark_c("column", "partner_celebrations"),
    Column.PARTNER_DAYS: mark_c("column", "partner_days"),
    Column.OFFERS: mark_c("column", "offers"),
    Column.NEEDS: mark_c("column", "needs"),
    Column.NOTE: mark_c("column", "note"),
    Column.PERSON_ID: mark_c("column", "person_id"),
    Column.PERSON: mark_c("column", "person"),
    Column.SALUTATION: mark_c("column", "salutation"),
    Column.CALL_NAME: mark_c("column", "call_name"),
    Column.ROLE: mark_c("column", "role"),
    Column.PERSON_PHONE: mark_c("column", "person_phone"),
    Column.PERSON_TELEGRAM: mark_c("column", "person_telegram"),
    Column.PERSON_EMAIL: mark_c("column", "person_email"),
    Column.PERSON_LANGUAGE: mark_c("column", "person_language"),
    Column.BIRTHDAY: mark_c("column", "birthday"),
    Column.CELEBRATIONS: mark_c("column", "celebrations"),
    Column.PERSON_DAYS: mark_c("column", "person_days"),
    Column.AGREED: mark_c("column", "agreed"),
    Column.PERSON_STATE: mark_c("column", "person_status"),
    Column.LEFT_ON: mark_c("column", "left_on"),
    Column.SUCCESSOR: mark_c("column", "successor"),
    Column.PERSON_NOTE: mark_c("column", "person_note"),
}
"""What the import calls its columns, in the reader's language."""

_SEMICOLON = frozenset({"id"})
"""Languages that write a comma within numbers: spreadsheets there part cells by semicolons."""


class TableReport:
    """Writes the table. History is no part of it."""

    def __init__(self, path: Path, t: Translator, f: Formats) -> None:
        self._path, self._t, self._f = path, t, f

    def take_roster(self, roster: WholeRoster) -> None:
        """Writes all of it; Excel tells UTF-8 by the mark at the beginning."""
        delimiter = ";" if self._t.language in _SEMICOLON else ","
        with self._path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow([self._t.c(*NAMES[column]) for column in ORDER])
            for row in RosterRows(self._t, self._f, roster):
                cells = (row.get(column) for column in ORDER)
                writer.writerow([guarded(cell) if cell else "" for cell in cells])

    def take_history(self, rows: Sequence[HistoryRow]) -> None:
        """Nothing of it goes in."""

    def finish(self) -> None:
        """The file is written already."""
