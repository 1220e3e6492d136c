"""Items of briefs for tests of what is said: facts of one Monday."""

from datetime import date, timedelta
from typing import Any

from bot.domain.briefs import Brief, BriefItem
from bot.domain.words import ReminderKind, ReminderState, Stage, Tier
from bot.i18n.formats import Formats, formats_for
from bot.i18n.translator import Translator, translator_for

TODAY = date(2026, 11, 23)
"""A Monday."""


def item(kind: ReminderKind, due_in: int = 0, **facts: Any) -> BriefItem:
    """An item whose own day is so many days from today."""
    known: dict[str, Any] = {
        "reminder_id": 1,
        "stage": Stage.OPENED,
        "state": ReminderState.OPEN,
        "partner_id": 1,
        "partner": "Klinik Sehat Bersama",
        "tier": Tier.KEY,
        "due_on": TODAY + timedelta(days=due_in),
        "days_over": max(0, -due_in),
        **facts,
    }
    ids = known.pop("reminder_ids", (known["reminder_id"],))
    return BriefItem(kind=kind, reminder_ids=ids, **known)


def brief(*items: BriefItem, older: int = 0) -> Brief:
    """Today's brief of somebody."""
    return Brief(1, TODAY, items, older)


def reader(language: str) -> tuple[Translator, Formats]:
    """How somebody in Jakarta reads."""
    return translator_for(language), formats_for(language, "Asia/Jakarta")
