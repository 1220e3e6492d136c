"""What a roster says, row by row: partners with their people, what was refused, and what was left out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.roster.columns import Column
from bot.domain.words import AgreementOutcome, Calendar, Kind, OccasionKind, PartnerState, PersonState, Tier


class RefusalKind(StrEnum):
    """Why a whole row cannot be taken."""

    TOO_MANY_CELLS = "too_many_cells"
    TOO_FEW_CELLS = "too_few_cells"
    UNCLOSED_QUOTE = "unclosed_quote"
    BROKEN_CARD = "broken_card"
    NO_PARTNER = "no_partner"
    NAME_TOO_LONG = "name_too_long"
    REPEATED = "repeated"
    CHANGED_SINCE = "changed_since"


class FaultKind(StrEnum):
    """What is wrong with one cell. It is left out, but for a phone that is none, which is kept as it was typed."""

    IMPOSSIBLE_DAY = "impossible_day"
    FAR_YEAR = "far_year"
    NO_DAY = "no_day"
    NO_YEAR = "no_year"
    YEAR_ALONE = "year_alone"
    DAY_AHEAD = "day_ahead"
    END_BEFORE_START = "end_before_start"
    NO_END = "no_end"
    NO_EMAIL = "no_email"
    NO_PHONE = "no_phone"
    NO_TELEGRAM = "no_telegram"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_FEAST = "unknown_feast"
    TOO_LONG = "too_long"
    NO_PERSON = "no_person"
    OTHER_THAN_BEFORE = "other_than_before"
    SEVERAL_COLLEAGUES = "several_colleagues"
    NO_NUMBER = "no_number"
    NO_DAY_OF_LIST = "no_day_of_list"
    NO_AGREEMENT = "no_agreement"
    AMBIGUOUS_DAY = "ambiguous_day"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken, by its line in the file.

    ``found`` and ``expected`` count cells; of a repetition, ``first_line`` is where it stood before.
    """

    line: int
    why: RefusalKind
    found: int = 0
    expected: int = 0
    first_line: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be taken as it is, by its line and column."""

    line: int
    column: Column
    why: FaultKind
    text: str


@dataclass(frozen=True, slots=True)
class Birthday:
    """The day somebody was born, in its own calendar; the year may be unknown."""

    day: int
    month: int
    year: int | None = None
    calendar: Calendar = Calendar.GREGORIAN
    leap_on_march: bool = False


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A further day that matters: the same fields as an occasion's."""

    kind: OccasionKind
    day: int
    month: int
    year: int | None = None
    calendar: Calendar = Calendar.GREGORIAN
    title: str | None = None
    leap_on_march: bool = False
    single: bool = False


def is_birthday(day: DayEntry) -> bool:
    """Whether it is remembered only of who agreed."""
    return day.kind is OccasionKind.BIRTHDAY


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when an agreement holds, and what became of it."""

    to_on: date
    from_on: date | None = None
    title: str | None = None
    outcome: AgreementOutcome = AgreementOutcome.OPEN
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody in the roster; ``agreed`` None where it says nothing.

    ``shifts`` tell by how many days which of the feasts is kept earlier or later; ``days`` are their own, besides the
    birthday. ``successor`` is the name of who took over at the same partner; it counts for who is new.
    """

    line: int
    name: str
    salutation: str | None = None
    role: str | None = None
    phone: str | None = None
    telegram: str | None = None
    email: str | None = None
    note: str | None = None
    birthday: Birthday | None = None
    feasts: tuple[str, ...] = ()
    agreed: bool | None = None
    id: int | None = None
    call_name: str | None = None
    language: str | None = None
    state: PersonState | None = None
    left_on: date | None = None
    shifts: tuple[tuple[str, int], ...] = ()
    days: tuple[DayEntry, ...] = ()
    successor: str | None = None

    @property
    def has_days(self) -> bool:
        """Whether there is something that needs their consent."""
        return self.birthday is not None or bool(self.feasts) or any(is_birthday(one) for one in self.days)


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner in the roster with its people; what is None was not said.

    ``terms`` are agreements besides ``term``, ``days`` what matters besides the day since when it is a partner; the
    rhythms' own lengths are in days, 0 is never. ``keeps_since`` False says that the day since when it is a partner is
    not kept each year.
    """

    line: int
    name: str
    tier: Tier | None = None
    kind: Kind | None = None
    owner: str | None = None
    backup: str | None = None
    language: str | None = None
    email: str | None = None
    phone: str | None = None
    city: str | None = None
    note: str | None = None
    since_on: date | None = None
    since_year: int | None = None
    last_contact_on: date | None = None
    term: Term | None = None
    feasts: tuple[str, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    id: int | None = None
    state: PartnerState | None = None
    offers: str | None = None
    needs: str | None = None
    check_in_days: int | None = None
    update_days: int | None = None
    gesture_days: int | None = None
    shifts: tuple[tuple[str, int], ...] = ()
    days: tuple[DayEntry, ...] = ()
    terms: tuple[Term, ...] = ()
    keeps_since: bool = True


@dataclass(frozen=True, slots=True)
class Roster:
    """All that a file says. ``month_first`` are the headings whose days are written in figures with the month first."""

    partners: tuple[PartnerEntry, ...]
    refusals: tuple[Refusal, ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    month_first: tuple[str, ...] = ()
