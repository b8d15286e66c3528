"""Erasing: one page, some, or every one together with the key that opened them."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.keystore import Keystore
from storage.core.locks import Lock

on_erase: list[Callable[[Tx, PersonId, str], Awaitable[None]]] = []
"""What other features do before one page of somebody's is erased: copies of it go too."""


async def erase(tx: Tx, person: PersonId, page: str) -> bool:
    """Erase one page and its notes; follow it with `database.wipe_log()` (H-10). False when it is gone already."""
    for then in on_erase:
        await then(tx, person, page)
    await tx.sql.reflections.erase_notes(page_id=page, person_id=person)
    return bool(await tx.sql.reflections.erase(id=page, person_id=person))


async def erase_every(tx: Tx, person: PersonId, *, days: int, now: datetime) -> None:
    """Delete every page row, and note that the key is still to be destroyed: then `erased` forgets that note.

    `days` is how long old backups live, for the receipt.
    """
    for page in await tx.sql.reflections.every_id(person_id=person):
        for then in on_erase:
            await then(tx, person, page["id"])
    await tx.sql.reflections.erase_every(person_id=person)
    await tx.sql.reflections.begin_erasing(person_id=person, days=days, since=ms(now))


async def erasing(tx: Tx) -> list[PersonId]:
    """Whose rows are gone and whose key is still to be destroyed, after a crash say."""
    return [PersonId(row["person_id"]) for row in await tx.sql.reflections.all_erasing()]


async def erased(tx: Tx, person: PersonId) -> int | None:
    """The key is destroyed: forget the note. Returns the days; None when somebody else has done so."""
    days = await tx.sql.reflections.erasing(person_id=person)
    if days is None or not await tx.sql.reflections.end_erasing(person_id=person):
        return None
    return int(days)


async def destroy_key(keystore: Keystore, person: PersonId) -> None:
    """Destroy the key of their pages: no old copy of a row opens again. Raises LogNotWiped: do it once more."""
    await keystore.destroy_lock(person, Lock.PAGES)
