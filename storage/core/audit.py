"""The audit log: who did what to which row, never any content; each line chained to the one before."""

import hmac
from datetime import datetime

from mentoring.people import PersonId
from storage.core import keys
from storage.core.database import Tx
from storage.core.instants import ms

START = b"\x00" * 32


async def note(tx: Tx, action: str, *, by: PersonId | None, about: str | None = None, now: datetime) -> None:
    """Add a line: `action` is a fixed word, `about` an id."""
    last = await tx.sql.audit.last()
    seq, before = (last["seq"] + 1, last["chain"]) if last else (1, START)
    at = ms(now)
    chain = _link(tx, before, seq, by, action, about, at)
    await tx.sql.audit.add(seq=seq, actor=by, action=action, about=about, at=at, chain=chain)


async def broken_at(tx: Tx) -> int | None:
    """The first line that was changed, taken out or put in by somebody without the key; None when all is well."""
    before, expected = START, 1
    for row in await tx.sql.audit.all():
        chain = _link(tx, before, row["seq"], row["actor"], row["action"], row["about"], row["at"])
        if row["seq"] != expected or not hmac.compare_digest(chain, row["chain"]):
            return expected
        before, expected = row["chain"], expected + 1
    return None


def _link(tx: Tx, before: bytes, seq: int, by: str | None, action: str, about: str | None, at: int) -> bytes:
    line = "\x1f".join((before.hex(), str(seq), by or "", action, about or "", str(at)))
    return keys.lookup(tx.keystore.master.row, "audit", line)
