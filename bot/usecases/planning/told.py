"""What replanning did, as facts of an outcome: a colleague is told in one line which reminders moved."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.usecases.planning.applying import PlanAct, PlanChange


@dataclass(frozen=True, slots=True)
class Replanned:
    """How many reminders an edit added, moved, handed to somebody else or withdrew."""

    added: int = 0
    moved: int = 0
    handed_on: int = 0
    withdrawn: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.handed_on or self.withdrawn)


NOTHING = Replanned()


def replanned(changes: Iterable[PlanChange]) -> Replanned:
    """The changes of one replanning, counted."""
    did = [change.did for change in changes]
    return Replanned(
        added=did.count(PlanAct.PLANNED) + did.count(PlanAct.OPENED),
        moved=did.count(PlanAct.MOVED) + did.count(PlanAct.QUEUED) + did.count(PlanAct.WOKEN),
        handed_on=did.count(PlanAct.HANDED_ON),
        withdrawn=did.count(PlanAct.WITHDRAWN) + did.count(PlanAct.EXPIRED),
    )
