"""Words shown without a name (held, asked of a circle, left for its guides), and «Who'd stand with me?»."""

from alembic import op

revision = "0017"
down_revision = "0016"

HELD = """
create table unnamed_held (
    id            blob primary key,
    words         blob not null,
    until         integer not null
) strict, without rowid
"""
QUESTIONS = """
create table circle_questions (
    id            text primary key,
    circle_id     text not null references circles (id) on delete cascade,
    words         blob not null,
    slot          integer not null
) strict, without rowid
"""
NO_QUESTIONS = """
create table circle_questions_off (
    circle_id     text primary key references circles (id) on delete cascade
) strict, without rowid
"""
UNSAID = """
create table unsaid (
    id            text primary key,
    circle_id     text not null references circles (id) on delete cascade,
    words         blob not null,
    until         integer not null
) strict, without rowid
"""
STANDING_ASKS = """
create table standing_asks (
    id            text primary key,
    circle_id     text not null references circles (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    at            integer not null,
    message_id    integer,
    unique (circle_id, person_id)
) strict, without rowid
"""
STANDING_REPLIES = """
create table standing_replies (
    ask_id        text not null references standing_asks (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    words         blob not null,
    at            integer not null,
    primary key (ask_id, person_id)
) strict, without rowid
"""


def upgrade() -> None:
    for table in (HELD, QUESTIONS, NO_QUESTIONS, UNSAID, STANDING_ASKS, STANDING_REPLIES):
        op.execute(table)
    op.execute("create index circle_questions_circle on circle_questions (circle_id, slot)")
    op.execute("create index standing_replies_person on standing_replies (person_id)")
