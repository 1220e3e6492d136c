"""What a brief and its items show: facts, which the chat puts into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.interactions import Interaction
from bot.domain.offers import SpecialOffer
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.words import (
    GESTURES,
    WORDS_ALONE,
    Direction,
    EventKind,
    Kind,
    OccasionKind,
    Purpose,
    ReminderKind,
    ReminderState,
    Stage,
    Tier,
)

LATELY = timedelta(days=7)
"""Before a second colleague contacts a partner within so many days, the first contact is shown (design 2.6)."""

NOTES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One line of a brief.

    ``since_on`` is the newest contact that the kind counts (an update's: our newest update), ``days_since`` its days.
    ``days_over`` are days after its own day: an occasion is then belated, anything else late. ``age`` is how many
    years (or rounds of its calendar) an occasion completes. ``step`` is the agreement's step (``90`` … ``0``, ``+1``);
    ``text`` a promise's words, an offer's, or the name of the partner on the other side of an introduction: ``about``
    says of which of these two a question is. A feast's round has all its reminders in ``reminder_ids``, key partners
    first.
    ``owner`` is named where it is somebody else's.
    """

    reminder_id: int
    reminder_ids: tuple[int, ...]
    stage: Stage
    kind: ReminderKind
    state: ReminderState
    partner_id: int
    partner: str
    tier: Tier
    due_on: date
    days_over: int = 0
    last_on: date | None = None
    snoozed_until: date | None = None
    person_id: int | None = None
    person: str | None = None
    since_on: date | None = None
    days_since: int | None = None
    occasion: OccasionKind | None = None
    title: str | None = None
    age: int | None = None
    feast: str | None = None
    tentative: bool = False
    event: EventKind | None = None
    step: str | None = None
    text: str | None = None
    owner: str | None = None
    key_partners: int = 0
    about: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None

    @property
    def is_round(self) -> bool:
        """Whether it stands for several people on a feast."""
        return len(self.reminder_ids) > 1

    @property
    def living(self) -> bool:
        """Whether it can still be answered."""
        return self.state.living


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, or today's list: its items in order, and how many older reminders wait besides."""

    staff_id: int
    on: date
    items: tuple[BriefItem, ...] = ()
    older: int = 0

    def at(self, *stages: Stage) -> tuple[BriefItem, ...]:
        """The items at these stages."""
        return tuple(item for item in self.items if item.stage in stages)

    def __bool__(self) -> bool:
        return bool(self.items or self.older)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact, with the names one reads."""

    contact: Interaction
    staff: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody there, and when they were last spoken to (None: never)."""

    person: Person
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item opened: why it is due, and what one wants to know before getting in touch.

    ``rhythm_days`` for a rhythm; ``newest`` the newest contact that is not our ask; ``lately`` what other colleagues
    did in the last seven days; ``offers`` those that still stand; ``suggestion`` for a gesture; ``mourning`` the people
    bereaved in the last fourteen;
    ``standing_in_for`` the owner, where the reminder is the reader's only meanwhile.
    """

    item: BriefItem
    partner: Partner
    person: Person | None = None
    rhythm_days: int | None = None
    opened_on: date | None = None
    newest: ContactLine | None = None
    notes: tuple[ContactLine, ...] = ()
    lately: tuple[ContactLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    offers: tuple[SpecialOffer, ...] = ()
    longest_not_met: PersonLine | None = None
    suggestion: Purpose | None = None
    mourning: tuple[Person, ...] = ()
    standing_in_for: str | None = None


def suggested_gesture(kind: Kind, contacts: Sequence[Interaction]) -> Purpose:
    """One of the four, not the last one used; for government thanks or an introduction only (design 2.2)."""
    newest_first = sorted(contacts, key=lambda one: (one.on, one.id), reverse=True)
    ours = (one.purpose for one in newest_first if one.direction is Direction.OURS and not one.mass)
    last = next((purpose for purpose in ours if purpose in GESTURES), None)
    allowed = [one for one in GESTURES if kind is not Kind.GOVERNMENT or one in WORDS_ALONE]
    start = 0 if last is None else GESTURES.index(last) + 1
    in_turn = [*GESTURES[start:], *GESTURES[:start]]
    return next(one for one in in_turn if one in allowed and one is not last)


def longest_not_met(people: Sequence[Person], contacts: Sequence[Interaction]) -> PersonLine | None:
    """Whom nobody has spoken to for longest; who never was comes before all others."""
    newest = {person.id: _newest_with(person, contacts) for person in people}
    chosen = min(people, key=lambda one: (newest[one.id] or date.min, one.id), default=None)
    return None if chosen is None else PersonLine(chosen, newest[chosen.id])


def _newest_with(person: Person, contacts: Sequence[Interaction]) -> date | None:
    return max((one.on for one in contacts if one.person_id == person.id and not one.mass), default=None)
