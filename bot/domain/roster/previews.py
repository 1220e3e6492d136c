"""What importing a file would do, as it is shown before anything is done."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Fault, Refusal, Roster
from bot.domain.roster.files import RosterFile
from bot.domain.roster.headers import Heading
from bot.domain.roster.plans import FieldChange, RosterPlan


@dataclass(frozen=True, slots=True)
class ChangedPartner:
    """A known partner that the roster changes: in which columns, and what each becomes."""

    name: str
    columns: tuple[Column, ...]
    line: int = 0
    details: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A new partner that is called almost like one that is known."""

    line: int
    name: str
    known: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would do, before anything is done.

    ``pending`` are owners who have yet to join, ``undecided`` counts people with a birthday or feasts of whom nobody
    said whether they agreed. ``imported_at`` tells that the file was taken over already. ``rows`` counts what the file
    says, ``without_contact`` new partners without a last contact. ``headings`` are columns that nobody knows, and
    ``free_columns`` what they could hold; of ``month_first`` the days were read with the month first.
    """

    file_id: int
    name: str
    new_partners: int = 0
    new_people: int = 0
    same_partners: int = 0
    changed: tuple[ChangedPartner, ...] = ()
    pending: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    undecided: int = 0
    imported_at: datetime | None = None
    resembling: tuple[Resemblance, ...] = ()
    without_contact: int = 0
    headings: tuple[Heading, ...] = ()
    free_columns: tuple[Column, ...] = ()
    month_first: tuple[str, ...] = ()

    @property
    def worth_importing(self) -> bool:
        """Whether importing it would change anything."""
        return bool(self.new_partners or self.new_people or self.changed or self.undecided)


def preview_of(file: RosterFile, roster: Roster, plan: RosterPlan, resembling: tuple[Resemblance, ...] = ()) -> Preview:
    """What a plan comes to, in figures and lists."""
    known = [one for one in plan.partners if one.partner is not None]
    changed = [
        ChangedPartner(one.partner.name if one.partner else one.entry.name, one.changes, one.entry.line, one.details)
        for one in known
        if one.details
    ]
    return Preview(
        file_id=file.id,
        name=file.name,
        new_partners=len(plan.partners) - len(known),
        new_people=sum(one.new_people for one in plan.partners),
        same_partners=sum(not one.details and not one.new_people for one in known),
        changed=tuple(changed),
        pending=tuple(one.name for one in plan.pending),
        refusals=tuple(sorted(roster.refusals, key=lambda one: one.line)),
        faults=tuple(sorted((*roster.faults, *plan.faults), key=lambda one: one.line)),
        unknown_columns=roster.unknown_columns,
        undecided=sum(person.asks_consent for person in plan.people),
        imported_at=file.imported_at,
        resembling=resembling,
        without_contact=sum(one.partner is None and one.entry.last_contact_on is None for one in plan.partners),
    )
