"""Which report writes which form of an export."""

from pathlib import Path

from bot.domain.exports import ExportFormat, Report
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator


def report_of(format: ExportFormat, path: Path, t: Translator, f: Formats) -> Report:
    """The report that writes this form to *path*, in the reader's language."""
    from bot.reports.roster_calendars import CalendarReport
    from bot.reports.tables import TableReport
    from bot.reports.vcards import CardReport
    from bot.reports.workbooks import WorkbookReport

    if format is ExportFormat.XLSX:
        return WorkbookReport(path, t, f)
    if format is ExportFormat.CSV:
        return TableReport(path, t, f)
    return CardReport(path) if format is ExportFormat.VCF else CalendarReport(path, t, f)
