"""The organisation's own texts, and those of the bank that it switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes what is new."""
    op.create_table(
        "templates",
        sa.Column("id", ID, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tone", sa.String(length=32), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_templates_topic"), "templates", ["topic"])
    op.create_table(
        "silenced_texts",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silenced_texts")),
        sa.UniqueConstraint("key", "language", name=op.f("uq_silenced_texts_key_language")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("silenced_texts")
    op.drop_index(op.f("ix_templates_topic"), table_name="templates")
    op.drop_table("templates")
