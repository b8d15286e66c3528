"""What an operator does, for tests: a key pair of their own, backups, restores, and a copy of yesterday's files."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.config import Config
from bot.keeping import accepting, backing_up, putting_back
from bot.keeping.accepting import Outlook
from bot.keeping.putting_back import Order, Restored
from mentoring.people import PersonId
from storage.core import backup_keys
from tests.stage import Somebody, Stage

LEDGER = "backups/erasures.txt"


def silent(*_: object) -> None:
    """Progress that nobody watches."""


@dataclass
class Operator:
    """Somebody with the server in their hands, and the private key in a drawer."""

    stage: Stage
    drawer: Path
    config: Config

    @classmethod
    def of(cls, stage: Stage, drawer: Path, **backup: Any) -> "Operator":
        drawer.mkdir(parents=True, exist_ok=True)
        public = backup_keys.new_pair(drawer / "private")
        config = replace(stage.config, backup=replace(stage.config.backup, public_key=public, **backup))
        stage.config = config
        return cls(stage, drawer, config)

    @property
    def ledger(self) -> Path:
        return self.config.backup.erasures

    def backs_up(self) -> tuple[Path, Path]:
        """Take a backup and carry both files away. Returns the data's and the keys'."""
        taken = backing_up.take(self.config, self.stage.now, silent)
        data, keystore = (Path(shutil.move(path, self.drawer / path.name)) for path in taken.made)
        return data, keystore

    def restores(
        self, data: Path | None = None, keystore: Path | None = None, *, erasures: Path | None = None
    ) -> Restored:
        """With the bot stopped. What is there is moved aside."""
        order = Order(data, keystore, self.drawer / "private", erasures, move_aside=True)
        return putting_back.restore(self.config, order, self.stage.now)

    async def acknowledges(self) -> Outlook:
        return await accepting.accept(self.config, self.stage.now)

    async def restores_and_begins(
        self, data: Path | None = None, keystore: Path | None = None, *, erasures: Path | None = None
    ) -> Outlook:
        """Stop, restore, say that this copy is to be used, and start again."""
        await self.stage.end()
        self.restores(data, keystore, erasures=erasures)
        outlook = await self.acknowledges()
        await self.stage.begin()
        return outlook


def rows(path: Path, sql: str, *given: object) -> list[tuple[Any, ...]]:
    """What lies in a file, read beside the bot."""
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(sql, given).fetchall()


def has_key(stage: Stage, person: PersonId | None) -> bool:
    return bool(rows(stage.folder / "keystore.sqlite", "select 1 from people where person = ?", person))


def has_row(stage: Stage, person: PersonId | None) -> bool:
    return bool(rows(stage.folder / "circle.sqlite", "select 1 from people where id = ?", person))


async def erases_themselves(somebody: Somebody) -> None:
    await somebody.says("/privacy")
    await somebody.taps("Erase me")
    await somebody.types("ERASE")
    assert somebody.hears("This is your receipt"), somebody.transcript()


def everywhere(folder: Path, look: Callable[[bytes], bool]) -> list[str]:
    """Files whose bytes satisfy this."""
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and look(path.read_bytes())]
