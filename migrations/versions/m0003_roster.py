"""The whole roster: own feasts, merged people, files in staging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
NOW_INDEXED = (("promises", "person_id"), ("events", "person_id"))
INDEXED_WHERE_KNOWN = (("partners", "merged_into"), ("interactions", "person_id"))


def upgrade() -> None:
    """Makes what is new."""
    op.add_column("people", sa.Column("successor_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "team_groups",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("linked_by", ID, nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["linked_by"], ["staff.id"], name=op.f("fk_team_groups_linked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_groups")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_team_groups_chat_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_words",
        sa.Column("id", ID, nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
        sa.Column("meaning", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
        sa.UniqueConstraint("text", name=op.f("uq_own_words_text")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_feasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.BigInteger(), nullable=False),
        sa.Column("calendar", sa.String(length=32), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("greet_from", sa.BigInteger(), nullable=False),
        sa.Column("greet_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_feasts")),
        sa.UniqueConstraint("name", name=op.f("uq_own_feasts_name")),
        sqlite_autoincrement=True,
    )
    op.add_column("change_sets", sa.Column("added", JSON, nullable=True))
    op.add_column("roster_files", sa.Column("content", sa.LargeBinary(), nullable=True))
    op.add_column("roster_files", sa.Column("facts", JSON, nullable=True))
    op.add_column("search_changes", sa.Column("upto", sa.BigInteger(), nullable=True))
    for table, name in NOW_INDEXED:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    for table, name in INDEXED_WHERE_KNOWN:
        known = sa.text(f"{name} IS NOT NULL")
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], sqlite_where=known, postgresql_where=known)


def downgrade() -> None:
    """Takes it away."""
    for table, name in (*INDEXED_WHERE_KNOWN, *NOW_INDEXED):
        op.drop_index(op.f(f"ix_{table}_{name}"), table_name=table)
    op.drop_column("search_changes", "upto")
    op.drop_column("roster_files", "facts")
    op.drop_column("roster_files", "content")
    op.drop_column("change_sets", "added")
    op.drop_table("own_feasts")
    op.drop_table("own_words")
    op.drop_table("team_groups")
    op.drop_column("people", "successor_id")
