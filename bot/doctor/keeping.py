"""Whether the house is kept safe: backups, their key, the replica, the ledger, and what a restore or new keys left."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import Config
from bot.doctor.finding import Finding, fails, good, look
from storage import reconcile
from storage.core import audit, backup_file, backups, replica, rotation
from storage.core.backup_file import DATA, KEYSTORE, BackupRefused
from storage.core.backups import Shelf
from storage.core.connection import Connection
from storage.core.keys import MasterKey, MasterKeyRefused
from storage.core.keystore_ties import as_anchor
from storage.core.rotation import Half

BACKUP = "python -m bot backup"
OLDEST = timedelta(days=2)
LEAST_SPACE = 200 * 1024 * 1024


def backup_key(config: Config) -> Finding:
    what = "backup key"
    if not config.backup.public_key:
        return look(what, "none is set: no backup can be made", f"{BACKUP} --new-key")
    here = config.keys.master_key_file.with_name("backup-private.key")
    if os.path.lexists(here):
        return look(what, "its private half still lies on this machine", f"move {here} to two safe places elsewhere")
    return good(what, "set; its private half is not here")


def last_backup(config: Config, *, now: datetime | None = None) -> Finding:
    """The newest that is whole in its structure, of the data and of the keys: the older of the two counts."""
    what = "last backup"
    shelf = Shelf(config.backup.folder, config.backup.keep_days)
    newest: dict[str, datetime] = {}
    broken = 0
    for each in backups.on_shelf(shelf):
        try:
            backup_file.look(each.path)
            newest[each.kind] = max(each.made, newest.get(each.kind, each.made))
        except (BackupRefused, OSError):
            broken += 1
    if broken:
        return fails(what, f"{broken} are damaged", f"{BACKUP}, then see whether the disk is failing")
    if set(newest) != {DATA, KEYSTORE}:
        return look(what, f"none in {shelf.folder}", f"{BACKUP}, once a day, from a timer")
    age = (now or datetime.now(UTC)) - min(newest.values())
    if age > OLDEST:
        return look(what, f"{age.days} days ago", f"{BACKUP}, once a day, from a timer")
    return good(what, f"{int(age / timedelta(hours=1))} hours ago, whole")


def keystore_replica(config: Config) -> Finding:
    what, there = "replica", config.backup.keystore_replica
    if there is None:
        return look(what, "none: a new lock is lost if the disk dies today", "name one under [backup] keystore_replica")
    if not there.exists():
        return fails(what, f"not there: {there}", "is its disk there? `run` writes it with the next change")
    if there.stat().st_dev == config.storage.path.parent.stat().st_dev:
        return look(what, "lies on the same disk as what it should outlive", "put it on another disk")
    return _equal(what, config.storage.keystore_path, there)


def _equal(what: str, keystore: Path, there: Path) -> Finding:
    try:
        if replica.is_equal(keystore, there):
            return good(what, "holds the same keys")
    except sqlite3.Error as failed:
        return fails(what, f"cannot be read ({type(failed).__name__})", "delete it; `run` writes it anew")
    return fails(what, "is behind the keystore", "restart the bot, and see its log for replica-behind")


def erasures(config: Config) -> Finding:
    what, file = "erasures", config.backup.erasures
    if not file.exists():
        return look(what, f"no ledger at {file}", "it is made with the first erasure; see it is")
    if not os.access(file, os.W_OK):
        return fails(what, "the ledger cannot be written: nobody gets a receipt", f"make {file} writable for the bot")
    if file.stat().st_mode & 0o077:
        return look(what, "the ledger can be read by other accounts", f"chmod 600 {file}")
    return good(what, "the ledger is there, for its owner only")


def shelf_space(config: Config) -> Finding:
    """Room for the next backup and for all that a change of keys writes."""
    what = "backup space"
    size = config.storage.path.stat().st_size if config.storage.path.exists() else 0
    folder = next(each for each in (config.backup.folder, *config.backup.folder.parents) if each.is_dir())
    free = shutil.disk_usage(folder).free
    if free < max(LEAST_SPACE, 2 * size):
        return look(what, f"{free // 1024**2:,} MB free", f"make room in {folder}, or name another [backup] folder")
    return good(what, f"{free // 1024**2:,} MB free")


def new_keys(config: Config) -> Finding:
    what = "new keys"
    try:
        half = rotation.half_done(config.keys.master_key_file, config.storage.keystore_path)
    except MasterKeyRefused as refused:
        return fails(what, str(refused), "python -m bot rotate-keys")
    if half is Half.WRITTEN:
        return look(what, "everything is under the new key, which is not yet in its place", "`run` puts it there")
    if half is Half.MADE:
        return look(what, "were asked for, and nothing is under them yet", "python -m bot rotate-keys, once more")
    kept = sorted(config.keys.master_key_file.parent.glob(config.keys.master_key_file.name + ".old-*"))
    if kept:
        return look(what, f"an old master key lies here: {kept[0].name}", "move it offline, until no backup needs it")
    return good(what, "no change of keys is half done")


def older_copy(config: Config) -> Finding:
    what = "older copy"
    data = _one(config.storage.path, "select seq, mark, at from anchors")
    keys = _one(config.storage.keystore_path, "select seq, mark, at from anchor")
    standing = reconcile.compare(as_anchor(data), as_anchor(keys))
    waiting = _one(config.storage.path, "select 1 from restorings where told is null")
    if standing.in_step and waiting is None:
        return good(what, "the data and the keys are of one day")
    older = {"data": "the data are older than the keys", "keystore": "the keys are older than the data"}
    said = older.get(standing.verdict, "something was put back from a backup")
    return fails(what, f"{said}: the bot waits", "python -m bot restore-ack")


def audit_log(config: Config) -> Finding:
    """Whether each line still vouches for the one before: who did what was not changed by hand (sealing.md 3.7)."""
    what, key = "audit log", config.keys.master_key_file
    try:
        if rotation.half_done(key, config.storage.keystore_path) is Half.WRITTEN:
            return look(what, "is under the new key already", "`run` puts the new key in its place; then ask again")
        broken = audit.first_broken(
            MasterKey.load(key).row, _rows(config.storage.path, "select * from audit order by seq")
        )
    except MasterKeyRefused:
        return look(what, "cannot be tried without the master key", "put the master key right first")
    if broken is not None:
        return fails(what, f"was changed by hand at line {broken}", "docs/runbook.md, Something was stolen")
    return good(what, "each line vouches for the one before")


async def hardening(config: Config) -> Finding:
    """As each connection of the house sets it: what is erased is overwritten, and what is kept is on disk."""
    what = "hardening"
    if not config.storage.path.exists():
        return look(what, "no database yet", "python -m bot init")
    conn = await Connection.open(config.storage.path)
    try:
        await conn.harden()
        wiped, kept = [int((await conn.slow(f"pragma {name}"))[0][0]) for name in ("secure_delete", "synchronous")]
    except sqlite3.Error as failed:
        return fails(what, f"cannot be looked at ({type(failed).__name__})", "is the disk full, or read-only?")
    finally:
        await conn.close()
    if wiped != 1 or kept != 2:
        return fails(what, "this SQLite does not overwrite what is erased", "install Python with another SQLite")
    return good(what, "what is erased is overwritten; what is said to be kept is on disk")


def _one(path: Path, sql: str) -> sqlite3.Row | None:
    return next(iter(_rows(path, sql)), None)


def _rows(path: Path, sql: str) -> list[sqlite3.Row]:
    """None at all also when the file or the table is not there: other checks speak of that."""
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            conn.row_factory = sqlite3.Row
            return conn.execute(sql).fetchall()
    except sqlite3.Error:
        return []


CHECKS = (backup_key, last_backup, keystore_replica, erasures, shelf_space, new_keys, older_copy, audit_log)
