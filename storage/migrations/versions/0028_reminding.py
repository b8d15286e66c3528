"""A reminder of a chance, sent once."""

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.execute("alter table opportunities add column reminded_at integer")
