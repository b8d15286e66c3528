"""What tells an older copy from today's: the anchor, marks of locks, who was erased, and each time of putting back."""

from alembic import op

revision = "0024"
down_revision = "0023"

ANCHORS = """
create table anchors (
    one        integer primary key check (one = 1),
    deployment text not null,
    master     text not null,
    seq        integer not null,
    mark       blob not null,
    at         integer not null
) strict
"""
LOCK_MARKS = """
create table lock_marks (
    person_id text primary key references people (id) on delete cascade,
    mark      blob not null
) strict, without rowid
"""
TOMBSTONES = """
create table tombstones (
    erased text primary key,
    since  integer not null
) strict, without rowid
"""
RESTORINGS = """
create table restorings (
    id            integer primary key,
    kind          text not null check (kind in ('data', 'keystore', 'both')),
    missing_from  integer not null,
    missing_until integer not null,
    told          integer
) strict
"""


def upgrade() -> None:
    for table in (ANCHORS, LOCK_MARKS, TOMBSTONES, RESTORINGS):
        op.execute(table)
