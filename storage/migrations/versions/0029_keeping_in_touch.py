"""Where each of two stands whose pair has ended, and the line they left for the other."""

from alembic import op

revision = "0029"
down_revision = "0028"

# no reference to the pair: it goes when one of the two is erased, and the other is not to notice
TOUCH = """
create table keeping_in_touch (
    pair_id       text not null,
    person_id     text not null references people (id) on delete cascade,
    said          blob not null,
    ended_at      integer not null,
    until         integer not null,
    line          blob,
    line_at       integer,
    primary key (pair_id, person_id)
) strict, without rowid
"""
BY_PERSON = "create index keeping_in_touch_of on keeping_in_touch (person_id)"


def upgrade() -> None:
    for step in (TOUCH, BY_PERSON):
        op.execute(step)
