"""The audit log: who did what to which row, never any content; each line chained to the one before."""

import hmac
import sqlite3
from collections.abc import Iterable
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
    chain = _link(tx.keystore.master.row, before, seq, by, action, about, at)
    await tx.sql.audit.add(seq=seq, actor=by, action=action, about=about, at=at, chain=chain)


async def how_often(tx: Tx, action: str, *, by: PersonId, since: datetime) -> int:
    """How many lines of this action are theirs, after an instant."""
    return int(await tx.sql.audit.count_since(actor=by, action=action, since=ms(since)))


async def broken_at(tx: Tx) -> int | None:
    """As `first_broken`, of the log as it stands."""
    return first_broken(tx.keystore.master.row, await tx.sql.audit.all())


def first_broken(key: bytes, rows: Iterable[sqlite3.Row]) -> int | None:
    """The first line that was changed, taken out or put in by somebody without the key; None when all is well.

    Lines cut off at the end are not seen. `key` is the master key's `row`; the rows come in order.
    """
    before, expected = START, 1
    for row in rows:
        seq, chain = row["seq"], row["chain"]
        if row["action"] == FORGOTTEN and expected == 1:
            if row["about"] != _vouched(key, seq, chain):
                return expected
        elif seq != expected or not hmac.compare_digest(_of_row(key, before, row), chain):
            return expected
        before, expected = chain, seq + 1
    return None


def under_new_key(old: bytes, new: bytes, rows: Iterable[sqlite3.Row]) -> list[tuple[int, str | None, bytes]]:
    """The lines to keep for the new key, as (seq, about, chain), up to the first that the old one does not vouch for.

    The line that stands for all before it keeps its place in the chain; the new key vouches for it.
    """
    kept = list(rows)
    broken = first_broken(old, kept)
    lines, before = list[tuple[int, str | None, bytes]](), START
    for row in kept:
        seq, about = row["seq"], row["about"]
        if broken is not None and seq >= broken:
            break
        if row["action"] == FORGOTTEN and not lines:
            before, about = row["chain"], _vouched(new, seq, row["chain"])
        else:
            before = _of_row(new, before, row)
        lines.append((seq, about, before))
    return lines


async def forget_old(tx: Tx, *, now: datetime) -> None:
    """Let lines go after their time (sealing.md 3.7); the last of them stays empty, for the next hangs on it."""
    before = ms(months_later(now, -KEEP[Kept.AUDIT_LINE].months))
    last = await tx.sql.audit.newest_before(before=before)
    if last is None or last["action"] == FORGOTTEN:
        return
    await tx.sql.audit.forget_before(seq=last["seq"])
    vouched = _vouched(tx.keystore.master.row, last["seq"], last["chain"])
    await tx.sql.audit.empty(seq=last["seq"], action=FORGOTTEN, about=vouched)


def _of_row(key: bytes, before: bytes, row: sqlite3.Row) -> bytes:
    return _link(key, before, row["seq"], row["actor"], row["action"], row["about"], row["at"])


def _vouched(key: bytes, seq: int, chain: bytes) -> str:
    """Only the house can say that the log begins here."""
    return keys.lookup(key, "audit-forgotten", f"{seq}/{chain.hex()}").hex()


def _link(key: bytes, before: bytes, seq: int, by: str | None, action: str, about: str | None, at: int) -> bytes:
    line = "\x1f".join((before.hex(), str(seq), by or "", action, about or "", str(at)))
    return keys.lookup(key, "audit", line)
