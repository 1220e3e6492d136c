"""Logging a contact: what it settles, and what is worth saying about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.balance import Gentle, gentle_after
from bot.domain.cards import CardRows
from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.rhythms import moved_due, rhythm_days
from bot.domain.staff import Staff
from bot.domain.words import Channel, Direction, EventKind, Kind, NoticeKind, PersonState, Purpose, Rhythm, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.events import add_event
from bot.usecases.known import card_rows, check_day, has_whole_history, history, kept_note, living_partner, person_at
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.promises import PromiseKept, as_told
from bot.usecases.rhythms import keep_rhythms, refresh_rhythms, work_calendar
from bot.usecases.settling import Touched, settle_by, touched
from bot.usecases.telling import complaint_key

LATELY_DAYS = 7
"""Before a second colleague contacts a partner within so many days, the first contact is shown (design 2.6)."""
ANSWER_WORKDAYS = 2
"""Their ask, offer or invitation is answered within so many working days (design 2.1)."""
TO_BE_ANSWERED = (Purpose.ASK, Purpose.OFFER, Purpose.INVITATION)


@dataclass(frozen=True, slots=True)
class RecentContact:
    """A colleague's contact within the last seven days."""

    interaction_id: int
    staff_id: int
    staff_name: str
    on: date
    purpose: Purpose
    channel: Channel | None = None
    direction: Direction = Direction.OURS


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of a log.

    ``settled`` were answered; ``to_choose`` and ``promises`` (the open ones) are asked about (``ConfirmSettled``).
    ``check_in_on`` is the next check-in's working day. ``gentle`` holds the one gentle sentence after an ask,
    ``recent`` colleagues' contacts within seven days, ``promise_due_on`` the day of the promise that is offered,
    ``told`` to whom a complaint of theirs was reported; ``gratification`` asks for one sentence of caution. ``others``
    is what came of the same contact with further people or partners.
    """

    interaction_id: int
    partner_id: int
    partner_name: str
    settled: tuple[Touched, ...] = ()
    to_choose: tuple[Touched, ...] = ()
    promises: tuple[PromiseKept, ...] = ()
    check_in_on: date | None = None
    gentle: Gentle | None = None
    recent: tuple[RecentContact, ...] = ()
    promise_due_on: date | None = None
    told: tuple[int, ...] = ()
    gratification: bool = False
    others: tuple["Logged", ...] = ()
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class LogContact:
    """Keeps a contact.

    Of the draft, partner, person, day, channel, purpose, direction and note count. Raises ``NotFound``, or ``BadValue``
    for an archived partner, somebody of another partner, a day ahead or before the partner was known, a long note.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        draft: Interaction,
        also: Sequence[tuple[int, int | None]] = (),
        event: EventKind | None = None,
    ) -> Logged:
        """Logs it once; *also* with each of these partners, and people there, or with none of them.

        *event* befell the person: it is noted first, so that the contact settles its reminder.
        """
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "log_contact", Logged):
                return before
            if event is not None:
                await self._note_event(uow, by, draft, event)
            outcome = await self._log(uow, by, draft)
            others = [
                await self._log(uow, by, replace(draft, partner_id=partner_id, person_id=person_id))
                for partner_id, person_id in also
            ]
            told = (*outcome.told, *(one for other in others for one in other.told))
            outcome = replace(outcome, others=tuple(others), told=tuple(dict.fromkeys(told)))
            return await finish(uow, by, "log_contact", outcome, outcome.partner_id)

    async def _note_event(self, uow: UnitOfWork, by: Actor, draft: Interaction, kind: EventKind) -> None:
        partner = await living_partner(uow, draft.partner_id)
        person = await person_at(uow, partner, draft.person_id)
        if person is None or person.state is PersonState.DIED:
            raise BadValue("person", "missing")
        check_day(partner, draft.on, self.organisation.today(by.now))
        happened = Event(partner.id, person.id, kind, draft.on)
        await add_event(uow, by, partner, person, happened, self.organisation)

    async def _log(self, uow: UnitOfWork, by: Actor, draft: Interaction) -> Logged:
        partner = await living_partner(uow, draft.partner_id)
        contact = await add_contact(uow, by, partner, draft, self.organisation)
        return await follow_contact(uow, by, partner, contact, self.organisation)


@dataclass(frozen=True, slots=True)
class ShowRecentContacts:
    """Which colleagues contacted a partner within the last seven days; shown before Save."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> tuple[RecentContact, ...]:
        """The contacts, the newest first."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            partner = await living_partner(uow, partner_id)
            return recent_contacts(by, await card_rows(uow, partner.id), today)


async def add_contact(
    uow: UnitOfWork, by: Actor, partner: Partner, draft: Interaction, organisation: Organisation
) -> Interaction:
    """Keeps a draft as a contact of this partner, after looking at every field."""
    person = await person_at(uow, partner, draft.person_id)
    check_day(partner, draft.on, organisation.today(by.now))
    return await uow.interactions.add(
        Interaction(
            partner_id=partner.id,
            on=draft.on,
            purpose=draft.purpose,
            direction=draft.direction,
            staff_id=by.staff.id,
            person_id=person.id if person else None,
            channel=draft.channel,
            note=kept_note(draft.note),
            logged_at=by.now,
        )
    )


async def follow_contact(
    uow: UnitOfWork, by: Actor, partner: Partner, contact: Interaction, organisation: Organisation
) -> Logged:
    """Everything that a new contact entails: reminders, rhythms, notices, and what is worth saying."""
    rows = await card_rows(uow, partner.id)
    found = await settle_by(uow, by, contact, rows.reminders)
    check_in = await _check_in(uow, rows, organisation)
    past = await history(uow, rows)
    today = organisation.today(by.now)
    theirs = contact.direction is Direction.THEIRS
    if theirs and contact.purpose is Purpose.COMPLAINT:
        # Until it is settled, no gesture.
        await replan(uow, [partner.id], organisation, today)
    offered = theirs and contact.purpose in TO_BE_ANSWERED
    return Logged(
        interaction_id=contact.id,
        partner_id=partner.id,
        partner_name=partner.name,
        settled=touched(found.done),
        to_choose=touched(found.to_choose),
        promises=_open_promises(rows, contact),
        check_in_on=check_in.on,
        gentle=gentle_after(contact, past, check_in.days) if contact.is_our_ask else None,
        recent=recent_contacts(by, rows, today),
        promise_due_on=work_calendar(organisation).add_working(today, ANSWER_WORKDAYS) if offered else None,
        told=await _tell_complaint(uow, by, partner, contact) if theirs else (),
        gratification=is_gratification(partner, contact),
    )


def recent_contacts(by: Actor, rows: CardRows, today: date) -> tuple[RecentContact, ...]:
    """Other colleagues' contacts within the last seven days, the newest first; a mass mailing was none."""
    since = today - timedelta(days=LATELY_DAYS)
    return tuple(
        RecentContact(
            one.id, one.staff_id, rows.staff_names[one.staff_id], one.on, one.purpose, one.channel, one.direction
        )
        for one in rows.interactions
        if not one.mass and one.on >= since and one.staff_id is not None and one.staff_id != by.staff.id
    )


def is_gratification(partner: Partner, contact: Interaction) -> bool:
    """A gift or an offer of ours to a government office deserves a sentence of caution (design 2.2)."""
    given = contact.channel is Channel.GIFT or contact.purpose is Purpose.OFFER
    return given and contact.direction is Direction.OURS and partner.kind is Kind.GOVERNMENT


def _open_promises(rows: CardRows, contact: Interaction) -> tuple[PromiseKept, ...]:
    """What we still owe the partner, which a contact of ours may have kept; not what came of this very contact."""
    if contact.direction is Direction.THEIRS or contact.is_our_ask:
        return ()
    return tuple(as_told(one) for one in rows.promises if one.interaction_id != contact.id)


async def _tell_complaint(uow: UnitOfWork, by: Actor, partner: Partner, contact: Interaction) -> tuple[int, ...]:
    """Owes a notice of their complaint to owner and managers, at once; not to the colleague who noted it."""
    if contact.purpose is not Purpose.COMPLAINT:
        return ()
    told = [one for one in await _answerable(uow, partner) if one.id != by.staff.id]
    for one in told:
        facts = {"interaction_id": contact.id, "partner_id": partner.id, "staff_id": by.staff.id}
        key = complaint_key(contact.id, one.id)
        await uow.notices.owe(Notice(NoticeKind.COMPLAINT, key, staff_id=one.id, facts=facts, due_on=contact.on))
    return tuple(one.id for one in told)


async def _answerable(uow: UnitOfWork, partner: Partner) -> list[Staff]:
    """The owner (else the backup) and all managers; admins only if there is no manager."""
    leading = await uow.staff.list_active(Role.MANAGER)
    managers = [one for one in leading if one.role is Role.MANAGER] or leading
    nearest = [await uow.staff.find(id) for id in (partner.owner_id, partner.backup_id)]
    first = next((one for one in nearest if one is not None and one.present), None)
    everybody = {one.id: one for one in (*([first] if first else []), *managers)}
    return list(everybody.values())


@dataclass(frozen=True, slots=True)
class _CheckIn:
    """A partner's check-in rhythm: its length, and the next working day on which it falls due."""

    days: int
    on: date | None


async def _check_in(uow: UnitOfWork, rows: CardRows, organisation: Organisation) -> _CheckIn:
    """The check-in as the contact leaves it; all rhythms are made true on the way."""
    partner = rows.partner
    if has_whole_history(rows):
        rhythms = await keep_rhythms(uow, partner, rows.rhythms, rows.interactions)
    else:
        await refresh_rhythms(uow, [partner.id])
        rhythms = await uow.rhythms.list_by(partner_id=partner.id)
    check_in = next(one for one in rhythms if one.rhythm is Rhythm.CHECK_IN)
    due_on = None if check_in.due_on is None else moved_due(check_in.due_on, work_calendar(organisation))
    return _CheckIn(rhythm_days(partner, check_in), due_on)
