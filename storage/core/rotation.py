"""A new master key for the house: both files under it in one transaction, or neither, whatever kills us meanwhile.

The keystore says which key it is under, and is believed. Until both files are written the old key stays where it is and
the new one lies beside it as `<file>.next`; afterwards the old one stays as `<file>.old-<its name>`.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from storage.core import keystore_file
from storage.core.connection import HARDENED
from storage.core.keys import MasterKey, MasterKeyMissing, MasterKeyWrongLength, lp, sync_folder
from storage.core.keystore_ties import carried_place, carry
from storage.core.rekeyed_rows import MAC, CannotRekey, Damage, remac, tables
from storage.core.sealing import Damaged, unwrap_key, wrap_key

RekeyRows = Callable[[sqlite3.Connection, str, MasterKey, MasterKey, Mapping[str, bytes], Damage], None]
"""What writes the database's rows again; the features' own knowledge of them lives above this room."""

KEYSTORE = "keys"


class Half(StrEnum):
    """Where a change of keys stands: not begun, made but not written, or written and not yet put in place."""

    NONE = "none"
    MADE = "made"
    WRITTEN = "written"


@dataclass(frozen=True)
class Rotated:
    """The names of the two keys, where the old one lies now, and how many rows were damaged before and still are."""

    old: str
    new: str
    kept_as: Path
    damaged: int


def next_of(master_key: Path) -> Path:
    """Where a new key lies until everything is under it."""
    return master_key.with_name(master_key.name + ".next")


def old_of(master_key: Path, name: str) -> Path:
    """Where an old key is kept."""
    return master_key.with_name(f"{master_key.name}.old-{name}")


def half_done(master_key: Path, keystore: Path) -> Half:
    """Look without touching."""
    if not next_of(master_key).exists():
        return Half.NONE
    try:
        coming = MasterKey.load(next_of(master_key))
    except MasterKeyWrongLength:  # a kill while it was being made: nothing can be under it
        return Half.MADE
    return Half.WRITTEN if wanted(keystore) == coming.id else Half.MADE


def wanted(keystore: Path) -> str | None:
    """The name of the master key this keystore is under; None when it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{keystore.absolute().as_uri()}?mode=rw", uri=True)) as conn:
            return str(conn.execute("select master from house").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return None


def finish(master_key: Path, keystore: Path, database: Path) -> None:
    """At every start: undo a transaction that a kill cut, and put a key in place whose files are all written."""
    for path in (database, keystore):
        if path.with_name(path.name + "-journal").exists():
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as conn:
                conn.execute("select count(*) from sqlite_master").fetchone()
    if half_done(master_key, keystore) is Half.WRITTEN:
        _put_in_place(master_key)


def _put_in_place(master_key: Path) -> Path | None:
    """Each of the two renames may have been done before a kill."""
    kept = None
    try:
        kept = old_of(master_key, MasterKey.load(master_key).id)
        master_key.rename(kept)
        sync_folder(master_key.parent)
    except MasterKeyMissing:
        pass
    next_of(master_key).rename(master_key)
    sync_folder(master_key.parent)
    return kept


def rotate(
    master_key: Path, keystore: Path, database: Path, rekey_rows: RekeyRows, *, leave_damaged: bool = False
) -> Rotated:
    """Put the whole house under a new key. The bot must be stopped. Raises CannotRekey and the keys' own refusals.

    Killed at any moment it has either not happened or is finished by the next start.
    """
    finish(master_key, keystore, database)
    old = MasterKey.load(master_key)
    next_of(master_key).unlink(missing_ok=True)  # nothing is under it, or `finish` would have put it in place
    new = MasterKey.create(next_of(master_key))
    damage = Damage(leave=leave_damaged)
    with _both(database, keystore) as conn:
        house = conn.execute(f"select deployment, master, canary from {KEYSTORE}.house").fetchone()  # noqa: S608 -- a fixed name
        deployment = keystore_file.check_house(house, keystore, old)
        own_keys = rekey_keystore(conn, KEYSTORE, deployment, old, new, damage)
        rekey_rows(conn, deployment, old, new, own_keys, damage)
    kept = _put_in_place(master_key) or old_of(master_key, old.id)
    return Rotated(old.id, new.id, kept, damage.found.total())


def catch_up(database: Path, keystore: Path, old: MasterKey, new: MasterKey, rekey_rows: RekeyRows) -> None:
    """Put under `new` whichever of the two a restore has brought back under `old`."""
    damage = Damage(leave=True)
    with _both(database, keystore) as conn:
        house = conn.execute(f"select deployment, master from {KEYSTORE}.house").fetchone()  # noqa: S608 -- a fixed name
        deployment = str(house["deployment"])
        if house["master"] == old.id:
            own_keys = rekey_keystore(conn, KEYSTORE, deployment, old, new, damage)
        else:
            own_keys = _own_keys(conn, deployment, new)
        if (row := conn.execute("select master from anchors").fetchone()) is None or row["master"] == old.id:
            rekey_rows(conn, deployment, old, new, own_keys, damage)


def _own_keys(conn: sqlite3.Connection, deployment: str, master: MasterKey) -> dict[str, bytes]:
    found = {}
    for row in conn.execute(f"select person, udk from {KEYSTORE}.people"):  # noqa: S608 -- a fixed name
        with suppress(Damaged):
            place = lp("circle/wrap/v1", "udk", deployment, row["person"])
            found[str(row["person"])] = bytes(unwrap_key(master.wrap, place, row["udk"]))
    return found


def check_opens(keystore: Path, master: MasterKey) -> None:
    """Raises WrongMaster."""
    with closing(sqlite3.connect(f"{keystore.absolute().as_uri()}?mode=rw", uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        house = conn.execute("select deployment, master, canary from house").fetchone()
    keystore_file.check_house(house, keystore, master)


@contextmanager
def _both(database: Path, keystore: Path) -> Iterator[sqlite3.Connection]:
    """One connection to both, in one transaction. With a rollback journal SQLite commits two files as one."""
    conn = sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    conn.row_factory = sqlite3.Row
    with closing(conn):
        conn.execute(f"attach ? as {KEYSTORE}", (f"{keystore.absolute().as_uri()}?mode=rw",))
        for pragma in HARDENED[1:]:
            conn.execute(pragma)
        for schema in ("main", KEYSTORE):
            if conn.execute(f"pragma {schema}.journal_mode=delete").fetchone()[0] != "delete":
                raise CannotRekey("Another process has one of the two databases open. Stop it, then try again.")
            conn.execute(f"pragma {schema}.synchronous=full")
            conn.execute(f"pragma {schema}.secure_delete=on")
        conn.execute("begin exclusive")
        try:
            yield conn
            conn.execute("commit")
        except BaseException:
            if conn.in_transaction:
                conn.execute("rollback")
            raise
        for schema in ("main", KEYSTORE):
            conn.execute(f"pragma {schema}.journal_mode=wal")


def rekey_keystore(
    conn: sqlite3.Connection, schema: str, deployment: str, old: MasterKey, new: MasterKey, damage: Damage
) -> dict[str, bytes]:
    """Every wrapped key and row check of the keystore. Returns each person's own key, for what it sealed."""
    own_keys = {}
    for table in tables(conn, schema):
        if table.name == "people":
            for row in table.rows(conn):
                slots = {slot: lp("circle/wrap/v1", slot, deployment, row["person"]) for slot in ("udk", "mix")}
                try:
                    opened = {slot: unwrap_key(old.wrap, place, row[slot]) for slot, place in slots.items()}
                except Damaged:
                    damage.one("people", "udk")
                    continue
                own_keys[row["person"]] = bytes(opened["udk"])
                table.update(conn, row, {slot: wrap_key(new.wrap, slots[slot], key) for slot, key in opened.items()})
            damage.settle("people", "udk", len(own_keys))
        elif MAC in table.columns:
            changed = partial(_mix_again, deployment, old, new) if table.name == "old_vaults" else None
            remac(conn, table, deployment, old.row, new.row, damage, changed=changed)
    _carry(conn, schema, deployment, old, new)
    house = (new.id, keystore_file.new_canary(new, deployment))
    conn.execute(f"update {schema}.house set master = ?, canary = ?", house)  # noqa: S608 -- a fixed name
    return own_keys


def _mix_again(deployment: str, old: MasterKey, new: MasterKey, row: sqlite3.Row) -> dict[str, bytes]:
    """A vault that was put by has a mix of its own."""
    place = lp("circle/wrap/v1", "mix", deployment, row["person"])
    return {"mix": wrap_key(new.wrap, place, unwrap_key(old.wrap, place, row["mix"]))}


def _carry(conn: sqlite3.Connection, schema: str, deployment: str, old: MasterKey, new: MasterKey) -> None:
    """Links and buttons in people's hands are found by a key that stays, or they would all stop working today."""
    row = conn.execute(f"select key from {schema}.carried where name = 'token'").fetchone()  # noqa: S608 -- a fixed name
    key = bytes(unwrap_key(old.wrap, carried_place(deployment), row["key"])) if row else old.index
    carried = carry(new, deployment, key)
    conn.execute(f"insert or replace into {schema}.carried values ('token', ?)", (carried,))  # noqa: S608 -- a fixed name
