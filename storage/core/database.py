"""The database: one writer whose waiting turns share a commit, and readers of their own."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mentoring.people import PersonId
from storage.core import keys, sealing
from storage.core.connection import Connection
from storage.core.keystore import Keystore
from storage.core.queries import Queries
from storage.core.wholeness import DamagedPage, is_damage

SHARED_AT_MOST = 64
"""Turns that may share one commit."""


class Tx:
    """One transaction: the rows, and the keys that open their sealed fields. Storage functions never commit it."""

    def __init__(self, conn: Connection, sql: Queries, keystore: Keystore) -> None:
        self.conn = conn
        self.sql = sql
        self.keystore = keystore
        self.owed: list[Any] = []
        self.part_changed: set[PersonId] = set()  # whose pages are locked once this is on disk
        self.wipes = False  # whether the write-ahead log is emptied once this is on disk

    async def seal(self, table: str, column: str, row: str, owner: PersonId, text: str) -> bytes:
        """Text under its owner's own key. Raises KeyDestroyed when the owner has been erased."""
        key = await self.keystore.data_key(owner)
        return sealing.seal_field(key, self._place(table, column, row, owner), text)

    async def open(self, table: str, column: str, row: str, owner: PersonId, blob: bytes) -> str:
        """The text back. Raises Damaged when it was moved or changed, KeyDestroyed when the owner has been erased."""
        key = await self.keystore.data_key(owner)
        return sealing.open_field(key, self._place(table, column, row, owner), blob)

    def house_seal(self, table: str, column: str, row: str, text: str) -> bytes:
        """Text that belongs to no one person (a group's id, a circle's title), under the house's key."""
        return sealing.seal_field(self.keystore.master.house, self._place(table, column, row, ""), text)

    def house_open(self, table: str, column: str, row: str, blob: bytes) -> str:
        """The house's text back. Raises Damaged when it was moved or changed."""
        return sealing.open_field(self.keystore.master.house, self._place(table, column, row, ""), blob)

    def token_seal(self, table: str, column: str, token: str, text: str) -> bytes:
        """Text that opens only with a token which is kept nowhere here: a button in somebody's chat holds it."""
        return sealing.seal_field(self.lookup("token-key", token), self._place(table, column, "", ""), text)

    def token_open(self, table: str, column: str, token: str, blob: bytes) -> str:
        """The text back. Raises Damaged."""
        return sealing.open_field(self.lookup("token-key", token), self._place(table, column, "", ""), blob)

    def lookup(self, purpose: str, value: str) -> bytes:
        """A keyed hash: finds a row by what it must not hold in the clear."""
        held = purpose in keys.HELD_BY_OTHERS
        return keys.lookup(self.keystore.token_key if held else self.keystore.master.index, purpose, value)

    def _place(self, table: str, column: str, row: str, owner: str) -> sealing.Place:
        return sealing.Place(deployment=self.keystore.deployment, table=table, column=column, row=row, owner=owner)


@dataclass
class _Batch:
    """Turns that share a commit: those that stand, and what waits for it."""

    done: asyncio.Future[None]
    turns: list[Tx] = field(default_factory=list)


class Database:
    """`begin()` for a transaction that writes, `read()` for one that does not."""

    def __init__(self, writer: Connection, readers: list[Connection], keystore: Keystore) -> None:
        self.keystore = keystore
        self.on_commit: Callable[[list[Any]], None] = lambda owed: None
        self.on_part_changed: Callable[[PersonId], object] = lambda person: None
        self.on_damage: Callable[[], None] = lambda: None
        self.before_commit: Callable[[Tx], Any] | None = None
        self.commits = 0
        self.last_commit: datetime | None = None
        self._writer = writer
        self._sql, self._sql_aside = Queries(writer), Queries(writer, aside=True)
        self._writes = True
        self._turnstile = asyncio.Lock()
        self._waiting = 0
        self._batch: _Batch | None = None
        self._all_readers = readers
        self._readers: asyncio.Queue[tuple[Connection, Queries]] = asyncio.Queue()
        for reader in readers:
            self._readers.put_nowait((reader, Queries(reader)))

    @classmethod
    async def open(cls, path: Path, keystore: Keystore, *, readers: int = 2) -> "Database":
        """Connect, hardened. The file must exist and be migrated (see migrate.py)."""
        writer = await _connect(path)
        others = [await _connect(path, read_only=True) for _ in range(readers)]
        return cls(writer, others, keystore)

    async def close(self) -> None:
        """Empty the write-ahead log into the file and let go of it."""
        async with self._turnstile:
            await self._writer.checkpoint()
        for conn in (*self._all_readers, self._writer):
            await conn.close()

    def stop_writing(self) -> None:
        """The file is damaged: from here on it is only read, and whoever asked (`on_damage`) hears of it once."""
        if self._writes:
            self._writes = False
            self._writer.quick("pragma query_only=on")
            self.on_damage()

    def _damage(self, trouble: BaseException) -> DamagedPage | None:
        """Damage is met as trouble of the disk, whatever was being read; None for everything else."""
        if not is_damage(trouble):
            return None
        self.stop_writing()
        return DamagedPage("a page of the database is damaged")

    async def wipe_log(self) -> None:
        """After erasing: leave no old page in the write-ahead log."""
        async with self._turnstile:
            await self._writer.checkpoint()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A consistent look at what is committed. Writing here raises sqlite3.OperationalError."""
        conn, sql = await self._readers.get()
        try:
            conn.quick("begin")
            try:
                yield Tx(conn, sql, self.keystore)
            except sqlite3.DatabaseError as trouble:
                if damage := self._damage(trouble):
                    raise damage from trouble
                raise
            finally:
                conn.quick("rollback")
        finally:
            self._readers.put_nowait((conn, sql))

    @asynccontextmanager
    async def begin(self, *, aside: bool = False) -> AsyncIterator[Tx]:
        """One transaction: all of it is on disk when the block is left, or none of it.

        Turns that wait for each other share one commit; each still stands or falls alone (a savepoint). `aside` is for
        long work over many rows (a night's round): its statements run in the writer's thread, and nobody's tap waits.
        """
        await self._queue_up()
        try:
            batch, tx, alone = await self._start(aside=aside)
            try:
                yield tx
                await self._finish(tx, batch, alone)
            except BaseException as trouble:
                await self._undo(batch, alone)
                if damage := self._damage(trouble):
                    raise damage from trouble
                raise
        finally:
            await self._hand_over()
        await asyncio.shield(batch.done)
        if tx.wipes:
            await self.wipe_log()

    async def _queue_up(self) -> None:
        self._waiting += 1
        try:
            await self._turnstile.acquire()
        except asyncio.CancelledError:
            if self._waiting == 1 and self._batch and not self._turnstile.locked():
                async with self._turnstile:  # nobody else is left to commit what the others have done
                    await self._commit()
            raise
        finally:
            self._waiting -= 1

    async def _start(self, *, aside: bool) -> tuple[_Batch, Tx, bool]:
        alone = self._batch is None
        if self._batch is None:
            await self._writer.begin()
            self._batch = _Batch(asyncio.get_running_loop().create_future())
            self._batch.done.add_done_callback(_seen)
        else:
            self._writer.quick("savepoint turn")
        return self._batch, Tx(self._writer, self._sql_aside if aside else self._sql, self.keystore), alone

    async def _finish(self, tx: Tx, batch: _Batch, alone: bool) -> None:
        if self.before_commit and tx.owed:
            await self.before_commit(tx)
        if not alone:
            self._writer.quick("release turn")
        batch.turns.append(tx)

    async def _undo(self, batch: _Batch, alone: bool) -> None:
        if not alone and self._writer.in_transaction:
            self._writer.quick("rollback to turn")
            self._writer.quick("release turn")
            return
        await self._writer.rollback()
        self._batch = None
        if not alone:  # a full disk can make SQLite undo everything: then the others are not kept either
            batch.done.set_exception(sqlite3.OperationalError("undone together with a turn that failed"))

    async def _hand_over(self) -> None:
        if self._batch and (not self._waiting or len(self._batch.turns) >= SHARED_AT_MOST):
            # in a task of its own: a turn that is cancelled now must not leave the others without their commit
            await asyncio.shield(asyncio.create_task(self._commit_and_release()))
        else:
            self._turnstile.release()

    async def _commit_and_release(self) -> None:
        try:
            await self._commit()
        finally:
            self._turnstile.release()

    async def _commit(self) -> None:
        batch, self._batch = self._batch, None
        if batch is None:
            return
        try:
            await self._writer.commit()
        except sqlite3.Error as failed:
            batch.done.set_exception(self._damage(failed) or failed)  # first: nobody waits for ever if undoing fails
            await self._writer.rollback()
            return
        self.commits += 1
        self.last_commit = datetime.now(UTC)
        batch.done.set_result(None)
        for tx in batch.turns:
            self._now_on_disk(tx)

    def _now_on_disk(self, tx: Tx) -> None:
        """Before its turn is told: what was said sets out before anything else is done."""
        for person in tx.part_changed:
            self.on_part_changed(person)
        if tx.owed:
            self.on_commit(tx.owed)


def _seen(done: "asyncio.Future[None]") -> None:
    if not done.cancelled():
        done.exception()  # each turn of the batch raises it for itself; the future must not complain as well


async def _connect(path: Path, *, read_only: bool = False) -> Connection:
    conn = await Connection.open(path)
    await conn.harden(read_only=read_only)
    return conn
