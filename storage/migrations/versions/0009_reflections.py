"""Tables of reflections: pages and their locked parts, and the word each person knows the bot's prompt by."""

from alembic import op

revision = "0009"
down_revision = "0008"

PAGES = """
create table pages (
    id            text primary key,
    person_id     text not null references people (id) on delete cascade,
    seq           integer not null,
    state         text not null check (state in ('offered', 'open', 'kept')),
    touched       integer,
    head          blob,
    mac           blob not null,
    unique (person_id, seq),
    check ((state = 'kept') = (head is not null)),
    check ((state = 'kept') = (touched is null))
) strict, without rowid
"""
PAGE_PARTS = """
create table page_parts (
    page_id       text not null references pages (id) on delete cascade,
    part          integer not null,
    envelope      blob not null,
    mac           blob not null,
    primary key (page_id, part)
) strict, without rowid
"""
PAGE_SIGNS = """
create table page_signs (
    person_id     text primary key references people (id) on delete cascade,
    sign          blob not null
) strict, without rowid
"""


def upgrade() -> None:
    for table in (PAGES, PAGE_PARTS, PAGE_SIGNS):
        op.execute(table)
