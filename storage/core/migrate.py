"""The schema's steps: where a database stands, and bringing it to today's."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.core.wholeness import DatabaseDamaged, is_damage

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"
SCHEME = "sqlite:///"


class NewerSchema(Exception):
    """The database was written by a newer version of this software."""


class NoDatabase(Exception):
    """There is no database where one was expected."""


@dataclass(frozen=True)
class SchemaState:
    """Where a database stands (`current`) against the code (`head`)."""

    current: str
    head: str

    @property
    def newer(self) -> bool:
        return self.current > self.head

    @property
    def behind(self) -> bool:
        return self.current < self.head


def path_of(url: str) -> Path:
    """The file a storage URL names: sqlite:///data/circle.sqlite. Raises ValueError for any other engine."""
    if not url.startswith(SCHEME):
        raise ValueError("this version keeps its memory in SQLite: sqlite:///path/to/file")
    return Path(url.removeprefix(SCHEME))


def head() -> str:
    """The newest step the code knows, from the numbered files: linear, so the highest number."""
    return max(path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def schema_state(url: str) -> SchemaState:
    """Look without touching. Raises NoDatabase when the file is missing, DatabaseDamaged when no schema can be read."""
    path = path_of(url)
    if not path.exists():
        raise NoDatabase
    if not path.stat().st_size:  # SQLite would throw away a log that lies beside it, and what could be saved with it
        raise DatabaseDamaged
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
            known = conn.execute("select name from sqlite_master where name='alembic_version'").fetchone()
            row = conn.execute("select version_num from alembic_version").fetchone() if known else None
    except sqlite3.DatabaseError as trouble:
        if is_damage(trouble):
            raise DatabaseDamaged from trouble
        raise
    if row is None:
        raise DatabaseDamaged
    return SchemaState(current=row[0], head=head())


def migrate(url: str, *, create: bool = False) -> SchemaState:
    """Bring the database to today's schema in one transaction; `create` allows a new file.

    Changes nothing and raises NewerSchema when the database is ahead of the code, NoDatabase when it is missing, and
    DatabaseDamaged when it was emptied or cannot be read: a lost network never becomes a new one.
    """
    path = path_of(url)
    if create and not path.exists():
        path.touch(mode=0o600)
        _upgrade(path)
    state = schema_state(url)
    if state.newer:
        raise NewerSchema
    if state.behind:
        _upgrade(path)
    return schema_state(url)


def _upgrade(path: Path) -> None:
    # Imported here: a start that has nothing to migrate does not pay for Alembic and SQLAlchemy.
    from alembic import command  # noqa: PLC0415 -- see above
    from alembic.config import Config  # noqa: PLC0415 -- see above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", f"{SCHEME}{path}")
    command.upgrade(config, "head")
