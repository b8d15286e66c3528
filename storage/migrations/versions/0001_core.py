"""People, groups, letters, drafts, seen updates, the audit log and what was set aside."""

from alembic import op

revision = "0001"
down_revision = None

PEOPLE = """
create table people (
    id            text primary key,
    lookup        blob not null unique,
    telegram      blob not null,
    name          blob not null,
    setting       blob,
    nation        blob,
    language      text not null default 'en',
    state         text not null check (state in ('waiting', 'member', 'leaving')),
    resting       integer not null default 0,
    choices       text not null default '{}',
    joined_at     integer not null
) strict, without rowid
"""
ROLES = """
create table roles (
    person_id     text not null references people (id) on delete cascade,
    role          text not null,
    granted_at    integer not null,
    primary key (person_id, role)
) strict, without rowid
"""
GROUPS = """
create table groups (
    id            text primary key,
    lookup        blob not null unique,
    chat          blob not null,
    state         text not null default 'linked' check (state in ('linked', 'lost')),
    since         integer not null
) strict, without rowid
"""
LETTERS = """
create table letters (
    id            text primary key,
    lane          integer not null,
    due           integer not null,
    state         text not null default 'waiting'
                  check (state in ('waiting', 'sending', 'sent', 'resting', 'given-up', 'unknown', 'dropped')),
    person_id     text references people (id) on delete cascade,
    group_id      text references groups (id) on delete cascade,
    chat          blob,
    kind          text not null,
    about         text not null default '{}',
    topic         text,
    body          blob,
    keep          integer not null default 0,
    message_id    integer,
    tries         integer not null default 0,
    reason        text,
    made          integer not null
) strict, without rowid
"""
DRAFTS = """
create table drafts (
    person_id     text primary key references people (id) on delete cascade,
    form          text not null,
    token         text not null,
    question      text not null,
    answers       blob not null,
    messages      text not null default '[]',
    touched       integer not null,
    expires       integer not null
) strict, without rowid
"""
SEEN = """
create table seen (
    update_id     integer primary key,
    at            integer not null
) strict
"""
SET_ASIDE = """
create table set_aside (
    update_id     integer primary key,
    reference     text not null,
    keys          text not null,
    trouble       text not null,
    at            integer not null
) strict
"""
AUDIT = """
create table audit (
    seq           integer primary key,
    actor         text,
    action        text not null,
    about         text,
    at            integer not null,
    chain         blob not null
) strict
"""


def upgrade() -> None:
    for table in (PEOPLE, ROLES, GROUPS, LETTERS, DRAFTS, SEEN, SET_ASIDE, AUDIT):
        op.execute(table)
    op.execute("create index letters_waiting on letters (due) where state = 'waiting'")
    op.execute("create index letters_sending on letters (lane) where state = 'sending'")
    op.execute("create index letters_topic on letters (topic) where topic is not null")
    op.execute("create index letters_person on letters (person_id)")
