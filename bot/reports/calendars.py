"""What is to come as a calendar file (RFC 5545): whole days that keep nobody busy, estimates marked as tentative."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from bot.domain.ahead import Coming
from bot.domain.coming import ComingDay, is_round
from bot.domain.words import OccasionKind
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator
from bot.reports.content_lines import escaped, folded

_ONE_DAY = timedelta(days=1)
Lines = Iterator[tuple[str, str]]


def agenda_file(t: Translator, items: Iterable[Coming], now: datetime) -> bytes:
    """The file, made at *now*. Each event's name stays the same, so that the file taken in again doubles nothing."""
    return "".join(folded(name, value) for name, value in _calendar(t, items, now)).encode()


def _calendar(t: Translator, items: Iterable[Coming], now: datetime) -> Lines:
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", "-//Rawat//Rawat//EN"
    yield "CALSCALE", "GREGORIAN"
    yield "METHOD", "PUBLISH"
    yield "X-WR-CALNAME", escaped(t("What is coming"))
    for item in items:
        yield from _event(t, item, now)
    yield "END", "VCALENDAR"


def _event(t: Translator, item: Coming, now: datetime) -> Lines:
    tentative = item.day is not None and item.day.tentative
    yield "BEGIN", "VEVENT"
    yield "UID", f"{escaped(item.key)}@rawat"
    yield "DTSTAMP", f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "DTSTART;VALUE=DATE", f"{item.on:%Y%m%d}"
    yield "DTEND;VALUE=DATE", f"{item.on + _ONE_DAY:%Y%m%d}"
    yield "SUMMARY", escaped(_summary(t, item))
    if tentative:
        yield "DESCRIPTION", escaped(t("An estimate; the day itself may differ by one or two."))
    yield "STATUS", "TENTATIVE" if tentative else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _summary(t: Translator, item: Coming) -> str:
    partner = item.partner.name if item.partner is not None else ""
    if item.day is not None:
        return f"{_what(t, item.day)}: {_who(t, item, partner)}"
    if item.promise is not None:
        return t("Promise to {partner}: {text}", partner=partner, text=item.promise.text)
    if item.agreement is not None:
        return t("The agreement with {partner} ends", partner=partner)
    return t("Check in with {partner}", partner=partner)


def _who(t: Translator, item: Coming, partner: str) -> str:
    if item.partner is None:
        return t.n("{n} person", "{n} people", item.keep)
    return f"{full_name(item.person)} ({partner})" if item.person is not None else partner


def _what(t: Translator, day: ComingDay) -> str:
    if day.feast is not None:
        return words.feast(t, day.feast)
    what = day.title or words.occasion_kind(t, day.kind or OccasionKind.OWN)
    if not day.age:
        return what
    years = t.n("a round {n} year", "a round {n} years", day.age) if is_round(day.age) else str(day.age)
    return f"{what} ({years})"
