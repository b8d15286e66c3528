"""Tables of incident records, speak-up plans and the weekly pulse: each of its own, beside reflections (K7)."""

from alembic import op

revision = "0022"
down_revision = "0021"


def things(table: str) -> str:
    """One tool's locked writing; a row that `adds_to` another is a line that was added to it later."""
    return f"""
create table {table} (
    id            text primary key,
    person_id     text not null references people (id) on delete cascade,
    seq           integer not null,
    adds_to       text references {table} (id) on delete cascade,
    state         text not null check (state in ('open', 'kept')),
    touched       integer,
    head          blob,
    mac           blob not null,
    unique (person_id, seq),
    check ((state = 'kept') = (head is not null)),
    check ((state = 'kept') = (touched is null))
) strict, without rowid
"""


def parts(table: str, of: str) -> str:
    """Its messages, each locked on its own."""
    return f"""
create table {table} (
    thing_id      text not null references {of} (id) on delete cascade,
    part          integer not null,
    envelope      blob not null,
    mac           blob not null,
    primary key (thing_id, part)
) strict, without rowid
"""


RECORD_ENDINGS = """
create table record_endings (
    person_id     text primary key references people (id) on delete cascade,
    since         integer not null
) strict, without rowid
"""
PULSE_TAPS = """
create table pulse_taps (
    person_id     text not null references people (id) on delete cascade,
    week          integer not null,
    taps          blob not null,
    primary key (person_id, week)
) strict, without rowid
"""
PULSE_COUNTS = """
create table pulse_counts (
    week          integer primary key,
    counts        blob not null
) strict
"""


def upgrade() -> None:
    for table, inside in (("records", "record_parts"), ("speak_up_plans", "speak_up_parts")):
        op.execute(things(table))
        op.execute(f"create index {table}_lines on {table} (adds_to)")
        op.execute(parts(inside, table))
    for table in (RECORD_ENDINGS, PULSE_TAPS, PULSE_COUNTS):
        op.execute(table)
