"""One open SQLite file: quick statements run on the spot, and what may take its time runs in a thread of its own."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

HARDENED = (
    "pragma journal_mode=wal",
    "pragma synchronous=full",
    "pragma secure_delete=on",
    "pragma foreign_keys=on",
    "pragma trusted_schema=off",
    "pragma temp_store=memory",
)
READ_ONLY = ("pragma query_only=on", "pragma cache_size=-8192")
"""Eight megabytes at most: room for all the pages of somebody who looks for one, and then for another."""
WAIT, DO_NOT_WAIT = "pragma busy_timeout=5000", "pragma busy_timeout=0"
"""A quick statement never waits for another process: that would hold up everybody. A slow one may."""

PATIENCE, A_MOMENT = 5.0, 0.005
"""Seconds to wait for another process that writes, and how often to look."""
ROOMY: dict[str, Any] = {"cached_statements": 512}
"""Room for every statement of the house, so that none is parsed twice."""

Given = Mapping[str, Any] | Sequence[Any]


class Connection:
    """`quick` for a statement that touches a few rows by an index; `slow` for commits, checkpoints and long looks.

    A hop to a thread costs as much as five such statements (docs/decisions/0008). Whoever holds the connection does one
    thing at a time with it: that is what the database's turnstile, its pool of readers and the keystore's lock are for.
    """

    def __init__(self, aside: aiosqlite.Connection, raw: sqlite3.Connection) -> None:
        self._aside = aside
        self._raw = raw

    @classmethod
    async def open(cls, path: Path) -> "Connection":
        """Connect. Raises sqlite3.OperationalError for a missing file: never a silent new and empty database."""
        made: list[sqlite3.Connection] = []

        def connect() -> sqlite3.Connection:
            uri = path.absolute().as_uri() + "?mode=rw"
            # SQLite's own lock keeps the two threads apart, should a cancelled wait ever let them meet
            made.append(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, **ROOMY))
            return made[0]

        aside = await aiosqlite.Connection(connect, iter_chunk_size=64)
        aside.row_factory = sqlite3.Row
        return cls(aside, made[0])

    async def harden(self, *, read_only: bool = False) -> None:
        """As design.md 6 asks, at every connect."""
        for pragma in (WAIT, *HARDENED, *(READ_ONLY if read_only else ()), DO_NOT_WAIT):
            await self.slow(pragma)

    def quick(self, sql: str, given: Given = ()) -> sqlite3.Cursor:
        """Run one small statement here and now. Raises sqlite3.OperationalError at once when the file is locked."""
        return self._raw.execute(sql, given)

    def quick_many(self, sql: str, rows: Sequence[Given]) -> None:
        """The same small statement for a few rows."""
        self._raw.executemany(sql, rows)

    async def slow(self, sql: str, given: Given = ()) -> list[Any]:
        """Run one statement aside and return its rows, while everybody else goes on."""
        return list(await self._aside.execute_fetchall(sql, given))

    async def change(self, sql: str, given: Given = ()) -> int:
        """Run one statement aside and return how many rows it changed."""
        return (await self._aside.execute(sql, given)).rowcount

    async def many(self, sql: str, rows: Sequence[Given]) -> None:
        """One statement for many rows, aside."""
        await self._aside.executemany(sql, rows)

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun and neither kept nor undone."""
        return self._raw.in_transaction

    async def begin(self) -> None:
        """Begin to write, waiting for another process up to PATIENCE. Raises sqlite3.OperationalError after that."""
        clock = asyncio.get_running_loop().time
        give_up = clock() + PATIENCE
        while True:
            try:
                self.quick("begin immediate")
            except sqlite3.OperationalError as locked:
                if locked.sqlite_errorcode != sqlite3.SQLITE_BUSY or clock() > give_up:
                    raise
                await asyncio.sleep(A_MOMENT)
            else:
                return

    async def commit(self) -> None:
        """Make it durable: the one step that waits for the disk."""
        await self._aside.commit()

    async def rollback(self) -> None:
        """Undo; harmless when nothing was begun."""
        await self._aside.rollback()

    async def checkpoint(self) -> bool:
        """Empty the write-ahead log into the file, waiting for readers. False when somebody still holds old pages."""
        await self.slow(WAIT)
        try:
            return not (await self.slow("pragma wal_checkpoint(truncate)"))[0][0]
        finally:
            await self.slow(DO_NOT_WAIT)

    async def close(self) -> None:
        """Let go of the file."""
        await self._aside.close()
