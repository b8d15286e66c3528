"""Tables of joining: one-person invitations, requests to join, and every yes somebody gave."""

from alembic import op

revision = "0002"
down_revision = "0001"

INVITATIONS = """
create table invitations (
    lookup        blob primary key,
    role          text not null,
    expires       integer not null
) strict, without rowid
"""
HELLOS = """
create table hellos (
    person_id     text primary key references people (id) on delete cascade,
    state         text not null default 'open' check (state in ('open', 'declined')),
    line          blob,
    question      blob,
    asked_by      text references people (id) on delete set null,
    answer        blob,
    made_at       integer not null,
    wipe_at       integer not null
) strict, without rowid
"""
CONSENTS = """
create table consents (
    id            text primary key,
    person_id     text not null references people (id) on delete cascade,
    purpose       text not null,
    about         text,
    version       text not null,
    language      text not null,
    given_at      integer not null,
    withdrawn_at  integer
) strict, without rowid
"""


def upgrade() -> None:
    for table in (INVITATIONS, HELLOS, CONSENTS):
        op.execute(table)
    op.execute("create index consents_person on consents (person_id)")
