"""Writing a page while the vault is locked: message by message, kept at the end, or let go."""

import sqlite3
from datetime import datetime, timedelta

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.locks import Lock
from storage.reflections.rows import (
    HEAD,
    KEPT,
    OFFERED,
    OPEN,
    Head,
    PageGone,
    Part,
    note_mac,
    page_mac,
    part_mac,
    sealed,
)

UNFINISHED_KEPT = timedelta(hours=1)


class StillErasing(Problem):
    """Every page was erased a moment ago, and the key is still being destroyed."""


async def has_lock(tx: Tx, person: PersonId) -> bool:
    """Whether this person has a vault. Raises Damaged when its row was changed."""
    return await tx.keystore.public_key(person, Lock.PAGES) is not None


async def begin(tx: Tx, person: PersonId, *, now: datetime, state: str = OPEN) -> str:
    """Begin an empty page; it lives an hour unless it is kept. Returns its id. Raises StillErasing."""
    if await tx.sql.reflections.erasing(person_id=person) is not None:
        raise StillErasing
    page = new_id()
    seq = 1 + await tx.sql.reflections.newest_seq(person_id=person)
    mac = page_mac(tx, page, person, seq, state, ms(now), None)
    await tx.sql.reflections.begin(id=page, person_id=person, seq=seq, state=state, touched=ms(now), mac=mac)
    return page


async def add(tx: Tx, person: PersonId, page: str, part: Part, *, now: datetime) -> int:
    """Lock one message into an unfinished page. Returns its number, 1 and up. Raises NoLockYet, Damaged."""
    row = await _unfinished(tx, person, page)
    number = 1 + int(await tx.sql.reflections.newest_part(page_id=page))
    envelope = await sealed(tx, person, page, number, vars(part))
    mac = part_mac(tx, page, person, number, envelope)
    await tx.sql.reflections.add_part(page_id=page, part=number, envelope=envelope, mac=mac)
    await _change(tx, row, row["state"], ms(now), None)
    return number


async def drop(tx: Tx, person: PersonId, page: str, part: int) -> None:
    """Let one message of an unfinished page go."""
    await _unfinished(tx, person, page)
    await tx.sql.reflections.drop_part(page_id=page, part=part)


async def keep(
    tx: Tx, person: PersonId, page: str, kind: str, *, zone: str, now: datetime, on: str | None = None
) -> None:
    """Finish a page: kind and time are locked inside its head, and no time stays outside (sealing.md 3.5).

    `on` hangs it on another page of theirs, as a note. Raises PageGone when either is gone.
    """
    row = await _unfinished(tx, person, page)
    parts = int(await tx.sql.reflections.count_parts(page_id=page))
    head = await sealed(tx, person, page, HEAD, vars(Head(kind, now.isoformat(), zone, parts)))
    await _change(tx, row, KEPT, None, head)
    if on is not None:
        await _hang(tx, person, page, on)


async def mark(tx: Tx, person: PersonId, page: str, kind: str, *, zone: str, now: datetime) -> None:
    """Add a mark without words to a kept page. Raises PageGone."""
    note = await begin(tx, person, now=now)
    await keep(tx, person, note, kind, zone=zone, now=now, on=page)


async def _hang(tx: Tx, person: PersonId, note: str, page: str) -> None:
    if not await is_kept(tx, person, page):
        raise PageGone
    number = 1 + int(await tx.sql.reflections.newest_note(page_id=page))
    mac = note_mac(tx, page, person, number, note)
    await tx.sql.reflections.hang(page_id=page, number=number, note_id=note, mac=mac)


async def is_kept(tx: Tx, person: PersonId, page: str) -> bool:
    """Whether this is a kept page of theirs, and no note."""
    return bool(await tx.sql.reflections.is_kept(id=page, person_id=person))


async def is_saved(tx: Tx, person: PersonId, page: str) -> bool:
    """Whether this is a kept page of theirs, or a kept note on one."""
    return bool(await tx.sql.reflections.is_saved(id=page, person_id=person))


async def offered_since(tx: Tx, person: PersonId, since: datetime) -> str | None:
    """The page offered last, if something was added to it since."""
    row = await tx.sql.reflections.offered_since(person_id=person, since=ms(since))
    return None if row is None else str(row["id"])


async def is_offered(tx: Tx, person: PersonId, page: str) -> bool:
    """Whether this offer still stands."""
    row = await tx.sql.reflections.find(id=page, person_id=person)
    return row is not None and row["state"] == OFFERED


async def let_go(tx: Tx, person: PersonId) -> None:
    """Wipe the half-written page, if there is one."""
    await tx.sql.reflections.drop_unfinished(person_id=person)


async def let_offer_go(tx: Tx, person: PersonId, page: str) -> bool:
    """Wipe what was offered and not wanted. False when it was kept or is gone."""
    return bool(await tx.sql.reflections.drop_offered(id=page, person_id=person))


async def keep_times(tx: Tx, now: datetime) -> None:
    """Nightly: whatever half-written page was left over goes."""
    await tx.sql.reflections.drop_stale(before=ms(now - UNFINISHED_KEPT))


async def _unfinished(tx: Tx, person: PersonId, page: str) -> sqlite3.Row:
    row: sqlite3.Row | None = await tx.sql.reflections.find(id=page, person_id=person)
    if row is None or row["state"] == KEPT:
        raise PageGone
    return row


async def _change(tx: Tx, row: sqlite3.Row, state: str, touched: int | None, head: bytes | None) -> None:
    mac = page_mac(tx, row["id"], row["person_id"], row["seq"], state, touched, head)
    await tx.sql.reflections.change(
        id=row["id"], person_id=row["person_id"], state=state, touched=touched, head=head, mac=mac
    )
