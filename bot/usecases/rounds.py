"""A feast's round: person by person, resumed where it was left, and nobody greeted by two colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.planning.days_of_people import feast_of
from bot.domain.ports import Actor, Storage
from bot.domain.rounds import HELD_FOR, FeastRound
from bot.domain.words import ReminderKind, ReminderState, Role
from bot.usecases.acting import need


@dataclass(frozen=True, slots=True)
class Came:
    """At which reminder the round goes on; None where colleagues are at all that is left. ``held`` counts those."""

    reminder_id: int | None
    held: int = 0


@dataclass(frozen=True, slots=True)
class RoundDone:
    """What a colleague did in a round: how many they greeted, and passed over."""

    greeted: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class GoOnInRound:
    """Comes to the next person of a round, and keeps that place for the colleague for a while."""

    storage: Storage

    async def __call__(self, by: Actor, feast: str, cycle: str, open_ids: Sequence[int]) -> Came:
        """*open_ids* are the reminders that wait, in their order. Where one stands already, one stays."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            places = await uow.feast_rounds.list_by(feast=feast, cycle=cycle)
            mine = next((one for one in places if one.staff_id == by.staff.id), None)
            held = {one.reminder_id for one in places if one is not mine and _holds(one, by)}
            free = [id for id in open_ids if id not in held]
            here = mine.reminder_id if mine is not None and mine.reminder_id in free else None
            next_id = here or (free[0] if free else None)
            if mine is None:
                await uow.feast_rounds.add(FeastRound(by.staff.id, feast, cycle, next_id, by.now))
            else:
                await uow.feast_rounds.change(mine.id, reminder_id=next_id, at=by.now)
            await uow.commit()
        return Came(next_id, len(open_ids) - len(free))


@dataclass(frozen=True, slots=True)
class CountRound:
    """What a colleague did in a round so far."""

    storage: Storage

    async def __call__(self, by: Actor, feast: str, cycle: str) -> RoundDone:
        """Counted from the reminders themselves, so that what was taken back does not count."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            settled = await uow.reminders.list_by(
                kind=ReminderKind.CONGRATULATION,
                cycle=cycle,
                answered_by=by.staff.id,
                state=(ReminderState.DONE, ReminderState.SKIPPED),
            )
        mine = [one for one in settled if feast_of(one.subject) == feast]
        greeted = sum(one.state is ReminderState.DONE for one in mine)
        return RoundDone(greeted, len(mine) - greeted)


def _holds(place: FeastRound, by: Actor) -> bool:
    """Whether a colleague came there so lately that they may be writing just now."""
    return place.at is not None and place.at > by.now - HELD_FOR
