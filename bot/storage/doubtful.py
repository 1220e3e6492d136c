"""Which partners may not be in good care, in one question: the others need not be reckoned."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select, union
from sqlalchemy.orm import aliased

from bot.domain.words import Direction, PartnerState, PromiseState, Purpose, ReminderKind, ReminderState, Rhythm, Stance
from bot.storage.agreements import AgreementRow
from bot.storage.interactions import InteractionRow
from bot.storage.partners import PartnerRow
from bot.storage.promises import PromiseRow
from bot.storage.reminders import ReminderRow
from bot.storage.rhythms import RhythmRow

CARE = tuple(purpose for purpose in Purpose if purpose.stance is Stance.CARE)
WORK = tuple(purpose for purpose in Purpose if purpose.stance is Stance.WORK)
BROKEN_SOONEST = timedelta(days=5)
"""A check-in breaks five working days after it falls due, and no sooner than so many days."""


def is_care(row: Any) -> ColumnElement[bool]:
    """Our care."""
    return and_(row.direction == Direction.OURS, row.purpose.in_(CARE), row.mass.is_(False))


def is_work(row: Any) -> ColumnElement[bool]:
    """Our work."""
    return and_(row.direction == Direction.OURS, row.purpose.in_(WORK), row.mass.is_(False))


def is_ask(row: Any) -> ColumnElement[bool]:
    """Our ask."""
    return and_(row.direction == Direction.OURS, row.purpose == Purpose.ASK, row.mass.is_(False))


def doubtful(today: date) -> CompoundSelect[int]:
    """Ids of active partners for which a reason of design 2.8 may hold: too many rather than one too few."""
    rhythm, contact, care = RhythmRow, InteractionRow, aliased(InteractionRow)
    # A skip moves the due day on, and leaves how long they have not heard from us.
    check_in = and_(
        rhythm.rhythm == Rhythm.CHECK_IN,
        or_(rhythm.due_on <= today - BROKEN_SOONEST, rhythm.skipped_on.is_not(None)),
    )
    later = or_(care.on > contact.on, and_(care.on == contact.on, care.id > contact.id))
    cared_since = exists().where(care.partner_id == contact.partner_id, is_care(care), later)
    complaint = and_(
        contact.purpose == Purpose.COMPLAINT, contact.direction == Direction.THEIRS, contact.settled_on.is_(None)
    )
    reminder = ReminderRow
    missed = and_(reminder.kind == ReminderKind.CONGRATULATION, reminder.state == ReminderState.EXPIRED)
    unreckoned = ~exists().where(rhythm.partner_id == PartnerRow.id, rhythm.rhythm == Rhythm.CHECK_IN)
    return union(
        select(PartnerRow.id).where(PartnerRow.state == PartnerState.ACTIVE, unreckoned),
        _of_active(rhythm.partner_id, check_in),
        _of_active(contact.partner_id, and_(is_ask(contact), ~cared_since)),
        _of_active(contact.partner_id, complaint),
        _of_active(PromiseRow.partner_id, and_(PromiseRow.state == PromiseState.OPEN, PromiseRow.due_on < today)),
        _of_active(AgreementRow.partner_id, and_(AgreementRow.closed_on.is_(None), AgreementRow.to_on < today)),
        _of_active(reminder.partner_id, missed),
    )


def _of_active(partner_id: Any, where: ColumnElement[bool]) -> Select[int]:
    return (
        select(partner_id)
        .where(where)
        .join(PartnerRow, PartnerRow.id == partner_id)
        .where(PartnerRow.state == PartnerState.ACTIVE)
    )
