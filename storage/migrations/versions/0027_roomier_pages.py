"""Parts of pages by a random number: an envelope of a page's usual length then needs no second disk page of its own."""

from alembic import op

revision = "0027"
down_revision = "0026"

# a number drawn by chance, so that the file does not say who wrote before whom
PARTS = """
create table parts_by_number (
    id            integer primary key,
    page_id       text not null references pages (id) on delete cascade,
    part          integer not null,
    envelope      blob not null,
    mac           blob not null,
    unique (page_id, part)
) strict
"""
MOVED = """
insert into parts_by_number (id, page_id, part, envelope, mac)
select random(), page_id, part, envelope, mac from page_parts order by 1
"""


def upgrade() -> None:
    for step in (PARTS, MOVED, "drop table page_parts", "alter table parts_by_number rename to page_parts"):
        op.execute(step)
