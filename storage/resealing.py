"""Sealing again what older keys have sealed: in small steps, between other people's turns, and on after any crash."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from mentoring.people import PersonId
from storage.core.database import Database, Tx
from storage.core.keystore_changes import Older
from storage.core.keystore_rows import LogNotWiped
from storage.core.locks import KID, Lock, Ring
from storage.core.vault import OpenVaults, VaultClosed

log = structlog.get_logger("keys")

AT_ONCE = 50
"""Rows in one transaction: about 20 ms, which no tap of somebody else's waits for noticeably."""

Hold = Callable[[], Ring]


@dataclass(frozen=True)
class Step:
    """How many rows were sealed again, and how many failed their check and were left as they are."""

    sealed: int
    failed: int


@dataclass(frozen=True)
class Resealer:
    """What a room does with rows whose envelope carries a kid (`sealing.kid_in`). Each room registers its own.

    `reseal(tx, person, kid, hold, most, past)` seals up to `most` rows to the lock's present key, leaving out the
    first `past` (they failed before). `erase(tx, person, kid)` deletes them all, and says how many.
    """

    lock: Lock
    reseal: Callable[[Tx, PersonId, bytes, Hold, int, int], Awaitable[Step]]
    erase: Callable[[Tx, PersonId, bytes], Awaitable[int]]


RESEALERS: list[Resealer] = []
"""Every table that holds what a lock has sealed. An older key stays as long as a row outside of it needs it."""


async def go_on(database: Database, vaults: OpenVaults, person: PersonId) -> int:
    """Seal everything again that waits, as long as the vault is open; an older key goes when no row needs it.

    May be broken off anywhere and done again: rows open by either key. Returns how many rows were sealed.
    """
    sealed = 0
    try:
        for older in await database.keystore.older_pairs(person):
            step = await _all_of(database, vaults, person, older)
            sealed += step.sealed
            await _let_go(database, vaults, person, older, step.failed)
    except VaultClosed:
        return sealed  # on with it when they open it again
    if sealed:
        await database.wipe_log()
    return sealed


async def _all_of(database: Database, vaults: OpenVaults, person: PersonId, older: Older) -> Step:
    sealed = failed = 0

    def hold() -> Ring:
        return vaults.hold(person, older.lock)

    for resealer in RESEALERS:
        past, step = 0, Step(1, 0)
        while resealer.lock is older.lock and (step.sealed or step.failed):
            async with database.begin() as tx:  # after every turn that might still have sealed to the older key
                step = await resealer.reseal(tx, person, older.kid, hold, AT_ONCE, past)
            sealed, past = sealed + step.sealed, past + step.failed
        failed += past
    return Step(sealed, failed)


async def _let_go(database: Database, vaults: OpenVaults, person: PersonId, older: Older, failed: int) -> None:
    async with database.read() as tx:
        needed = await _rows_under(tx, older.kid) - failed  # what failed its check opens with no key at all
    if needed > 0:
        log.error("older-key-kept", lock=str(older.lock), rows=needed)  # a table without a place in RESEALERS
        return
    with suppress(LogNotWiped):  # the key is gone; a backup at work still holds the log, and nightly wipes it
        await database.keystore.drop_pair(person, older)
    vaults.forget(person, older.lock, older.kid)


async def _rows_under(tx: Tx, kid: bytes) -> int:
    """In how many envelopes of the whole database this kid stands. Looks everywhere: nothing may be forgotten."""
    columns = await tx.conn.slow(
        "select t.name as t, c.name as c from sqlite_schema t, pragma_table_info(t.name) c"
        " where t.type = 'table' and c.type = 'BLOB' collate nocase"
    )
    rows = 0
    for column in columns:
        sql = f"select count(*) from {column['t']} where substr({column['c']}, 3, {KID}) = ?"  # noqa: S608 (names of the schema itself)
        rows += (await tx.conn.slow(sql, (kid,)))[0][0]
    return rows


async def erase_put_by(tx: Tx, person: PersonId, vault: bytes) -> int:
    """Delete every row that only a vault put by could open. Returns how many."""
    erased = 0
    for older in await tx.keystore.kids_under(person, vault):
        for resealer in RESEALERS:
            if resealer.lock is older.lock:
                erased += await resealer.erase(tx, person, older.kid)
    return erased
