"""Sealing shared copies again when their key is an older one: what a mentor was sent, and what a writer half-made."""

import sqlite3

from mentoring.people import PersonId
from storage import share_drafts, share_keys, share_rows
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Damaged, open_envelope, seal_envelope
from storage.resealing import Hold, Resealer, Step


async def reseal_shares(tx: Tx, mentor: PersonId, kid: bytes, hold: Hold, most: int, past: int) -> Step:
    """As a Resealer does, for what is shared with a mentor."""
    key = await share_keys.of(tx, mentor)
    rows = await tx.sql.shares.under_key(mentor_id=mentor, kid=kid, most=most, past=past)
    sealed = 0
    for row in rows:
        try:
            await _again(tx, mentor, row, hold, key)
            sealed += 1
        except Damaged:
            continue  # left as it is: it is shown as what failed its check
    return Step(sealed, len(rows) - sealed)


async def _again(tx: Tx, mentor: PersonId, row: sqlite3.Row, hold: Hold, key: bytes) -> None:
    share_rows.check(tx, row)
    bound = share_rows.binding(tx, mentor, row["id"])
    envelope = seal_envelope(key, bound, open_envelope(hold(), bound, row["envelope"]))
    columns = {name: row[name] for name in share_rows.COLUMNS} | {"envelope": envelope}
    await tx.sql.shares.seal_again(id=row["id"], envelope=envelope, mac=share_rows.mac(tx, *columns.values()))


async def erase_shares(tx: Tx, mentor: PersonId, kid: bytes) -> int:
    """What only a key put by could open."""
    return int(await tx.sql.shares.erase_under(mentor_id=mentor, kid=kid))


async def reseal_draft(tx: Tx, writer: PersonId, kid: bytes, hold: Hold, _: int, past: int) -> Step:
    """As a Resealer does, for the one copy somebody is making."""
    if not await tx.sql.share_drafts.under_key(person_id=writer, kid=kid) or past:
        return Step(0, 0)
    return Step(1, 0) if await share_drafts.seal_again(tx, writer, hold) else Step(0, 1)


async def erase_draft(tx: Tx, writer: PersonId, kid: bytes) -> int:
    """A copy that was being made under a key put by."""
    return int(await tx.sql.share_drafts.erase_under(person_id=writer, kid=kid))


BOTH = (Resealer(Lock.PAGES, reseal_shares, erase_shares), Resealer(Lock.PAGES, reseal_draft, erase_draft))
