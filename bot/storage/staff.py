"""Colleagues, invitations and absences in the database."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.staff import Absence, Invitation, Staff
from bot.domain.words import Role, StaffState
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class StaffRow(Base):
    """A colleague."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    role: Mapped[Role]
    state: Mapped[StaffState]
    telegram_id: Mapped[int | None] = mapped_column(unique=True)
    username: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(8))
    zone: Mapped[str | None]
    brief_at: Mapped[time]
    added_on: Mapped[date | None]
    email: Mapped[str | None]
    own_week: Mapped[bool] = mapped_column(server_default=false())


class InvitationRow(Base):
    """A one-time link."""

    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role]
    expires_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class AbsenceRow(Base):
    """Days on which a colleague is away."""

    __tablename__ = "absences"
    __table_args__ = (Index(None, "staff_id", "until_on"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    everything: Mapped[bool]


class StaffRows(TableRows[Staff]):
    """The book of colleagues."""

    entity = Staff
    row = StaffRow

    async def find_by_telegram(self, telegram_id: int) -> Staff | None:
        """The colleague with this account."""
        return await self.find_by(telegram_id=telegram_id)

    async def list_active(self, role: Role = Role.STAFF) -> list[Staff]:
        """Active colleagues with at least this role, by id."""
        roles = [known for known in Role if known.includes(role)]
        return await self.list_by(state=StaffState.ACTIVE, role=roles)


class InvitationRows(TableRows[Invitation]):
    """The book of invitations."""

    entity = Invitation
    row = InvitationRow


class AbsenceRows(TableRows[Absence]):
    """The book of absences."""

    entity = Absence
    row = AbsenceRow
