"""A restored file before it is in its place: opened beside it, checked, and made ready there."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mentoring.people import PersonId
from storage.core import backup_file, keystore_file, migrate
from storage.core.backup_file import DATA, BackupDamaged
from storage.core.instants import instant, ms
from storage.core.keystore_ties import TABLES

BESIDE = ("", "-wal", "-shm", "-journal")
SQLITE = b"SQLite format 3\0"


class RestoreRefused(Exception):
    """Nothing was restored. The message is one sentence for the operator."""


def draft_of(place: Path) -> Path:
    """Where it is made ready."""
    return place.with_name(place.name + ".restoring")


def remains(place: Path) -> list[Path]:
    """A database, and what logs lie beside it."""
    return [path for end in BESIDE if os.path.lexists(path := place.with_name(place.name + end))]


def clear(draft: Path) -> None:
    """Leave nothing of it."""
    for path in remains(draft):
        path.unlink()


def make(source: Path, kind: str, draft: Path, key: X25519PrivateKey | None) -> None:
    """Open a sealed backup into `draft`, or copy a keystore's replica. Raises RestoreRefused and BackupRefused."""
    clear(draft)
    with source.open("rb") as file:
        is_plain = file.read(len(SQLITE)) == SQLITE
    if is_plain and kind == DATA:
        raise RestoreRefused(f"{source} is a plain database. Put it in its place by hand, with the bot stopped.")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as into:
        if is_plain:
            backup_file.whole([source.read_bytes()], into)
        else:
            _check_kind(source, kind)
            if key is None:
                raise RestoreRefused("A sealed backup opens with the operator's private key: --key FILE.")
            backup_file.whole(backup_file.opened(source, key), into)
    _check_whole(draft, source)


def _check_kind(source: Path, kind: str) -> None:
    head = backup_file.look(source)
    if head.kind != kind:
        option = "--data" if head.kind == DATA else "--keystore"
        raise RestoreRefused(f"{source} is a backup of the {head.kind}: give it as {option}.")


def _check_whole(draft: Path, source: Path) -> None:
    try:
        with closing(_open(draft)) as conn:
            if [row[0] for row in conn.execute("pragma integrity_check(1)")] == ["ok"]:
                return
    except sqlite3.DatabaseError:
        pass
    raise BackupDamaged(f"What {source} holds is damaged; try an earlier one.")


def check_schema(data: Path) -> None:
    """Raises RestoreRefused for a database that a later version wrote."""
    state = migrate.schema_state(f"{migrate.SCHEME}{data}")
    if state.newer:
        raise RestoreRefused(f"It was written by a later version (step {state.current}). Install that version first.")


def add_ties(keystore: Path) -> None:
    """The tables that an older keystore lacks. Raises RestoreRefused for a file that is no keystore of ours."""
    with closing(_open(keystore)) as conn:
        if conn.execute("pragma application_id").fetchone()[0] != keystore_file.APPLICATION:
            raise RestoreRefused(f"{keystore} is no keystore.")
        if conn.execute("pragma user_version").fetchone()[0] > keystore_file.SCHEMA_VERSION:
            raise RestoreRefused("The keystore was written by a later version. Install that version first.")
        conn.executescript(TABLES)


def check_one_house(data: Path, keystore: Path) -> None:
    """Raises RestoreRefused for the data of one network with the keys of another."""
    with closing(_open(keystore)) as conn:
        keys_of = conn.execute("select deployment from house").fetchone()[0]
    row = _anchor(data, "anchors", "deployment")
    if row is not None and row != keys_of:
        raise RestoreRefused("The data and the keys are of two different networks. Look for the pair made together.")


def master_of(data: Path) -> str | None:
    """The name of the master key its rows are under; None when they do not say (then the keystore's)."""
    found = _anchor(data, "anchors", "master")
    return None if found is None else str(found)


def anchored(path: Path) -> datetime | None:
    """When this file last agreed with the other one."""
    for table in ("anchors", "anchor"):
        found = _anchor(path, table, "at")
        if isinstance(found, int):
            return instant(found)
    return None


def _anchor(path: Path, table: str, column: str) -> object:
    with closing(_open(path)) as conn:
        try:
            row = conn.execute(f"select {column} from {table}").fetchone()  # noqa: S608 -- fixed names
        except sqlite3.OperationalError:
            return None
    return None if row is None else row[0]


def bury(keystore: Path, erased: Iterable[PersonId]) -> None:
    """Destroy the keys of whoever was erased, before anything can be read with them."""
    with closing(_open(keystore)) as conn:
        conn.execute("begin immediate")
        for person in erased:
            conn.execute("insert into tombstones values (?) on conflict do nothing", (person,))
            conn.execute("delete from people where person = ?", (person,))
        conn.execute("commit")


def note_restoring(data: Path, kind: str, since: datetime, now: datetime) -> None:
    """That this was put back, for the bot to find when it starts."""
    with closing(_open(data)) as conn:
        conn.execute(
            "insert into restorings (kind, missing_from, missing_until) values (?, ?, ?)", (kind, ms(since), ms(now))
        )


def _open(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    for pragma in ("secure_delete=on", "foreign_keys=on", "trusted_schema=off", "synchronous=full"):
        conn.execute(f"pragma {pragma}")
    return conn
