"""The steps of reminders in the database: what their story is told by, beside their own rows."""

from datetime import date

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reminder_steps import Because, ReminderStep, StepKind
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class ReminderStepRow(Base):
    """One thing that planning did with a reminder. It goes with its reminder."""

    __tablename__ = "reminder_steps"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminders.id", ondelete="CASCADE"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    did: Mapped[StepKind]
    why: Mapped[Because | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    was_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    due_on: Mapped[date | None]


class ReminderStepRows(TableRows[ReminderStep]):
    """The book of steps. They enter no change set: what is taken back happened all the same."""

    entity = ReminderStep
    row = ReminderStepRow
    records = False

    async def forget_before(self, day: date) -> int:
        """Forgets older ones; gives how many."""
        gone = await self.connection.execute(delete(ReminderStepRow).where(ReminderStepRow.on < day))
        return gone.rowcount
