"""Backups: a consistent copy of each database, sealed to the operator's key while the bot goes on, and old ones let go.

The copy lives in memory until it is sealed, so that no plain copy is ever on a disk, whatever kills us meanwhile.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from storage.core import backup_file
from storage.core.backup_file import DATA, KEYSTORE, BackupRefused, Head
from storage.core.sealing import kid_of

KEYSTORE_KEPT_DAYS = 14
PAGES = 64
_NAME = re.compile(r"(data|keystore)-(\d{4}-\d\d-\d\dT\d{6})Z\.circle")
_STAMP = "%Y-%m-%dT%H%M%S"

Progress = Callable[[str, int, int], None]
"""Called with the kind, and with pages done of pages in all."""


@dataclass(frozen=True)
class Shelf:
    """Where backups lie, and for how many days: data in one folder and keys in another, to be carried apart."""

    folder: Path
    keep_days: int

    def of(self, kind: str) -> Path:
        return self.folder / ("data" if kind == DATA else "keys")

    def days(self, kind: str) -> int:
        return self.keep_days if kind == DATA else min(self.keep_days, KEYSTORE_KEPT_DAYS)


@dataclass(frozen=True)
class Backup:
    """One file on the shelf."""

    path: Path
    kind: str
    made: datetime


@dataclass(frozen=True)
class Taken:
    """What one backup made, and which old files were let go."""

    made: tuple[Path, ...]
    gone: tuple[Path, ...]


def take(
    database: Path, keystore: Path, shelf: Shelf, to: X25519PublicKey, *, now: datetime, progress: Progress
) -> Taken:
    """Copy, seal, look at what was written, and only then let old ones go. The bot may be running.

    The keys are copied after the data, so that nothing in the data lacks its key. Raises BackupRefused, OSError.
    """
    kid = kid_of(to.public_bytes_raw()).hex()
    contents = (
        (DATA, copied(database, lambda done, whole: progress(DATA, done, whole))),
        (KEYSTORE, copied(keystore, lambda done, whole: progress(KEYSTORE, done, whole))),
    )
    deployment, master = house_of(keystore)
    made = []
    for kind, content in contents:
        folder = shelf.of(kind)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{kind}-{now.astimezone(UTC):{_STAMP}}Z.circle"
        schema = schema_of(database if kind == DATA else keystore)
        backup_file.write(path, Head(kind, deployment, master, schema, now.isoformat(), kid), to, content)
        made.append(path)
    return Taken(tuple(made), tuple(let_go(shelf, now)))


def copied(path: Path, progress: Callable[[int, int], None]) -> bytes:
    """The database as it is at one moment, as the bytes of a file; whoever writes meanwhile is not held up.

    Raises BackupRefused when the database is damaged: a backup of it would only push a good one off the shelf.
    """
    with closing(_read_only(path)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.execute("begin")
        source.execute("select count(*) from sqlite_master").fetchone()  # from here on it sees one moment
        source.backup(copy, pages=PAGES, progress=lambda _, left, whole: progress(whole - left, whole))
        if [row[0] for row in copy.execute("pragma integrity_check(1)")] != ["ok"]:
            raise BackupRefused(f"The database at {path} is damaged; no backup was made. Run: python -m bot doctor")
        return copy.serialize()


def house_of(keystore: Path) -> tuple[str, str]:
    """The deployment's name and its master key's, as the keystore says; neither is a secret."""
    with closing(_read_only(keystore)) as conn:
        row = conn.execute("select deployment, master from house").fetchone()
    return str(row[0]), str(row[1])


def schema_of(path: Path) -> str:
    """The step a database stands at, or a keystore's form."""
    with closing(_read_only(path)) as conn:
        if conn.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone():
            return str(conn.execute("select version_num from alembic_version").fetchone()[0])
        return str(conn.execute("pragma user_version").fetchone()[0])


def on_shelf(shelf: Shelf) -> Iterator[Backup]:
    """Every backup there is, by its name; other files are not ours to touch."""
    for kind in (DATA, KEYSTORE):
        folder = shelf.of(kind)
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            named = _NAME.fullmatch(path.name)
            if named and named[1] == kind:
                yield Backup(path, kind, datetime.strptime(named[2], _STAMP).replace(tzinfo=UTC))


def let_go(shelf: Shelf, now: datetime) -> Iterator[Path]:
    """Delete what is older than it may be, telling each."""
    for backup in list(on_shelf(shelf)):
        if now - backup.made >= timedelta(days=shelf.days(backup.kind)):
            backup.path.unlink()
            yield backup.path


def _read_only(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    conn.execute("pragma busy_timeout=5000")
    return conn
