"""Moving a circle's session by a private poll, seasons with an end, and how often something has moved."""

from alembic import op

revision = "0018"
down_revision = "0017"

MOVES = """
create table session_moves (
    id            text primary key,
    session_id    text not null unique references sessions (id) on delete cascade,
    starts        integer not null,
    times         text not null,
    staff_only    integer not null,
    ends_at       integer,
    made_at       integer not null
) strict, without rowid
"""
ANSWERS = """
create table move_answers (
    move_id       text not null references session_moves (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    said          blob not null,
    primary key (move_id, person_id)
) strict, without rowid
"""
SEASONS = """
create table seasons (
    circle_id     text primary key references circles (id) on delete cascade,
    number        integer not null,
    length        integer check (length between 1 and 52),
    since         integer not null,
    state         text not null default 'running' check (state in ('running', 'asking', 'over'))
) strict, without rowid
"""
YESES = """
create table season_yeses (
    circle_id     text not null references circles (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    at            integer not null,
    primary key (circle_id, person_id)
) strict, without rowid
"""


def upgrade() -> None:
    for table in (MOVES, ANSWERS, SEASONS, YESES):
        op.execute(table)
    op.execute("create index move_answers_person on move_answers (person_id)")
    op.execute("create index season_yeses_person on season_yeses (person_id)")
    op.execute("alter table sessions add column moves integer not null default 0")
    op.execute("alter table checkins add column moves integer not null default 0")
    op.execute("alter table checkin_offers add column all_after integer not null default 0")
