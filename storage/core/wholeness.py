"""Whether the database is whole: each page is looked at before a start, and damage met later is known for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class DatabaseDamaged(Exception):
    """Nothing can be read from what should be the database: cut short, emptied, overwritten."""


class DamagedPage(sqlite3.OperationalError):
    """A page is not what it should be. Like a full disk it is not the asker's fault: what was asked waits."""


def is_damage(trouble: BaseException) -> bool:
    """Whether SQLite says that the file itself is broken."""
    return isinstance(trouble, sqlite3.Error) and getattr(trouble, "sqlite_errorcode", 0) & 0xFF in BROKEN


def is_whole(path: Path) -> bool:
    """Look at every page without touching any: 0.15 seconds for 100 MB. The doctor and every backup look closer."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
        try:
            return [row[0] for row in conn.execute("pragma quick_check(1)")] == ["ok"]
        except sqlite3.DatabaseError as trouble:
            if is_damage(trouble):
                return False
            raise
