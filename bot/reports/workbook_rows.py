"""The rows of a workbook's sheets: what is known and what happened, in words and real days."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.domain.calendars import next_on_or_after, spec_of
from bot.domain.coming import may_remember
from bot.domain.exports import WholeRoster
from bot.domain.feasts import FeastDay
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.days_of_people import feast_of, occasion_of
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.roster.columns import PERSONAL, Column
from bot.domain.words import Calendar, Channel, Direction, Purpose
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.cell_texts import day_text
from bot.reports.roster_rows import ORDER, RosterRows
from bot.reports.sheets import Cell

Row = list[Cell]

# A baseline is no contact; in a sheet that people read it would be taken for one.
PARTNER_COLUMNS = tuple(one for one in ORDER if one is Column.NOTE or one not in PERSONAL | {Column.LAST_CONTACT})
PERSON_COLUMNS = (Column.ID, Column.PARTNER, *(one for one in ORDER if one in PERSONAL and one is not Column.NOTE))
NUMBERS = frozenset(
    {
        *(Column.ID, Column.PERSON_ID, Column.SINCE),
        *(Column.CHECK_IN_DAYS, Column.UPDATE_DAYS, Column.GESTURE_DAYS),
    }
)
"""Columns in which a cell of figures is a number; of a year alone, too."""
DAYS = frozenset(
    {
        *(Column.SINCE, Column.FOUNDED, Column.BIRTHDAY, Column.LEFT_ON),
        *(Column.AGREEMENT_START, Column.AGREEMENT_END),
    }
)
"""Columns in which a whole day is a date."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEFORE = timedelta(days=40)
_AHEAD = timedelta(days=440)
"""How far the next day of a feast, earlier or later than its own, is looked for."""


class WorkbookRows:
    """Writes rows in the reader's language. Days that nobody agreed to have remembered stay out."""

    def __init__(self, t: Translator, f: Formats, roster: WholeRoster) -> None:
        self._t, self._f, self._roster = t, f, roster
        self._partners = {one.id: one.name for one in roster.partners}
        self._people = {one.id: one for people in roster.people.values() for one in people}
        self._staff = {one.id: one.name for one in roster.staff.values()}
        self._occasions = {one.id: one for days in roster.occasions.values() for one in days}
        self._feast_days: dict[str, list[FeastDay]] = {}
        # Said again on each of 200,000 rows.
        self._channels: dict[Channel | None, str] = {one: words.channel(t, one) for one in Channel}
        self._purposes = {one: words.purpose(t, one) for one in Purpose}
        self._directions = {one: words.direction(t, one) for one in Direction}
        self._mass = t("News to many")

    def know(self, people: Iterable[Person], days: Iterable[Occasion]) -> None:
        """Takes in who and what the next rows are about, where the roster came without."""
        self._people.update((one.id, one) for one in people)
        self._occasions.update((one.id, one) for one in days)

    def partners(self) -> Iterator[Row]:
        """Each partner, put away or not."""
        rows = RosterRows(self._t, self._f, self._roster)
        for partner in self._roster.partners:
            cells = rows.partner(partner)
            yield [_typed(column, cells.get(column, "")) for column in PARTNER_COLUMNS]

    def people(self) -> Iterator[Row]:
        """Everybody who is or was at a partner."""
        rows = RosterRows(self._t, self._f, self._roster, undecided=False)
        for partner in self._roster.partners:
            for person in self._roster.people_of(partner):
                cells = rows.again(partner) | rows.person(person)
                yield [_typed(column, cells.get(column, "")) for column in PERSON_COLUMNS]

    def days(self) -> Iterator[Row]:
        """Occasions and feasts kept, with the day on which they come next."""
        for partner in self._roster.partners:
            for occasion in self._roster.occasions.get(partner.id, ()):
                if self._may_use(occasion.person_id):
                    yield self._occasion(partner, occasion)
            for kept in self._roster.kept_feasts.get(partner.id, ()):
                if self._may_use(kept.person_id):
                    yield self._feast(partner, kept)

    def of(self, row: Event | Interaction | Reminder | Promise) -> Row:
        """A row of the history."""
        if isinstance(row, Interaction):
            return self._interaction(row)
        if isinstance(row, Reminder):
            return self._reminder(row)
        return self._promise(row) if isinstance(row, Promise) else self._event(row)

    def _occasion(self, partner: Partner, one: Occasion) -> Row:
        t = self._t
        whole = one.year is not None and one.calendar is Calendar.GREGORIAN
        day = date(one.year, one.month, one.day) if one.year is not None and whole else day_text(t, self._f, one)
        calendar = None if one.calendar is Calendar.GREGORIAN else words.calendar(t, one.calendar)
        coming = next_on_or_after(spec_of(one), self._roster.today)
        what = words.occasion_kind(t, one.kind)
        return [partner.name, self._person(one.person_id), what, one.title, day, calendar, coming, None]

    def _feast(self, partner: Partner, kept: KeptFeast) -> Row:
        t, name = self._t, words.feast(self._t, kept.feast)
        days = self._feast_days.get(kept.feast)
        if days is None:
            today = self._roster.today
            days = self._roster.feasts.days(kept.feast, today - _BEFORE, today + _AHEAD)
            self._feast_days[kept.feast] = days
        shifted = (one.on + timedelta(days=kept.shift) for one in days)
        coming = next((on for on in shifted if on >= self._roster.today), None)
        shift = t.n("{n} day later", "{n} days later", kept.shift) if kept.shift > 0 else None
        if kept.shift < 0:
            shift = t.n("{n} day earlier", "{n} days earlier", -kept.shift)
        return [partner.name, self._person(kept.person_id), t("Holiday"), name, None, None, coming, shift]

    def _event(self, one: Event) -> Row:
        what = words.event_kind(self._t, one.kind)
        return [self._partner(one.partner_id), self._person(one.person_id), what, None, one.on, None, None, one.note]

    def _interaction(self, one: Interaction) -> Row:
        return [
            one.on,
            self._partner(one.partner_id),
            self._person(one.person_id),
            self._channels.get(one.channel),
            self._mass if one.mass else self._purposes[one.purpose],
            self._directions[one.direction],
            one.note,
            self._staff.get(one.staff_id or 0),
            None if one.ask_answer is None else words.ask_answer(self._t, one.ask_answer),
            one.settled_on,
        ]

    def _reminder(self, one: Reminder) -> Row:
        t = self._t
        return [
            one.due_on,
            self._partner(one.partner_id),
            self._person(one.person_id),
            words.reminder_kind(t, one.kind),
            self._about(one),
            words.reminder_state(t, one.state),
            self._staff.get(one.staff_id or 0),
            one.opened_on,
            self._day_of(one.answered_at),
            self._staff.get(one.answered_by or 0),
            None if one.skip_reason is None else words.skip_reason(t, one.skip_reason),
        ]

    def _promise(self, one: Promise) -> Row:
        return [
            one.due_on,
            self._partner(one.partner_id),
            self._person(one.person_id),
            one.text,
            words.promise_state(self._t, one.state),
            self._staff.get(one.staff_id or 0),
            one.made_on,
            one.settled_on,
        ]

    def _about(self, reminder: Reminder) -> str | None:
        """The feast or the day that a reminder is about."""
        feast = feast_of(reminder.subject)
        if feast is not None:
            return words.feast(self._t, feast)
        occasion = self._occasions.get(occasion_of(reminder.subject) or 0)
        if occasion is None:
            return None
        return occasion.title or words.occasion_kind(self._t, occasion.kind)

    def _may_use(self, person_id: int | None) -> bool:
        person = self._people.get(person_id or 0)
        return person_id is None or (person is not None and may_remember(person))

    def _partner(self, id: int) -> str | None:
        return self._partners.get(id)

    def _person(self, id: int | None) -> str | None:
        person = self._people.get(id or 0)
        return None if person is None else person.addressed

    def _day_of(self, at: datetime | None) -> date | None:
        return None if at is None else at.astimezone(self._f.zone).date()


def _typed(column: Column, text: str) -> Cell:
    """A cell of the roster as a number or a day where it is one."""
    if column in NUMBERS and text.isdigit():
        return int(text)
    return date.fromisoformat(text) if column in DAYS and _ISO.fullmatch(text) else text
