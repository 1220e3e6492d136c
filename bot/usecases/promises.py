"""Promises: noted, kept, dropped, and taken up again."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import BadValue, Outdated
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import PromiseState, ReminderKind, ReminderState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import kept_note, living_partner, person_at
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.settling import LIVING, mark_answered

SUBJECT = "promise:"
"""How the subject of a promise's reminder begins."""


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """A promise as an outcome tells it."""

    promise_id: int
    partner_id: int
    text: str
    due_on: date
    state: PromiseState = PromiseState.OPEN
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class AddPromise:
    """Notes a promise with its day; ``BadValue`` for a day that is past, or no text."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, draft: Promise) -> PromiseKept:
        """Of the draft, partner, text, day, person and interaction count.

        A contact is answered by one promise: where there is one, it is given as it is, without a change set.
        """
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        text = kept_note(draft.text)
        if text is None:
            raise BadValue("text", "missing")
        if draft.due_on < today:
            raise BadValue("due_on", "past", (("day", draft.due_on),))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_promise", PromiseKept):
                return before
            if draft.interaction_id is not None:
                for known in await uow.promises.list_by(interaction_id=draft.interaction_id):
                    return as_told(known)
            partner = await living_partner(uow, draft.partner_id)
            person = await person_at(uow, partner, draft.person_id)
            kept = await uow.promises.add(
                Promise(
                    partner_id=partner.id,
                    text=text,
                    due_on=draft.due_on,
                    person_id=person.id if person else None,
                    staff_id=by.staff.id,
                    interaction_id=draft.interaction_id,
                    made_on=today,
                )
            )
            await replan(uow, [partner.id], self.organisation, today)
            outcome = as_told(kept)
            return await finish(uow, by, "add_promise", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class SettlePromise:
    """Says that a promise was kept, or is dropped; its reminder goes with it."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, promise_id: int, state: PromiseState) -> PromiseKept:
        """Settles it; ``Outdated`` where it is settled already."""
        need(by, Role.STAFF)
        if state is PromiseState.OPEN:
            raise BadValue("state", "open")
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "settle_promise", PromiseKept):
                return before
            promise = await uow.promises.get(promise_id)
            settled = await settle_promise(uow, by, promise, state, self.organisation.today(by.now))
            if settled is None:
                raise Outdated("promises", promise_id)
            outcome = as_told(settled)
            return await finish(uow, by, "settle_promise", outcome, promise.partner_id)


async def settle_promise(
    uow: UnitOfWork,
    by: Actor,
    promise: Promise,
    state: PromiseState,
    today: date,
    interaction_id: int | None = None,
) -> Promise | None:
    """Settles an open promise and its reminder, by a contact if there was one; None where it was not open."""
    if not await uow.promises.change_when(promise.id, {"state": PromiseState.OPEN}, state=state, settled_on=today):
        return None
    answer = ReminderState.DONE if state is PromiseState.KEPT else ReminderState.WITHDRAWN
    for one in await _reminders_of(uow, promise):
        await mark_answered(uow, by, one, answer, interaction_id)
    return await uow.promises.get(promise.id)


async def promise_of(uow: UnitOfWork, reminder: Reminder) -> Promise | None:
    """The promise that a reminder is about."""
    if reminder.kind is not ReminderKind.PROMISE:
        return None
    return await uow.promises.find(int(reminder.subject.removeprefix(SUBJECT)))


async def reopen_promise(uow: UnitOfWork, reminder: Reminder) -> None:
    """Takes up again the promise that a reminder is about, if it is about one."""
    promise = await promise_of(uow, reminder)
    if promise is not None:
        await uow.promises.change(promise.id, state=PromiseState.OPEN, settled_on=None)


def as_told(promise: Promise) -> PromiseKept:
    """A promise as an outcome tells it."""
    return PromiseKept(promise.id, promise.partner_id, promise.text, promise.due_on, promise.state)


async def _reminders_of(uow: UnitOfWork, promise: Promise) -> list[Reminder]:
    return await uow.reminders.list_by(
        partner_id=promise.partner_id, kind=ReminderKind.PROMISE, subject=f"{SUBJECT}{promise.id}", state=LIVING
    )
