"""Reading pages while the vault is open: the list, one page, and all of them with air between the batches."""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Opener
from storage.reflections.rows import KEPT, Head, Hold, Listed, Opened, Part, is_hung, open_head, open_part, text_of

AFTER_ALL = 2**62
AT_ONCE = 64
"""Pages that are opened before everybody else gets a turn: a few milliseconds."""


async def how_many(tx: Tx, person: PersonId) -> int:
    """How many pages somebody has kept."""
    return int(await tx.sql.reflections.count_kept(person_id=person, put_by=await _put_by(tx, person)))


async def listed(tx: Tx, person: PersonId, hold: Hold, *, at: int = 0, most: int = 8) -> list[Listed]:
    """Their pages, the newest first, from place `at`. Opens no more than their heads. Raises VaultClosed."""
    rows = await tx.sql.reflections.kept(person_id=person, at=at, most=most, put_by=await _put_by(tx, person))
    opener = Opener(hold())
    return [Listed(row["id"], open_head(tx, row, opener)) for row in rows]


async def every_head(tx: Tx, person: PersonId, hold: Hold) -> list[Listed]:
    """As `listed`, all of them, in batches. Raises VaultClosed when it closes meanwhile."""
    found: list[Listed] = []
    async for rows in _batches(tx, person):
        opener = Opener(hold())
        found += [Listed(row["id"], open_head(tx, row, opener)) for row in rows]
    return found


async def of(tx: Tx, person: PersonId, page: str, hold: Hold) -> Opened | None:
    """One page of theirs, whole; None when it is not theirs or gone. Raises VaultClosed."""
    row = await tx.sql.reflections.find(id=page, person_id=person)
    if row is None or row["state"] != KEPT:
        return None
    rows = await _Rows.of(tx, person, [row])
    return _opened(tx, person, row, rows, Opener(hold()))


async def all_opened(
    tx: Tx, person: PersonId, hold: Hold, *, since: datetime | None = None, until: datetime | None = None
) -> list[Opened]:
    """All their pages, whole, the oldest first, kept at or after `since` and before `until` (instants).

    A page whose head fails its check has no date and is always among them. Raises VaultClosed when it closes meanwhile.
    """
    found: list[Opened] = []
    async for batch in _batches(tx, person):
        opener = Opener(hold())
        wanted = [row for row in batch if _within(open_head(tx, row, opener), since, until)]
        del opener
        rows = await _Rows.of(tx, person, wanted)
        opener = Opener(hold())
        found += [_opened(tx, person, row, rows, opener) for row in wanted]
    return found[::-1]


async def those_saying(tx: Tx, person: PersonId, hold: Hold, says: Callable[[str], bool]) -> list[Listed]:
    """The pages in which something of their own, or a note on it, `says` so; the newest first. Keeps nothing of it.

    No head is opened but of those found. Raises VaultClosed when it closes meanwhile.
    """
    found: set[str] = set()
    after = {"seq": AFTER_ALL, "part": 0}
    while parts := await tx.sql.reflections.parts_before(person_id=person, most=AT_ONCE, **after):
        opener = Opener(hold())
        found |= {part["page_id"] for part in parts if says(text_of(tx, person, part, opener))}
        after = {"seq": parts[-1]["seq"], "part": parts[-1]["part"]}
        await asyncio.sleep(0)
    pages = {await tx.sql.reflections.page_of_note(note_id=page) or page for page in found}
    rows = [row for page in pages if (row := await tx.sql.reflections.find(id=page, person_id=person))]
    opener = Opener(hold())
    rows.sort(key=lambda row: int(row["seq"]), reverse=True)
    return [Listed(row["id"], open_head(tx, row, opener)) for row in rows]


def _within(head: Head | None, since: datetime | None, until: datetime | None) -> bool:
    if head is None:
        return True
    return (since is None or head.kept_at >= since) and (until is None or head.kept_at < until)


# Rows


async def _put_by(tx: Tx, person: PersonId) -> bytes:
    """The kids of keys whose words are lost, one after the other: what they sealed is kept apart for thirty days."""
    return b"".join(await tx.keystore.kids_put_by(person, Lock.PAGES))


async def _batches(tx: Tx, person: PersonId) -> AsyncIterator[list[sqlite3.Row]]:
    """Rows of kept pages, the newest first. Between two batches everybody else gets a turn."""
    before, put_by = AFTER_ALL, await _put_by(tx, person)
    while True:
        rows = await tx.sql.reflections.kept_before(person_id=person, before=before, most=AT_ONCE, put_by=put_by)
        if rows:
            yield rows
        if len(rows) < AT_ONCE:
            return
        before = rows[-1]["seq"]
        await asyncio.sleep(0)


@dataclass
class _Rows:
    """The rows of some pages: their parts, what was hung on them, and the notes' own rows."""

    links: dict[str, list[sqlite3.Row]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[sqlite3.Row]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, sqlite3.Row] = field(default_factory=dict)

    @classmethod
    async def of(cls, tx: Tx, person: PersonId, pages: Sequence[sqlite3.Row]) -> "_Rows":
        """Of pages that follow each other: a few statements for all of them."""
        rows = cls()
        if not pages:
            return rows
        seqs = [page["seq"] for page in pages]
        between = {"person_id": person, "first": min(seqs), "last": max(seqs)}
        for link in await tx.sql.reflections.links_between(**between):
            rows.links[link["page_id"]].append(link)
        parts = await tx.sql.reflections.parts_between(**between)
        if rows.links:
            rows.notes = {note["id"]: note for note in await tx.sql.reflections.notes_between(**between)}
            parts += await tx.sql.reflections.note_parts_between(**between)
        for part in {(part["page_id"], part["part"]): part for part in parts}.values():
            rows.parts[part["page_id"]].append(part)
        return rows


def _opened(tx: Tx, person: PersonId, row: sqlite3.Row, rows: _Rows, opener: Opener) -> Opened:
    head, parts, missing = _whole(tx, person, row, rows, opener)
    links = rows.links[row["id"]]
    added = tuple(_note(tx, person, link, rows, opener) for link in links if link["note_id"] in rows.notes)
    should_be = max((link["number"] for link in links), default=0)
    return Opened(row["id"], head, parts, missing, added, max(0, should_be - len(added)))


def _note(tx: Tx, person: PersonId, link: sqlite3.Row, rows: _Rows, opener: Opener) -> Opened:
    """What was hung here by this house; anything else is shown as what failed its check."""
    note = rows.notes[link["note_id"]]
    if not is_hung(tx, person, link) or note["state"] != KEPT:
        return Opened(note["id"], None, (), 0)
    return Opened(note["id"], *_whole(tx, person, note, rows, opener))


def _whole(
    tx: Tx, person: PersonId, row: sqlite3.Row, rows: _Rows, opener: Opener
) -> tuple[Head | None, tuple[Part | None, ...], int]:
    head = open_head(tx, row, opener)
    parts = tuple(open_part(tx, person, part, opener) for part in rows.parts[row["id"]])
    return head, parts, max(0, head.parts - len(parts)) if head else 0
