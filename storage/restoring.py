"""After a restore: who is told what, and what is let go, once an operator has said that this copy is to be used."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.people import PersonId
from storage import privacy, reconcile
from storage.core import anchors, audit, letters
from storage.core.database import Database, Tx
from storage.core.instants import instant, ms
from storage.core.letters import Lane
from storage.reconcile import Standing, Verdict

GAP, OLD_WORDS, NO_LOCK = "restored-gap", "restored-old-words", "restored-no-lock"
STRANGERS_TOLD = timedelta(days=30)
"""How long somebody whose joining was lost is told so at the door."""


@dataclass(frozen=True)
class Changed:
    """Whose locks differ from what the database remembers: `old_words` open with an earlier passphrase again,
    `no_lock` have none any more. `keyless` have no key at all."""

    old_words: tuple[PersonId, ...] = ()
    no_lock: tuple[PersonId, ...] = ()
    keyless: tuple[PersonId, ...] = ()


async def changed(database: Database, standing: Standing) -> Changed:
    """What an older keystore means for whom. Writes nothing."""
    keystore = database.keystore
    async with database.read() as tx:
        keyless = tuple(await reconcile.keyless(tx, keystore))
        known = {PersonId(row["person_id"]): bytes(row["mark"]) for row in await tx.sql.anchors.lock_marks()}
    if standing.verdict in (Verdict.IN_STEP, Verdict.DATA_OLD):  # then the keystore is the newer one, and right
        return Changed(keyless=keyless)
    marks = await keystore.lock_marks()
    here = [person for person in sorted(known) if person not in keyless]
    return Changed(
        tuple(person for person in here if person in marks and marks[person] != known[person]),
        tuple(person for person in here if person not in marks),
        keyless,
    )


async def accept(database: Database, standing: Standing, now: datetime) -> Changed:
    """Go on with what is there: tell people what is missing, let go what nothing can open, and agree anew."""
    found = await changed(database, standing)
    last = await database.keystore.anchor()
    async with database.begin() as tx:
        for person in found.keyless:
            await privacy.erase_again(tx, person, now)
        await _note(tx, standing, now)
        await _tell(tx, standing, found, now)
        await audit.note(tx, "restored", by=None, now=now)
        anchor = await anchors.step(tx, now, past=last.seq if last else 0)
    await reconcile.let_go_orphans(database)
    await database.keystore.keep_anchor(anchor)
    return found


async def _note(tx: Tx, standing: Standing, now: datetime) -> None:
    if not await tx.sql.anchors.untold():
        since, until = ms(standing.missing_from or now), ms(standing.missing_until or now)
        await tx.sql.anchors.restoring(kind=standing.verdict.value, missing_from=since, missing_until=until)
    await tx.sql.anchors.told(told=ms(now))


async def _tell(tx: Tx, standing: Standing, found: Changed, now: datetime) -> None:
    if standing.verdict is not Verdict.KEYSTORE_OLD:
        keys_too = int(standing.verdict is Verdict.PUT_BACK)
        about = {"from": ms(standing.missing_from or now), "until": ms(standing.missing_until or now), "keys": keys_too}
        for person in await reconcile.members(tx, found.keyless):
            await letters.owe(tx, kind=GAP, to=person, due=now, about=about, lane=Lane.BROADCAST)
    for kind, people in ((OLD_WORDS, found.old_words), (NO_LOCK, found.no_lock)):
        for person in people:
            await letters.owe(tx, kind=kind, to=person, due=now, lane=Lane.REPLY)


async def lost_lately(tx: Tx, now: datetime) -> tuple[datetime, datetime] | None:
    """Between which moments joining may have been lost, as told in the last 30 days; for strangers."""
    row = await tx.sql.anchors.last_told(since=ms(now - STRANGERS_TOLD))
    if row is None or row["missing_from"] is None:
        return None
    return instant(row["missing_from"]), instant(row["missing_until"])
