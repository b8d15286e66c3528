"""Private addresses at which a coordinator sees the picture of all circles."""

from alembic import op

revision = "0019"
down_revision = "0018"

ADDRESSES = """
create table picture_addresses (
    person_id     text primary key references people (id) on delete cascade,
    lookup        blob not null unique,
    made_at       integer not null
) strict, without rowid
"""


def upgrade() -> None:
    op.execute(ADDRESSES)
