"""Circles, the seats in them, who holds the space, and the one-time codes that bring the bot into their groups."""

from alembic import op

revision = "0004"
down_revision = "0003"

CIRCLES = """
create table circles (
    id            text primary key,
    title         blob not null,
    topic         text not null,
    for_whom      text not null check (for_whom in ('members', 'mixed')),
    plan          text not null,
    first_at      text not null,
    zone          text not null,
    every_weeks   integer not null check (every_weeks between 1 and 12),
    seats         integer not null check (seats between 1 and 6),
    state         text not null default 'planned' check (state in ('planned', 'open', 'closed')),
    group_id      text unique references groups (id) on delete set null,
    door          blob,
    door_kept     integer not null default 0,
    made_by       text references people (id) on delete set null,
    made_at       integer not null
) strict, without rowid
"""
SEATS = """
create table seats (
    circle_id     text not null references circles (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    since         integer not null,
    promised      text not null,
    shown         integer not null default 0,
    inside        integer not null default 0,
    greeted       integer not null default 0,
    left_at       integer,
    primary key (circle_id, person_id)
) strict, without rowid
"""
HELD_SEATS = """
create table held_seats (
    person_id     text primary key references people (id) on delete cascade,
    circle_id     text not null references circles (id) on delete cascade,
    until         integer not null
) strict, without rowid
"""
STAFF = """
create table circle_staff (
    circle_id     text not null references circles (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    part          text not null check (part in ('guide', 'observer')),
    since         integer not null,
    primary key (circle_id, person_id)
) strict, without rowid
"""
CODES = """
create table group_codes (
    lookup        blob primary key,
    circle_id     text not null references circles (id) on delete cascade,
    until         integer not null
) strict, without rowid
"""
WAITING_TO_HEAR = """
create table circle_hopes (
    person_id     text primary key references people (id) on delete cascade,
    since         integer not null
) strict, without rowid
"""


def upgrade() -> None:
    for table in (CIRCLES, SEATS, HELD_SEATS, STAFF, CODES, WAITING_TO_HEAR):
        op.execute(table)
    op.execute("create index seats_person on seats (person_id)")
    op.execute("create index held_seats_circle on held_seats (circle_id)")
    op.execute("create index circle_staff_person on circle_staff (person_id)")
    op.execute("create index group_codes_circle on group_codes (circle_id)")
