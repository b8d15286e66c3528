"""Anchors: the database and the keystore note together where they stand, so that an older copy of either is seen."""

import os
from datetime import datetime

from storage.core.database import Database, Tx
from storage.core.instants import ms
from storage.core.keystore_ties import Anchor, as_anchor

MARK_BYTES = 16


async def of(tx: Tx) -> Anchor | None:
    """Where this database last agreed with the keystore; None when it never did."""
    return as_anchor(await tx.sql.anchors.anchor())


class Anchoring:
    """Drops the anchor anew whenever something was written since the last time: every minute, and at a clean end."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._commits = -1
        self._changes = -1
        self._owed: Anchor | None = None

    async def drop(self, now: datetime) -> None:
        """First the database, then the keystore: a kill between the two leaves the database one ahead, no more."""
        keystore = self._database.keystore
        if self._owed:  # the keystore's disk was full, say: it never falls back by more than one
            await keystore.keep_anchor(self._owed)
            self._owed = None
        if (self._database.commits, keystore.changes) == (self._commits, self._changes):
            return
        changes = keystore.changes
        marks = await keystore.lock_marks() if changes != self._changes else {}
        async with self._database.begin(aside=True) as tx:
            anchor = await step(tx, now)
            known = {row["person_id"]: bytes(row["mark"]) for row in await tx.sql.anchors.lock_marks()} if marks else {}
            for person, mark in marks.items():
                if known.get(person) != mark:
                    await tx.sql.anchors.keep_mark(person_id=person, mark=mark)
        self._owed = anchor
        await keystore.keep_anchor(anchor)
        self._owed = None
        self._commits, self._changes = self._database.commits, changes


async def step(tx: Tx, now: datetime, *, past: int = 0) -> Anchor:
    """The next anchor, kept in this transaction; its number is after `past` as well."""
    last, known = await of(tx), tx.keystore
    anchor = Anchor(max(last.seq if last else 0, past) + 1, os.urandom(MARK_BYTES), now)
    await tx.sql.anchors.keep(
        deployment=known.deployment, master=known.master.id, seq=anchor.seq, mark=anchor.mark, at=ms(now)
    )
    return anchor
