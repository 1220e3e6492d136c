"""The words of the house: staff, partners, people, days, contacts, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("brief_at", sa.Time(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_staff_telegram_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "absences",
        sa.Column("id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("stand_in_id", ID, nullable=True),
        sa.Column("everything", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absences_staff_id")),
        sa.ForeignKeyConstraint(["stand_in_id"], ["staff.id"], name=op.f("fk_absences_stand_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_absences_staff_id_until_on"), "absences", ["staff_id", "until_on"], unique=False)
    op.create_table(
        "confirmed_feasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("feast", sa.String(length=40), nullable=False),
        sa.Column("cycle", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", ID, nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_confirmed_feasts_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_feasts")),
        sa.UniqueConstraint("feast", "cycle", name=op.f("uq_confirmed_feasts_feast_cycle")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitations",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", ID, nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_invitations_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_invitations_staff_id")),
        sa.ForeignKeyConstraint(["used_by"], ["staff.id"], name=op.f("fk_invitations_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "partners",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("backup_id", ID, nullable=True),
        sa.Column("owner_since_on", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("offers", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("since_year", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.Column("added_by", ID, nullable=True),
        sa.Column("spread_place", sa.BigInteger(), nullable=False),
        sa.Column("spread_of", sa.BigInteger(), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("baseline_asked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["staff.id"], name=op.f("fk_partners_added_by")),
        sa.ForeignKeyConstraint(["backup_id"], ["staff.id"], name=op.f("fk_partners_backup_id")),
        sa.ForeignKeyConstraint(["merged_into"], ["partners.id"], name=op.f("fk_partners_merged_into")),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_partners_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_partners_name"), "partners", ["name"], unique=False)
    op.create_index(op.f("ix_partners_owner_id_state"), "partners", ["owner_id", "state"], unique=False)
    op.create_index(op.f("ix_partners_state_tier"), "partners", ["state", "tier"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_agreements_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agreements_partner_id"), "agreements", ["partner_id"], unique=False)
    op.create_index(op.f("ix_agreements_to_on"), "agreements", ["to_on"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("salutation", sa.Text(), nullable=True),
        sa.Column("call_name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("telegram", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("consent", sa.String(length=32), nullable=False),
        sa.Column("undecided_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_people_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_people_partner_id"), "people", ["partner_id"], unique=False)
    op.create_index(op.f("ix_people_undecided_until"), "people", ["undecided_until"], unique=False)
    op.create_table(
        "rhythms",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("rhythm", sa.String(length=32), nullable=False),
        sa.Column("own_days", sa.BigInteger(), nullable=True),
        sa.Column("counts_from", sa.Date(), nullable=True),
        sa.Column("skipped_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_rhythms_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythms")),
        sa.UniqueConstraint("partner_id", "rhythm", name=op.f("uq_rhythms_partner_id_rhythm")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rhythms_due_on"), "rhythms", ["due_on"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by", ID, nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_events_by")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_events_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_events_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_on"), "events", ["on"], unique=False)
    op.create_index(op.f("ix_events_partner_id"), "events", ["partner_id"], unique=False)
    op.create_table(
        "interactions",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("direction", sa.String(length=32), nullable=False),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("mass", sa.Boolean(), nullable=False),
        sa.Column("ask_answer", sa.String(length=32), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_interactions_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_interactions_person_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_interactions_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interactions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_interactions_newest", "interactions", ["partner_id", "purpose", "direction", "mass", "on"], unique=False
    )
    op.create_index(op.f("ix_interactions_on"), "interactions", ["on"], unique=False)
    op.create_index(op.f("ix_interactions_partner_id_on"), "interactions", ["partner_id", "on"], unique=False)
    op.create_table(
        "kept_feasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("feast", sa.String(length=40), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("shift", sa.BigInteger(), nullable=False),
        sa.Column("surfaces_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_kept_feasts_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_kept_feasts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_feasts")),
        sa.UniqueConstraint("partner_id", "person_id", "feast", name=op.f("uq_kept_feasts_partner_id_person_id_feast")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kept_feasts_feast"), "kept_feasts", ["feast"], unique=False)
    op.create_index(op.f("ix_kept_feasts_person_id"), "kept_feasts", ["person_id"], unique=False)
    op.create_index(op.f("ix_kept_feasts_surfaces_on"), "kept_feasts", ["surfaces_on"], unique=False)
    op.create_index(
        "uq_kept_feasts_of_partner",
        "kept_feasts",
        ["partner_id", "feast"],
        unique=True,
        sqlite_where=sa.text("person_id IS NULL"),
        postgresql_where=sa.text("person_id IS NULL"),
    )
    op.create_table(
        "occasions",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.BigInteger(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("calendar", sa.String(length=32), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("leap_on_march", sa.Boolean(), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("surfaces_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_occasions_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_occasions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_occasions_partner_id"), "occasions", ["partner_id"], unique=False)
    op.create_index(op.f("ix_occasions_person_id"), "occasions", ["person_id"], unique=False)
    op.create_index(op.f("ix_occasions_surfaces_on"), "occasions", ["surfaces_on"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("interaction_id", ID, nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interactions.id"], name=op.f("fk_promises_interaction_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_promises_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_promises_person_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_promises_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_promises_partner_id"), "promises", ["partner_id"], unique=False)
    op.create_index(op.f("ix_promises_state_due_on"), "promises", ["state", "due_on"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", ID, nullable=False),
        sa.Column("partner_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("cycle", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("staff_id", ID, nullable=True),
        sa.Column("ahead_on", sa.Date(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("skip_reason", sa.String(length=32), nullable=True),
        sa.Column("interaction_id", ID, nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["staff.id"], name=op.f("fk_reminders_answered_by")),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interactions.id"], name=op.f("fk_reminders_interaction_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_reminders_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reminders_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "partner_id", "kind", "subject", "cycle", name=op.f("uq_reminders_partner_id_kind_subject_cycle")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminders_interaction_id"), "reminders", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_reminders_person_id"), "reminders", ["person_id"], unique=False)
    op.create_index(op.f("ix_reminders_staff_id_state"), "reminders", ["staff_id", "state"], unique=False)
    op.create_index(op.f("ix_reminders_state_answered_at"), "reminders", ["state", "answered_at"], unique=False)
    op.create_index(op.f("ix_reminders_state_due_on"), "reminders", ["state", "due_on"], unique=False)
    op.create_table(
        "announcements",
        sa.Column("id", ID, nullable=False),
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_announcements_reminder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("reminder_id", "stage", "mark", name=op.f("uq_announcements_reminder_id_stage_mark")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("announcements")
    op.drop_index(op.f("ix_reminders_state_due_on"), table_name="reminders")
    op.drop_index(op.f("ix_reminders_state_answered_at"), table_name="reminders")
    op.drop_index(op.f("ix_reminders_staff_id_state"), table_name="reminders")
    op.drop_index(op.f("ix_reminders_person_id"), table_name="reminders")
    op.drop_index(op.f("ix_reminders_interaction_id"), table_name="reminders")
    op.drop_table("reminders")
    op.drop_index(op.f("ix_promises_state_due_on"), table_name="promises")
    op.drop_index(op.f("ix_promises_partner_id"), table_name="promises")
    op.drop_table("promises")
    op.drop_index(op.f("ix_occasions_surfaces_on"), table_name="occasions")
    op.drop_index(op.f("ix_occasions_person_id"), table_name="occasions")
    op.drop_index(op.f("ix_occasions_partner_id"), table_name="occasions")
    op.drop_table("occasions")
    op.drop_index(
        "uq_kept_feasts_of_partner",
        table_name="kept_feasts",
        sqlite_where=sa.text("person_id IS NULL"),
        postgresql_where=sa.text("person_id IS NULL"),
    )
    op.drop_index(op.f("ix_kept_feasts_surfaces_on"), table_name="kept_feasts")
    op.drop_index(op.f("ix_kept_feasts_person_id"), table_name="kept_feasts")
    op.drop_index(op.f("ix_kept_feasts_feast"), table_name="kept_feasts")
    op.drop_table("kept_feasts")
    op.drop_index(op.f("ix_interactions_partner_id_on"), table_name="interactions")
    op.drop_index(op.f("ix_interactions_on"), table_name="interactions")
    op.drop_index("ix_interactions_newest", table_name="interactions")
    op.drop_table("interactions")
    op.drop_index(op.f("ix_events_partner_id"), table_name="events")
    op.drop_index(op.f("ix_events_on"), table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_rhythms_due_on"), table_name="rhythms")
    op.drop_table("rhythms")
    op.drop_index(op.f("ix_people_undecided_until"), table_name="people")
    op.drop_index(op.f("ix_people_partner_id"), table_name="people")
    op.drop_table("people")
    op.drop_index(op.f("ix_agreements_to_on"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_partner_id"), table_name="agreements")
    op.drop_table("agreements")
    op.drop_index(op.f("ix_partners_state_tier"), table_name="partners")
    op.drop_index(op.f("ix_partners_owner_id_state"), table_name="partners")
    op.drop_index(op.f("ix_partners_name"), table_name="partners")
    op.drop_table("partners")
    op.drop_table("invitations")
    op.drop_table("confirmed_feasts")
    op.drop_index(op.f("ix_absences_staff_id_until_on"), table_name="absences")
    op.drop_table("absences")
    op.drop_table("staff")
