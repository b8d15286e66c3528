"""Check-ins of a pair: what was suggested, each date, times offered for moving one, and private calendar addresses."""

from alembic import op

revision = "0006"
down_revision = "0005"

PLANS = """
create table checkin_plans (
    id            text primary key,
    pair_id       text not null references pairs (id) on delete cascade,
    state         text not null default 'suggested' check (state in ('suggested', 'agreed')),
    rhythm        text not null,
    weekday       integer,
    nth           integer,
    zone          text not null,
    place         text not null check (place in ('link', 'phone', 'in-person')),
    link          blob,
    made_at       integer not null
) strict, without rowid
"""
CHECKINS = """
create table checkins (
    id            text primary key,
    plan_id       text not null references checkin_plans (id) on delete cascade,
    starts        integer not null,
    minutes       integer not null check (minutes between 1 and 90),
    state         text not null default 'suggested'
                  check (state in ('suggested', 'booked', 'to-move', 'met', 'missed')),
    version       integer not null default 0,
    changed_at    integer not null,
    opener        blob
) strict, without rowid
"""
OFFERS = """
create table checkin_offers (
    about_id      text primary key,
    plan_id       text not null references checkin_plans (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    version       integer not null,
    times         text not null
) strict, without rowid
"""
FEELINGS = """
create table checkin_feelings (
    pair_id       text primary key references pairs (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    feeling       blob not null
) strict, without rowid
"""
USUAL_LINKS = """
create table usual_links (
    person_id     text primary key references people (id) on delete cascade,
    link          blob not null
) strict, without rowid
"""
CALENDAR_ADDRESSES = """
create table calendar_addresses (
    person_id     text primary key references people (id) on delete cascade,
    lookup        blob not null unique,
    made_at       integer not null,
    content       blob,
    changed_at    integer not null
) strict, without rowid
"""


def upgrade() -> None:
    for table in (PLANS, CHECKINS, OFFERS, FEELINGS, USUAL_LINKS, CALENDAR_ADDRESSES):
        op.execute(table)
    op.execute("create index checkin_plans_pair on checkin_plans (pair_id)")
    op.execute("create index checkins_plan on checkins (plan_id, starts)")
    op.execute("create index checkin_offers_plan on checkin_offers (plan_id)")
    op.execute("create index checkin_offers_person on checkin_offers (person_id)")
    op.execute("create index checkin_feelings_person on checkin_feelings (person_id)")
