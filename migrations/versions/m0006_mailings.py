"""News by e-mail: mailings, who gets them, what goes along, addresses that there are not, and who wants none."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
INDEXED = {
    "mailings": (("staff_id", "state"), ("state",)),
    "mail_recipients": (("mailing_id", "state"), ("state", "channel"), ("partner_id",), ("person_id",)),
    "mail_files": (("mailing_id",),),
}


def upgrade() -> None:
    """Makes what is new."""
    op.add_column("staff", sa.Column("email", sa.Text(), nullable=True))
    for table in ("people", "partners"):
        op.add_column(table, sa.Column("news_refused_on", sa.Date(), nullable=True))
    op.create_table(
        "mailings",
        sa.Column("id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        *(sa.Column(name, INSTANT, nullable=True) for name in ("made_at", "begun_at", "ended_at", "tested_at")),
        sa.Column("trouble", sa.String(length=20), nullable=True),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("runs", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_mailings_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_recipients",
        sa.Column("id", ID, nullable=False),
        sa.Column("mailing_id", ID, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("claim_token", sa.String(length=40), nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailings.id"], name=op.f("fk_mail_recipients_mailing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_recipients")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_files",
        sa.Column("id", ID, nullable=False),
        sa.Column("mailing_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailings.id"], name=op.f("fk_mail_files_mailing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_files")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "refused_addresses",
        sa.Column("id", ID, nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_addresses")),
        sa.UniqueConstraint("address", name=op.f("uq_refused_addresses_address")),
        sqlite_autoincrement=True,
    )
    for table, indexes in INDEXED.items():
        for names in indexes:
            op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, list(names))


def downgrade() -> None:
    """Takes it away."""
    for table in ("refused_addresses", "mail_files", "mail_recipients", "mailings"):
        op.drop_table(table)
    for table in ("partners", "people"):
        op.drop_column(table, "news_refused_on")
    op.drop_column("staff", "email")
