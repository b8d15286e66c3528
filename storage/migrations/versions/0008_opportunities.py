"""Opportunities: what was passed on, and who saved it or said it is not for them."""

from alembic import op

revision = "0008"
down_revision = "0007"

OPPORTUNITIES = """
create table opportunities (
    id            text primary key,
    card          blob not null,
    category      text not null,
    state         text not null default 'draft' check (state in ('draft', 'live', 'paused', 'recalled')),
    fair          text check (fair in ('yes', 'anyway')),
    why           blob,
    audience      blob,
    closes_at     integer not null,
    made_at       integer not null,
    sent_at       integer,
    sent_by       text references people (id) on delete set null,
    screen        integer,
    fixed_at      integer,
    copies        integer not null default 0,
    reached       integer not null default 0,
    unreached     integer not null default 0,
    saved         integer,
    not_for_me    integer
) strict, without rowid
"""
ANSWERS = """
create table opportunity_answers (
    opportunity_id text not null references opportunities (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    answer        text not null check (answer in ('saved', 'not-for-me')),
    at            integer not null,
    primary key (opportunity_id, person_id)
) strict, without rowid
"""


def upgrade() -> None:
    op.execute(OPPORTUNITIES)
    op.execute(ANSWERS)
    op.execute("create index opportunity_answers_person on opportunity_answers (person_id)")
    op.execute("create index opportunities_closing on opportunities (closes_at)")
