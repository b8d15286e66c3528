"""Circle sessions, who privately said yes to one, who asked for a quiet word, and the one thing somebody will do."""

from alembic import op

revision = "0005"
down_revision = "0004"

SESSIONS = """
create table sessions (
    id            text primary key,
    circle_id     text not null references circles (id) on delete cascade,
    plan          text not null,
    starts        integer not null,
    minutes       integer not null check (minutes between 1 and 90),
    state         text not null default 'planned' check (state in ('planned', 'gathering', 'begun', 'closed')),
    begun         integer,
    closed        integer,
    ahead         integer not null default 0,
    link          blob,
    came          integer,
    unique (circle_id, starts)
) strict, without rowid
"""
YESES = """
create table session_yeses (
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    version       text not null,
    at            integer not null,
    one_guide     integer not null default 0,
    primary key (session_id, person_id)
) strict, without rowid
"""
PANELS = """
create table session_panels (
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    message_id    integer not null,
    primary key (session_id, person_id)
) strict, without rowid
"""
QUIET_WORDS = """
create table quiet_words (
    id            text primary key,
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    observer_id   text references people (id) on delete set null,
    kind          text not null check (kind in ('minute', 'chat')),
    at            integer not null
) strict, without rowid
"""
ONE_THINGS = """
create table one_things (
    id            text primary key,
    person_id     text not null references people (id) on delete cascade,
    session_id    text references sessions (id) on delete set null,
    words         blob not null,
    at            integer not null
) strict, without rowid
"""


def upgrade() -> None:
    for table in (SESSIONS, YESES, PANELS, QUIET_WORDS, ONE_THINGS):
        op.execute(table)
    op.execute("create index sessions_circle on sessions (circle_id, starts)")
    op.execute("create index session_yeses_person on session_yeses (person_id)")
    op.execute("create index session_panels_person on session_panels (person_id)")
    op.execute("create index quiet_words_session on quiet_words (session_id)")
    op.execute("create index quiet_words_person on quiet_words (person_id)")
    op.execute("create index one_things_person on one_things (person_id)")
