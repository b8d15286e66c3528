"""What is added to a kept page later: small locked pages of their own, hung on the page they belong to."""

from alembic import op

revision = "0021"
down_revision = "0020"

PAGE_NOTES = """
create table page_notes (
    page_id       text not null references pages (id) on delete cascade,
    number        integer not null,
    note_id       text not null unique,
    mac           blob not null,
    primary key (page_id, number)
) strict, without rowid
"""
PAGE_ERASINGS = """
create table page_erasings (
    person_id     text primary key references people (id) on delete cascade,
    days          integer not null,
    since         integer not null
) strict, without rowid
"""


def upgrade() -> None:
    op.execute(PAGE_NOTES)
    op.execute(PAGE_ERASINGS)
