"""Finding and starting circles: waiting lists, times that suit, wishes for a circle, and asking about one team."""

from alembic import op

revision = "0012"
down_revision = "0011"

LINES = """
create table waiting_lists (
    circle_id       text not null references circles (id) on delete cascade,
    person_id       text not null references people (id) on delete cascade,
    place           integer not null,
    offered_until   integer,
    primary key (circle_id, person_id)
) strict, without rowid
"""
TIMES = """
create table time_answers (
    person_id       text primary key references people (id) on delete cascade,
    answers         blob not null,
    since           integer not null
) strict, without rowid
"""
WISHES = """
create table circle_wishes (
    person_id       text not null references people (id) on delete cascade,
    part            text not null check (part in ('join', 'help')),
    topic           text not null,
    since           integer not null,
    primary key (person_id, part, topic)
) strict, without rowid
"""
PROPOSALS = """
create table proposals (
    topic           text primary key,
    told_at         integer not null
) strict, without rowid
"""
QUESTIONS = """
create table clash_questions (
    id              text primary key,
    circle_id       text not null references circles (id) on delete cascade,
    person_id       text not null references people (id) on delete cascade,
    moving          integer not null,
    since           integer not null,
    over            integer not null default 0,
    unique (circle_id, person_id)
) strict, without rowid
"""
ASKED = """
create table clash_asked (
    question_id     text not null references clash_questions (id) on delete cascade,
    person_id       text not null references people (id) on delete cascade,
    fine            integer not null default 0,
    primary key (question_id, person_id)
) strict, without rowid
"""


def upgrade() -> None:
    for table in (LINES, TIMES, WISHES, PROPOSALS, QUESTIONS, ASKED):
        op.execute(table)
    op.execute("create index circle_wishes_topic on circle_wishes (topic, part)")
