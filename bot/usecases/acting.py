"""How a use case acts: with rights, once, and under a name."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from bot.domain.errors import NotAllowed
from bot.domain.ports import Act, Actor, UnitOfWork
from bot.domain.words import Role

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def need(by: Actor, role: Role) -> None:
    """Refuses with ``NotAllowed`` unless the actor is an active colleague with at least *role*."""
    if not by.staff.may(role):
        raise NotAllowed(role.value)


def act_key(by: Actor, name: str) -> str | None:
    """The key under which this act of the actor is done once."""
    return f"{by.key}:{name}" if by.key else None


def act(by: Actor, name: str, outcome: Any = None, partner_id: int | None = None, undo_of: int | None = None) -> Act:
    """The act to commit: *outcome*, a dataclass, is kept so that doing it again gives the same answer."""
    return Act(
        name=name,
        at=by.now,
        staff_id=by.staff.id or None,
        partner_id=partner_id,
        key=act_key(by, name),
        outcome=_as_json(outcome),
        undo_of=undo_of,
    )


async def done_before(uow: UnitOfWork, by: Actor, name: str, kind: type[T]) -> T | None:
    """What this act answered when its key was used before; None when it is new.

    Only an actor who comes again is asked for, so that the common case costs no query.
    """
    key = act_key(by, name)
    if not by.again or key is None:
        return None
    known = await uow.change_sets.find_by_key(key)
    if known is None:
        return None
    return _with_change_set(cast("T", _adapter(cast("Any", kind)).validate_python(known.outcome["is"])), known.id)


async def finish(
    uow: UnitOfWork, by: Actor, name: str, outcome: T, partner_id: int | None = None, undo_of: int | None = None
) -> T:
    """Commits the act and gives its outcome; where that has a ``change_set_id``, it names the act, for Undo."""
    return _with_change_set(outcome, await uow.commit(act(by, name, outcome, partner_id, undo_of)))


def _with_change_set(outcome: T, id: int | None) -> T:
    if not hasattr(outcome, "change_set_id"):
        return outcome
    return cast("T", replace(cast("Any", outcome), change_set_id=id))


def _as_json(outcome: Any) -> Mapping[str, Any]:
    if outcome is None:
        return {}
    return {"is": _adapter(cast("Any", type(outcome))).dump_python(outcome, mode="json")}
