"""Who is reminded: the owner, or whoever stands in (design 2.6)."""

from bot.domain.partners import Partner
from bot.domain.planning.facts import Team
from bot.domain.staff import Staff
from bot.domain.words import RHYTHM_KINDS, ReminderKind, Role

WISHES = (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE)
"""Kinds that come on days off, and that an absent colleague keeps unless they gave them away."""

_OF_THE_OWNER = (*RHYTHM_KINDS, ReminderKind.INTRODUCE)
"""Kinds that wait for an owner who has yet to join."""


def responsible(partner: Partner, kind: ReminderKind, team: Team) -> int | None:
    """The colleague who is reminded of something about this partner; None: all managers.

    A pending owner's rhythms wait for them, and so does introducing themselves. What cannot wait goes on: to the
    backup, else to the managers.
    """
    owner = team.staff.get(partner.owner_id or 0)
    if owner is None:
        return None
    if team.waits(owner.id) and kind in _OF_THE_OWNER:
        return owner.id
    if not owner.present:
        return partner.backup_id if team.here(partner.backup_id) else None
    absence = team.away.get(owner.id)
    if absence is None or (kind in WISHES and not absence.everything):
        return owner.id
    stand_in = absence.stand_in_id if absence.stand_in_id is not None else partner.backup_id
    return stand_in if team.here(stand_in) else _present_manager(team)


def managers_here(team: Team) -> list[Staff]:
    """Managers who see what nobody else does: those who are there, else the admins who are, else whoever is reached.

    An absent one is told only when there is nobody else.
    """
    reached = [one for _, one in sorted(team.staff.items()) if one.present and one.may(Role.MANAGER)]
    managers = [one for one in reached if one.role is Role.MANAGER]
    admins = [one for one in reached if one.role is Role.ADMIN]
    for group in ([one for one in managers if team.here(one.id)], [one for one in admins if team.here(one.id)]):
        if group:
            return group
    return managers or admins


def _present_manager(team: Team) -> int | None:
    found = [one for one in managers_here(team) if team.here(one.id)]
    return found[0].id if found else None
