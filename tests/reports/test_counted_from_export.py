"""The summary's figures against what somebody counts by hand in the workbook that /export gives, on both databases."""

import random
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from bot.domain.exports import ExportFormat
from bot.domain.figures import Period
from bot.domain.ports import Actor, Organisation
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.reports.workbooks import WorkbookReport
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.exporting import ExportRoster
from bot.usecases.summaries import ShowSummary
from tests.usecases.care_world import MAYA
from tests.usecases.test_summary_counted import ZONES, history

WORK = {"Coordination", "Complaint"}
MASS = "News to many"


@pytest.mark.parametrize("seed", range(100, 104))
async def test_the_figures_are_those_of_the_exported_log(database_url: str, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    zone = ZoneInfo(ZONES[seed % len(ZONES)])
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    try:
        # Within a fortnight of the year's end, so that many periods hold it.
        today = date(2026, 12, 24) + timedelta(days=dice.randrange(14))
        await history(storage, dice, zone, today)
        by = Actor(MAYA, datetime.combine(today, time(dice.randrange(24), 10), zone).astimezone(UTC))
        organisation, path = Organisation(zone), tmp_path / "log.xlsx"
        report = WorkbookReport(path, translator_for("en"), formats_for("en", str(zone)))
        await ExportRoster(storage, organisation)(by, ExportFormat.XLSX, report)
        book = openpyxl.load_workbook(path, read_only=True)
        contacts, reminders = rows(book["Interactions"]), rows(book["Reminders"])
        for days in (7, 28, 91):
            period = Period(today - timedelta(days=days), today)
            figures = (await ShowSummary(storage, organisation)(by, period)).figures
            c, r = figures.contacted, figures.reminders
            assert counted(contacts, period) == (c.care, c.work, c.asks, c.theirs, c.partners)
            assert answered(reminders, period) == (r.done, r.skipped)
    finally:
        await engine.dispose()


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    found = [tuple(_day(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert len(found) == 151
    return found[1:]


def counted(contacts: list[tuple[Any, ...]], period: Period) -> tuple[int, int, int, int, int]:
    care = work = asks = theirs = 0
    partners = set()
    for on, partner, _, _, purpose, direction, *_ in contacts:
        if purpose == MASS or not period.start <= on <= period.end:
            continue
        if direction == "From them":
            theirs += 1
        elif purpose == "Request":
            asks += 1
        elif purpose in WORK:
            work += 1
        else:
            care += 1
            partners.add(partner)
    return care, work, asks, theirs, len(partners)


def answered(reminders: list[tuple[Any, ...]], period: Period) -> tuple[int, int]:
    done = skipped = 0
    for row in reminders:
        state, on = row[5], row[8]
        if on is not None and period.start <= on <= period.end:
            done += state == "Done"
            skipped += state == "Skipped"
    return done, skipped


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell
