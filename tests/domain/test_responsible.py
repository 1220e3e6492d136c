"""Whatever happens to a team, nothing is ever due that nobody who is there sees."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.domain.partners import Partner
from bot.domain.planning.facts import Team, team_of
from bot.domain.planning.responsible import WISHES, managers_here, responsible
from bot.domain.staff import Absence, Staff
from bot.domain.words import ReminderKind, Role, StaffState

TODAY = date(2026, 11, 23)
IDS = range(1, 6)
SOMEBODY = some.one_of(some.none(), some.sampled_from(IDS))


@some.composite
def teams(draw: some.DrawFn) -> Team:
    """Five colleagues of any role and state, some of them away, with any stand-in."""
    states = [draw(some.sampled_from(StaffState)) for _ in IDS]
    staff = [
        Staff(f"S{id}", draw(some.sampled_from(Role)), state, None if state is StaffState.PENDING else id, id=id)
        for id, state in zip(IDS, states, strict=True)
    ]
    away = draw(some.sets(some.sampled_from(IDS)))
    absences = [
        Absence(id, TODAY - timedelta(days=1), TODAY, draw(SOMEBODY), draw(some.booleans())) for id in sorted(away)
    ]
    return team_of(staff, absences, TODAY)


def seen_by(partner: Partner, kind: ReminderKind, team: Team) -> list[Staff]:
    """Those whose brief shows it."""
    found = responsible(partner, kind, team)
    return managers_here(team) if found is None else [team.staff[found]]


@given(teams(), SOMEBODY, SOMEBODY, some.sampled_from(ReminderKind))
def test_every_reminder_is_somebodys_who_is_reached(
    team: Team, owner: int | None, backup: int | None, kind: ReminderKind
) -> None:
    partner = Partner("Klinik", owner_id=owner, backup_id=backup)
    seen = seen_by(partner, kind, team)
    if team.waits(owner) and seen and seen[0].id == owner:
        # Rhythms of somebody who has yet to join are not opened.
        return
    reached = [one for one in team.staff.values() if one.present and one.may(Role.MANAGER)]
    assert seen or not reached
    assert all(one.present for one in seen)
    keeps_wishes = owner in team.away and kind in WISHES and [one.id for one in seen] == [owner]
    if not keeps_wishes and any(team.here(one.id) for one in reached):
        assert all(team.here(one.id) for one in seen), "whoever is away is reminded though a manager is there"
