"""Tables of concerns: the concern, what its two readers wrote, keys still to be destroyed, and contacts' days off."""

from alembic import op

revision = "0011"
down_revision = "0010"

CONCERNS = """
create table concerns (
    id              text primary key,
    word            text not null unique,
    writer_id       text references people (id),
    contact_id      text references people (id),
    backup_id       text references people (id),
    handing_to      text references people (id),
    kind            text not null,
    wanted          text not null,
    named           integer not null,
    never_to        blob not null,
    state           text not null check (state in ('sent', 'open', 'moved', 'closed')),
    sent_at         integer not null,
    with_since      integer not null,
    read_at         integer,
    acted_at        integer,
    writer_closes   integer not null default 0,
    contact_closes  integer not null default 0,
    closed_at       integer,
    asked           text,
    leave_it        integer not null default 0,
    left_at         integer
) strict, without rowid
"""
NOTES = """
create table concern_notes (
    concern_id      text not null references concerns (id) on delete cascade,
    seq             integer not null,
    side            text not null check (side in ('writer', 'contact')),
    words           blob not null,
    at              integer not null,
    primary key (concern_id, seq)
) strict, without rowid
"""
ENDINGS = """
create table concern_endings (
    id              text primary key,
    since           integer not null
) strict, without rowid
"""
AWAYS = """
create table contact_aways (
    person_id       text not null references people (id) on delete cascade,
    first           text not null,
    last            text not null,
    primary key (person_id, first)
) strict, without rowid
"""


def upgrade() -> None:
    for table in (CONCERNS, NOTES, ENDINGS, AWAYS):
        op.execute(table)
