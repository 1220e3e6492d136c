"""The whole roster: own feasts, merged people, files in staging."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes what is new."""


def downgrade() -> None:
    """Takes it away."""
