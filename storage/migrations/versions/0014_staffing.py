"""Staffing: turns given away or taken for one session, pauses, who is asked to stand in, and who is coming."""

from alembic import op

revision = "0014"
down_revision = "0013"

TURNS = """
create table rota_turns (
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    part          text not null check (part in ('guide', 'observer')),
    stands_in     integer not null,
    since         integer not null,
    primary key (session_id, person_id)
) strict, without rowid
"""
PAUSES = """
create table rota_pauses (
    id            text primary key,
    person_id     text not null references people (id) on delete cascade,
    circle_id     text references circles (id) on delete cascade,
    since         integer not null,
    until         integer
) strict, without rowid
"""
ASKS = """
create table rota_asks (
    person_id     text primary key references people (id) on delete cascade,
    at            integer not null
) strict, without rowid
"""
LINES = """
create table stand_in_lines (
    session_id    text not null references sessions (id) on delete cascade,
    part          text not null check (part in ('guide', 'observer')),
    asking        text references people (id) on delete set null,
    told          integer not null default 0,
    primary key (session_id, part)
) strict, without rowid
"""
SWAPS = """
create table rota_swaps (
    id            text primary key,
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    at            integer not null,
    unique (session_id, person_id)
) strict, without rowid
"""
COMING = """
create table session_coming (
    session_id    text not null references sessions (id) on delete cascade,
    person_id     text not null references people (id) on delete cascade,
    primary key (session_id, person_id)
) strict, without rowid
"""
# Who would hold each session: those of its circle who can make it and have not stepped back, and its stand-ins.
CLAIMS = """
create view rota_claims as
select s.id as session_id, s.starts, h.person_id, h.part, 0 as stands_in, h.since
from sessions s
join circles c on c.id = s.circle_id
join circle_staff h on h.circle_id = s.circle_id
where (c.state <> 'closed' or s.state = 'closed')
  and not exists (select 1 from rota_turns t where t.session_id = s.id and t.person_id = h.person_id)
  and not exists (
    select 1 from rota_pauses p
    where p.person_id = h.person_id and (p.circle_id is null or p.circle_id = s.circle_id)
      and s.starts >= p.since and (p.until is null or s.starts < p.until))
union all
select s.id, s.starts, t.person_id, t.part, 1, t.since
from sessions s
join circles c on c.id = s.circle_id
join rota_turns t on t.session_id = s.id and t.stands_in = 1
where (c.state <> 'closed' or s.state = 'closed')
  and not exists (
    select 1 from rota_pauses p
    where p.person_id = t.person_id and p.circle_id is null
      and s.starts >= p.since and (p.until is null or s.starts < p.until))
"""


def upgrade() -> None:
    for table in (TURNS, PAUSES, ASKS, LINES, SWAPS, COMING, CLAIMS):
        op.execute(table)
    op.execute("alter table sessions add column chat integer not null default 0 check (chat = 0 or minutes <= 60)")
    op.execute("alter table sessions add column needs_two integer not null default 0")
    op.execute("create index rota_turns_person on rota_turns (person_id)")
    op.execute("create index rota_pauses_person on rota_pauses (person_id)")
    op.execute("create index stand_in_lines_asking on stand_in_lines (asking)")
    op.execute("create index rota_swaps_person on rota_swaps (person_id)")
    op.execute("create index session_coming_person on session_coming (person_id)")
