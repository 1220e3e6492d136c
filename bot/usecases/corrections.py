"""Editing and deleting what was logged, and choosing what it settled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain.answers import could_answer
from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import PromiseState, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.interactions import Logged, follow_contact
from bot.usecases.known import check_day, kept_note, merged_partner, person_at
from bot.usecases.promises import reopen_promise, settle_promise
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.settling import (
    Touched,
    end_groundless,
    get_well,
    mark_answered,
    reopen_settled_by,
    touched,
    withdraw_about,
)

OWN_FOR = timedelta(days=7)
"""So long after logging, one's own contacts can be edited and deleted; managers may always."""
EDITABLE = frozenset({"person_id", "on", "channel", "purpose", "direction", "note"})


@dataclass(frozen=True, slots=True)
class Deleted:
    """What deleting a contact led back."""

    interaction_id: int
    partner_id: int
    reopened: tuple[Touched, ...] = ()
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The reminders that a colleague said were settled."""

    settled: tuple[Touched, ...]
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class EditInteraction:
    """Changes fields of a contact; what it settles is looked at anew.

    Raises as ``LogContact`` does, and ``NotAllowed`` for somebody else's, or one's own after seven days.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, interaction_id: int, **fields: Any) -> Logged:
        """Sets the fields named: person, day, channel, purpose, direction, note."""
        need(by, Role.STAFF)
        if unknown := fields.keys() - EDITABLE:
            raise BadValue("field", "unknown", (("field", min(unknown)),))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "edit_interaction", Logged):
                return before
            contact = await uow.interactions.get(interaction_id)
            need_own(by, contact)
            partner = await merged_partner(uow, contact.partner_id)
            edited = replace(contact, **fields)
            await person_at(uow, partner, edited.person_id)
            check_day(partner, edited.on, self.organisation.today(by.now))
            fields["note"] = kept_note(edited.note)
            contact = await uow.interactions.change(contact.id, **fields)
            reopened = await reopen_settled_by(uow, contact, kept_if=contact)
            await end_groundless(uow, reopened, self.organisation.today(by.now))
            if not contact.is_our_ask:
                await withdraw_about(uow, partner.id, f"ask:{contact.id}")
            outcome = await follow_contact(uow, by, partner, contact, self.organisation)
            return await finish(uow, by, "edit_interaction", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class DeleteInteraction:
    """Forgets a contact and reopens what it had settled; the audit keeps what it was."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, interaction_id: int) -> Deleted:
        """Deletes it; ``NotAllowed`` for somebody else's, or one's own after seven days."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "delete_interaction", Deleted):
                return before
            contact = await uow.interactions.get(interaction_id)
            need_own(by, contact)
            reopening = await reopen_settled_by(uow, contact)
            for one in reopening:
                await reopen_promise(uow, one)
            await withdraw_about(uow, contact.partner_id, f"ask:{contact.id}")
            await _forget_made_by(uow, contact)
            await uow.interactions.remove(contact.id)
            await refresh_rhythms(uow, [contact.partner_id])
            waiting = await end_groundless(uow, reopening, self.organisation.today(by.now))
            outcome = Deleted(contact.id, contact.partner_id, touched(waiting))
            return await finish(uow, by, "delete_interaction", outcome, contact.partner_id)


@dataclass(frozen=True, slots=True)
class ConfirmSettled:
    """Says which reminders, and which promises, a contact settled, where its log could not tell."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, interaction_id: int, reminder_ids: Iterable[int] = (), promise_ids: Iterable[int] = ()
    ) -> Confirmed:
        """Settles those that still live."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "confirm_settled", Confirmed):
                return before
            contact = await uow.interactions.get(interaction_id)
            settled = await self._settle(uow, by, contact, await uow.reminders.list_in(reminder_ids))
            for promise in await uow.promises.list_in(promise_ids):
                if promise.partner_id == contact.partner_id:
                    today = self.organisation.today(by.now)
                    await settle_promise(uow, by, promise, PromiseState.KEPT, today, contact.id)
            return await finish(uow, by, "confirm_settled", Confirmed(touched(settled)), contact.partner_id)

    async def _settle(
        self, uow: UnitOfWork, by: Actor, contact: Interaction, chosen: Iterable[Reminder]
    ) -> list[Reminder]:
        """Settles those that the table allows; the first person among them is whom the contact was with."""
        settled: list[Reminder] = []
        wells = await get_well(uow, chosen)
        for one in chosen:
            fits = could_answer(one, contact, get_well=one.id in wells)
            if fits and await mark_answered(uow, by, one, ReminderState.DONE, contact.id):
                settled.append(one)
                if contact.person_id is None and one.person_id is not None:
                    contact = await uow.interactions.change(contact.id, person_id=one.person_id)
        return settled


def need_own(by: Actor, contact: Interaction) -> None:
    """Refuses with ``NotAllowed`` what is neither one's own of the last seven days nor a manager's to change."""
    if not _is_own(by, contact):
        need(by, Role.MANAGER)


def may_correct(by: Actor, contact: Interaction) -> bool:
    """Whether the actor may edit or delete it now."""
    return by.staff.may(Role.MANAGER) or _is_own(by, contact)


def _is_own(by: Actor, contact: Interaction) -> bool:
    return contact.staff_id == by.staff.id and contact.logged_at is not None and contact.logged_at > by.now - OWN_FOR


async def _forget_made_by(uow: UnitOfWork, contact: Interaction) -> None:
    """Takes away the offer, or the introduction, that this contact was; nobody is asked about it any more."""
    for offer in await uow.offers.list_by(interaction_id=contact.id):
        await withdraw_about(uow, offer.partner_id, f"offer:{offer.id}")
        await uow.offers.remove(offer.id)
    for side in ("interaction_id", "other_interaction_id"):
        for met in await uow.introductions.list_by(**{side: contact.id}):
            await withdraw_about(uow, met.partner_id, f"introduction:{met.id}")
            await uow.introductions.remove(met.id)
