"""Days in words: kemarin sore, 2 hari lalu, bulan depan, akhir bulan, yesterday, in two weeks."""

from datetime import date, timedelta

from bot.domain.day_results import DayAmbiguous, DayReading, Precision
from bot.domain.day_rules import NUMBER, Frame, Match, Read, rule
from bot.domain.day_sums import (
    month_length,
    moved,
    weekday_after,
    weekday_before,
    weekday_of_week,
)
from bot.domain.day_words import (
    DAY,
    EVERY,
    FORTNIGHT,
    GAP,
    HOUR,
    MONTH,
    MONTHS,
    NIGHT,
    NUMBERS,
    ONE_UNIT,
    PART_OF_DAY,
    PAST_MARKS,
    SPANS,
    TOMORROW,
    TOPICS,
    UNITS,
    WEEK,
    WEEKDAYS,
    YEAR,
    YESTERDAY,
    either,
)

_PART = rf"(?:{either(PART_OF_DAY)})(?:{GAP}hari)?"
_THEN_PART = rf"(?:{GAP}{_PART})?"
_WEEKDAY = rf"(?:(?:hari|hr|on){GAP})?(?P<weekday>{either([*WEEKDAYS, 'minggu'])})"
_YESTERDAY, _TOMORROW = either(YESTERDAY), either(TOMORROW)
_PRECISIONS: dict[str, Precision] = {
    HOUR: "day",
    DAY: "day",
    WEEK: "week",
    FORTNIGHT: "week",
    MONTH: "month",
    YEAR: "year",
}


def _days_off(days: int) -> Read:
    """Reads any match as the day so many days from today."""

    def read(match: Match, frame: Frame) -> DayReading | None:
        return frame.found(match, frame.today + timedelta(days=days))

    return read


def _earlier_today(match: Match, frame: Frame) -> DayReading | None:
    """ "Tadi pagi" is today; "tadi malam", as "semalam" and "last night", is the evening of yesterday."""
    night = match["part"] in NIGHT
    return frame.found(match, frame.today - timedelta(days=night))


def _part_of(match: Match, frame: Frame) -> DayReading | None:
    """ "Pagi ini", "malam tadi", "sore kemarin", "pagi besok"."""
    mark = match["mark"]
    if mark in YESTERDAY:
        days = -1
    elif mark in TOMORROW:
        days = 1
    else:
        days = -1 if mark == "tadi" and match["part"] in NIGHT else 0
    return frame.found(match, frame.today + timedelta(days=days))


def _neighbour_and_weekday(match: Match, frame: Frame) -> DayReading | None:
    """ "Kemarin Jumat", "besok Senin": the weekday says which day, "kemarin" only that it is past."""
    weekday = WEEKDAYS.get(match["weekday"], 6)
    reach = weekday_before if match["word"] in YESTERDAY else weekday_after
    return frame.found(match, reach(weekday, frame.today))


def _counted(match: Match, frame: Frame) -> DayReading | None:
    """ "2 hari lalu", "seminggu lagi", "in two weeks"."""
    one, number = match["one"], match["number"]
    past = match.groupdict().get("past") is not None
    if one is not None:
        count, unit = 1, ONE_UNIT[one]
    else:
        count, unit = int(number) if number.isdigit() else NUMBERS[number], UNITS[match["unit"]]
    return frame.found(match, moved(frame.today, -count if past else count, unit), _PRECISIONS[unit])


def _counted_ahead(match: Match, frame: Frame) -> DayReading | None:
    """ "Dalam 3 hari" of something past is how long it took."""
    return None if frame.context == "past" else _counted(match, frame)


def _span(match: Match, frame: Frame) -> DayReading | None:
    """ "Minggu lalu", "bulan depan", "next week Monday"; "laporan bulan lalu" is no day."""
    unit, offset = SPANS[match["unit"]], _offset(match["mark"])
    if frame.before in EVERY or frame.before in NUMBERS or frame.before.isdigit():
        return None
    if unit != WEEK and frame.context != "future" and frame.before in TOPICS:
        return None
    if match["weekday"] is not None:
        if unit != WEEK:
            return None
        return frame.found(match, weekday_of_week(WEEKDAYS.get(match["weekday"], 6), frame.today, offset))
    return frame.found(match, moved(frame.today, offset, unit), _PRECISIONS[unit])


def _offset(mark: str | None) -> int:
    if mark in (None, "ini", "ni", "this", "the"):
        return 0
    return -1 if mark in _PAST_WORDS else 1


def _edge(match: Match, frame: Frame) -> DayReading | None:
    """ "Akhir bulan", "awal pekan depan", "end of next month", "pertengahan November"."""
    edge, mark = match["edge"], match["mark"]
    if match["month"] is not None:
        first = frame.today.replace(month=MONTHS[match["month"]], day=1)
        return _leaning(match, frame, [_edge_of(MONTH, edge, moved(first, years, YEAR)) for years in (0, -1, 1)])
    unit = SPANS[match["unit"]]
    if unit == WEEK and edge in _ENDS:
        return _weekend(match, frame)
    offsets = (0, -1, 1) if mark is None else (_offset(mark),)
    return _leaning(match, frame, [_edge_of(unit, edge, moved(frame.today, offset, unit)) for offset in offsets])


def _leaning(match: Match, frame: Frame, days: list[date | None]) -> DayReading | None:
    """The first of these days that lies on the side that the context asks for, else the first."""
    known = [day for day in days if day is not None]
    for day in known:
        if (frame.context != "past" or day <= frame.today) and (frame.context != "future" or day >= frame.today):
            return frame.found(match, day)
    return frame.found(match, known[0]) if known else None


def _edge_of(unit: str, edge: str, day: date | None) -> date | None:
    if day is None:
        return None
    place = 0 if edge in _STARTS else 2 if edge in _ENDS else 1
    if unit == WEEK:
        return weekday_of_week((0, 2, 4)[place], day, 0)
    if unit == MONTH:
        return day.replace(day=(1, 15, month_length(day.month, day.year))[place])
    return (date(day.year, 1, 1), date(day.year, 7, 1), date(day.year, 12, 31))[place]


def _weekend(match: Match, frame: Frame) -> DayReading | None:
    """Saturday or Sunday: to be asked."""
    mark = match["mark"]
    offset = _offset(mark)
    if mark is None and frame.context == "past" and frame.today.weekday() < 5:
        offset = -1
    saturday = weekday_of_week(5, frame.today, offset)
    options = (saturday, saturday + timedelta(days=1))
    return DayAmbiguous(options, match[0], frame.start, match.end())


_STARTS = ("awal", "start", "beginning")
_MIDDLES = ("pertengahan", "tengah", "middle", "mid")
_ENDS = ("akhir", "end")
_PAST_WORDS = frozenset([*PAST_MARKS, "last", "past"])
_AGO = either(["lalu", "yang lalu", "yg lalu", "silam", "yang silam", "lampau", "ago", "back", "ke belakang"])
_HENCE = either(["lagi", "ke depan", "kedepan", "mendatang", "from now", "dari sekarang", "from today"])
_AMOUNT = (
    rf"(?:(?P<number>[0-9]{{1,4}}|{either(NUMBERS)})\s{{0,3}}(?P<unit>{either(UNITS)})|(?P<one>{either(ONE_UNIT)}))"
)
_LOCAL_SPAN = either(word for word in SPANS if word not in ("week", "month", "year", "wk", "yr"))
_ENGLISH_SPAN = "week|month|year"
_LOCAL_MARK = either([*PAST_MARKS, "ini", "ni", "depan", "yang depan", "yg depan", "dpn", "ke depan", "mendatang"])
_COUNTING = (NUMBER, *ONE_UNIT, *{word.split()[0] for word in NUMBERS})

PHRASES = (
    rule(("hari", "hr"), rf"h(?:ari|r){GAP}ini{_THEN_PART}", _days_off(0)),
    rule(("today", "tonight", "sekarang", "barusan", "barusaja"), r"\w+", _days_off(0)),
    rule(("baru", "just", "earlier"), rf"baru{GAP}(?:saja|aja)|just{GAP}now|earlier{GAP}today", _days_off(0)),
    rule(("semalam", "semalem", "smalam", "semlm"), r"\w+", _days_off(-1)),
    rule(("last",), rf"last{GAP}night", _days_off(-1)),
    rule(("this",), rf"this{GAP}(?:morning|afternoon|evening|noon)", _days_off(0)),
    rule(("tadi", "td", "tdi"), rf"(?:tadi|tdi|td){GAP}(?P<part>{_PART})", _earlier_today),
    rule(("tadi", "tdi"), r"\w+", _days_off(0)),
    rule(("nanti", "ntar", "nti"), rf"\w+{GAP}{_PART}", _days_off(0)),
    rule(
        PART_OF_DAY,
        rf"(?P<part>{_PART}){GAP}(?P<mark>ini|tadi|nanti|{_YESTERDAY}|{_TOMORROW})",
        _part_of,
    ),
    rule(YESTERDAY, rf"\w+{GAP}(?:lusa|dulu|dl)", _days_off(-2)),
    rule(("the", "day"), rf"(?:the{GAP})?day{GAP}before{GAP}yesterday", _days_off(-2)),
    rule(("the", "day"), rf"(?:the{GAP})?day{GAP}after{GAP}tomorrow", _days_off(2)),
    rule((*YESTERDAY, *TOMORROW), rf"(?P<word>\w+){GAP}{_WEEKDAY}", _neighbour_and_weekday),
    rule(YESTERDAY, rf"(?:{_YESTERDAY}){_THEN_PART}(?!-)", _days_off(-1)),
    rule(TOMORROW, rf"(?:{_TOMORROW}){GAP}lusa", _days_off(2)),
    rule(("lusa",), rf"lusa{GAP}(?:{_YESTERDAY}){_THEN_PART}", _days_off(-2)),
    rule(("lusa",), rf"lusa{_THEN_PART}", _days_off(2)),
    rule(TOMORROW, rf"(?:{_TOMORROW}){_THEN_PART}(?!-)", _days_off(1)),
    rule(_COUNTING, rf"{_AMOUNT}{GAP}(?:(?P<past>{_AGO})|{_HENCE})", _counted),
    rule(
        ("dalam", "dlm", "in", "within"),
        rf"\w+{GAP}{_AMOUNT}(?:{GAP}(?:{_HENCE}))?",
        _counted_ahead,
    ),
    rule(
        SPANS,
        rf"(?P<unit>{_LOCAL_SPAN}){GAP}(?P<mark>{_LOCAL_MARK})(?:,?{GAP}{_WEEKDAY})?",
        _span,
    ),
    rule(
        ("last", "past", "this", "next", "coming"),
        rf"(?P<mark>last|past|this|next|coming){GAP}(?P<unit>{_ENGLISH_SPAN})(?:,?{GAP}{_WEEKDAY})?",
        _span,
    ),
    rule(
        ("awal", "akhir", "pertengahan", "tengah"),
        rf"(?P<edge>awal|akhir|pertengahan|tengah){GAP}"
        rf"(?:(?P<unit>{_LOCAL_SPAN})(?:{GAP}(?P<mark>{_LOCAL_MARK}))?|(?P<month>{either(MONTHS)}))",
        _edge,
    ),
    rule(
        ("the", "end", "start", "beginning", "middle", "mid"),
        rf"(?:the{GAP})?(?P<edge>end|start|beginning|middle|mid){GAP}(?:of{GAP})?"
        rf"(?:(?:(?P<mark>the|this|next|last){GAP})?(?P<unit>{_ENGLISH_SPAN})|(?P<month>{either(MONTHS)}))",
        _edge,
    ),
    rule(
        ("weekend", "last", "this", "next", "the"),
        rf"(?:(?P<mark>last|this|next|the){GAP})?weekend",
        _weekend,
    ),
)
