"""A reminder of a chance, sent once; and what worked, as one coordinator tells the others."""

from alembic import op

revision = "0028"
down_revision = "0027"

WHAT_WORKED = """
create table what_worked (
    opportunity_id text not null references opportunities (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    said          blob not null,
    at            integer not null,
    primary key (opportunity_id, person_id)
) strict, without rowid
"""


def upgrade() -> None:
    op.execute("alter table opportunities add column reminded_at integer")
    op.execute(WHAT_WORKED)
    op.execute("create index what_worked_person on what_worked (person_id)")
