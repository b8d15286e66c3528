"""Tables of stories: what was told, where copies of it stand, what readers put aside, thanks and wishes."""

from alembic import op

revision = "0007"
down_revision = "0006"

STORIES = """
create table stories (
    id            text primary key,
    teller        text not null references people (id) on delete cascade,
    state         text not null default 'draft'
                  check (state in ('draft', 'to-check', 'with-teller', 'cooling', 'out')),
    told          blob not null,
    note          blob,
    version       integer not null default 0,
    changed_at    integer not null,
    last_yes      integer,
    goes_out_at   integer,
    out_at        integer,
    ends_at       integer
) strict, without rowid
"""
COPIES = """
create table story_copies (
    place         blob primary key,
    story_id      text not null references stories (id) on delete cascade,
    reader        blob not null,
    message       blob not null
) strict, without rowid
"""
SHELVES = """
create table story_shelves (
    person_id     text primary key references people (id) on delete cascade,
    saved         blob not null
) strict, without rowid
"""
THANKS = """
create table story_thanks (
    mark          blob primary key,
    teller        text not null references people (id) on delete cascade,
    story_id      text not null references stories (id) on delete cascade,
    said          blob not null,
    told_of       integer not null default 0,
    at            integer not null
) strict, without rowid
"""
WISHES = """
create table story_wishes (
    id            text primary key,
    wish          blob not null,
    at            integer not null
) strict, without rowid
"""


def upgrade() -> None:
    for table in (STORIES, COPIES, SHELVES, THANKS, WISHES):
        op.execute(table)
    op.execute("create index stories_teller on stories (teller)")
    op.execute("create index stories_state on stories (state)")
    op.execute("create index story_copies_story on story_copies (story_id)")
    op.execute("create index story_copies_reader on story_copies (reader)")
    op.execute("create index story_thanks_teller on story_thanks (teller)")
