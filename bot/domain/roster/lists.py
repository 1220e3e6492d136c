"""Cells that hold several things: days that matter, agreements, feasts with the days by which they are shifted.

Things stand one a line, or are parted by semicolons. A title stands before a colon; in quotation marks where it holds a
semicolon, a quotation mark, or a word that would mean something else.
"""

import re
from collections.abc import Mapping
from datetime import date

from bot.domain.calendars import DaySpec
from bot.domain.feast_names import split_names
from bot.domain.feasts import FEASTS, Feast, feast_named, parse_feasts
from bot.domain.occasion_days import parse_occasion_day
from bot.domain.roster.entries import DayEntry, Term
from bot.domain.search.folding import words_of
from bot.domain.words import AgreementOutcome, Calendar, OccasionKind

TITLE_LENGTH = 200
"""Characters of the title of a day or an agreement."""

_QUOTED = r'"(?P<quoted>(?:[^"]|"")*)"'
_PARTS = re.compile(r'(?:"[^"]*"|[^";\n])+')
_LONGEST = 2 * TITLE_LENGTH + 120
"""Characters of a title, all quotation marks written twice, with its day and its brackets."""
_DAY = re.compile(
    rf"(?:(?:(?P<kind>[^\":;]+?)\s+)?{_QUOTED}\s*:\s*|(?P<title>.+):\s*)?(?P<day>[^:()]+?)\s*"
    r"(?P<marks>(?:\([^()]*\)\s*)*)",
    re.DOTALL,
)
_TERM = re.compile(
    rf"(?:{_QUOTED}\s*:\s*|(?P<title>.+):\s*)?(?:(?P<start>[^:()]+?)\s+(?:s\.?d\.?|sampai|hingga|to|until|–|—|-)\s+)?"
    r"(?P<end>[^:()]+?)\s*(?:\((?P<outcome>[^(),]+?)(?:,\s*(?P<closed>[^()]+?))?\)\s*)?",
    re.DOTALL,
)
_SHIFT = re.compile(r"\(\s*([+−-]?[0-9]{1,2})\s*(?:hari|days?)?\s*\)")
_MARKS = re.compile(r"\(([^()]*)\)")

_KINDS = {
    OccasionKind.FOUNDING: (
        "berdiri, hari jadi, hari berdiri, hut, milad, dies natalis, founded, founding, founding day"
    ),
    OccasionKind.PARTNERSHIP: (
        "bermitra, mitra sejak, hari kemitraan, ulang tahun kemitraan, partnership, partner since, "
        "partnership anniversary"
    ),
    OccasionKind.BIRTHDAY: "ulang tahun, ultah, lahir, birthday",
}
_OUTCOMES = {
    AgreementOutcome.OPEN: "berjalan, masih berjalan, berlaku, open, running",
    AgreementOutcome.RENEWED: "diperpanjang, renewed",
    AgreementOutcome.IN_PROCESS: "diproses, sedang diproses, dalam proses, in process, in progress",
    AgreementOutcome.ENDED: "berakhir, selesai, diakhiri, ended",
}
_KIND_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split(", ")}
_OUTCOME_BY_WORD = {word: outcome for outcome, words in _OUTCOMES.items() for word in words.split(", ")}
_ONCE = frozenset({"sekali", "hanya sekali", "sekali saja", "once", "only once", "single"})
_NOT_KEPT = frozenset({"tanpa peringatan", "tidak diperingati", "not kept"})
_ON_MARCH = frozenset({"1 maret", "1 march", "1 mar"})


def kind_of_day_named(text: str) -> OccasionKind | None:
    """The kind of day that is called so; None for any other word, which is a title."""
    return _KIND_BY_WORD.get(_plain(text))


def outcome_named(text: str) -> AgreementOutcome | None:
    """What became of an agreement."""
    return _OUTCOME_BY_WORD.get(_plain(text))


def read_days(text: str, today: date) -> tuple[tuple[DayEntry, ...], list[str]]:
    """The days in a list, and the parts that are none."""
    found, unknown = [], []
    for part in _parts(text):
        day = _day(part, today)
        if day is None:
            unknown.append(part)
        else:
            found.append(day)
    return tuple(dict.fromkeys(found)), unknown


def read_terms(text: str, today: date) -> tuple[tuple[Term, ...], list[str]]:
    """The agreements in a list, and the parts that are none."""
    found, unknown = [], []
    for part in _parts(text):
        term = _term(part, today)
        if term is None:
            unknown.append(part)
        else:
            found.append(term)
    return tuple(dict.fromkeys(found)), unknown


def read_shifted_feasts(
    text: str, known: Mapping[str, Feast] = FEASTS
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...], list[str]]:
    """The keys of the feasts in a list, by how many days which are shifted, and the names that nobody knows."""
    # The text between two shifts, the shift behind it, and so on.
    pieces = _SHIFT.split(text)
    keys: dict[str, int] = {}
    unknown: list[str] = []
    for place in range(0, len(pieces), 2):
        feasts, strangers = parse_feasts(pieces[place], known)
        keys |= {feast.key: 0 for feast in feasts if feast.key not in keys}
        unknown += strangers
        names = _names(pieces[place], known)
        last = feast_named(names[-1], known) if names else None
        if place + 1 < len(pieces) and last is not None:
            keys[last.key] = int(pieces[place + 1].replace("−", "-"))
    return tuple(keys), tuple((key, shift) for key, shift in keys.items() if shift), unknown


def marked_day(text: str) -> tuple[str, bool]:
    """A day without what stands behind it in brackets, and whether that says that a leap day is kept on 1 March."""
    marks = {_plain(mark) for mark in _MARKS.findall(text)}
    return (_MARKS.sub("", text).strip(), True) if marks & _ON_MARCH else (text, False)


def not_kept(text: str) -> tuple[str, bool]:
    """A day without what stands behind it in brackets, and whether that says that it is not kept each year."""
    marks = {_plain(mark) for mark in _MARKS.findall(text)}
    return (_MARKS.sub("", text).strip(), True) if marks & _NOT_KEPT else (text, False)


def _parts(text: str) -> list[str]:
    """What stands between line ends and semicolons; one inside of quotation marks parts nothing."""
    paired = text.count('"') % 2 == 0
    return [part for found in (_PARTS.findall(text) if paired else re.split(r"[;\n]", text)) if (part := found.strip())]


def _names(text: str, known: Mapping[str, Feast]) -> list[str]:
    last = re.split(r"[;\n|]", text)[-1].strip()
    return [last] if feast_named(last, known) is not None else split_names(text)


def _day(part: str, today: date) -> DayEntry | None:
    match = _DAY.fullmatch(part) if len(part) <= _LONGEST else None
    marks = set() if match is None else {_plain(mark) for mark in _MARKS.findall(match["marks"])}
    if match is None or marks - _ONCE - _ON_MARCH:
        return None
    spec = parse_occasion_day(match["day"], today)
    if not isinstance(spec, DaySpec):
        return None
    title, kind = _titled(match["title"], match["quoted"], match["kind"])
    single = bool(marks & _ONCE)
    if len(title or "") > TITLE_LENGTH or (single and spec.year is None):
        return None
    leap = bool(marks & _ON_MARCH) and spec.calendar is Calendar.GREGORIAN
    return DayEntry(kind, spec.day, spec.month, spec.year, spec.calendar, title, leap, single)


def _titled(title: str | None, quoted: str | None, kind: str | None) -> tuple[str | None, OccasionKind]:
    """The title and the kind; a word before a title in quotation marks that names no kind belongs to the title."""
    if quoted is not None:
        known = OccasionKind.OWN if kind is None else kind_of_day_named(kind)
        if known is None:
            return f'{kind} "{quoted}"', OccasionKind.OWN
        return quoted.replace('""', '"').strip() or None, known
    named = None if title is None else kind_of_day_named(title)
    return (None, named) if named is not None else ((title or "").strip() or None, OccasionKind.OWN)


def _term(part: str, today: date) -> Term | None:
    match = _TERM.fullmatch(part) if len(part) <= _LONGEST else None
    if match is None:
        return None
    end, start, closed = (_whole(match[name], today) for name in ("end", "start", "closed"))
    outcome = AgreementOutcome.OPEN if match["outcome"] is None else outcome_named(match["outcome"])
    broken = (match["start"] and start is None) or (match["closed"] and closed is None)
    if end is None or outcome is None or broken or (start is not None and end < start):
        return None
    title = match["title"] if match["quoted"] is None else match["quoted"].replace('""', '"')
    if len(title or "") > TITLE_LENGTH:
        return None
    return Term(end, start, (title or "").strip() or None, outcome, closed)


def _whole(text: str | None, today: date) -> date | None:
    spec = parse_occasion_day(text, today) if text else None
    if not isinstance(spec, DaySpec) or spec.calendar is not Calendar.GREGORIAN or spec.year is None:
        return None
    return date(spec.year, spec.month, spec.day)


def _plain(text: str) -> str:
    return " ".join(words_of(text))
