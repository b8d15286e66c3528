"""Plans a network writes itself, and each circle's own ground rules, version by version."""

from alembic import op

revision = "0016"
down_revision = "0015"

NETWORK_PLANS = """
create table network_plans (
    id            text not null,
    version       integer not null,
    name          blob not null,
    steps         blob not null,
    minutes       integer not null check (minutes between 1 and 90),
    came_from     text not null,
    written_by    text references people (id) on delete set null,
    written_at    integer not null,
    retired_at    integer,
    primary key (id, version)
) strict, without rowid
"""
GROUND_RULES = """
create table ground_rules (
    circle_id     text not null references circles (id) on delete cascade,
    version       integer not null,
    rules         blob not null,
    written_by    text references people (id) on delete set null,
    written_at    integer not null,
    primary key (circle_id, version)
) strict, without rowid
"""


def upgrade() -> None:
    for table in (NETWORK_PLANS, GROUND_RULES):
        op.execute(table)
