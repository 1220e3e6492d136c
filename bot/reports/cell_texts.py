"""Cells of a table that the import reads: words and days as it takes them, in the reader's language."""

from collections.abc import Iterable
from datetime import date

from bot.domain.agreements import Agreement
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.roster.lists import kind_of_day_named
from bot.domain.words import AgreementOutcome, Calendar, OccasionKind
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator

HIJRI_MONTHS = (
    *("Muharram", "Safar", "Rabiulawal", "Rabiulakhir", "Jumadilawal", "Jumadilakhir"),
    *("Rajab", "Syakban", "Ramadan", "Syawal", "Zulkaidah", "Zulhijah"),
)
BALINESE = "otonan"
_A_LEAP_YEAR = 2000
_NEEDS_QUOTES = frozenset('";:\n')


def iso(day: date | None) -> str:
    """A whole day, the same in every language."""
    return "" if day is None else day.isoformat()


def day_text(t: Translator, f: Formats, day: Occasion, *, plain: bool = False) -> str:
    """The day of an occasion, as one writes it; *plain* gives a whole Gregorian day as a table's date."""
    return " ".join([_source(f, day, plain), *_marks(t, f, day)])


def days_text(t: Translator, f: Formats, days: Iterable[Occasion]) -> str:
    """Days with what they are, one a line."""
    return "\n".join(f"{_title(t, day)}{day_text(t, f, day)}" for day in days)


def feasts_text(t: Translator, kept: Iterable[KeptFeast]) -> str:
    """Feasts, with the days by which they are kept earlier or later."""
    names = ((words.feast(t, one.feast), one.shift) for one in kept)
    return "; ".join(f"{name} ({shift:+d})" if shift else name for name, shift in names)


def agreements_text(t: Translator, agreements: Iterable[Agreement]) -> str:
    """Agreements with their terms and outcomes, one a line."""
    return "\n".join(_agreement(t, one) for one in agreements)


def _agreement(t: Translator, one: Agreement) -> str:
    title = "" if one.title is None else f"{_quoted(one.title)}: "
    start = "" if one.from_on is None else f"{iso(one.from_on)} {t.c('agreement', 'to')} "
    ended = [] if one.closed_on is None else [iso(one.closed_on)]
    known = one.outcome is not AgreementOutcome.OPEN or ended
    outcome = [words.agreement_outcome(t, one.outcome, inline=True), *ended] if known else []
    return f"{title}{start}{iso(one.to_on)}" + (f" ({', '.join(outcome)})" if outcome else "")


def _title(t: Translator, day: Occasion) -> str:
    kind = "" if day.kind is OccasionKind.OWN else words.occasion_kind(t, day.kind)
    if day.title is None:
        return f"{kind}: " if kind else ""
    if kind:
        return f"{kind} {_always_quoted(day.title)}: "
    return f"{_quoted(day.title)}: "


def _quoted(title: str) -> str:
    """A title, in quotation marks where it would be read otherwise."""
    plain = kind_of_day_named(title) is None and not _NEEDS_QUOTES & set(title) and "(" not in title
    return title if plain else _always_quoted(title)


def _always_quoted(title: str) -> str:
    return '"' + title.replace('"', '""') + '"'


def _source(f: Formats, day: Occasion, plain: bool) -> str:
    if day.calendar is Calendar.HIJRI:
        month = HIJRI_MONTHS[day.month - 1]
        return f"{day.day} {month}" if day.year is None else f"{day.day} {month} {day.year}"
    if day.year is None:
        return f.short_day(date(_A_LEAP_YEAR, day.month, day.day))
    on = date(day.year, day.month, day.day)
    whole = iso(on) if plain else f.day_year(on)
    return f"{BALINESE} {whole}" if day.calendar is Calendar.BALINESE else whole


def _marks(t: Translator, f: Formats, day: Occasion) -> list[str]:
    once = [f"({t.c('day', 'once')})"] if day.single else []
    return [*once, f"({f.short_day(date(_A_LEAP_YEAR, 3, 1))})"] if day.leap_on_march else once
