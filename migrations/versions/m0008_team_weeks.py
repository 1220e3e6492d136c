"""The week for the team: whether the group gets its figures, and a colleague their own week."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SWITCHES = (("team_groups", "weekly"), ("staff", "own_week"))


def upgrade() -> None:
    """Makes what is new."""
    for table, name in SWITCHES:
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Takes it away."""
    for table, name in SWITCHES:
        op.drop_column(table, name)
