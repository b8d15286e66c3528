"""A number that tells apart those who hold circles and have the same first name; 0 for everybody else."""

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.execute("alter table people add column namesake integer not null default 0")
