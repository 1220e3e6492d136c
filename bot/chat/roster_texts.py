"""What is said of a roster file: before it is taken over, after, and when it cannot be read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.chat.roster_change_texts import change_values
from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Fault, FaultKind, Refusal, RefusalKind
from bot.domain.roster.plans import FieldChange
from bot.domain.roster.previews import ChangedPartner, Preview
from bot.domain.roster.table import MOST_BYTES, TableFault, UnreadableTable
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark
from bot.usecases.roster import Imported

MOST_LINES = 10
"""Lines of each list; the rest is counted."""
MOST_DETAILS = 3
"""Changes of one partner that the preview tells; the rest stands on their own page."""
MOST_LETTERS = 40
"""Characters of a cell that are repeated."""
MEGABYTE = 1024 * 1024

COLUMNS: dict[Column, str] = {
    Column.PARTNER: mark("partner's name"),
    Column.TIER: mark("tier"),
    Column.KIND: mark("kind of partner"),
    Column.OWNER: mark("owner"),
    Column.BACKUP: mark("backup"),
    Column.LANGUAGE: mark("language"),
    Column.EMAIL: mark("e-mail"),
    Column.PHONE: mark("phone"),
    Column.CITY: mark("city"),
    Column.SINCE: mark("partner since"),
    Column.AGREEMENT_START: mark("start of the agreement"),
    Column.AGREEMENT_END: mark("end of the agreement"),
    Column.LAST_CONTACT: mark("last contact"),
    Column.PERSON: mark("people"),
    Column.SALUTATION: mark("salutation"),
    Column.ROLE: mark("role"),
    Column.PERSON_PHONE: mark("the person's phone"),
    Column.PERSON_TELEGRAM: mark("the person's Telegram name"),
    Column.PERSON_EMAIL: mark("the person's e-mail"),
    Column.BIRTHDAY: mark("birthday"),
    Column.CELEBRATIONS: mark("holidays kept"),
    Column.AGREED: mark("agreed"),
    Column.NOTE: mark("note"),
    Column.ID: mark("id"),
    Column.STATE: mark("partner's status"),
    Column.OFFERS: mark("what they offer"),
    Column.NEEDS: mark("what they need"),
    Column.CHECK_IN_DAYS: mark("days between check-ins"),
    Column.UPDATE_DAYS: mark("days between updates"),
    Column.GESTURE_DAYS: mark("days between gestures"),
    Column.FOUNDED: mark("founding day"),
    Column.PARTNER_CELEBRATIONS: mark("the partner's holidays"),
    Column.PARTNER_DAYS: mark("the partner's days"),
    Column.AGREEMENTS: mark("other agreements"),
    Column.PERSON_ID: mark("the person's id"),
    Column.CALL_NAME: mark("call name"),
    Column.PERSON_LANGUAGE: mark("the person's language"),
    Column.PERSON_STATE: mark("the person's status"),
    Column.LEFT_ON: mark("day of leaving"),
    Column.PERSON_NOTE: mark("the person's note"),
    Column.PERSON_DAYS: mark("the person's days"),
    Column.SUCCESSOR: mark("successor"),
}
_FAULTS: dict[FaultKind, str] = {
    FaultKind.IMPOSSIBLE_DAY: mark("Line {line}, {column}: there is no {text}."),
    FaultKind.FAR_YEAR: mark("Line {line}, {column}: the year in “{text}” cannot be right."),
    FaultKind.NO_DAY: mark("Line {line}, {column}: “{text}” is no day."),
    FaultKind.NO_YEAR: mark("Line {line}, {column}: “{text}” needs a year."),
    FaultKind.YEAR_ALONE: mark("Line {line}, {column}: “{text}” is a year alone, without day and month."),
    FaultKind.DAY_AHEAD: mark("Line {line}, {column}: {text} is still ahead."),
    FaultKind.END_BEFORE_START: mark("Line {line}, {column}: {text} lies before the start."),
    FaultKind.NO_END: mark("Line {line}, {column}: the agreement has no end."),
    FaultKind.AMBIGUOUS_DAY: mark("Line {line}, {column}: “{text}” may be two days; write the month as a word."),
    FaultKind.NO_EMAIL: mark("Line {line}, {column}: “{text}” is no e-mail address."),
    FaultKind.NO_PHONE: mark("Line {line}, {column}: “{text}” is no phone number; it is kept as it was typed."),
    FaultKind.NO_TELEGRAM: mark("Line {line}, {column}: “{text}” is no Telegram name."),
    FaultKind.UNKNOWN_WORD: mark("Line {line}, {column}: “{text}” is not known."),
    FaultKind.UNKNOWN_FEAST: mark("Line {line}, {column}: a holiday “{text}” is not known."),
    FaultKind.TOO_LONG: mark("Line {line}, {column}: the text is too long."),
    FaultKind.NO_NUMBER: mark("Line {line}, {column}: “{text}” is no whole number."),
    FaultKind.NO_DAY_OF_LIST: mark("Line {line}, {column}: “{text}” is no day; write it like “Graduation: 3 May”."),
    FaultKind.NO_AGREEMENT: mark(
        "Line {line}, {column}: “{text}” is no agreement; write it like “1 January 2025 to 31 December 2026”."
    ),
    FaultKind.NO_PERSON: mark("Line {line}, {column}: “{text}” belongs to a person, and no name stands there."),
    FaultKind.OTHER_THAN_BEFORE: mark(
        "Line {line}, {column}: “{text}” is not what an earlier row of this partner says; that one counts."
    ),
    FaultKind.SEVERAL_COLLEAGUES: mark(
        "Line {line}, {column}: “{text}” could be several colleagues; write the full name."
    ),
}
_REFUSALS: dict[RefusalKind, str] = {
    RefusalKind.TOO_MANY_CELLS: mark(
        "Line {line} cannot be read: it has {found} columns and should have {expected} "
        "(perhaps a comma without quotation marks)."
    ),
    RefusalKind.TOO_FEW_CELLS: mark(
        "Line {line} cannot be read: it has {found} columns and should have {expected} (perhaps it was cut off)."
    ),
    RefusalKind.UNCLOSED_QUOTE: mark("Line {line} cannot be read: a quotation mark is opened and never closed."),
    RefusalKind.BROKEN_CARD: mark("The contact card on line {line} is not whole; its end is missing."),
    RefusalKind.NO_PARTNER: mark("Line {line} names no partner."),
    RefusalKind.NAME_TOO_LONG: mark(
        "Line {line}: the name “{text}” has {found} characters; at most {expected} can be kept."
    ),
    RefusalKind.REPEATED: mark("Line {line} repeats line {first}."),
    RefusalKind.CHANGED_SINCE: mark("Line {line}: {text} was changed by somebody since the file was read."),
}
_UNREADABLE: dict[TableFault, str] = {
    TableFault.EMPTY: mark("This file is empty. Send one with a row for each partner."),
    TableFault.TOO_LARGE: mark(
        "This file has {size} MB, and at most {most} MB can be read. "
        "Split it, or leave out columns that are not needed."
    ),
    TableFault.TOO_MANY_ROWS: mark("This file has more rows than can be read. Split it, and send the parts."),
    TableFault.TOO_LARGE_UNPACKED: mark(
        "This workbook grows beyond measure when it is opened, so it is not read. Save the table as CSV and send that."
    ),
    TableFault.ENCRYPTED: mark("This workbook is locked with a password. Save it without one and send it again."),
    TableFault.OTHER_WORKBOOK: mark(
        "This is a workbook in the format {format}, which is not read. Save it as XLSX or CSV and send it again."
    ),
    TableFault.CUT_OFF: mark("This file is damaged, or was cut off on its way. Save it once more and send it again."),
    TableFault.NO_SHEET: mark("That sheet is not in the workbook. Send the file again and choose another one."),
    TableFault.NOT_TEXT: mark("There is no table in this file. Send the table of partners saved as CSV."),
    TableFault.NO_TABLE: mark(
        "There is no table in this file that can be read. Save it as CSV in your spreadsheet program and send it again."
    ),
    TableFault.NO_PARTNER_COLUMN: mark(
        "No column of partners was found in this file. "
        "The first row has to name the columns, one of them “partner” (or “mitra”). It says: {columns}"
    ),
    TableFault.NO_ROWS: mark("This file names its columns and has no rows. Send it with a row for each partner."),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Words a roster file in a language; ``safe`` makes what others typed safe, ``strong`` makes a name stand out."""

    t: Translator
    f: Formats
    safe: Callable[[str], str]
    strong: Callable[[str], str]
    most: int = MOST_LINES

    def preview(self, preview: Preview) -> str:
        """What importing would do; nothing is saved yet."""
        t = self.t
        if preview.imported_at is not None:
            return t("{file} was imported already.", file=self.strong(preview.name))
        figures = self._figures(preview)
        if not preview.worth_importing:
            figures.append(t("There is nothing in it to import."))
        refused = self.refused(preview)
        if refused and preview.worth_importing:
            refused += "\n" + t("The other rows are ready to be imported.")
        parts = [
            t("{file} was read. Nothing is saved yet.", file=self.strong(preview.name)),
            "\n".join(figures),
            self.resembling(preview),
            refused,
            self.left_out(preview),
        ]
        return "\n\n".join(part for part in parts if part)

    @property
    def plain(self) -> "Wording":
        """The same for files, where nothing has to be made safe."""
        return Wording(self.t, self.f, str, str)

    def refused(self, preview: Preview) -> str:
        """Which rows cannot be taken, and why, by line; nothing where all can."""
        return "\n".join(self._listed([self.refusal(one) for one in preview.refusals]))

    def refusal(self, one: Refusal) -> str:
        """Why a row cannot be taken."""
        return self.t(
            _REFUSALS[one.why],
            line=self.f.number(one.line),
            found=self.f.number(one.found),
            expected=self.f.number(one.expected),
            first=self.f.number(one.first_line),
            text=self._cell(one.text),
        )

    def changed(self, one: ChangedPartner) -> str:
        """A partner that would change, and what becomes of each column."""
        lines = [self.strong(one.name)]
        for detail in one.details:
            before, after = (self.safe(value) for value in self.values(detail))
            column = self.column(detail.column)
            whose = f"{self.safe(detail.person)}, {column}" if detail.person else column
            lines.append(f"{whose}: {before} → {after}")
        return "\n".join(lines)

    def column(self, column: Column) -> str:
        """What a column holds."""
        return self.t(COLUMNS[column])

    def values(self, detail: FieldChange) -> tuple[str, str]:
        """What stands in a column and what will."""
        return change_values(self.t, self.f, detail)

    def resembling(self, preview: Preview) -> str:
        """New partners that may be known ones, typed otherwise."""
        lines = [
            self.t(
                "Line {line}: {name} resembles {known}, which is there already.",
                line=self.f.number(one.line),
                name=self._cell(one.name),
                known=self._cell(one.known),
            )
            for one in preview.resembling
        ]
        if lines:
            lines = self._listed(lines)
            lines.append(self.t("If it is the same, write the known name in the file, or merge the two afterwards."))
        return "\n".join(lines)

    def left_out(self, preview: Preview) -> str:
        """Which cells and columns are left out; nothing where all are taken."""
        lines = self._faults(preview.faults)
        if preview.month_first:
            names = self._names(preview.month_first)
            lines.append(self.t("In these columns, the month was read before the day: {columns}.", columns=names))
        if preview.unknown_columns:
            names = self._names(preview.unknown_columns)
            lines.append(self.t("These columns are not known and are left out: {columns}.", columns=names))
        return "\n".join(lines)

    def consent(self, people: int) -> str:
        """The one question about birthdays and holidays."""
        return self.t.n(
            "For {n} person there are birthdays or holidays. Did they agree that these are remembered?",
            "For {n} people there are birthdays or holidays. Did they agree that these are remembered?",
            people,
        )

    def imported(self, imported: Imported) -> str:
        """What was taken over, and what comes next."""
        t = self.t
        counted = [
            t.n("{n} new partner", "{n} new partners", imported.new_partners) if imported.new_partners else "",
            t.n("{n} new person", "{n} new people", imported.new_people) if imported.new_people else "",
        ]
        new = [text for text in counted if text]
        lines = [t("Imported: {what}.", what=self.f.list_of(new))] if new else []
        if not new and not imported.changed:
            lines.append(t("There was nothing new in it."))
        if imported.changed:
            lines.append(t.n("{n} partner was changed.", "{n} partners were changed.", imported.changed))
        if imported.refused:
            n = imported.refused
            lines.append(t.n("{n} row was refused and is not in it.", "{n} rows were refused and are not in it.", n))
        if imported.changed_since:
            names = self._names(imported.changed_since)
            lines.append(t("Changed by somebody meanwhile, and left as it is: {names}.", names=names))
        if imported.kept_undecided_until is not None:
            day = self.f.short_day(imported.kept_undecided_until)
            lines.append(
                t(
                    "Birthdays and holidays are kept until {day} and not used. Send the file again by then to decide.",
                    day=day,
                )
            )
        if imported.pending:
            names = self._names([one.name for one in imported.pending])
            lines.append(t("Not joined yet, with partners waiting: {names}. Send them their links.", names=names))
        return "\n".join(lines)

    def unreadable(self, error: UnreadableTable) -> str:
        """Why a file gives no roster, and what to do."""
        facts = dict(error.facts)
        size = self.f.number(round(facts.get("bytes", 0) / MEGABYTE))
        columns = self.safe(str(facts.get("columns", "")))
        most, form = self.f.number(MOST_BYTES // MEGABYTE), str(facts.get("format", ""))
        return self.t(_UNREADABLE[error.why], size=size, most=most, columns=columns, format=form)

    def _figures(self, preview: Preview) -> list[str]:
        t, lines = self.t, []
        if preview.new_partners:
            lines.append(t.n("{n} new partner", "{n} new partners", preview.new_partners))
        if preview.new_people:
            lines.append(t.n("{n} new person", "{n} new people", preview.new_people))
        if preview.same_partners:
            n = preview.same_partners
            lines.append(t.n("{n} known partner stays as it is", "{n} known partners stay as they are", n))
        lines += self._changed(preview)
        if preview.pending:
            names = self._names(preview.pending)
            lines.append(t("Owners who have yet to join: {names}. Their partners wait for them.", names=names))
        return lines

    def _changed(self, preview: Preview) -> list[str]:
        t = self.t
        if not preview.changed:
            return []
        head = t.n("{n} known partner changes:", "{n} known partners change:", len(preview.changed))
        shown = [f"{self.strong(self._shortened(one.name))}: {self._in_a_line(one)}" for one in preview.changed]
        return [head, *self._listed(shown)]

    def _in_a_line(self, one: ChangedPartner) -> str:
        """The first changes of a partner, one after the other."""
        said = []
        for detail in one.details[:MOST_DETAILS]:
            before, after = (self._cell(value) for value in self.values(detail))
            said.append(f"{self.column(detail.column)} {before} → {after}")
        more = "; …" if len(one.details) > MOST_DETAILS else ""
        return "; ".join(said) + more

    def _faults(self, faults: Sequence[Fault]) -> list[str]:
        if not faults:
            return []
        n = len(faults)
        head = self.t.n("{n} cell is left out or needs a look:", "{n} cells are left out or need a look:", n)
        shown = [
            self.t(
                _FAULTS[one.why],
                line=self.f.number(one.line),
                column=self.t(COLUMNS[one.column]),
                text=self._cell(one.text),
            )
            for one in faults
        ]
        return [head, *self._listed(shown)]

    def _listed(self, lines: Iterable[str]) -> list[str]:
        every = list(lines)
        rest = len(every) - self.most
        more = [self.t.n("… and {n} more", "… and {n} more", rest)] if rest > 0 else []
        return [*every[: self.most], *more]

    def _names(self, names: Sequence[str]) -> str:
        """The first of them, and how many more."""
        rest = len(names) - self.most
        more = [self.t.n("{n} more", "{n} more", rest)] if rest > 0 else []
        return self.f.list_of([*(self._cell(name) for name in names[: self.most]), *more])

    def _cell(self, text: str) -> str:
        return self.safe(self._shortened(text))

    def _shortened(self, text: str) -> str:
        return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"
