"""Mentors' profiles, wishes, first meetings, agreements and the pairs they make."""

from alembic import op

revision = "0003"
down_revision = "0002"

MENTORS = """
create table mentors (
    person_id     text primary key references people (id) on delete cascade,
    state         text not null check (state in ('begun', 'to-check', 'to-change', 'live', 'resting')),
    profile       blob,
    note          blob,
    places        integer not null default 2,
    lapses        integer not null default 0,
    ready_at      integer,
    checked_at    integer,
    check (state <> 'live' or (ready_at is not null and checked_at is not null and profile is not null))
) strict, without rowid
"""
WISHES = """
create table wishes (
    person_id     text primary key references people (id) on delete cascade,
    wishes        blob not null,
    opened_at     integer not null
) strict, without rowid
"""
MEETINGS = """
create table meetings (
    id            text primary key,
    mentee_id     text not null references people (id) on delete cascade,
    mentor_id     text not null references people (id) on delete cascade,
    state         text not null
                  check (state in ('asked', 'times-wanted', 'times-offered', 'booked', 'agreed', 'closed')),
    hello         integer not null default 1,
    line          blob,
    put_off       integer not null default 0,
    answer_by     integer,
    times         text not null default '[]',
    minutes       integer,
    link          blob,
    at            integer,
    opened_at     integer not null,
    closed_at     integer,
    check (mentee_id <> mentor_id)
) strict, without rowid
"""
FEELINGS = """
create table feelings (
    meeting_id    text not null references meetings (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    feeling       blob not null,
    primary key (meeting_id, person_id)
) strict, without rowid
"""
AGREEMENTS = """
create table agreements (
    id            text primary key,
    mentee_id     text not null references people (id) on delete cascade,
    mentor_id     text not null references people (id) on delete cascade,
    version       integer not null default 1,
    standing      integer,
    opened_at     integer not null,
    closed_at     integer,
    check (mentee_id <> mentor_id)
) strict, without rowid
"""
AGREEMENT_ANSWERS = """
create table agreement_answers (
    agreement_id  text not null references agreements (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    version       integer not null,
    answers       blob not null,
    primary key (agreement_id, person_id, version)
) strict, without rowid
"""
AGREEMENT_YESES = """
create table agreement_yeses (
    agreement_id  text not null references agreements (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    version       integer not null,
    at            integer not null,
    primary key (agreement_id, person_id)
) strict, without rowid
"""
PAIRS = """
create table pairs (
    id            text primary key references agreements (id) on delete cascade,
    mentee_id     text not null references people (id) on delete cascade,
    mentor_id     text not null references people (id) on delete cascade,
    state         text not null check (state in ('agreed', 'paused', 'ended')),
    every         text not null,
    minutes       integer not null,
    since         integer not null,
    ends_at       integer not null,
    paused_until  integer,
    ended_at      integer
) strict, without rowid
"""


def upgrade() -> None:
    for table in (MENTORS, WISHES, MEETINGS, FEELINGS, AGREEMENTS, AGREEMENT_ANSWERS, AGREEMENT_YESES, PAIRS):
        op.execute(table)
    op.execute("create unique index meetings_open on meetings (mentee_id, mentor_id) where state <> 'closed'")
    op.execute("create index meetings_mentee on meetings (mentee_id)")
    op.execute("create index meetings_mentor on meetings (mentor_id)")
    op.execute("create index feelings_person on feelings (person_id)")
    op.execute("create index agreements_mentee on agreements (mentee_id)")
    op.execute("create index agreements_mentor on agreements (mentor_id)")
    op.execute("create index agreement_answers_person on agreement_answers (person_id)")
    op.execute("create index agreement_yeses_person on agreement_yeses (person_id)")
    op.execute("create index pairs_mentee on pairs (mentee_id)")
    op.execute("create index pairs_mentor on pairs (mentor_id)")
