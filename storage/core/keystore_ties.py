"""What ties the keystore to the world beside it: the erasure ledger, the replica, and the anchor in the database.

An anchor is a number and a random mark that stand in both files and move together; when they are apart, one of the two
was put back from an older copy (storage/reconcile.py).
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from mentoring.people import PersonId
from storage.core import replica
from storage.core.connection import Connection
from storage.core.instants import instant, ms
from storage.core.keys import MasterKey, lp
from storage.core.ledger import Ledger
from storage.core.sealing import unwrap_key, wrap_key

log = structlog.get_logger("keystore")

TABLES = """
create table if not exists anchor (
    one integer primary key check (one = 1), seq integer not null, mark blob not null, at integer not null
) strict;
create table if not exists carried (name text primary key, key blob not null) strict;
"""
CHANGING = ("tries", "anchor", "carried", "house", "people", "tombstones", "codes")
"""Tables in which a change is no change of anybody's lock."""
REPLICA_PATIENCE = 10.0
"""Seconds after which a replica on a sick disk or a lost network no longer holds anybody up."""


@dataclass(frozen=True)
class Anchor:
    """The `seq`-th time both files were known to agree, at `at` (UTC); `mark` is 16 random bytes."""

    seq: int
    mark: bytes
    at: datetime


class Ties:
    """The part of the keystore that looks outside its file. `ledger` and `replica` are set by whoever opens it."""

    def __init__(self, conn: Connection, master: MasterKey, deployment: str) -> None:
        self.master = master
        self.deployment = deployment
        self.ledger: Ledger | None = None
        self.replica: Path | None = None
        self.replica_behind = False
        self.changes = 0
        self._conn = conn
        self._turn = asyncio.Lock()
        self._token_key: bytes | None = None

    @asynccontextmanager
    async def _writing(self, *, lasting: bool = True) -> AsyncIterator[None]:
        """One transaction; `lasting` for what a restore must not lose: it is in the replica when this returns."""
        async with self._turn:
            try:
                await self._conn.begin()
                yield
                await self._conn.commit()
            except BaseException:
                await self._conn.rollback()
                raise
            if lasting:
                self.changes += 1
                await self._renew_replica()

    def _note_destroyed(self, person: PersonId) -> None:
        """The ledger's line, on disk before anybody is told that they are erased. Raises OSError."""
        if self.ledger is not None:
            self.ledger.note(person, datetime.now(UTC))

    async def renew_replica(self) -> None:
        """Try again, if the last time failed."""
        if self.replica_behind:
            async with self._turn:
                await self._renew_replica()

    async def _renew_replica(self) -> None:
        """A replica that cannot be written is told to the operator, and never keeps anybody from their pages."""
        if self.replica is None:
            return
        try:
            async with asyncio.timeout(REPLICA_PATIENCE):
                await asyncio.to_thread(replica.renew, self._path(), self.replica)
            self.replica_behind = False
        except (OSError, sqlite3.Error, TimeoutError) as trouble:
            self.replica_behind = True
            log.error("replica-behind", trouble=type(trouble).__name__)  # noqa: TRY400 -- a traceback would add nothing

    def _path(self) -> Path:
        return Path(next(iter(self._conn.quick("pragma database_list")))[2])

    async def tie(self) -> None:
        """Make the tables of ties where an older keystore has none, and read what a change of master key carried on."""
        async with self._turn:
            for statement in filter(str.strip, TABLES.split(";")):
                await self._conn.change(statement)
            row = self._conn.quick("select key from carried where name = 'token'").fetchone()
        if row is not None:
            self._token_key = bytes(unwrap_key(self.master.wrap, carried_place(self.deployment), row["key"]))

    @property
    def token_key(self) -> bytes:
        """The key of look-ups by random secrets that only their holders have: it outlives a change of master key."""
        return self._token_key or self.master.index

    async def anchor(self) -> Anchor | None:
        """Where this keystore last agreed with the database; None when it never did."""
        async with self._turn:
            return as_anchor(self._conn.quick("select seq, mark, at from anchor").fetchone())

    async def keep_anchor(self, anchor: Anchor) -> None:
        """They agree now."""
        async with self._writing(lasting=False):
            row = (anchor.seq, anchor.mark, ms(anchor.at))
            self._conn.quick("insert or replace into anchor values (1, ?, ?, ?)", row)

    async def tombstones(self) -> set[PersonId]:
        """Everybody whose key was destroyed here."""
        async with self._turn:
            return {PersonId(row["person"]) for row in await self._conn.slow("select person from tombstones")}

    async def lock_marks(self) -> dict[PersonId, bytes]:
        """What each person's locks look like, in 32 bytes: another passphrase, code or key pair is another mark."""
        async with self._turn:
            return await _lock_marks(self._conn)


def as_anchor(row: Any) -> Anchor | None:  # a sqlite3.Row
    """A row's anchor."""
    return None if row is None else Anchor(row["seq"], bytes(row["mark"]), instant(row["at"]))


def carried_place(deployment: str) -> bytes:
    """What the carried key is bound to."""
    return lp("circle/carried/v1", "token", deployment)


def carry(master: MasterKey, deployment: str, token_key: bytes) -> bytes:
    """The token key, wrapped under a new master key."""
    return wrap_key(master.wrap, carried_place(deployment), token_key)


async def _lock_marks(conn: Connection) -> dict[PersonId, bytes]:
    tables = await conn.slow("select name from sqlite_master where type = 'table' order by name")
    sums: dict[PersonId, Any] = {}
    for (table,) in tables:
        columns = [row["name"] for row in await conn.slow(f'pragma table_info("{table}")')]
        if table in CHANGING or "person" not in columns:
            continue
        kept = ", ".join(f'"{column}"' for column in columns if column != "mac")
        for row in await conn.slow(f'select person, {kept} from "{table}" order by {kept}'):  # noqa: S608 -- names of the schema
            found = sums.setdefault(PersonId(row["person"]), hashlib.sha256())
            found.update(lp(table, *(_bytes(value) for value in tuple(row))))
    return {person: found.digest() for person, found in sums.items()}


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else repr(value).encode()
