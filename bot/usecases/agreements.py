"""Agreements with a partner: entered, changed, and closed by what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.agreements import FIRST_STEP, Agreement
from bot.domain.errors import BadValue
from bot.domain.paging import page_near, pages_of
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import AgreementOutcome, ReminderKind, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import living_partner, merged_partner
from bot.usecases.meanwhile import changed_meanwhile
from bot.usecases.partner_fields import mark_of, short_text
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned
from bot.usecases.settling import LIVING, mark_answered

PAGE = 6


@dataclass(frozen=True, slots=True)
class AgreementChanged:
    """An agreement that was entered, changed or closed.

    ``comes_up_on`` is the day on which it is spoken of first; ``following_to_on`` the end of the one that a renewal
    adds. Without a ``change_set_id`` nothing was changed: it was so already.
    """

    agreement_id: int
    partner_id: int
    to_on: date
    outcome: AgreementOutcome = AgreementOutcome.OPEN
    comes_up_on: date | None = None
    following_to_on: date | None = None
    told: Replanned = NOTHING
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """A page of a partner's agreements: those without an outcome first, then the newest ends; pages count from 0."""

    partner: Partner
    agreements: Sequence[Agreement]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class ListAgreements:
    """The agreements with a partner."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int, page: int = 0) -> AgreementPage:
        """A page that is not there gives the nearest one."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            partner = await merged_partner(uow, partner_id)
            found = await uow.agreements.list_by(partner_id=partner.id)
        found = sorted(found, key=lambda one: (one.closed_on is not None, -one.to_on.toordinal(), one.id))
        page = page_near(page, len(found), PAGE)
        return AgreementPage(partner, found[page * PAGE :][:PAGE], page, len(found))


@dataclass(frozen=True, slots=True)
class AddAgreement:
    """Enters an agreement; steps before its end that are past already surface once, now (design 2.7)."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, partner_id: int, to_on: date, from_on: date | None = None, title: str | None = None
    ) -> AgreementChanged:
        """``BadValue`` for one that ends before it begins, or a title that is too long."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_agreement", AgreementChanged):
                return before
            partner = await living_partner(uow, partner_id)
            draft = Agreement(partner.id, to_on, from_on, _title(title), entered_on=today)
            check_term(draft.from_on, draft.to_on)
            kept = await uow.agreements.add(draft)
            outcome = await _replanned(uow, kept, self.organisation, today)
            return await finish(uow, by, "add_agreement", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class ChangeAgreement:
    """Changes what an agreement says: its beginning, end and title."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        agreement_id: int,
        to_on: date,
        from_on: date | None = None,
        title: str | None = None,
        seen: str | None = None,
    ) -> AgreementChanged:
        """*seen* marks the agreement that the colleague saw (``mark_of_agreement``).

        ``ChangedMeanwhile`` where it is another one now; ``BadValue`` as when it is entered.
        """
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_agreement", AgreementChanged):
                return before
            stood = await uow.agreements.get(agreement_id)
            await living_partner(uow, stood.partner_id)
            check_term(from_on, to_on)
            fields: dict[str, Any] = {"to_on": to_on, "from_on": from_on, "title": _title(title)}
            if replace(stood, **fields) == stood:
                return AgreementChanged(stood.id, stood.partner_id, stood.to_on, stood.outcome)
            expected = {name: getattr(stood, name) for name in fields}
            as_seen = seen is None or seen == mark_of_agreement(stood)
            if not as_seen or not await uow.agreements.change_when(stood.id, expected, **fields):
                row = ("agreements", stood.id)
                raise await changed_meanwhile(uow, stood.partner_id, row, tuple(fields), "agreement", stood)
            kept = await uow.agreements.get(stood.id)
            outcome = await _replanned(uow, kept, self.organisation, today)
            return await finish(uow, by, "change_agreement", outcome, stood.partner_id)


@dataclass(frozen=True, slots=True)
class CloseAgreement:
    """Closes an agreement by its outcome, as its reminder does; one that was in process can be concluded later."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, agreement_id: int, outcome: AgreementOutcome, to_on: date | None = None
    ) -> AgreementChanged:
        """A renewal needs a day after the agreement's end (``BadValue`` otherwise), and adds the period up to it."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "close_agreement", AgreementChanged):
                return before
            agreement = await uow.agreements.get(agreement_id)
            await living_partner(uow, agreement.partner_id)
            if agreement.outcome is outcome:
                return AgreementChanged(agreement.id, agreement.partner_id, agreement.to_on, outcome)
            if agreement.outcome in (AgreementOutcome.RENEWED, AgreementOutcome.ENDED):
                raise BadValue("outcome", "closed_already")
            following = await conclude(uow, agreement, outcome, to_on, today)
            for one in await uow.reminders.list_by(
                partner_id=agreement.partner_id,
                kind=ReminderKind.RENEWAL,
                subject=f"agreement:{agreement.id}",
                state=LIVING,
            ):
                await mark_answered(uow, by, one, ReminderState.DONE)
            changed = await _replanned(uow, following or agreement, self.organisation, today)
            changed = replace(
                changed,
                agreement_id=agreement.id,
                to_on=agreement.to_on,
                outcome=outcome,
                following_to_on=following.to_on if following else None,
                comes_up_on=changed.comes_up_on if following else None,
            )
            return await finish(uow, by, "close_agreement", changed, agreement.partner_id)


async def conclude(
    uow: UnitOfWork, agreement: Agreement, outcome: AgreementOutcome, to_on: date | None, today: date
) -> Agreement | None:
    """Writes the outcome of an agreement, inside somebody's unit of work; gives the one that a renewal adds."""
    following = _following(agreement, outcome, to_on, today)
    if not await uow.agreements.change_when(
        agreement.id, {"outcome": agreement.outcome}, outcome=outcome, closed_on=today
    ):
        # Of two colleagues at once, the second would add the following period once more.
        raise BadValue("outcome", "closed_already")
    return None if following is None else await uow.agreements.add(following)


def check_term(from_on: date | None, to_on: date) -> None:
    """``BadValue`` for an agreement that ends before it begins."""
    if from_on is not None and to_on < from_on:
        raise BadValue("to_on", "ends_before_it_begins", (("first", from_on),))


def mark_of_agreement(agreement: Agreement) -> str:
    """A short mark of what an agreement says, by which a form tells whether it still is the one that was shown."""
    return mark_of(f"{agreement.from_on}|{agreement.to_on}|{agreement.title}")


def _following(agreement: Agreement, outcome: AgreementOutcome, to_on: date | None, today: date) -> Agreement | None:
    if outcome is AgreementOutcome.OPEN:
        raise BadValue("outcome", "missing")
    if outcome is not AgreementOutcome.RENEWED:
        return None
    if to_on is None or to_on <= agreement.to_on:
        raise BadValue("to_on", "not_later", (("day", agreement.to_on),))
    return Agreement(
        partner_id=agreement.partner_id,
        from_on=agreement.to_on + timedelta(days=1),
        to_on=to_on,
        title=agreement.title,
        entered_on=today,
    )


def _title(text: str | None) -> str | None:
    return short_text(" ".join((text or "").split())) or None


async def _replanned(
    uow: UnitOfWork, agreement: Agreement, organisation: Organisation, today: date
) -> AgreementChanged:
    told = replanned(await replan(uow, [agreement.partner_id], organisation, today))
    comes_up_on = max(agreement.to_on - FIRST_STEP, today)
    return AgreementChanged(
        agreement.id, agreement.partner_id, agreement.to_on, agreement.outcome, comes_up_on, told=told
    )
