"""Colleagues who use the bot, their invitations and absences."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.words import Role, StaffState


@dataclass(frozen=True, slots=True)
class Staff:
    """A colleague. *Pending* until they join; ``telegram_id`` is then their private chat too.

    ``email`` is where answers to mails of theirs go.
    """

    name: str
    role: Role = Role.STAFF
    state: StaffState = StaffState.PENDING
    telegram_id: int | None = None
    username: str | None = None
    language: str = "id"
    zone: str | None = None
    brief_at: time = time(7, 30)
    added_on: date | None = None
    email: str | None = None
    own_week: bool = False
    id: int = 0

    @property
    def present(self) -> bool:
        """Whether messages reach them."""
        return self.state is StaffState.ACTIVE and self.telegram_id is not None

    def may(self, role: Role) -> bool:
        """Whether they are an active colleague with at least *role*."""
        return self.state is StaffState.ACTIVE and self.role.includes(role)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link; only its token's hash is kept. ``staff_id`` names the pending colleague who takes it."""

    token_hash: str
    role: Role
    expires_at: datetime
    staff_id: int | None = None
    made_by: int | None = None
    used_at: datetime | None = None
    used_by: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a colleague is away, and who stands in."""

    staff_id: int
    from_on: date
    until_on: date
    stand_in_id: int | None = None
    everything: bool = False
    id: int = 0

    def covers(self, day: date) -> bool:
        """Whether *day* is one of its days, both ends included."""
        return self.from_on <= day <= self.until_on
