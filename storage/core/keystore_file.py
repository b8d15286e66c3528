"""The keystore's file: made whole or not at all, and looked over before anything is read from it."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.core.connection import Connection
from storage.core.keys import OWNER_ONLY, MasterKey, lp, sync_folder
from storage.core.keystore_ties import TABLES
from storage.core.sealing import Damaged, unwrap_key, wrap_key

APPLICATION = 0x43495243
SCHEMA_VERSION = 2
CANARY = b"the canary sings for one master."

SECOND = """
create table lock_pairs (
    person text not null references people on delete cascade, lock text not null, kid blob not null,
    pk blob not null, root blob not null, sealed blob not null, present integer not null, mac blob not null,
    primary key (person, lock, kid)
) strict;
create table old_vaults (
    person text not null references people on delete cascade, version integer not null,
    pk blob not null, kid blob not null, salt blob not null,
    kdf_memory integer not null, kdf_passes integer not null, kdf_lanes integer not null,
    wrap_pass blob not null, wrap_rec blob not null, rec_sealed blob not null, mix blob not null,
    until integer not null, mac blob not null, primary key (person, kid)
) strict;
create table codes (
    person text primary key references people on delete cascade, lookup blob not null unique,
    on_paper integer not null
) strict;
"""
"""What the second form added: a key pair for each lock, vaults put by, and finding a person by their recovery code."""

SCHEMA = f"""
begin;
create table house (
    one integer primary key check (one = 1), deployment text not null, master text not null, canary blob not null
) strict;
create table people (
    person text primary key, udk blob not null, mix blob not null,
    head_seq integer not null default 0, head_hash blob
) strict;
create table vaults (
    person text primary key references people on delete cascade, version integer not null,
    pk blob not null, kid blob not null, salt blob not null,
    kdf_memory integer not null, kdf_passes integer not null, kdf_lanes integer not null,
    wrap_pass blob not null, wrap_rec blob not null, rec_sealed blob not null, mac blob not null
) strict;
create table tries (
    person text primary key references people on delete cascade, wrong integer not null, last_at integer not null
) strict;
create table tombstones (person text primary key) strict;
{SECOND}
pragma application_id={APPLICATION};
pragma user_version={SCHEMA_VERSION};
"""


class KeystoreRefused(Exception):
    """The keystore cannot be used as it lies there. The message is one sentence for the operator."""


class KeystoreMissing(KeystoreRefused):
    """No file where the keystore should be."""


class KeystoreExists(KeystoreRefused):
    """A new keystore was asked for where one already lies."""


class KeystoreOpenToOthers(KeystoreRefused):
    """Other accounts of the machine could read or change the keystore."""


class KeystoreUnusable(KeystoreRefused):
    """It is there, but the system does not let it be read and written."""


class KeystoreDamaged(KeystoreRefused):
    """Cut short, overwritten, or no keystore at all."""


class KeystoreNewer(KeystoreRefused):
    """Written by a later version of this software."""


class WrongMaster(KeystoreRefused):
    """Made under another master key."""


def create(path: Path, master: MasterKey) -> None:
    """Make the file (0600), whole or not at all. Raises KeystoreExists rather than touch what is there."""
    log = path.with_name(path.name + "-wal")  # SQLite would play a dead keystore's log into the new file
    if path.exists() or log.exists():
        raise KeystoreExists(f"There is already a keystore, or the log of one, at {path}; it is left as it is.")
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    deployment = os.urandom(16).hex()
    canary = new_canary(master, deployment)
    with closing(sqlite3.connect(draft, isolation_level=None)) as conn:
        conn.executescript(SCHEMA + TABLES)
        conn.execute("insert into house values (1, ?, ?, ?)", (deployment, master.id, canary))
        conn.execute("commit")
    try:
        os.link(draft, path)
    except FileExistsError:
        raise KeystoreExists(f"Another process has just made a keystore at {path}; it is left as it is.") from None
    finally:
        draft.unlink()
    sync_folder(path.parent)


async def connect(path: Path, master: MasterKey) -> tuple[Connection, str]:
    """The hardened connection and the deployment's name. Raises a KeystoreRefused named for what is wrong.

    What log a crash left is emptied into the file, so that a key destroyed just before it is gone from both.
    """
    _check_file(path)
    try:
        conn = await Connection.open(path)
        try:
            return conn, await _look_over(conn, path, master)
        except BaseException:
            await conn.close()
            raise
    except sqlite3.OperationalError as failed:
        raise KeystoreUnusable(f"The keystore at {path} cannot be used: {failed}.") from None
    except sqlite3.DatabaseError:
        raise _damaged(path) from None


async def _look_over(conn: Connection, path: Path, master: MasterKey) -> str:
    await _check_kind(conn, path)
    await conn.harden()
    await conn.checkpoint()
    await _check_whole(conn, path)
    deployment = await _check_master(conn, path, master)
    await _bring_up(conn)
    return deployment


async def _bring_up(conn: Connection) -> None:
    """From an earlier form to ours, whole or not at all. Only once the master key is known to be the right one."""
    if await _number(conn, "pragma user_version") < SCHEMA_VERSION:
        await conn.begin()
        for statement in filter(str.strip, SECOND.split(";")):
            await conn.slow(statement)
        await conn.slow(f"pragma user_version={SCHEMA_VERSION}")
        await conn.commit()


def _check_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise KeystoreMissing(f"There is no keystore at {path}; restore it, do not make a new one.") from None
    except OSError as failed:
        raise KeystoreUnusable(f"The keystore at {path} cannot be used: {failed.strerror}.") from None
    if not stat.S_ISREG(mode):
        raise KeystoreUnusable(f"The keystore at {path} is not a plain file.")
    if stat.S_IMODE(mode) not in OWNER_ONLY:
        raise KeystoreOpenToOthers(f"The keystore at {path} is not its owner's alone; run: chmod 600 {path}")


async def _check_kind(conn: Connection, path: Path) -> None:
    if await _number(conn, "pragma application_id") != APPLICATION:
        raise _damaged(path)
    version = await _number(conn, "pragma user_version")
    if version > SCHEMA_VERSION:
        raise KeystoreNewer(
            f"The keystore at {path} was written by a later version of this software (its form {version})."
        )


async def _check_whole(conn: Connection, path: Path) -> None:
    found = [row[0] for row in await conn.slow("pragma integrity_check(1)")]
    if found != ["ok"]:
        raise _damaged(path)


async def _check_master(conn: Connection, path: Path, master: MasterKey) -> str:
    house = next(iter(await conn.slow("select deployment, master, canary from house")), None)
    return check_house(house, path, master)


def check_house(house: Any, path: Path, master: MasterKey) -> str:  # a sqlite3.Row or None
    """The deployment's name, if this is the keystore's master key: by name and by what it opens. Raises WrongMaster."""
    if house is None:
        raise _damaged(path)
    if house["master"] != master.id:
        raise WrongMaster(f"The keystore at {path} needs master key {house['master']}, and this is {master.id}.")
    try:
        unwrap_key(master.wrap, _canary_place(house["deployment"]), house["canary"])
    except Damaged:
        raise WrongMaster(f"The master key has the right name for {path}, but does not open it.") from None
    return str(house["deployment"])


async def _number(conn: Connection, pragma: str) -> int:
    return int(next(iter(await conn.slow(pragma)))[0])


def new_canary(master: MasterKey, deployment: str) -> bytes:
    """What only this master key opens."""
    return wrap_key(master.wrap, _canary_place(deployment), CANARY)


def _canary_place(deployment: str) -> bytes:
    return lp("circle/canary/v1", deployment)


def _damaged(path: Path) -> KeystoreDamaged:
    return KeystoreDamaged(f"The file at {path} is damaged, or is no keystore; restore it from its own backup.")
