"""Tables of sharing: copies sealed to a mentor, copies being made, the key last shared with, and how many today."""

from alembic import op

revision = "0023"
down_revision = "0022"

SHARES = """
create table shares (
    id            text primary key,
    writer_id     text not null references people (id) on delete cascade,
    mentor_id     text not null references people (id) on delete cascade,
    pair_id       text not null references pairs (id) on delete cascade,
    page_id       text not null references pages (id) on delete cascade,
    expires       integer not null,
    opened        text,
    envelope      blob not null,
    mac           blob not null,
    check (writer_id <> mentor_id)
) strict, without rowid
"""
SHARE_DRAFTS = """
create table share_drafts (
    id            text primary key,
    person_id     text not null unique references people (id) on delete cascade,
    page_id       text not null references pages (id) on delete cascade,
    pair_id       text not null references pairs (id) on delete cascade,
    version       integer not null,
    touched       integer not null,
    envelope      blob not null,
    mac           blob not null
) strict, without rowid
"""
SHARE_KEYS = """
create table share_keys (
    writer_id     text not null references people (id) on delete cascade,
    mentor_id     text not null references people (id) on delete cascade,
    public_key    blob not null,
    mac           blob not null,
    primary key (writer_id, mentor_id)
) strict, without rowid
"""
SHARE_COUNTS = """
create table share_counts (
    person_id     text primary key references people (id) on delete cascade,
    day           text not null,
    shared        integer not null
) strict, without rowid
"""
INDEXES = (
    "create index shares_of_writer on shares (writer_id)",
    "create index shares_of_mentor on shares (mentor_id)",
    "create index shares_of_pair on shares (pair_id)",
    "create index shares_of_page on shares (page_id)",
)


def upgrade() -> None:
    for statement in (SHARES, SHARE_DRAFTS, SHARE_KEYS, SHARE_COUNTS, *INDEXES):
        op.execute(statement)
