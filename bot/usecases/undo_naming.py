"""What an act is told by, before it is taken back: its partner, its fields, its numbers."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.changes import ChangeSet
from bot.domain.ports import UnitOfWork

EDITS = frozenset(
    {
        *("change_partner", "change_person", "edit_interaction", "change_agreement", "change_rhythm"),
        *("change_settings", "save_day", "complete_contact", "change_own_feast"),
        "change_template",
    }
)
"""Acts that change fields: which they were is named."""
_NAMING = {
    "merge_partners": "other_name",
    "import_roster": "name",
    **dict.fromkeys(("set_absence", "change_absence", "end_absence"), "name"),
}
_COUNTING = {"hand_over": "partners", "import_roster": "new_partners"}
"""What an outcome calls the name, and the number, by which its act is told."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """One of one's own acts of the last day.

    ``fields`` names what an edit changed, by noun; ``other_name`` is the partner that was merged, the file that was
    imported, or whose absence it was; ``partners`` counts those that were handed over, or came in.
    """

    change_set_id: int
    act: str
    at: datetime
    partner_id: int | None = None
    partner_name: str | None = None
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    other_name: str | None = None
    partners: int = 0


async def name_act(uow: UnitOfWork, found: ChangeSet) -> Undoable:
    """What an act is told by."""
    partner = await uow.partners.find(found.partner_id)
    outcome = found.outcome.get("is") or {}
    return Undoable(
        found.id,
        found.act,
        found.at,
        found.partner_id,
        partner.name if partner else None,
        fields=_edited(found) if found.act in EDITS else (),
        other_name=outcome.get(_NAMING.get(found.act, "")),
        partners=int(outcome.get(_COUNTING.get(found.act, ""), 0)),
    )


def _edited(found: ChangeSet) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields of rows that the act changed, by noun."""
    fields: dict[str, dict[str, None]] = {}
    for change in found.changes:
        if change.before is not None and change.after is not None and change.noun != "reminders":
            fields.setdefault(change.noun, {}).update(dict.fromkeys(change.after))
    return tuple((noun, tuple(names)) for noun, names in fields.items())
