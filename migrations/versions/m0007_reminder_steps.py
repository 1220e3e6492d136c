"""What planning did with a reminder, for its story."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes what is new."""
    op.create_table(
        "reminder_steps",
        sa.Column("id", ID, nullable=False),
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("did", sa.String(length=32), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=True),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("was_id", ID, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminders.id"], name=op.f("fk_reminder_steps_reminder_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reminder_steps_staff_id")),
        sa.ForeignKeyConstraint(["was_id"], ["staff.id"], name=op.f("fk_reminder_steps_was_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminder_steps_reminder_id"), "reminder_steps", ["reminder_id"])
    op.create_index(op.f("ix_reminder_steps_on"), "reminder_steps", ["on"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("reminder_steps")
