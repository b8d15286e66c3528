"""The audit log: who did what to which row, never any content; each line chained to the one before."""

import hmac
import sqlite3
from datetime import datetime

from mentoring.calendar import months_later
from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from storage.core import keys
from storage.core.database import Tx
from storage.core.instants import ms

START = b"\x00" * 32
FORGOTTEN = "forgotten"
"""The action of the one line that stands for all before it: who and what are gone, its place in the chain stays."""


async def note(tx: Tx, action: str, *, by: PersonId | None, about: str | None = None, now: datetime) -> None:
    """Add a line: `action` is a fixed word, `about` an id."""
    last = await tx.sql.audit.last()
    seq, before = (last["seq"] + 1, last["chain"]) if last else (1, START)
    at = ms(now)
    chain = _link(tx, before, seq, by, action, about, at)
    await tx.sql.audit.add(seq=seq, actor=by, action=action, about=about, at=at, chain=chain)


async def how_often(tx: Tx, action: str, *, by: PersonId, since: datetime) -> int:
    """How many lines of this action are theirs, after an instant."""
    return int(await tx.sql.audit.count_since(actor=by, action=action, since=ms(since)))


async def broken_at(tx: Tx) -> int | None:
    """The first line that was changed, taken out or put in by somebody without the key; None when all is well."""
    before, expected = START, 1
    for row in await tx.sql.audit.all():
        seq, chain = row["seq"], row["chain"]
        if row["action"] == FORGOTTEN and expected == 1:
            if row["about"] != _vouched(tx, seq, chain):
                return expected
        elif seq != expected or not hmac.compare_digest(_of_row(tx, before, row), chain):
            return expected
        before, expected = chain, seq + 1
    return None


async def forget_old(tx: Tx, *, now: datetime) -> None:
    """Let lines go after their time (sealing.md 3.7); the last of them stays empty, for the next hangs on it."""
    before = ms(months_later(now, -KEEP[Kept.AUDIT_LINE].months))
    last = await tx.sql.audit.newest_before(before=before)
    if last is None or last["action"] == FORGOTTEN:
        return
    await tx.sql.audit.forget_before(seq=last["seq"])
    vouched = _vouched(tx, last["seq"], last["chain"])
    await tx.sql.audit.empty(seq=last["seq"], action=FORGOTTEN, about=vouched)


def _of_row(tx: Tx, before: bytes, row: sqlite3.Row) -> bytes:
    return _link(tx, before, row["seq"], row["actor"], row["action"], row["about"], row["at"])


def _vouched(tx: Tx, seq: int, chain: bytes) -> str:
    """Only the house can say that the log begins here."""
    return keys.lookup(tx.keystore.master.row, "audit-forgotten", f"{seq}/{chain.hex()}").hex()


def _link(tx: Tx, before: bytes, seq: int, by: str | None, action: str, about: str | None, at: int) -> bytes:
    line = "\x1f".join((before.hex(), str(seq), by or "", action, about or "", str(at)))
    return keys.lookup(tx.keystore.master.row, "audit", line)
