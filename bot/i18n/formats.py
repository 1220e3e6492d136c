"""Days, hours and numbers as people of a language write them.

Patterns are explicit CLDR patterns and stand in the catalogues: Babel's skeletons abbreviate in Indonesian. English is
British. Everything is pure; instants are aware and shown in the reader's zone. What is said often is kept, because
cards and briefs format dozens of days a second.
"""

from collections.abc import Sequence
from datetime import date, datetime
from datetime import time as clock_time
from functools import cache, lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_percent

from bot.i18n.catalogue_files import babel_locale
from bot.i18n.translator import mark_c, translator_for

MINUS: Final = "\N{MINUS SIGN}"
_DASH: Final = "\N{EN DASH}"

_COUNTED = (
    mark_c("count", "none"),
    mark_c("count", "one"),
    mark_c("count", "two"),
    mark_c("count", "three"),
    mark_c("count", "four"),
    mark_c("count", "five"),
    mark_c("count", "six"),
    mark_c("count", "seven"),
    mark_c("count", "eight"),
    mark_c("count", "nine"),
    mark_c("count", "ten"),
)


class Formats:
    """Formats for one language and one zone; made once by `formats_for`."""

    def __init__(self, language: str, zone: str) -> None:
        self.language = language
        self.zone = ZoneInfo(zone)
        self._t = translator_for(language)
        self._locale = str(babel_locale(language))
        t = self._t
        self._day = t.c("date pattern", "EEEE, d MMMM")
        self._full_day = t.c("date pattern", "EEEE, d MMMM y")
        self._day_year = t.c("date pattern", "d MMMM y")
        self._short_day = t.c("date pattern", "d MMMM")
        self._month = t.c("date pattern", "MMMM y")
        self._time = t.c("time pattern", "HH:mm")

    # Days

    def day(self, d: date) -> str:
        """Senin, 23 November; Monday, 23 November."""
        return _dated(d, self._day, self._locale)

    def full_day(self, d: date) -> str:
        """Senin, 23 November 2026."""
        return _dated(d, self._full_day, self._locale)

    def day_year(self, d: date) -> str:
        """23 November 2026."""
        return _dated(d, self._day_year, self._locale)

    def short_day(self, d: date) -> str:
        """23 November."""
        return _dated(d, self._short_day, self._locale)

    def day_near(self, d: date, today: date) -> str:
        """23 November; with its year where that is not this year's, and the day is more than half a year away."""
        near = d.year == today.year or abs((d - today).days) <= 183
        return self.short_day(d) if near else self.day_year(d)

    def weekday(self, d: date) -> str:
        """Senin; Monday."""
        return _dated(d, "EEEE", self._locale)

    def month(self, d: date) -> str:
        """November 2026."""
        return _dated(d, self._month, self._locale)

    def month_name(self, d: date) -> str:
        """November."""
        return _dated(d, "LLLL", self._locale)

    def month_near(self, d: date, today: date) -> str:
        """Juli; with its year where it is eleven months away or more, so that no month is taken for another."""
        apart = abs((today.year - d.year) * 12 + today.month - d.month)
        return self.month_name(d) if apart < 11 else self.month(d)

    def span(self, first: date, last: date) -> str:
        """16\N{EN DASH}22 November; 28 September\N{EN DASH}4 Oktober; with years where they differ."""
        if first.year != last.year:
            return f"{self.day_year(first)}{_DASH}{self.day_year(last)}"
        if first.month != last.month:
            return f"{self.short_day(first)}{_DASH}{self.short_day(last)}"
        return self.short_day(last) if first == last else f"{first.day}{_DASH}{self.short_day(last)}"

    def relative(self, d: date, today: date) -> str:
        """Hari ini, besok or kemarin in lower case; else the day, with its year where that is far."""
        word = self._near_word((d - today).days)
        if word is not None:
            return word
        return self.day(d) if abs((d - today).days) <= 183 else self.full_day(d)

    def today(self, d: date, today: date) -> str:
        """Hari ini, Senin, 23 November: the word and the day, so that a reader can check it."""
        word = self._near_word((d - today).days)
        return self.relative(d, today) if word is None else f"{word}, {self.day(d)}"

    # Hours

    def time(self, moment: datetime | clock_time) -> str:
        """10.14; 10:14. An instant is shown in the zone; raises ValueError where it is naive."""
        clock = self.local(moment).time() if isinstance(moment, datetime) else moment
        return _timed(clock.hour, clock.minute, self._time, self._locale)

    def at(self, moment: datetime | clock_time) -> str:
        """Pukul 10.14; at 10:14. In lower case."""
        return self._t("at {time}", time=self.time(moment))

    def moment(self, instant: datetime) -> str:
        """21 November pukul 10.14; 21 November at 10:14."""
        return f"{self.short_day(self.local(instant).date())} {self.at(instant)}"

    # Spans of days

    def ago(self, days: int) -> str:
        """Hari ini, kemarin, 34 hari lalu. Days lie back; raises ValueError for a day ahead."""
        if days < 0:
            raise ValueError(days)
        return self._near_word(-days) or self._t.n("{n} day ago", "{n} days ago", days)

    def in_days(self, days: int) -> str:
        """Hari ini, besok, 5 hari lagi. Days lie ahead; raises ValueError for a day past."""
        if days < 0:
            raise ValueError(days)
        return self._near_word(days) or self._t.n("in {n} day", "in {n} days", days)

    def duration(self, days: int) -> str:
        """34 hari; empat bulan (from 60 days on), the nearest; dua tahun (from 730 days on), rounded down."""
        if days < 60:
            return self._t.n("{n} day", "{n} days", days)
        if days < 730:
            months = round(days * 12 / 365)
            return self._t.n("{count} month", "{count} months", months, count=self.counted(months))
        years = days // 365
        return self._t.n("{count} year", "{count} years", years, count=self.counted(years))

    # Numbers

    def number(self, n: int) -> str:
        """1.250; 1,250."""
        return f"{MINUS}{self._t.number(-n)}" if n < 0 else self._t.number(n)

    def signed(self, n: int) -> str:
        """+5, \N{MINUS SIGN}2, 0."""
        return f"+{self.number(n)}" if n > 0 else self.number(n)

    def percent(self, share: float) -> str:
        """92%; a share of 1 is 100%. Whole percents; what is not all never shows as 100%, nor what is some as 0%."""
        whole = round(share * 100)
        if share not in (0, 1):
            whole = min(max(whole, 1), 99) if 0 < share < 1 else whole
        return _percents(whole, self._locale)

    def counted(self, n: int, *, capital: bool = False) -> str:
        """Tiga; three: a number in words up to ten, then in figures. `capital` begins a sentence with it."""
        word = self._t.c(*_COUNTED[n]) if 0 <= n < len(_COUNTED) else self.number(n)
        return word[0].upper() + word[1:] if capital else word

    # Lists

    def list_of(self, items: Sequence[str], *, either: bool = False) -> str:
        """A, b dan c; with `either`, a, b atau c. Nothing for no items."""
        return _listed(tuple(items), "or" if either else "standard", self._locale) if items else ""

    def _near_word(self, days_ahead: int) -> str | None:
        match days_ahead:
            case 0:
                return self._t("today")
            case 1:
                return self._t("tomorrow")
            case -1:
                return self._t("yesterday")
        return None

    def local(self, instant: datetime) -> datetime:
        if instant.utcoffset() is None:
            raise ValueError(f"a naive moment: {instant}")
        return instant.astimezone(self.zone)


@cache
def formats_for(language: str, zone: str) -> Formats:
    """The formats of a language and an IANA zone, made once. Raises UnknownLanguage or ZoneInfoNotFoundError."""
    return Formats(language, zone)


@lru_cache(maxsize=8192)
def _dated(d: date, pattern: str, locale: str) -> str:
    return format_date(d, pattern, locale=locale)


@lru_cache(maxsize=4096)
def _timed(hour: int, minute: int, pattern: str, locale: str) -> str:
    return format_time(clock_time(hour, minute), pattern, locale=locale)


@lru_cache(maxsize=512)
def _percents(whole: int, locale: str) -> str:
    return format_percent(whole / 100, locale=locale)


@lru_cache(maxsize=1024)
def _listed(items: tuple[str, ...], style: Literal["or", "standard"], locale: str) -> str:
    return format_list(items, style=style, locale=locale)
