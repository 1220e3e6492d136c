"""What the words of a gesture rest on: whom it is about, what they got lately, who is on the other side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.drafting import Drafting
from bot.domain.given_texts import marks_lately
from bot.domain.offers import SpecialOffer, running
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.facts import QUIET_DAYS
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import MOURNING, PersonState, Role
from bot.usecases.acting import need
from bot.usecases.drafting import read_drafting, whose
from bot.usecases.gestures import living_gesture
from bot.usecases.interactions import RecentContact, recent_contacts
from bot.usecases.known import card_rows, living_partner

PEOPLE_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Side:
    """A partner with those who are there, the main person first; ``person`` is who is meant."""

    partner: Partner
    people: Sequence[Person]
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class GestureRead:
    """A gesture as it is being made: ``offers`` still stand, ``other`` is who they are introduced to.

    ``lately`` are the marks of the words on the topic that was asked for; ``recent`` are colleagues' contacts with the
    other side in the last seven days, ``mourning`` the people there who were bereaved in the last fourteen;
    ``met_on`` is when the two partners were introduced before.
    """

    drafting: Drafting
    side: Side
    offers: Sequence[SpecialOffer] = ()
    other: Side | None = None
    lately: tuple[str, ...] = ()
    recent: tuple[RecentContact, ...] = ()
    mourning: tuple[Person, ...] = ()
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadGesture:
    """Reads what a gesture's words rest on; ``AlreadyAnswered`` where somebody was quicker."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        reminder_id: int,
        topic: str = "",
        *,
        person_id: int | None = None,
        other: tuple[int, int | None] | None = None,
        public: bool = False,
    ) -> GestureRead:
        """*person_id* is somebody else than the reminder names; *other* the second partner, and somebody there.

        *public* words go to nobody in person.
        """
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            reminder = await living_gesture(uow, reminder_id)
            drafting = await read_drafting(uow, by, reminder.id, self.organisation)
            sides = []
            for partner_id, wanted in ((drafting.partner.id, person_id), *([other] if other else [])):
                partner = await living_partner(uow, partner_id)
                people = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE)
                person = next((one for one in people if one.id == wanted), None)
                sides.append(Side(partner, people[:PEOPLE_SHOWN], person))
            given = await uow.given_texts.list_by(
                topic=topic, **whose(None if public else sides[0].person, drafting.partner.id)
            )
            recent: tuple[RecentContact, ...] = ()
            mourning: tuple[Person, ...] = ()
            met_on = None
            if other:
                today = self.organisation.today(by.now)
                recent = recent_contacts(by, await card_rows(uow, sides[1].partner.id), today)
                met_on = await _met_on(uow, sides[0].partner.id, sides[1].partner.id)
                mourning = await _mourning(uow, sides[1], today)
            return GestureRead(
                drafting,
                sides[0],
                running(await uow.offers.list_by(partner_id=drafting.partner.id), self.organisation.today(by.now)),
                sides[1] if other else None,
                marks_lately(given),
                recent,
                mourning,
                met_on,
            )


async def _met_on(uow: UnitOfWork, one: int, another: int) -> date | None:
    """So that nobody is introduced twice."""
    rows = [
        *await uow.introductions.list_by(partner_id=one, other_id=another),
        *await uow.introductions.list_by(partner_id=another, other_id=one),
    ]
    return max((row.on for row in rows), default=None)


async def _mourning(uow: UnitOfWork, side: Side, today: date) -> tuple[Person, ...]:
    events = await uow.events.list_by(partner_id=side.partner.id, kind=MOURNING)
    bereaved = {one.person_id for one in events if one.on <= today <= one.on + QUIET_DAYS}
    return tuple(one for one in side.people if one.id in bereaved)
