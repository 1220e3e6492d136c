"""The machinery: updates, notices, forms, change sets, leases, slots, health."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "job_health",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("ran_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_health")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=60), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "roster_files",
        sa.Column("id", ID, nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_files")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_changes")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "send_slots",
        sa.Column("scope", sa.String(length=60), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_send_slots")),
    )
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim_token", sa.String(length=40), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_updates")),
    )
    op.create_index(
        op.f("ix_updates_done_at_chat_id_update_id"), "updates", ["done_at", "chat_id", "update_id"], unique=False
    )
    op.create_table(
        "change_sets",
        sa.Column("id", ID, nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("outcome", JSON, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undo_of", ID, nullable=True),
        sa.Column("blanked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_change_sets_staff_id")),
        sa.ForeignKeyConstraint(["undo_of"], ["change_sets.id"], name=op.f("fk_change_sets_undo_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_sets")),
        sa.UniqueConstraint("key", name=op.f("uq_change_sets_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_sets_partner_id_at"), "change_sets", ["partner_id", "at"], unique=False)
    op.create_index(
        "ix_change_sets_remembering",
        "change_sets",
        ["at"],
        unique=False,
        sqlite_where=sa.text("blanked = 0"),
        postgresql_where=sa.text("NOT blanked"),
    )
    op.create_index(op.f("ix_change_sets_staff_id_at"), "change_sets", ["staff_id", "at"], unique=False)
    op.create_table(
        "forms",
        sa.Column("id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("awaits", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_forms_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forms")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_forms_expires_at"), "forms", ["expires_at"], unique=False)
    op.create_index(op.f("ix_forms_staff_id_chat_id_closed"), "forms", ["staff_id", "chat_id", "closed"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim_token", sa.String(length=40), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_notices_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_staff_id_kind"), "notices", ["staff_id", "kind"], unique=False)
    op.create_index(op.f("ix_notices_state_not_before"), "notices", ["state", "not_before"], unique=False)


def downgrade() -> None:
    """Takes them away."""
    op.drop_index(op.f("ix_notices_state_not_before"), table_name="notices")
    op.drop_index(op.f("ix_notices_staff_id_kind"), table_name="notices")
    op.drop_table("notices")
    op.drop_index(op.f("ix_forms_staff_id_chat_id_closed"), table_name="forms")
    op.drop_index(op.f("ix_forms_expires_at"), table_name="forms")
    op.drop_table("forms")
    op.drop_index(op.f("ix_change_sets_staff_id_at"), table_name="change_sets")
    op.drop_index(
        "ix_change_sets_remembering",
        table_name="change_sets",
        sqlite_where=sa.text("blanked = 0"),
        postgresql_where=sa.text("NOT blanked"),
    )
    op.drop_index(op.f("ix_change_sets_partner_id_at"), table_name="change_sets")
    op.drop_table("change_sets")
    op.drop_index(op.f("ix_updates_done_at_chat_id_update_id"), table_name="updates")
    op.drop_table("updates")
    op.drop_table("send_slots")
    op.drop_table("search_changes")
    op.drop_table("roster_files")
    op.drop_table("marks")
    op.drop_table("leases")
    op.drop_table("job_health")
