"""Words that were sent to somebody, and where a colleague is in a feast's round."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes what is new."""
    op.create_table(
        "given_texts",
        sa.Column("id", ID, nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("partner_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_given_texts_person_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_given_texts_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_texts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_given_texts_person_id_topic"), "given_texts", ["person_id", "topic"])
    op.create_index(op.f("ix_given_texts_partner_id_topic"), "given_texts", ["partner_id", "topic"])
    op.create_table(
        "feast_rounds",
        sa.Column("id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("feast", sa.String(length=40), nullable=False),
        sa.Column("cycle", sa.String(length=40), nullable=False),
        sa.Column("reminder_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_feast_rounds_staff_id")),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminders.id"], name=op.f("fk_feast_rounds_reminder_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feast_rounds")),
        sa.UniqueConstraint("staff_id", "feast", "cycle", name=op.f("uq_feast_rounds_staff_id_feast_cycle")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feast_rounds_reminder_id"), "feast_rounds", ["reminder_id"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("feast_rounds")
    op.drop_table("given_texts")
