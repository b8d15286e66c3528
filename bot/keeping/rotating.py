"""A new master key for the whole house, while the bot is stopped."""

import sqlite3
from collections.abc import Mapping

from bot.alone import only_one
from bot.config import Config
from storage.core import migrate, replica, rotation
from storage.core.keys import MasterKey
from storage.core.rekeyed_rows import Damage
from storage.core.rotation import RekeyRows, Rotated
from storage.rekeying import Progress, Rekeying


def rows(progress: Progress) -> RekeyRows:
    """What writes the database's rows again, telling how far it is."""

    def rekey(
        conn: sqlite3.Connection,
        deployment: str,
        old: MasterKey,
        new: MasterKey,
        own_keys: Mapping[str, bytes],
        damage: Damage,
    ) -> None:
        Rekeying(conn, deployment, old, new, own_keys, damage).all(progress)

    return rekey


def rotate(config: Config, progress: Progress, *, leave_damaged: bool = False) -> Rotated:
    """Raises AlreadyRunning, CannotRekey, and the keys' own refusals; nothing is changed then."""
    with only_one(config.storage.path):
        rotation.finish(config.keys.master_key_file, config.storage.keystore_path, config.storage.path)
        migrate.migrate(config.storage.url)
        done = rotation.rotate(
            config.keys.master_key_file,
            config.storage.keystore_path,
            config.storage.path,
            rows(progress),
            leave_damaged=leave_damaged,
        )
        if config.backup.keystore_replica is not None:
            replica.renew(config.storage.keystore_path, config.backup.keystore_replica)
        return done
