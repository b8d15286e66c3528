"""The keystore's replica: a whole copy on another disk, renewed with each change, so that no new lock is ever lost."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.core.keys import sync_folder


def renew(keystore: Path, replica: Path) -> None:
    """Put a copy of the keystore as it is now in the replica's place, whole or not at all.

    The old file goes: a key that was destroyed is in neither. Raises OSError or sqlite3.Error.
    """
    draft = replica.with_name(replica.name + ".new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(_read_only(keystore), uri=True)) as source, closing(sqlite3.connect(draft)) as to:
            to.execute("pragma journal_mode=off")
            source.backup(to)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(replica)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(replica.parent)


def is_equal(keystore: Path, replica: Path) -> bool:
    """Whether the replica holds the same rows. Raises sqlite3.Error when it cannot be read."""
    return _rows(keystore) == _rows(replica)


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row that a restore would miss: not the wrong tries, nor the anchor, which move by themselves."""
    with closing(sqlite3.connect(_read_only(path), uri=True)) as conn:
        tables = [row[0] for row in conn.execute("select name from sqlite_master where type = 'table' order by name")]
        kept = [table for table in tables if table not in ("tries", "anchor")]
        return {table: sorted(conn.execute(f'select * from "{table}"'), key=repr) for table in kept}  # noqa: S608 -- a table's own name


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
