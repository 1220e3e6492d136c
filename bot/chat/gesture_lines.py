"""Gestures in few words: the keys that begin one, what came of them, what stands on cards and items."""

from collections.abc import Iterable
from datetime import date

from bot.chat.gesture_buttons import Came, MoreGestures, OfferEnds, TakeGesture
from bot.chat.html import esc, shortened
from bot.chat.keyboards import AnyKey, Key
from bot.domain.briefs import ItemView
from bot.domain.words import GESTURES, WORDS_ALONE, IntroductionOutcome, Kind, OfferEnd, Purpose
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark

TEXT_UNITS = 240
_LABELS = {
    Purpose.THANKS: mark("Thank them in public"),
    Purpose.OFFER: mark("A special offer"),
    Purpose.PROMOTION: mark("Promote them"),
    Purpose.INTRODUCTION: mark("Introduce them to a partner"),
}
_CAME = {
    IntroductionOutcome.CAME: mark("Something came of it"),
    IntroductionOutcome.NOT_YET: mark("Not yet"),
    IntroductionOutcome.NO: mark("Nothing came of it"),
}
_ENDS = {
    OfferEnd.TOLD: mark("Told them once more"),
    OfferEnd.EXTENDED: mark("Extend it"),
    OfferEnd.LEFT: mark("Let it end"),
}


def gesture_keys(t: Translator, reminder_id: int, purposes: Iterable[Purpose]) -> list[Key]:
    """One key a gesture."""
    return [Key(t(_LABELS[one]), TakeGesture(reminder_id, one, False)) for one in purposes]


def choice_rows(t: Translator, view: ItemView) -> list[list[AnyKey]]:
    """The suggestion first, then the others; what needs caution stands behind a key of its own."""
    if view.suggestion is None:
        return []
    cautious = view.partner.kind is Kind.GOVERNMENT
    offered = [one for one in GESTURES if not cautious or one in WORDS_ALONE]
    offered.sort(key=lambda one: one is not view.suggestion)
    rows: list[list[AnyKey]] = [[one] for one in gesture_keys(t, view.item.reminder_id, offered[:1])]
    rows += [[one] for one in gesture_keys(t, view.item.reminder_id, offered[1:])]
    if cautious:
        rows.append([Key(t("Something else"), MoreGestures(view.item.reminder_id))])
    return rows


def came_keys(t: Translator, reminder_id: int) -> list[Key]:
    """Did something come of it?"""
    return [Key(t(label), Came(reminder_id, one)) for one, label in _CAME.items()]


def came_text(t: Translator, outcome: IntroductionOutcome) -> str:
    """What came of an introduction."""
    return t(_CAME[outcome])


def ends_keys(t: Translator, reminder_id: int) -> list[Key]:
    """What is done about an offer that ends soon."""
    return [Key(t(label), OfferEnds(reminder_id, one, None)) for one, label in _ENDS.items()]


def offer_line(t: Translator, f: Formats, text: str, ends_on: date, today: date) -> str:
    """An offer that still stands, on a card and an item."""
    return t("Our offer until {day}: {text}", day=f.day_near(ends_on, today), text=esc(shortened(text, TEXT_UNITS)))
