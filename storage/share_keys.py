"""The key a copy is sealed to: a mentor's, as it is now, and as it was when the writer last shared with them."""

import sqlite3

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import share_rows
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Damaged, check_row_mac, open_envelope, row_mac, seal_envelope
from storage.reflections import Hold


class MentorHasNoLock(Problem):
    """There is no key to seal a copy to. The mentor is never told that somebody asked."""


class MentorKeyDamaged(Problem):
    """The row that holds the mentor's key was changed by somebody else: nothing is sealed to it (hostile.md 107)."""


async def of(tx: Tx, mentor: PersonId) -> bytes:
    """The public key a copy is sealed to. Raises MentorHasNoLock, MentorKeyDamaged."""
    try:
        lock = await tx.keystore.public_key(mentor, Lock.PAGES)
    except Damaged:
        raise MentorKeyDamaged from None
    if lock is None:
        raise MentorHasNoLock
    return lock[0]


async def before(tx: Tx, writer: PersonId, mentor: PersonId) -> bytes | None:
    """The mentor's key when they last shared with them; None the first time, empty when that row was changed."""
    row = await tx.sql.shares.last_key(writer_id=writer, mentor_id=mentor)
    if row is None:
        return None
    key: bytes = row["public_key"]
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], *_columns(tx, writer, mentor, key))
    except Damaged:
        return b""
    return key


async def remember(tx: Tx, writer: PersonId, mentor: PersonId, key: bytes) -> None:
    """This is the key they shared with."""
    mac = row_mac(tx.keystore.master.row, *_columns(tx, writer, mentor, key))
    await tx.sql.shares.keep_key(writer_id=writer, mentor_id=mentor, public_key=key, mac=mac)


async def forget(tx: Tx, writer: PersonId, mentor: PersonId) -> None:
    """They are a pair no more."""
    await tx.sql.shares.forget_key(writer_id=writer, mentor_id=mentor)


async def held_by(tx: Tx, mentor: PersonId) -> frozenset[bytes] | None:
    """The keys, by kid, that still open for a mentor; None when that row was changed, and nothing is known."""
    try:
        lock = await tx.keystore.public_key(mentor, Lock.PAGES)
    except Damaged:
        return None
    return frozenset() if lock is None else frozenset({lock[1]})


async def seal_again(tx: Tx, mentor: PersonId, kid: bytes, hold: Hold, most: int, past: int) -> tuple[int, int]:
    """Seal up to `most` copies under an older key to the present one, leaving out the first `past`.

    Returns how many were sealed, and how many failed their check and were left. Raises VaultClosed.
    """
    key = await of(tx, mentor)
    rows = await tx.sql.shares.under_key(mentor_id=mentor, kid=kid, most=most, past=past)
    sealed = 0
    for row in rows:
        try:
            await _again(tx, mentor, row, hold, key)
            sealed += 1
        except Damaged:
            continue  # left as it is: it is shown as what failed its check
    return sealed, len(rows) - sealed


async def _again(tx: Tx, mentor: PersonId, row: sqlite3.Row, hold: Hold, key: bytes) -> None:
    share_rows.check(tx, row)
    bound = share_rows.binding(tx, mentor, row["id"])
    envelope = seal_envelope(key, bound, open_envelope(hold(), bound, row["envelope"]))
    columns = {name: row[name] for name in share_rows.COLUMNS} | {"envelope": envelope}
    await tx.sql.shares.seal_again(id=row["id"], envelope=envelope, mac=share_rows.mac(tx, *columns.values()))


def _columns(tx: Tx, writer: PersonId, mentor: PersonId, key: bytes) -> tuple[str | bytes, ...]:
    return ("share_keys", tx.keystore.deployment, writer, mentor, key)
