"""Days in numbers: 12/11, 12-11-2026, 2026-11-12, 12 Nov, Nov 12, tgl 12. Always day first, or ISO."""

from dataclasses import replace

from bot.domain.day_results import DayFound, DayReading, ImpossibleDay
from bot.domain.day_rules import NUMBER, Frame, Match, rule
from bot.domain.day_sums import day_of_month, full_year, is_far, likely_year, moved
from bot.domain.day_words import DAY_PREFIXES, ENGLISH_MONTHS, GAP, HONORIFICS, MONTH, MONTHS, YESTERDAY, either

_A_LEAP_YEAR = 2000
_LATEST_SLIP = 39
"""In running text a larger number before a month is an amount, not a slip of the finger."""

_PREFIX = rf"(?:(?:{either(DAY_PREFIXES)})\.?:?\s{{0,3}})"
_DAY = rf"{_PREFIX}?(?P<day>[0-9]{{1,3}})"
_MONTH_NAME = rf"(?:st|nd|rd|th)?\s?[-/.]?\s?(?:of\s)?(?P<month>{either(MONTHS)})"
_YEAR = r"\.?(?:\s?,?\s{0,2}|\s?[-/.]\s?)(?P<year>[0-9]{4})"
_SHORT_YEAR = r"\.?(?:\s{1,2}|\s?[-/.]\s?)(?P<mark>['’]?)(?P<year>[0-9]{2})"
_NO_NUMBER_AFTER = r"(?![-/.:,]?[0-9])"
_NO_UNIT_AFTER = r"(?!\s{0,2}(?:jam|hari|hr|minggu|bulan|tahun|hours?|days?|weeks?|kg|kilo|porsi|%))"


def _with_year(match: Match, frame: Frame) -> DayReading | None:
    """Three numbers; in a sentence they are a day if the year is written out, or the other two could be one."""
    day, month = int(match["day"]), int(match["month"])
    year = full_year(match["year"], frame.today, past=frame.occasion)
    written_out = len(match["year"]) == 4 and not is_far(year, frame.today)
    if not frame.whole and not written_out and (month > 12 or day > _LATEST_SLIP):
        return None
    return frame.made(match, day, month, year)


def _yearless(match: Match, frame: Frame, day: int, month: int) -> DayReading:
    if not 1 <= month <= 12 or day < 1:
        return ImpossibleDay(day, month, None, frame.start, match.end())
    year = _A_LEAP_YEAR if frame.occasion else likely_year(day, month, frame.today, frame.context)
    reading = frame.made(match, day, month, year)
    return replace(reading, yearless=True) if isinstance(reading, DayFound) else reading


def _slash(match: Match, frame: Frame) -> DayReading | None:
    """Day and month without a year: scores, fractions and "24/7" must be told apart."""
    day, month = int(match["day"]), int(match["month"])
    if not frame.whole and (not 1 <= month <= 12 or not 1 <= day <= _LATEST_SLIP or match[0] == "24/7"):
        return None
    return _yearless(match, frame, day, month)


def _in_field(match: Match, frame: Frame) -> DayReading | None:
    """Notations that in a sentence are times, ranges and amounts: "14-8", "14.8", "19780814"."""
    if not frame.whole:
        return None
    year = match.groupdict().get("year")
    if year is None:
        return _yearless(match, frame, int(match["day"]), int(match["month"]))
    return frame.made(match, int(match["day"]), int(match["month"]), int(year))


def _named(match: Match, frame: Frame) -> DayReading | None:
    day = int(match["day"])
    if not frame.whole and not 1 <= day <= _LATEST_SLIP:
        return None
    return _yearless(match, frame, day, MONTHS[match["month"]])


def _named_with_year(match: Match, frame: Frame) -> DayReading | None:
    day = int(match["day"])
    if not frame.whole and day > _LATEST_SLIP:
        return None
    return frame.made(match, day, MONTHS[match["month"]], int(match["year"]))


def _named_with_short_year(match: Match, frame: Frame) -> DayReading | None:
    """ "18 Nov 26" is a year in a field alone: in a sentence the number may count something."""
    if not frame.whole and not match["mark"] and match[0].count("-") < 2:
        return None
    year = full_year(match["year"], frame.today, past=frame.occasion)
    return frame.made(match, int(match["day"]), MONTHS[match["month"]], year)


def _month_first(match: Match, frame: Frame) -> DayReading | None:
    return None if frame.before in HONORIFICS else _named(match, frame)


def _alone(match: Match, frame: Frame) -> DayReading | None:
    """ "tgl 19" and "the 19th": a day of a month that is not named."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        return ImpossibleDay(day, None, None, frame.start, match.end())
    return frame.found(match, day_of_month(day, frame.today, frame.context))


def _alone_past(match: Match, frame: Frame) -> DayReading | None:
    day = int(match["day"])
    return frame.found(match, day_of_month(day, frame.today, "past")) if 1 <= day <= 31 else None


def _alone_of_month(match: Match, frame: Frame) -> DayReading | None:
    offset = {"ini": 0, "this": 0, "depan": 1, "dpn": 1, "next": 1}.get(match["which"], -1)
    month = moved(frame.today.replace(day=1), offset, MONTH)
    return None if month is None else frame.made(match, int(match["day"]), month.month, month.year)


def _bare(match: Match, frame: Frame) -> DayReading | None:
    """ "19" as the whole answer to a question for a day."""
    return _alone(match, frame) if frame.whole else None


_NUMERAL = (NUMBER, *DAY_PREFIXES)
_ISO = rf"{_PREFIX}?(?P<year>[0-9]{{4}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}})"
_DMY = r"\s?(?P<sign>[-/.])\s?(?P<month>[0-9]{1,2})\s?(?P=sign)\s?(?P<year>[0-9]{4}|[0-9]{2})" + _NO_NUMBER_AFTER
_ENGLISH_MONTH = rf"(?P<month>{either(ENGLISH_MONTHS)})\.?\s(?:the\s)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?"

CALENDAR_DAYS = (
    rule(_NUMERAL, rf"{_ISO}(?:[t\s][0-9:.]{{4,15}}z?)?", _with_year),
    rule(_NUMERAL, _DAY + _DMY, _with_year),
    rule(_NUMERAL, _DAY + _MONTH_NAME + _YEAR, _named_with_year),
    rule(_NUMERAL, _DAY + _MONTH_NAME + _SHORT_YEAR, _named_with_short_year),
    rule(_NUMERAL, _DAY + _MONTH_NAME, _named),
    rule(_NUMERAL, rf"{_DAY}\s?/\s?(?P<month>[0-9]{{1,2}}){_NO_NUMBER_AFTER}{_NO_UNIT_AFTER}", _slash),
    rule((NUMBER,), r"(?P<day>[0-9]{1,2})\s?[-.]\s?(?P<month>[0-9]{1,2})\Z", _in_field),
    rule((NUMBER,), r"(?P<year>(?:18|19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})\Z", _in_field),
    rule(ENGLISH_MONTHS, _ENGLISH_MONTH + r"(?:\s?,\s{0,2}|\s)(?P<year>[0-9]{4})", _named_with_year),
    rule(ENGLISH_MONTHS, _ENGLISH_MONTH + _NO_NUMBER_AFTER, _month_first),
)
"""Days that name their month."""

_PAST = either(["lalu", "yang lalu", "yg lalu", *YESTERDAY])
DAYS_OF_SOME_MONTH = (
    rule(
        DAY_PREFIXES,
        rf"{_PREFIX}(?P<day>[0-9]{{1,2}}){GAP}(?:bulan|bln){GAP}(?P<which>ini|lalu|kemarin|kmrn|depan|dpn)",
        _alone_of_month,
    ),
    rule(DAY_PREFIXES, rf"{_PREFIX}(?P<day>[0-9]{{1,2}}){GAP}(?:{_PAST})", _alone_past),
    rule(DAY_PREFIXES, rf"{_PREFIX}(?P<day>[0-9]{{1,2}}){_NO_NUMBER_AFTER}", _alone),
    rule(
        ("the", "on"),
        rf"(?:on{GAP})?the{GAP}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th){GAP}of{GAP}(?P<which>this|last|next){GAP}month",
        _alone_of_month,
    ),
    rule(("on",), rf"on{GAP}the{GAP}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)", _alone),
    rule((NUMBER, "the"), r"(?:the\s)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\Z", _bare),
)
"""Days that do not."""

BESIDE_WEEKDAY = (
    *CALENDAR_DAYS,
    *DAYS_OF_SOME_MONTH,
    rule((NUMBER,), r"(?:the\s)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)", _alone),
)
"""What can follow a weekday: "Senin, 23 November", "Friday the 20th"."""
