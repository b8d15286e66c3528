"""Doors of one's own, guests of a group, what was said of its trouble, and when commands were answered there."""

from alembic import op

revision = "0013"
down_revision = "0012"

OWN_DOORS = """
create table own_doors (
    circle_id     text not null references circles (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    lookup        blob not null unique,
    link          blob not null,
    made          integer not null,
    primary key (circle_id, person_id)
) strict, without rowid
"""
GUESTS = """
create table group_guests (
    id            text primary key,
    group_id      text not null references groups (id) on delete cascade,
    lookup        blob not null,
    telegram      blob not null,
    is_bot        integer not null,
    since         integer not null,
    unique (group_id, lookup)
) strict, without rowid
"""
TROUBLES = """
create table group_troubles (
    group_id      text not null references groups (id) on delete cascade,
    trouble       text not null,
    since         integer not null,
    primary key (group_id, trouble)
) strict, without rowid
"""
ANSWERS = """
create table group_answers (
    lookup        blob not null,
    word          text not null,
    at            integer not null,
    primary key (lookup, word)
) strict, without rowid
"""


def upgrade() -> None:
    for table in (OWN_DOORS, GUESTS, TROUBLES, ANSWERS):
        op.execute(table)
    op.execute("create index own_doors_person on own_doors (person_id)")
    op.execute("create index group_guests_lookup on group_guests (lookup)")
    op.execute("alter table groups add column headcount integer not null default 0")
