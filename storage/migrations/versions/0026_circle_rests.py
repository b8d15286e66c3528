"""Who rests from circles, and until when."""

from alembic import op

revision = "0026"
down_revision = "0025"

RESTS = """
create table circle_rests (
    person_id     text primary key references people (id) on delete cascade,
    until         integer not null
) strict, without rowid
"""


def upgrade() -> None:
    op.execute(RESTS)
