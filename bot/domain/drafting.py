"""Whether words may be drafted for a reminder, about what, and in which tone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.briefs import BriefItem, ItemView
from bot.domain.feasts import FEASTS
from bot.domain.interactions import Interaction
from bot.domain.noted_words import told_in
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.templates import APOLOGY, SILENCE, OurTexts
from bot.domain.words import (
    Channel,
    Consent,
    Direction,
    Kind,
    OccasionKind,
    PartnerState,
    PersonState,
    Purpose,
    ReminderKind,
    Tone,
)

CLOSE_CONTACTS = 6
"""From so many contacts on with somebody, of which ``CLOSE_TALKS`` were talks, they are known well."""
CLOSE_TALKS = 2
SILENT = 180
"""After so many days without a word one does not write as if nothing were."""
FRESH = timedelta(days=180)
_TALKED = (Purpose.CHECK_IN, Purpose.COORDINATION, Purpose.UPDATE, Purpose.HELP, Purpose.INTRODUCTION)
"""Contacts whose notes tell how they are; of complaints, deaths and requests one does not remind in passing."""
_TALKS = (Channel.IN_PERSON, Channel.CALL, Channel.VIDEO)
_FAMILIAR = frozenset(
    {"mas", "mbak", "kak", "kakak", "kang", "teh", "bang", "bli", "mbok", "uda", "uni", "cak", "ning"}
)
_FORMAL = frozenset(
    {"prof", "romo", "pastor", "suster", "ustaz", "ustadz", "ustazah", "kiai", "kyai", "bhante", "pendeta", "pdt"}
)
"""The first word of a salutation settles the tone by itself, whatever was talked about since."""


class NoDraft(StrEnum):
    """Why nothing is drafted."""

    DIED = "died"
    LEFT = "left"
    REFUSED = "refused"
    ARCHIVED = "archived"


_NOTHING_OF_OURS = OurTexts()


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a draft rests on. ``lately`` are the marks of the texts that they got last, the newest first.

    ``told`` is what was talked about last, ``request`` what we asked them for, in a few words.
    """

    kind: ReminderKind
    subject: str | None
    partner: Partner
    person: Person | None
    tone: Tone
    view: ItemView | None = None
    barred: NoDraft | None = None
    lately: tuple[str, ...] = ()
    told: str | None = None
    request: str | None = None
    ours: OurTexts = _NOTHING_OF_OURS

    @property
    def topic(self) -> str:
        """What the words are about, under which it is remembered which of them were sent."""
        return topic_of(self.kind, self.subject)


def topic_of(kind: ReminderKind, subject: str | None) -> str:
    """A kind of reminder with its occasion, feast, event or purpose."""
    return f"{kind.value}:{subject}" if subject else kind.value


def subject_of(view: ItemView, contacts: Sequence[Interaction] = ()) -> str | None:
    """What an item is about: the purpose of a gesture, the kind of event or occasion, a feast's key.

    A check-in after a complaint of theirs that is not settled, or after a long silence, is no plain one.
    """
    item = view.item
    if item.kind is ReminderKind.CHECK_IN:
        return _of_check_in(view, contacts)
    if item.kind is ReminderKind.GESTURE:
        return view.suggestion.value if view.suggestion else None
    if item.about is not None:
        return _FOLLOWED[item.about]
    if item.event is not None:
        return item.event.value
    if item.feast is not None:
        # One of our own has no words of its own: a plain greeting names it.
        return item.feast if item.feast in FEASTS else OccasionKind.OWN.value
    return item.occasion.value if item.occasion is not None else None


_FOLLOWED = {"offer": f"gesture_{Purpose.OFFER.value}", "introduction": "introduced_after"}
"""What is followed up beside a request."""


def _of_check_in(view: ItemView, contacts: Sequence[Interaction]) -> str | None:
    if any(one.purpose is Purpose.COMPLAINT and _open_theirs(one) for one in contacts):
        return APOLOGY
    silent = view.item.days_since is not None and view.item.days_since >= max(SILENT, 2 * (view.rhythm_days or 0))
    return SILENCE if silent else None


def _open_theirs(contact: Interaction) -> bool:
    return contact.direction is Direction.THEIRS and contact.settled_on is None


def newest_told(person: Person | None, contacts: Sequence[Interaction], on: date) -> str | None:
    """What was talked about last with this person, as far as a note of the last half year says it."""
    for one in contacts:
        if one.mass or one.purpose not in _TALKED or on - one.on > FRESH:
            continue
        if person is not None and one.person_id not in (None, person.id):
            continue
        if one.note:
            return told_in(one.note)
    return None


def addressee(view: ItemView) -> Person | None:
    """To whom an item's words go: its person, or who was not met for longest."""
    return view.person or (view.longest_not_met.person if view.longest_not_met else None)


def barred(partner: Partner, person: Person | None, item: BriefItem | None = None) -> NoDraft | None:
    """Why nothing is to be written, if so: nothing goes to who died, and no wishes to who refused them."""
    if person is not None and person.state is not PersonState.ACTIVE:
        return NoDraft.DIED if person.state is PersonState.DIED else NoDraft.LEFT
    if partner.state is not PartnerState.ACTIVE:
        return NoDraft.ARCHIVED
    of_day = item is not None and (item.occasion is not None or item.feast is not None)
    if of_day and person is not None and person.consent is Consent.REFUSED:
        return NoDraft.REFUSED
    return None


def tone_for(person: Person | None, partner: Partner, contacts: Sequence[Interaction]) -> Tone:
    """How well somebody is known: by the salutation where it tells, else by how often and how we spoke.

    *contacts* are those with the partner; what a partner as a whole is told is formal.
    """
    if person is None:
        return Tone.FORMAL
    first = (person.salutation or "").split()[:1]
    word = first[0].rstrip(".").lower() if first else ""
    if word in _FAMILIAR:
        return Tone.FAMILIAR
    if word in _FORMAL or partner.kind is Kind.GOVERNMENT:
        return Tone.FORMAL
    real = [one for one in contacts if one.person_id == person.id and not one.mass]
    talks = sum(one.channel in _TALKS for one in real)
    return Tone.FAMILIAR if len(real) >= CLOSE_CONTACTS and talks >= CLOSE_TALKS else Tone.FORMAL
