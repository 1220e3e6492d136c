"""All days that matter in the roster as a calendar file (RFC 5545), which comes again each year by itself.

Days that the moon or a list decides do not follow a rule that a calendar knows: they are written out for the years to
come, those that are not certain as tentative.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.domain.calendars import BALINESE_CYCLE, kept_days, spec_of
from bot.domain.coming import may_remember
from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.feasts import FeastDay
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import Calendar, OccasionKind, PartnerState
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.content_lines import escaped, folded

YEARS_AHEAD = 3
MOST_NAMES = 100
"""Of those who keep a feast; the rest is counted."""

_SHIFTS = timedelta(days=31)
_ONE_DAY = timedelta(days=1)
Lines = Iterator[tuple[str, str]]


class CalendarReport:
    """Writes a calendar of active partners, the people who are there, and the feasts that they keep.

    Days of people go in where they agreed.
    """

    def __init__(self, path: Path, t: Translator, f: Formats) -> None:
        self._path, self._t, self._f = path, t, f

    def take_roster(self, roster: WholeRoster) -> None:
        """Writes all of it."""
        days = _Days(self._t, self._f, roster)
        with self._path.open("w", encoding="utf-8", newline="") as file:
            for name, value in days.lines():
                file.write(folded(name, value))

    def take_history(self, rows: Sequence[HistoryRow]) -> None:
        """Nothing of it goes in."""

    def finish(self) -> None:
        """The file is written already."""


class _Days:
    def __init__(self, t: Translator, f: Formats, roster: WholeRoster) -> None:
        self._t, self._f, self._roster = t, f, roster
        self._until = roster.today + timedelta(days=366 * YEARS_AHEAD)
        self._active = [one for one in roster.partners if one.state is PartnerState.ACTIVE]

    def lines(self) -> Lines:
        yield "BEGIN", "VCALENDAR"
        yield "VERSION", "2.0"
        yield "PRODID", "-//Rawat//Rawat//EN"
        yield "CALSCALE", "GREGORIAN"
        yield "X-WR-CALNAME", escaped(self._t("Partners' days"))
        for partner in self._active:
            people = {one.id: one for one in self._roster.people_there(partner) if may_remember(one)}
            for occasion in self._roster.occasions.get(partner.id, ()):
                if occasion.person_id is None or occasion.person_id in people:
                    yield from self._occasion(partner, people.get(occasion.person_id or 0), occasion)
        yield from self._feasts()
        yield "END", "VCALENDAR"

    def _occasion(self, partner: Partner, person: Person | None, one: Occasion) -> Lines:
        what = one.title or words.occasion_kind(self._t, one.kind)
        who = partner.name if person is None else f"{person.addressed} ({partner.name})"
        summary = f"{what}: {who}"
        start, rule = self._source(one), _rule(one)
        if start is not None and (rule is not None or one.single):
            yield from self._event(f"occasion-{one.id}", start, summary, self._born(one), rule=rule)
            return
        for kept in kept_days(spec_of(one), self._roster.today, self._until):
            uid = f"occasion-{one.id}-{kept.cycle}"
            yield from self._event(uid, kept.on, summary, self._born(one), tentative=kept.tentative)

    def _source(self, one: Occasion) -> date | None:
        """The first day that a rule counts from; the rule itself keeps a leap day right."""
        if one.calendar is Calendar.HIJRI:
            return None
        if one.calendar is Calendar.BALINESE or one.single:
            return None if one.year is None else date(one.year, one.month, one.day)
        year = one.year or self._roster.today.year
        return kept_days(spec_of(one), date(year, 1, 1), date(year, 12, 31))[0].on

    def _born(self, one: Occasion) -> str | None:
        known = one.kind is OccasionKind.BIRTHDAY and one.year is not None and one.calendar is Calendar.GREGORIAN
        return self._t("Born in {year}", year=one.year) if known else None

    def _feasts(self) -> Lines:
        for (key, shift), names in sorted(self._keepers().items()):
            start, end = self._roster.today - _SHIFTS, self._until
            for day in self._roster.feasts.days(key, start, end):
                on = day.on + timedelta(days=shift)
                if on >= self._roster.today:
                    yield from self._feast(day, on, shift, names)

    def _feast(self, day: FeastDay, on: date, shift: int, names: Sequence[str]) -> Lines:
        t, n = self._t, len(names)
        who = names[0] if n == 1 else t.n("{n} person", "{n} people", n)
        told = list(names[:MOST_NAMES])
        if n > MOST_NAMES:
            told.append(t.n("… and {n} more", "… and {n} more", n - MOST_NAMES))
        uid = f"feast-{day.feast.key}-{day.cycle}" + (f"-{shift:+d}" if shift else "")
        summary = f"{words.feast(t, day.feast.key)}: {who}"
        yield from self._event(uid, on, summary, "\n".join(told), tentative=day.tentative)

    def _keepers(self) -> dict[tuple[str, int], list[str]]:
        """Who keeps which feast, by how many days earlier or later."""
        keepers: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for partner in self._active:
            people = {one.id: one for one in self._roster.people_there(partner) if may_remember(one)}
            for kept in self._roster.kept_feasts.get(partner.id, ()):
                person = people.get(kept.person_id or 0)
                if person is not None:
                    keepers[kept.feast, kept.shift].append(f"{person.addressed} ({partner.name})")
                elif kept.person_id is None:
                    keepers[kept.feast, kept.shift].append(partner.name)
        return keepers

    def _event(
        self,
        uid: str,
        on: date,
        summary: str,
        description: str | None = None,
        *,
        rule: str | None = None,
        tentative: bool = False,
    ) -> Lines:
        """A whole day, which keeps nobody busy. Its name stays, so that the file taken in again doubles nothing."""
        yield "BEGIN", "VEVENT"
        yield "UID", f"{escaped(uid)}@rawat"
        yield "DTSTAMP", f"{self._roster.today:%Y%m%d}T000000Z"
        yield "DTSTART;VALUE=DATE", f"{on:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{on + _ONE_DAY:%Y%m%d}"
        yield "SUMMARY", escaped(summary)
        told = [description] if description else []
        if tentative:
            told.append(self._t("An estimate; the day itself may differ by one or two."))
        if told:
            yield "DESCRIPTION", escaped("\n".join(told))
        if rule is not None:
            yield "RRULE", rule
        yield "STATUS", "TENTATIVE" if tentative else "CONFIRMED"
        yield "TRANSP", "TRANSPARENT"
        yield "END", "VEVENT"


def _rule(one: Occasion) -> str | None:
    """How the day comes again, for calendars that have a rule for it."""
    if one.single or one.calendar is Calendar.HIJRI:
        return None
    if one.calendar is Calendar.BALINESE:
        return f"FREQ=DAILY;INTERVAL={BALINESE_CYCLE}"
    if (one.day, one.month) != (29, 2):
        return "FREQ=YEARLY"
    # The sixtieth day is 29 February in leap years and 1 March in others.
    return "FREQ=YEARLY;BYYEARDAY=60" if one.leap_on_march else "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
