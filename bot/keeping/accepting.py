"""Acknowledging an older copy: what it means is shown first; then people are told, and the bot may go on with it."""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.alone import only_one
from bot.config import Config
from storage import reconcile, restoring
from storage.core import letters, migrate, rotation
from storage.core.database import Database
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore
from storage.core.ledger import Ledger
from storage.reconcile import Standing
from storage.restoring import Changed


@dataclass(frozen=True)
class Outlook:
    """How the two files stand to each other, whom it touches, and how many members will hear of it."""

    standing: Standing
    changed: Changed
    members: int


async def look(config: Config, now: datetime) -> Outlook:
    """What `accept` would do. Nobody is told anything; who was erased is laid to rest again, as at any start."""
    async with _opened(config) as database:
        return await _look(database, now)


async def accept(config: Config, now: datetime) -> Outlook:
    """Do it. Raises AlreadyRunning: the bot that waits is stopped first, and started again afterwards."""
    async with _opened(config) as database:
        outlook = await _look(database, now)
        if not outlook.standing.in_step:
            await restoring.accept(database, outlook.standing, now)
        return outlook


async def _look(database: Database, now: datetime) -> Outlook:
    await reconcile.lay_to_rest(database, now)
    standing = await reconcile.look(database)
    changed = await restoring.changed(database, standing)
    async with database.read() as tx:
        told = await reconcile.members(tx, changed.keyless)
    return Outlook(standing, changed, len(told))


@asynccontextmanager
async def _opened(config: Config) -> AsyncIterator[Database]:
    importlib.import_module("bot.features")  # it is slow to load, and tells what erasing somebody means for others
    with only_one(config.storage.path):
        rotation.finish(config.keys.master_key_file, config.storage.keystore_path, config.storage.path)
        migrate.migrate(config.storage.url)
        keystore = await Keystore.open(config.storage.keystore_path, MasterKey.load(config.keys.master_key_file))
        keystore.ledger, keystore.replica = Ledger(config.backup.erasures), config.backup.keystore_replica
        try:
            database = await Database.open(config.storage.path, keystore, readers=1)
            database.before_commit = letters.write_owed
            try:
                yield database
            finally:
                await database.close()
        finally:
            await keystore.close()
