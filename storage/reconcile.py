"""Whether the database and the keystore belong to the same day, and what is put right when one of them is older."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog

from mentoring.people import PersonId
from storage import concern_endings, privacy
from storage.core import anchors
from storage.core.database import Database, Tx
from storage.core.instants import instant, ms
from storage.core.keystore import Keystore, LogNotWiped
from storage.core.keystore_ties import Anchor

log = structlog.get_logger("reconcile")


class Verdict(StrEnum):
    """How the two files stand to each other (sealing.md 3.3, «Rollback»)."""

    IN_STEP = "in-step"
    DATA_OLD = "data"
    KEYSTORE_OLD = "keystore"
    PUT_BACK = "both"


@dataclass(frozen=True)
class Standing:
    """The verdict, and between which two moments (UTC) something is missing; None when nobody can say."""

    verdict: Verdict
    missing_from: datetime | None = None
    missing_until: datetime | None = None

    @property
    def in_step(self) -> bool:
        return self.verdict is Verdict.IN_STEP


def compare(data: Anchor | None, keys: Anchor | None) -> Standing:
    """One step ahead is a kill between two commits. Anything else that differs is an older copy."""
    if data is None or keys is None:
        return _one_is_missing(data, keys)
    if data.seq < keys.seq or (data.seq == keys.seq and data.mark != keys.mark):
        return Standing(Verdict.DATA_OLD, data.at, keys.at)
    if data.seq > keys.seq + 1:
        return Standing(Verdict.KEYSTORE_OLD, keys.at, data.at)
    return Standing(Verdict.IN_STEP)


def _one_is_missing(data: Anchor | None, keys: Anchor | None) -> Standing:
    if keys is not None:
        return Standing(Verdict.DATA_OLD, None, keys.at)
    if data is not None and data.seq > 1:
        return Standing(Verdict.KEYSTORE_OLD, None, data.at)
    return Standing(Verdict.IN_STEP)


async def look(database: Database) -> Standing:
    """How the two stand now; what `restore` put back is not in step until it is acknowledged. Writes nothing."""
    keys = await database.keystore.anchor()
    async with database.read() as tx:
        data, waiting = await anchors.of(tx), await tx.sql.anchors.untold()
    found = compare(data, keys)
    if not waiting:
        return found
    since, until = min(row["missing_from"] for row in waiting), max(row["missing_until"] for row in waiting)
    kinds = {row["kind"] for row in waiting}
    put_back = Verdict(kinds.pop()) if len(kinds) == 1 else Verdict.PUT_BACK
    return Standing(put_back if found.in_step else found.verdict, instant(since), instant(until))


# Put right at every start, whoever is or is not asked


async def lay_to_rest(database: Database, now: datetime) -> int:
    """Whoever was erased in one of the two files is erased in the other. Returns how many had come back."""
    keystore = database.keystore
    stones, alive = await keystore.tombstones(), set(await keystore.people())
    async with database.read() as tx:
        buried = {PersonId(row["erased"]) for row in await tx.sql.anchors.buried()}
    back = [person for person in sorted(buried & alive) if await _destroyed(keystore, person)]
    for person in sorted(stones - buried):
        async with database.begin() as tx:
            if await _erased(tx, person, now):
                back.append(person)
    if back:
        log.warning("erased-came-back", count=len(back))
        await database.wipe_log()
    return len(back)


async def _destroyed(keystore: Keystore, person: PersonId) -> bool:
    try:
        await keystore.destroy(person)
    except LogNotWiped:
        log.warning("log-not-wiped")
    return True


async def _erased(tx: Tx, gone: PersonId, now: datetime) -> bool:
    """The rows of a person, or of a concern, whose key is destroyed."""
    concern = await tx.sql.concerns.find(id=gone)
    if concern is not None:
        await concern_endings.end(tx, concern, now, gone=False)
        await tx.sql.concerns.ended(id=gone)
        await tx.sql.anchors.bury(erased=gone, since=ms(now))
        return True
    return await privacy.erase_again(tx, gone, now)


async def let_go_orphans(database: Database) -> int:
    """Keys that no row speaks of: somebody joined after an older database was made, or a crash came between the two."""
    keystore = database.keystore
    async with database.read() as tx:
        known = {row["id"] for row in await tx.conn.slow("select id from people")}
        alone = [person for person in await keystore.people() if person not in known]
        orphans = [person for person in alone if not await _spoken_of(tx, person)] if alone else []
    for person in orphans:
        await _destroyed(keystore, person)
    return len(orphans)


async def _spoken_of(tx: Tx, person: PersonId) -> bool:
    """Whether any row of any table names this id: a key is let go only when nothing could ever need it."""
    for (table,) in await tx.conn.slow("select name from sqlite_master where type = 'table'"):
        columns = [row["name"] for row in await tx.conn.slow(f'pragma table_info("{table}")') if row["type"] == "TEXT"]
        if not columns:
            continue
        named = " or ".join(f'instr("{column}", :person)' for column in columns)
        if await tx.conn.slow(f'select 1 from "{table}" where {named} limit 1', {"person": person}):  # noqa: S608 -- names of the schema
            return True
    return False


async def keyless(tx: Tx, keystore: Keystore) -> list[PersonId]:
    """Whoever has rows and no key: nothing of theirs opens any more, and nobody can write to them."""
    keys = set(await keystore.people())
    return [
        PersonId(row["id"]) for row in await tx.conn.slow("select id from people order by id") if row["id"] not in keys
    ]


async def members(tx: Tx, but: Iterable[PersonId] = ()) -> list[PersonId]:
    """Everybody who can be told something."""
    left_out = set(but)
    return [PersonId(row["id"]) for row in await tx.sql.people.members() if row["id"] not in left_out]
