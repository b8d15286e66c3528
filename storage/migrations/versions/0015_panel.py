"""What a session under way needs: its plan's clock, turns asked for, how each would like to be there, a line to say."""

from alembic import op

revision = "0015"
down_revision = "0014"

LIVE = """
create table live_sessions (
    session_id    text primary key references sessions (id) on delete cascade,
    since         integer,
    at            integer not null default 0,
    paused        integer,
    call_down     integer,
    hurt          integer not null default 0
) strict, without rowid
"""
TURNS = """
create table turn_asks (
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    asked         integer not null,
    dealt         integer,
    primary key (session_id, person_id)
) strict, without rowid
"""
HAD = """
create table turns_had (
    circle_id     text not null references circles (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    had           integer not null check (had > 0),
    primary key (circle_id, person_id)
) strict, without rowid
"""
WAYS = """
create table session_ways (
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    way           text not null check (way in ('speak', 'listen', 'text')),
    primary key (session_id, person_id)
) strict, without rowid
"""
LINES = """
create table lines_to_say (
    id            text primary key,
    session_id    text not null references sessions (id) on delete cascade,
    words         blob not null
) strict, without rowid
"""


def upgrade() -> None:
    for table in (LIVE, TURNS, HAD, WAYS, LINES):
        op.execute(table)
    op.execute("create index turn_asks_person on turn_asks (person_id)")
    op.execute("create index turns_had_person on turns_had (person_id)")
    op.execute("create index session_ways_person on session_ways (person_id)")
    op.execute("create index lines_to_say_session on lines_to_say (session_id)")
    # one that is under way goes on where its guides are
    op.execute(
        "insert into live_sessions (session_id, since, at) select id, begun, ahead from sessions where state = 'begun'"
    )
    op.execute("alter table sessions drop column ahead")
