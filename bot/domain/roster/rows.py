"""One row of a roster: what it says of a partner and of a person, and which cells could not be taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from bot.domain.feasts import FEASTS, Feast
from bot.domain.person_names import split_salutation
from bot.domain.roster import cells
from bot.domain.roster.columns import PERSONAL, Column
from bot.domain.roster.entries import DayEntry, Fault, FaultKind, PersonEntry, Term
from bot.domain.roster.lists import not_kept, read_days, read_shifted_feasts, read_terms
from bot.domain.roster.typed_phones import TypedPhones, typed_phones
from bot.domain.words import OccasionKind

T = TypeVar("T")
Shifts = tuple[tuple[str, int], ...]

NO_SALUTATION = "-"
"""Says that somebody is addressed without a salutation: the name is then not taken apart."""
_NO_PERSON = PERSONAL - {Column.PERSON, Column.CELEBRATIONS, Column.NOTE, Column.AGREED}


@dataclass
class Row:
    """Reads the cells of one row; ``faults`` collects what was wrong with them."""

    line: int
    values: Mapping[Column, str]
    today: date
    country: str
    known_feasts: Mapping[str, Feast] = field(default_factory=lambda: FEASTS)
    faults: list[Fault] = field(default_factory=list)

    def partner_fields(self) -> dict[str, Any]:
        """What the row says of its partner; only what it says."""
        since_on, since_year, keeps_since = self._since()
        said = {
            "tier": self._word(Column.TIER, cells.tier_named),
            "kind": self._word(Column.KIND, cells.kind_named),
            "owner": self._text(Column.OWNER),
            "backup": self._text(Column.BACKUP),
            "language": self._word(Column.LANGUAGE, cells.language_named),
            "email": self._email(Column.EMAIL),
            "phone": self._phone(Column.PHONE),
            "city": self._text(Column.CITY),
            "since_on": since_on,
            "since_year": since_year,
            "keeps_since": None if keeps_since else False,
            "last_contact_on": self._day(Column.LAST_CONTACT, cells.past_day),
            "term": self._term(),
            "id": self._id(Column.ID),
            "state": self._word(Column.STATE, cells.state_named),
            "offers": self._text(Column.OFFERS, cells.NOTE_LENGTH),
            "needs": self._text(Column.NEEDS, cells.NOTE_LENGTH),
            "check_in_days": self._number(Column.CHECK_IN_DAYS),
            "update_days": self._number(Column.UPDATE_DAYS),
            "gesture_days": self._number(Column.GESTURE_DAYS),
            "days": self._founded() + self._days(Column.PARTNER_DAYS),
            "terms": self._terms(),
        }
        return {name: value for name, value in said.items() if value is not None and value != ()}

    def partner_feasts(self, *, with_person: bool) -> dict[str, Any]:
        """The feasts of the partner; of a row without a person, also those that nobody else can keep."""
        keys, shifts = self._feasts(Column.PARTNER_CELEBRATIONS)
        if not keys and not with_person:
            keys, shifts = self._feasts(Column.CELEBRATIONS)
        return {"feasts": keys, "shifts": shifts} if keys else {}

    def person(self, *, with_note: bool) -> PersonEntry | None:
        """Who the row names; *with_note* where the note is theirs and not the partner's."""
        text = self._text(Column.PERSON)
        if text is None:
            self._need_nobody()
            return None
        typed = self._text(Column.SALUTATION)
        split, name = split_salutation(text) if typed is None else (typed, text)
        feasts, shifts = self._feasts(Column.CELEBRATIONS)
        return PersonEntry(
            line=self.line,
            name=name,
            salutation=None if split == NO_SALUTATION else split,
            role=self._text(Column.ROLE),
            phone=self._phone(Column.PERSON_PHONE),
            telegram=self._telegram(),
            email=self._email(Column.PERSON_EMAIL),
            note=self._own_note(with_note),
            birthday=self._checked(Column.BIRTHDAY, cells.birthday),
            feasts=feasts,
            agreed=self._word(Column.AGREED, cells.answer_named),
            id=self._id(Column.PERSON_ID),
            call_name=self._text(Column.CALL_NAME),
            language=self._word(Column.PERSON_LANGUAGE, cells.language_named),
            state=self._word(Column.PERSON_STATE, cells.person_state_named),
            left_on=self._day(Column.LEFT_ON, cells.past_day),
            shifts=shifts,
            days=self._days(Column.PERSON_DAYS),
            successor=self._text(Column.SUCCESSOR),
        )

    def note(self) -> str | None:
        """The note of the partner, with what else there is no place for."""
        return self._with_further(Column.EMAIL, self._text(Column.NOTE, cells.NOTE_LENGTH))

    def fault(self, column: Column, why: FaultKind, text: str | None = None) -> None:
        """Writes down what was wrong with a cell."""
        shown = self.values.get(column, "") if text is None else text
        self.faults.append(Fault(self.line, column, why, shown[: cells.NAME_LENGTH]))

    def _own_note(self, with_note: bool) -> str | None:
        """The note of the person. Where there is a column for it, the other one is always the partner's."""
        column = Column.PERSON_NOTE if Column.PERSON_NOTE in self.values else Column.NOTE
        theirs = with_note or column is Column.PERSON_NOTE
        note = self._text(column, cells.NOTE_LENGTH) if theirs else None
        return self._with_further(Column.PERSON_EMAIL, note)

    def _feasts(self, column: Column) -> tuple[tuple[str, ...], Shifts]:
        """The keys of the feasts and how they are shifted; those that nobody knows are left out."""
        text = self.values.get(column, "")
        if not text:
            return (), ()
        keys, shifts, unknown = read_shifted_feasts(text, self.known_feasts)
        for name in unknown:
            self.fault(column, FaultKind.UNKNOWN_FEAST, name)
        return keys, shifts

    def _days(self, column: Column) -> tuple[DayEntry, ...]:
        text = self._text(column, cells.NOTE_LENGTH)
        found, unknown = read_days(text, self.today) if text else ((), [])
        for part in unknown:
            self.fault(column, FaultKind.NO_DAY_OF_LIST, part)
        return found

    def _founded(self) -> tuple[DayEntry, ...]:
        born = self._checked(Column.FOUNDED, cells.birthday)
        if born is None:
            return ()
        leap = born.leap_on_march
        return (DayEntry(OccasionKind.FOUNDING, born.day, born.month, born.year, born.calendar, leap_on_march=leap),)

    def _terms(self) -> tuple[Term, ...]:
        text = self._text(Column.AGREEMENTS, cells.NOTE_LENGTH)
        found, unknown = read_terms(text, self.today) if text else ((), [])
        for part in unknown:
            self.fault(Column.AGREEMENTS, FaultKind.NO_AGREEMENT, part)
        return found

    def _id(self, column: Column) -> int | None:
        """An id of ours; what else a table calls so is nothing that a roster keeps."""
        return cells.whole_number(self.values.get(column, ""))

    def _number(self, column: Column) -> int | None:
        text = self.values.get(column)
        number = cells.whole_number(text) if text else None
        if text and number is None:
            self.fault(column, FaultKind.NO_NUMBER)
        return number

    def _need_nobody(self) -> None:
        for column in Column:
            if column in _NO_PERSON and self.values.get(column):
                self.fault(column, FaultKind.NO_PERSON)

    def _text(self, column: Column, most: int = cells.NAME_LENGTH) -> str | None:
        text = self.values.get(column) or None
        if text is not None and len(text) > most:
            self.fault(column, FaultKind.TOO_LONG)
            return None
        return text

    def _word(self, column: Column, named: Callable[[str], T | None]) -> T | None:
        text = self.values.get(column)
        if not text:
            return None
        value = named(text)
        if value is None:
            self.fault(column, FaultKind.UNKNOWN_WORD)
        return value

    def _email(self, column: Column) -> str | None:
        addresses, odd = cells.email_addresses(self.values.get(column, ""))
        for part in odd:
            self.fault(column, FaultKind.NO_EMAIL, part)
        return addresses[0] if addresses else None

    def _with_further(self, column: Column, note: str | None) -> str | None:
        """The note, and below it the addresses besides the first, for which there is no other place."""
        addresses, _ = cells.email_addresses(self.values.get(column, ""))
        return "\n".join([*([note] if note else []), *(f"✉️ {address}" for address in addresses[1:])]) or None

    def _phone(self, column: Column) -> str | None:
        """Numbers as E.164; what is none is kept as text, and said."""
        text = self._text(column)
        typed = typed_phones(text, self.country) if text else TypedPhones()
        for part in typed.odd:
            self.fault(column, FaultKind.NO_PHONE, part)
        return typed.kept

    def _telegram(self) -> str | None:
        text = self.values.get(Column.PERSON_TELEGRAM)
        name = cells.telegram_name(text) if text else None
        if text and name is None:
            self.fault(Column.PERSON_TELEGRAM, FaultKind.NO_TELEGRAM)
        return name

    def _since(self) -> tuple[date | None, int | None, bool]:
        text, unkept = not_kept(self.values.get(Column.SINCE) or "")
        if not text:
            return None, None, True
        on, year, why = cells.day_or_year(text, self.today)
        if why is not None:
            self.fault(Column.SINCE, why)
        return on, year, not unkept

    def _term(self) -> Term | None:
        from_on = self._day(Column.AGREEMENT_START, cells.whole_day)
        to_on = self._day(Column.AGREEMENT_END, cells.whole_day)
        if to_on is None:
            if from_on is not None and not self.values.get(Column.AGREEMENT_END):
                self.fault(Column.AGREEMENT_START, FaultKind.NO_END)
            return None
        if from_on is not None and to_on < from_on:
            self.fault(Column.AGREEMENT_END, FaultKind.END_BEFORE_START)
            return None
        return Term(to_on, from_on)

    def _day(self, column: Column, read: Callable[[str, date], cells.Read]) -> date | None:
        return self._checked(column, read)

    def _checked(self, column: Column, read: Callable[[str, date], tuple[T | None, FaultKind | None]]) -> T | None:
        text = self.values.get(column)
        if not text:
            return None
        value, why = read(text, self.today)
        if why is not None:
            self.fault(column, why)
        return value
