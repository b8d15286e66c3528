"""Incident records: locked apart from reflections, with a key, tables and a purpose of their own (K7)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from mentoring import records as rules
from mentoring.people import PersonId
from storage import speaking_up
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.keystore import Keystore
from storage.core.locked import Part, Shelf
from storage.core.locks import Lock
from storage.locked_again import resealers_of
from storage.resealing import RESEALERS

SHELF = Shelf("records", "record_parts", "records", "record", Lock.RECORDS)
RESEALERS += resealers_of(SHELF)


class Written(Protocol):
    """A message of another tool, opened: what it says, what it answers, when it was written and where."""

    @property
    def text(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def zone(self) -> str: ...


async def begin_from(tx: Tx, person: PersonId, parts: Sequence[Written | None], *, zone: str, now: datetime) -> str:
    """Make a record of an opened page, each message with its own time, and keep it at once. Returns its id.

    Nothing of it is half-written: the page may be erased in the same transaction, and no quiet hour can take the
    words. Raises NotWhole when a part of the page failed its check, StillWiping, NoLockForIt.
    """
    if not parts or None in parts:
        raise rules.NotWhole
    await check_not_ending(tx, person)
    record = await SHELF.begin(tx, person, now=now)
    for part in parts:
        if part is not None:
            moved = Part(part.text, part.question, "", part.written, part.zone)
            await SHELF.add(tx, person, record, moved, now=now)
    await SHELF.keep(tx, person, record, zone=zone, now=now)
    return record


async def keep_times(tx: Tx, now: datetime) -> None:
    """Nightly: whatever half-written record or plan was left over goes."""
    for shelf in (SHELF, speaking_up.SHELF):
        await shelf.drop_stale(tx, now, rules.HALF_WRITTEN_KEPT)


# Erasing everything


async def erase_everything(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Every record and every plan of theirs, and a note that their key is still to be destroyed: `destroy_key`.

    The two share a lock, so they go together, and they are told so beforehand.
    """
    await SHELF.erase_all(tx, person)
    await speaking_up.SHELF.erase_all(tx, person)
    await speaking_up.forget_date(tx, person)
    await tx.sql.records.begin_ending(person_id=person, since=ms(now))


async def endings(tx: Tx) -> list[PersonId]:
    """Whose records are erased and whose key is still to be destroyed, after a crash say."""
    return [PersonId(row["person_id"]) for row in await tx.sql.records.endings()]


async def ended(tx: Tx, person: PersonId) -> None:
    """Their key is destroyed."""
    await tx.sql.records.ended(person_id=person)


async def check_not_ending(tx: Tx, person: PersonId) -> None:
    """Raises StillWiping: what was locked with a key on its way out would be lost with it."""
    if await tx.sql.records.is_ending(person_id=person):
        raise rules.StillWiping


async def destroy_key(keystore: Keystore, person: PersonId) -> None:
    """Destroy the key of somebody's records and plans; their next writing makes another. Raises LogNotWiped."""
    await keystore.destroy_lock(person, Lock.RECORDS)
