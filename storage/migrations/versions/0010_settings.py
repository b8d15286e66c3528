"""Leaving: who is being erased, until their keys are destroyed too. Settings need no table of their own."""

from alembic import op

revision = "0010"
down_revision = "0009"

LEAVINGS = """
create table leavings (
    person_id     text primary key,
    chat          blob not null,
    backup_days   integer not null,
    since         integer not null
) strict, without rowid
"""


def upgrade() -> None:
    op.execute(LEAVINGS)
