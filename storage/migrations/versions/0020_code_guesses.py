"""How many recovery codes were tried today, by whom is only a keyed hash."""

from alembic import op

revision = "0020"
down_revision = "0019"

GUESSES = """
create table code_guesses (
    who           blob primary key,
    tried         integer not null,
    since         integer not null
) strict, without rowid
"""


def upgrade() -> None:
    op.execute(GUESSES)
