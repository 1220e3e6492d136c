"""Taking one's own changes back, within a day."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.changes import Change, ChangeSet
from bot.domain.errors import NotAllowed, NothingToUndo
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import ReminderState, Role, StaffState
from bot.usecases.absence_tidings import tell_of_undo
from bot.usecases.acting import done_before, finish, need
from bot.usecases.feasts import look_anew_after
from bot.usecases.hanging import rows_in_use
from bot.usecases.mail_answers import take_mailing_back
from bot.usecases.mailing import SEND_NEWS
from bot.usecases.merging import part_forms, part_people
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.settling import Touched, end_groundless, touched, withdraw_about
from bot.usecases.standing_in import pass_on, read_resting
from bot.usecases.telling import unsend
from bot.usecases.undo_import import take_import_back
from bot.usecases.undo_naming import Undoable, name_act

UNDO_FOR = timedelta(days=1)
"""So long after an act it can be taken back."""
FOR_GOOD = frozenset(
    {
        "mail_sent",
        "mail_draft",
        "decide_mail",
        "claim",
        "invite",
        "join",
        "revoke_invitation",
        "erase_person",
        "change_role",
        "remove_colleague",
    }
)
"""Acts that others rely on at once, that must not come back, or that need rights which may be lost since."""
FOR_MANAGERS = frozenset(
    {
        *("import_roster", "confirm_feast", "add_own_feast", "change_own_feast", "remove_own_feast", "hand_over"),
        *("add_template", "change_template", "remove_template", "switch_text", "import_templates"),
    }
)
"""Acts that only managers do; who lost that role takes none of them back."""
_ABSENCES = frozenset({"set_absence", "change_absence", "end_absence"})
"""Acts about a colleague's absence: of another one's, a manager's."""
FOR_ADMINS = frozenset({"link_group", "keep_own_word", "drop_own_word"})
"""Acts that only admins do."""
_CORRECTIONS = frozenset({"edit_interaction", "delete_interaction"})
MOST_CHANGES = 5000
"""An act that changed more rows is none that is taken back in passing: everybody else would wait for it."""
IMPORT = "import_roster"
"""An import is taken back in bulk, however large it was."""
_COMPUTED = "rhythms"
_PLANNED_BY = frozenset(
    {
        "partners",
        "people",
        "occasions",
        "kept_feasts",
        "confirmed_feasts",
        "own_feasts",
        "events",
        "promises",
        "offers",
        "introductions",
        "agreements",
    }
)
"""Nouns whose edits moved reminders beside the act, and so move them back."""
_CHOSEN_FIELDS = frozenset({"own_days", "skipped_on"})
"""What somebody decided about a rhythm; the rest is computed anew."""
Touches = Set[tuple[str, int, str]]
"""Fields that were changed, each by its noun, its row and its name."""
_TOGETHER: Mapping[str, Sequence[frozenset[str]]] = {
    "partners": (frozenset({"owner_id", "owner_since_on"}), frozenset({"since_on", "since_year"})),
    "people": (frozenset({"state", "left_on"}), frozenset({"consent", "undecided_until"})),
    "occasions": (frozenset({"day", "month", "year", "calendar", "leap_on_march", "single"}),),
    "own_feasts": (frozenset({"day", "month", "year", "calendar"}), frozenset({"greet_from", "greet_until"})),
    "agreements": (frozenset({"from_on", "to_on"}), frozenset({"outcome", "closed_on"})),
    "promises": (frozenset({"state", "settled_on"}),),
    "introductions": (frozenset({"outcome", "closed_on"}),),
    "absences": (frozenset({"from_on", "until_on"}),),
}
"""Fields that say one thing: half as before, and half as somebody left them since, would say what nobody did."""
_MACHINERY = frozenset({"announcements", "forms", "notices"})
_SUBJECTS = {
    "agreements": "agreement",
    "events": "event",
    "interactions": "ask",
    "occasions": "occasion",
    "promises": "promise",
    "offers": "offer",
    "introductions": "introduction",
}
"""Reminders about such a row lose their ground with it."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something changed since, and so left as it is; ``field`` is None for a whole row."""

    noun: str
    id: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back.

    ``reopened`` are the reminders that wait again, ``left`` is what somebody changed since, and ``unsent_to`` are the
    colleagues who were told already: that cannot be unsent. Of an import, ``gone`` counts the rows that went, by noun,
    ``restored`` those that are as before; ``kept_names`` are partners that somebody used or changed since.
    """

    what: Undoable
    reopened: tuple[Touched, ...] = ()
    left: tuple[Left, ...] = ()
    unsent_to: tuple[int, ...] = ()
    gone: tuple[tuple[str, int], ...] = ()
    restored: int = 0
    kept_names: tuple[str, ...] = ()
    mails_gone: int | None = None


@dataclass(frozen=True, slots=True)
class ListUndoable:
    """One's own acts of the last day that can be taken back, the newest first."""

    storage: Storage

    async def __call__(self, by: Actor, limit: int = 5) -> tuple[Undoable, ...]:
        """At most *limit* of them."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            sets = await _own_sets(uow, by)
            return tuple([await name_act(uow, one) for one in sets[:limit]])


@dataclass(frozen=True, slots=True)
class UndoLast:
    """Takes the last own change back; ``NothingToUndo`` where there is none within a day."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor) -> Undone:
        """Takes it back once, however often the same update asks."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "undo", Undone):
                return before
            sets = await _own_sets(uow, by)
            if not sets:
                raise NothingToUndo
            return await _take_back(uow, by, sets[0], self.organisation)


@dataclass(frozen=True, slots=True)
class UndoChange:
    """Takes one own act back, as the button under it offers."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, change_set_id: int) -> Undone:
        """``NotAllowed`` for a colleague's, ``NothingToUndo`` for one too old or taken back already."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "undo", Undone):
                return before
            found = await uow.change_sets.get(change_set_id)
            if found.staff_id != by.staff.id:
                raise NotAllowed("own change")
            if not _can_be_undone(found) or found.at < by.now - UNDO_FOR:
                raise NothingToUndo
            need(by, await _role_for(uow, by, found))
            return await _take_back(uow, by, found, self.organisation)


async def _own_sets(uow: UnitOfWork, by: Actor) -> list[ChangeSet]:
    sets = await uow.change_sets.list_of(by.staff.id, by.now - UNDO_FOR)
    return [one for one in sets if _can_be_undone(one) and by.staff.may(await _role_for(uow, by, one))]


async def _role_for(uow: UnitOfWork, by: Actor, found: ChangeSet) -> Role:
    """The role that the act asked for: taking it back asks for it again."""
    if found.act in FOR_MANAGERS:
        return Role.MANAGER
    if found.act in FOR_ADMINS:
        return Role.ADMIN
    if found.act in _ABSENCES:
        return Role.STAFF if found.outcome["is"]["staff_id"] == by.staff.id else Role.MANAGER
    if found.act in _CORRECTIONS:
        corrected = [change for change in found.changes if change.noun == "interactions"]
        kept = {one.id: one.staff_id for one in await uow.interactions.list_in(one.id for one in corrected)}
        loggers = {(one.before or {}).get("staff_id", kept.get(one.id)) for one in corrected}
        return Role.STAFF if loggers <= {by.staff.id} else Role.MANAGER
    return Role.STAFF


def _can_be_undone(found: ChangeSet) -> bool:
    fresh = found.undone_at is None and found.undo_of is None
    # Reminders alone are not what somebody did where a day beside them is forgotten.
    own = [change for change in found.changes if change.noun != "reminders"] or found.changes
    known = bool(found.added) or found.act == SEND_NEWS or any(not change.blanked for change in own)
    few = len(found.changes) <= MOST_CHANGES or found.act == IMPORT
    return fresh and known and few and found.act not in FOR_GOOD


async def _take_back(uow: UnitOfWork, by: Actor, found: ChangeSet, organisation: Organisation) -> Undone:
    # What was forgotten since, since nobody agreed to it, does not come back.
    moves = any(_moves_reminders(change) for change in found.changes)
    found = replace(found, changes=tuple(change for change in found.changes if not change.blanked))
    what = await name_act(uow, found)
    if found.act == IMPORT:
        return await _take_import_back(uow, by, found, what)
    gone = await take_mailing_back(uow, by, found.outcome["is"]["mailing_id"]) if found.act == SEND_NEWS else None
    resting = await read_resting(uow, found.outcome["is"]["staff_id"]) if found.act in _ABSENCES else None
    left = await _by_somebody(uow, await _undo_changes(uow, found.changes, await _changed_since(uow, found)))
    if found.act == "merge_partners":
        await part_people(uow, found)
        await part_forms(uow, found.outcome.get("is") or {})
    reopened = await _reopened(uow, found.changes, organisation.today(by.now))
    partner_ids = await _partners_of(uow, found)
    await refresh_rhythms(uow, partner_ids)
    partner_ids = sorted({*partner_ids, *await look_anew_after(uow, found.changes)})
    if moves:
        await replan(uow, partner_ids, organisation, organisation.today(by.now))
    if resting is not None:
        await pass_on(uow, resting, organisation, organisation.today(by.now), remembered=False)
        await tell_of_undo(uow, by, found.changes)
    await uow.search.touch(await _renamed(uow, found.changes))
    outcome = Undone(what, reopened, tuple(left), await unsend(uow, found), mails_gone=gone)
    await uow.change_sets.mark_undone(found.id, by.now)
    return await finish(uow, by, "undo", outcome, found.partner_id, undo_of=found.id)


async def _take_import_back(uow: UnitOfWork, by: Actor, found: ChangeSet, what: Undoable) -> Undone:
    """In bulk; the next planning makes the reminders what they were."""
    back = await take_import_back(uow, found)
    await uow.search.touch(back.touched)
    left = tuple(Left(*one) for one in back.left)
    gone = tuple(sorted(back.gone.items()))
    told = await unsend(uow, found)
    outcome = Undone(what, (), left, told, gone, back.restored, back.kept_names)
    await uow.change_sets.mark_undone(found.id, by.now)
    return await finish(uow, by, "undo", outcome, undo_of=found.id)


async def _undo_changes(uow: UnitOfWork, changes: Sequence[Change], since: Touches) -> list[Left]:
    """Takes the changes back, the last one first; gives what was changed since, and stays."""
    kept = await rows_in_use(uow, changes)
    left = [Left(noun, id) for noun, id in sorted(kept)]
    for change in reversed(changes):
        if change.noun in _MACHINERY or _belongs_to(change, kept):
            continue
        if change.noun == "staff" and change.before is None:
            left += await _undo_colleague(uow, change)
            continue
        decided = _chosen(change) if change.noun == _COMPUTED else change
        left += await _undo(uow, decided, since) if decided is not None else []
        if change.before is None and change.noun in _SUBJECTS:
            partner_id = (change.after or {})["partner_id"]
            await withdraw_about(uow, partner_id, f"{_SUBJECTS[change.noun]}:{change.id}")
    return left


async def _undo(uow: UnitOfWork, change: Change, since: Touches = frozenset()) -> list[Left]:
    if change.before is None or change.after is None or change.noun == "reminders":
        return [] if await uow.apply_undo(change) else [Left(change.noun, change.id)]
    left: list[Left] = []
    for said, names in _parts(change):
        before, after = ({name: values[name] for name in names} for values in (change.before, change.after))
        stood = not any((change.noun, change.id, name) in since for name in said - set(names))
        if not stood or not await uow.apply_undo(Change(change.noun, change.id, before, after)):
            left += [Left(change.noun, change.id, name) for name in names]
    return left


def _parts(change: Change) -> list[tuple[frozenset[str], list[str]]]:
    """The fields of a change, those together that say one thing with all that say it."""
    parts: dict[frozenset[str], list[str]] = {}
    for name in change.after or ():
        said = next((one for one in _TOGETHER.get(change.noun, ()) if name in one), frozenset({name}))
        parts.setdefault(said, []).append(name)
    return list(parts.items())


async def _changed_since(uow: UnitOfWork, found: ChangeSet) -> Touches:
    """The fields of the partner's rows that later acts changed, as far as they stand."""
    later = [] if found.partner_id is None else await uow.change_sets.list_about(found.partner_id)
    standing = [one for one in later if one.id > found.id and one.undone_at is None and one.undo_of is None]
    changes = [change for one in standing for change in one.changes if change.before is not None]
    return {(change.noun, change.id, name) for change in changes for name in change.after or ()}


async def _undo_colleague(uow: UnitOfWork, change: Change) -> list[Left]:
    """A pending colleague goes again, with links that nobody took; one who joined or has partners stays."""
    waiting = await uow.staff.find(change.id)
    partners = await uow.partners.count_by(owner_id=change.id) + await uow.partners.count_by(backup_id=change.id)
    if waiting is None or waiting.state is not StaffState.PENDING or partners:
        return [Left(change.noun, change.id)]
    for invitation in await uow.invitations.list_by(staff_id=change.id):
        await uow.invitations.remove(invitation.id)
    return await _undo(uow, change)


async def _by_somebody(uow: UnitOfWork, left: Sequence[Left]) -> list[Left]:
    """Without the reminders that planning alone moved on since: replanning makes them what they have to be."""
    moved = {one.id for one in left if one.noun == "reminders"}
    answered = {one.id for one in await uow.reminders.list_in(moved) if one.answered_at is not None}
    return [one for one in left if one.noun != "reminders" or one.id in answered]


def _belongs_to(change: Change, kept: set[tuple[str, int]]) -> bool:
    """Whether the change stays because something stays that it hangs on."""
    after = change.after or {}
    hangs = {("interactions", after.get("interaction_id")), ("partners", after.get("partner_id"))}
    return (change.noun, change.id) in kept or bool(hangs & kept)


def _moves_reminders(change: Change) -> bool:
    own = change.noun == _COMPUTED and "own_days" in (change.before or {})
    return own or change.noun in _PLANNED_BY


def _chosen(change: Change) -> Change | None:
    """Of a rhythm, what somebody decided; None where nothing was."""
    if change.before is None or change.after is None:
        return None
    names = [name for name in change.after if name in _CHOSEN_FIELDS]
    picked = [{name: values[name] for name in names} for values in (change.before, change.after)]
    return Change(change.noun, change.id, picked[0], picked[1]) if names else None


async def _reopened(uow: UnitOfWork, changes: Iterable[Change], today: date) -> tuple[Touched, ...]:
    """The reminders that wait again; of those led back, what cannot wait any more has come to its end."""
    settled = [state.value for state in ReminderState if not state.living]
    answered = [one.id for one in changes if one.noun == "reminders" and (one.after or {}).get("state") in settled]
    return touched(await end_groundless(uow, await uow.reminders.list_in(answered), today))


async def _partners_of(uow: UnitOfWork, found: ChangeSet) -> list[int]:
    ids = {change.id for change in found.changes if change.noun == "partners"}
    for change in found.changes:
        ids |= {values["partner_id"] for values in (change.before, change.after) if values and values.get("partner_id")}
    if found.partner_id is not None:
        ids.add(found.partner_id)
    # Of one that is archived again planning withdraws what was due.
    return [one.id for one in await uow.partners.list_in(ids)]


async def _renamed(uow: UnitOfWork, changes: Iterable[Change]) -> set[int]:
    """Partners that the search has to look at anew, for their own names or their people's, then and now."""
    changed = list(changes)
    renamed = {change.id for change in changed if change.noun == "partners"}
    people = [change for change in changed if change.noun == "people"]
    were = [values for one in people for values in (one.before, one.after) if values]
    there = await uow.people.list_in({one.id for one in people})
    return renamed | {one.partner_id for one in there} | {one["partner_id"] for one in were if "partner_id" in one}
