"""Single values as people write them: phones, addresses, words of the glossary, days."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from bot.domain.calendars import DaySpec
from bot.domain.dates import parse_day
from bot.domain.day_results import DayFound, FarYear, ImpossibleDay, YearOnly
from bot.domain.occasion_days import parse_occasion_day
from bot.domain.roster.entries import Birthday, FaultKind
from bot.domain.roster.lists import marked_day
from bot.domain.roster.written_days import plain_day
from bot.domain.search.folding import words_of
from bot.domain.words import Calendar, Kind, PartnerState, PersonState, Tier

NAME_LENGTH = 200
"""Characters of a name, a role, a city."""
NOTE_LENGTH = 4000
"""Characters of a note."""

_REMEMBERED = 4096
"""Days and words that are not read anew: the cells of a column repeat themselves."""

Read = tuple[date | None, FaultKind | None]

_EMAIL = re.compile(r"(?!\.|\S*\.\.)[^@\s<>,;]+(?<!\.)@[^@\s<>,;.]+(?:\.[^@\s<>,;.]+)+")
_EMAIL_LENGTH = 254
_BETWEEN_EMAILS = re.compile(r"(?::::|[;,\s|<>])+")
_DIALLED_ABROAD = re.compile(r"\s*00\s?(?=[1-9])")
_TELEGRAM = re.compile(r"(?:(?:https?://)?t(?:elegram)?\.me/)?@?([A-Za-z][A-Za-z0-9_]{3,31})/?")
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")

_NO_MARKS = {"Cc": " ", "Cs": " ", "Cf": ""}
"""Address books wrap numbers in marks that nobody sees, which say in which direction they are written."""

_TIERS: dict[Tier, str] = {
    Tier.KEY: "key, key partner, kunci, mitra kunci, utama, mitra utama, vip",
    Tier.CORE: "core, core partner, rutin, mitra rutin, inti, regular",
    Tier.LIGHT: "light, occasional, occasional partner, umum, mitra umum, ringan",
}
_KINDS: dict[Kind, str] = {
    Kind.STRATEGIC: "strategic, strategis, mitra strategis",
    Kind.JOINT_VENTURE: "joint venture, usaha patungan, patungan",
    Kind.CHANNEL: "channel, distribution, distribusi, distributor, saluran, penyalur, reseller",
    Kind.MARKETING: "marketing, pemasaran, promosi, media",
    Kind.TECHNOLOGY: "technology, teknologi",
    Kind.COMMUNITY: "community, komunitas",
    Kind.SUPPLY_CHAIN: "supply chain, supplier, vendor, rantai pasok, rantai pasokan, pemasok",
    Kind.GOVERNMENT: "government, pemerintah, pemerintahan, instansi pemerintah, dinas",
    Kind.FUNDING: "funding, funder, donor, pendanaan, penyandang dana, donatur",
    Kind.OTHER: "other, others, lainnya, lain lain, lain",
}
_LANGUAGES = {
    "id": "id, in, ind, indonesia, indonesian, bahasa indonesia, bahasa",
    "en": "en, eng, english, inggris, bahasa inggris",
}
_STATES = {
    PartnerState.ACTIVE: "active, aktif",
    PartnerState.ARCHIVED: "archived, archive, arsip, diarsipkan, nonaktif, non aktif, tidak aktif, inactive",
}
_PERSON_STATES = {
    PersonState.ACTIVE: "active, aktif, still there, masih di sana",
    PersonState.LEFT: "left, no longer there, keluar, pindah, resign, mundur, tidak lagi di sana, sudah tidak di sana",
    PersonState.DIED: (
        "died, has died, deceased, meninggal, meninggal dunia, sudah berpulang, berpulang, wafat, almarhum, almarhumah"
    ),
}
_ANSWERS = {
    True: "yes, y, true, 1, ya, iya, sudah, setuju, agreed, ok, oke, x, v",
    False: "no, n, false, 0, tidak, tdk, belum setuju, tidak setuju, refused, menolak",
}
_TIER_BY_WORD = {word: tier for tier, words in _TIERS.items() for word in words.split(", ")}
_KIND_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split(", ")}
_LANGUAGE_BY_WORD = {word: code for code, words in _LANGUAGES.items() for word in words.split(", ")}
_STATE_BY_WORD = {word: state for state, words in _STATES.items() for word in words.split(", ")}
_PERSON_STATE_BY_WORD = {word: state for state, words in _PERSON_STATES.items() for word in words.split(", ")}
_ANSWER_BY_WORD = {word: answer for answer, words in _ANSWERS.items() for word in words.split(", ")}


def cleaned(text: str, *, lines: bool = False) -> str:
    """Without control characters and with single spaces; *lines* keeps line breaks, for notes."""
    if not text:
        return text
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if composed.isprintable():
        # So is nearly every cell; a line break is not printable.
        return " ".join(composed.split())
    parts = composed.splitlines() if lines else [composed]
    kept = (" ".join(_printable(part).split()) for part in parts)
    return "\n".join(kept).strip()


@lru_cache(_REMEMBERED)
def tier_named(text: str) -> Tier | None:
    """The tier that is called so, in Indonesian or English."""
    return _TIER_BY_WORD.get(_plain(text))


@lru_cache(_REMEMBERED)
def kind_named(text: str) -> Kind | None:
    """The kind of partner that is called so."""
    return _KIND_BY_WORD.get(_plain(text))


@lru_cache(_REMEMBERED)
def language_named(text: str) -> str | None:
    """``id`` or ``en``."""
    return _LANGUAGE_BY_WORD.get(_plain(text))


def state_named(text: str) -> PartnerState | None:
    """Whether a partner is active or put away."""
    return _STATE_BY_WORD.get(_plain(text))


def person_state_named(text: str) -> PersonState | None:
    """Whether somebody is still there, left, or died."""
    return _PERSON_STATE_BY_WORD.get(_plain(text))


def whole_number(text: str) -> int | None:
    """A number from 0 on without a fraction, as spreadsheets write it; None where it is none."""
    found = _WHOLE.fullmatch(text.strip())
    return int(found[1]) if found else None


@lru_cache(_REMEMBERED)
def answer_named(text: str) -> bool | None:
    """Yes or no."""
    return _ANSWER_BY_WORD.get(_plain(text))


def phone_number(text: str, country: str) -> str | None:
    """The number as E.164, in *country* where it names none; None where it is no number."""
    import phonenumbers

    # The library reads letters as keys of a dial ("0800-FLOWERS"); nobody here means that.
    if any(mark.isalpha() for mark in text):
        return None
    # Much of the world dials 00 before a country's code, whatever this one does.
    abroad = _DIALLED_ABROAD.match(text)
    for typed in (f"+{text[abroad.end() :]}", text) if abroad is not None else (text,):
        try:
            number = phonenumbers.parse(typed, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE:
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def email_address(text: str) -> str | None:
    """The address without blanks around it; None where it is none."""
    address = text.strip().removeprefix("mailto:")
    return address if len(address) <= _EMAIL_LENGTH and _EMAIL.fullmatch(address) else None


def email_addresses(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of a cell, and what there is no address; a name beside one is neither."""
    if not text:
        return (), ()
    parts = [part for part in _BETWEEN_EMAILS.split(text.strip()) if part]
    found = {part: email_address(part) for part in parts}
    if not any(found.values()):
        return (), (text,) if parts else ()
    addresses = dict.fromkeys(address for address in found.values() if address is not None)
    return tuple(addresses), tuple(part for part, address in found.items() if address is None and "@" in part)


def telegram_name(text: str) -> str | None:
    """A Telegram name without its ``@``; None where it is none."""
    found = _TELEGRAM.fullmatch(text.strip())
    return found[1] if found else None


@lru_cache(_REMEMBERED)
def whole_day(text: str, today: date) -> Read:
    """A day with its year, or what is wrong with it."""
    found = parse_occasion_day(plain_day(text), today)
    if isinstance(found, DaySpec):
        if found.calendar is not Calendar.GREGORIAN:
            return None, FaultKind.NO_DAY
        return (None, FaultKind.NO_YEAR) if found.year is None else (date(found.year, found.month, found.day), None)
    return None, _fault_of(found)


@lru_cache(_REMEMBERED)
def past_day(text: str, today: date) -> Read:
    """A day up to today, as a date or in words ("kemarin", "2 bulan lalu")."""
    found = parse_day(plain_day(text), today, "past")
    if isinstance(found, DayFound):
        return (None, FaultKind.DAY_AHEAD) if found.on > today else (found.on, None)
    return None, _fault_of(found if isinstance(found, (ImpossibleDay, FarYear)) else None)


@lru_cache(_REMEMBERED)
def day_or_year(text: str, today: date) -> tuple[date | None, int | None, FaultKind | None]:
    """Since when: a day, or a year alone."""
    found = parse_occasion_day(plain_day(text), today)
    if isinstance(found, YearOnly):
        ahead = found.year > today.year
        return None, None if ahead else found.year, FaultKind.DAY_AHEAD if ahead else None
    on, fault = whole_day(text, today)
    if on is not None and on > today:
        return None, None, FaultKind.DAY_AHEAD
    return on, None, fault


@lru_cache(_REMEMBERED)
def birthday(text: str, today: date) -> tuple[Birthday | None, FaultKind | None]:
    """A birthday, whose year may be unknown; a year alone makes none, nor does a day ahead."""
    text, leap_on_march = marked_day(text)
    found = parse_occasion_day(plain_day(text), today)
    if not isinstance(found, DaySpec):
        return None, _fault_of(found)
    if found.calendar is not Calendar.HIJRI and found.year is not None:
        born = date(found.year, found.month, found.day)
        if born > today:
            return None, FaultKind.DAY_AHEAD
    return Birthday(found.day, found.month, found.year, found.calendar, leap_on_march), None


def _fault_of(found: object) -> FaultKind:
    if isinstance(found, ImpossibleDay):
        return FaultKind.IMPOSSIBLE_DAY
    if isinstance(found, FarYear):
        return FaultKind.FAR_YEAR
    return FaultKind.YEAR_ALONE if isinstance(found, YearOnly) else FaultKind.NO_DAY


def _plain(text: str) -> str:
    return " ".join(words_of(text.replace("_", " ")))


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(_NO_MARKS.get(unicodedata.category(mark), mark) for mark in text)
