"""Special offers with their end, and partners that were introduced to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes what is new."""
    op.create_table(
        "offers",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("interaction_id", ID, nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_offers_partner_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_offers_staff_id")),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interactions.id"], name=op.f("fk_offers_interaction_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offers_partner_id"), "offers", ["partner_id"])
    op.create_index(op.f("ix_offers_ends_on"), "offers", ["ends_on"])
    op.create_table(
        "introductions",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("other_person_id", ID, nullable=True),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("interaction_id", ID, nullable=True),
        sa.Column("other_interaction_id", ID, nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_introductions_{column}"), ondelete=gone)
            for column, table, gone in (
                ("partner_id", "partners", None),
                ("other_id", "partners", None),
                ("person_id", "people", "SET NULL"),
                ("other_person_id", "people", "SET NULL"),
                ("staff_id", "staff", None),
                ("interaction_id", "interactions", "SET NULL"),
                ("other_interaction_id", "interactions", "SET NULL"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sqlite_autoincrement=True,
    )
    for column in ("partner_id", "other_id", "person_id", "other_person_id"):
        op.create_index(op.f(f"ix_introductions_{column}"), "introductions", [column])
    op.create_index(op.f("ix_introductions_closed_on_on"), "introductions", ["closed_on", "on"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("introductions")
    op.drop_table("offers")
