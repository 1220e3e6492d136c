"""The team's group in the database."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.team_groups import TeamGroup
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class TeamGroupRow(Base):
    """A group chat that an admin linked."""

    __tablename__ = "team_groups"
    __table_args__ = (UniqueConstraint("chat_id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(200))
    linked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    linked_at: Mapped[datetime | None]
    weekly: Mapped[bool] = mapped_column(server_default=false())


class TeamGroupRows(TableRows[TeamGroup]):
    """The book of linked groups."""

    entity = TeamGroup
    row = TeamGroupRow
