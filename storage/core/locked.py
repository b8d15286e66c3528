"""Locked writing: what each tool that seals words to their owner's own key keeps, adds to, reads back and erases."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.locks import Lock
from storage.core.sealing import Binding, Damaged, check_row_mac, open_envelope, row_mac, seal_envelope

Hold = Callable[[], bytearray]
"""Lends the private key, to be used before the next await. Raises VaultClosed."""
OPEN, KEPT = "open", "kept"
HEAD = 0
"""The version of a thing's head; its parts are 1, 2, 3 …"""


class NoLockForIt(Problem):
    """There is no key to lock it with: the words have to be chosen first."""


class WritingGone(Problem):
    """It was let go, erased, or is kept and can no longer be written on."""


@dataclass(frozen=True)
class Part:
    """One message as it is locked: the words, the question, its step, when (ISO, UTC) and in which zone."""

    text: str
    question: str
    step: str
    written: str
    zone: str
    via: str = "chat"

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.written)


@dataclass(frozen=True)
class Head:
    """When it was kept (ISO, UTC) and in which zone, of how many parts, and what was ticked in it."""

    kept: str
    zone: str
    parts: int
    picks: tuple[str, ...] = ()

    @property
    def kept_at(self) -> datetime:
        return datetime.fromisoformat(self.kept)


@dataclass(frozen=True)
class Listed:
    """One of the list. `head` is None when it failed its check."""

    id: str
    head: Head | None


@dataclass(frozen=True)
class Opened:
    """A whole one. What failed its check is None, and never left out; `missing`: parts that should be there.

    `numbers` are those of the parts; `lines` were added later, the oldest first.
    """

    id: str
    head: Head | None
    parts: tuple[Part | None, ...]
    numbers: tuple[int, ...]
    missing: int
    lines: tuple["Opened", ...] = ()


@dataclass(frozen=True)
class Shelf:
    """One tool's own tables (`table`, `parts`), its own queries and purpose, and the lock that opens what is in them.

    Nothing of one shelf opens on another: table, purpose, owner, thing and part are bound into each envelope.
    """

    table: str
    parts: str
    queries: str
    purpose: str
    lock: Lock

    # Writing, while it is locked

    async def has_lock(self, tx: Tx, person: PersonId) -> bool:
        """Whether there is a key to lock with. Raises Damaged when its row was changed."""
        return await tx.keystore.public_key(person, self.lock) is not None

    async def begin(self, tx: Tx, person: PersonId, *, now: datetime, adds_to: str | None = None) -> str:
        """Begin an empty one, or a line to one that is kept. Raises WritingGone when that is not theirs, or gone."""
        if adds_to is not None and not await self.is_kept(tx, person, adds_to):
            raise WritingGone
        thing, seq = new_id(), 1 + await self.sql(tx).newest_seq(person_id=person)
        mac = self.mac_of_row(tx, thing, person, seq, adds_to, OPEN, ms(now), None)
        await self.sql(tx).begin(id=thing, person_id=person, seq=seq, adds_to=adds_to, touched=ms(now), mac=mac)
        return thing

    async def add(self, tx: Tx, person: PersonId, thing: str, part: Part, *, now: datetime) -> int:
        """Lock one message into an unfinished one. Returns its number, 1 and up. Raises NoLockForIt, WritingGone."""
        row = await self._unfinished(tx, person, thing)
        number = 1 + int(await self.sql(tx).newest_part(thing_id=thing))
        envelope = await self._sealed(tx, person, thing, number, vars(part))
        mac = self.mac_of_part(tx, thing, person, number, envelope)
        await self.sql(tx).add_part(thing_id=thing, part=number, envelope=envelope, mac=mac)
        await self._change(tx, row, state=OPEN, touched=ms(now), head=None)
        return number

    async def drop(self, tx: Tx, person: PersonId, thing: str, part: int) -> None:
        """Let one message of an unfinished one go. Of what is kept, nothing can be dropped."""
        await self._unfinished(tx, person, thing)
        await self.sql(tx).drop_part(thing_id=thing, part=part)

    async def keep(
        self, tx: Tx, person: PersonId, thing: str, *, zone: str, now: datetime, picks: Sequence[str] = ()
    ) -> None:
        """Finish it: its time is locked inside its head, and from here on it never changes (3.18)."""
        row = await self._unfinished(tx, person, thing)
        parts = int(await self.sql(tx).count_parts(thing_id=thing))
        head = await self._sealed(tx, person, thing, HEAD, vars(Head(now.isoformat(), zone, parts, tuple(picks))))
        await self._change(tx, row, state=KEPT, touched=None, head=head)

    async def hang_on(self, tx: Tx, person: PersonId, old: str, new: str) -> None:
        """The lines that were added to one belong to another from here on: a plan that was changed."""
        for row in await self.sql(tx).lines(person_id=person, adds_to=old):
            await self._change(tx, row, state=KEPT, touched=None, head=row["head"], adds_to=new)

    # Letting go

    async def let_go(self, tx: Tx, person: PersonId) -> None:
        """Wipe what is half-written."""
        await self.sql(tx).drop_unfinished(person_id=person)

    async def erase(self, tx: Tx, person: PersonId, thing: str) -> bool:
        """Erase one, with its lines; follow it with `database.wipe_log()` (H-10). False when it is gone already."""
        return bool(await self.sql(tx).erase(id=thing, person_id=person))

    async def erase_all(self, tx: Tx, person: PersonId) -> None:
        """Every row of theirs on this shelf."""
        await self.sql(tx).erase_all(person_id=person)

    async def drop_stale(self, tx: Tx, now: datetime, after: timedelta) -> None:
        """Whatever half-written one was left over goes."""
        await self.sql(tx).drop_stale(before=ms(now - after))

    # Reading, while it is open

    async def is_kept(self, tx: Tx, person: PersonId, thing: str) -> bool:
        """Whether this is one of theirs, kept, and no mere line of another."""
        row = await self.sql(tx).find(id=thing, person_id=person)
        return row is not None and row["state"] == KEPT and row["adds_to"] is None

    async def is_saved(self, tx: Tx, person: PersonId, thing: str) -> bool:
        """Whether this is one of theirs and kept, a line of another too."""
        row = await self.sql(tx).find(id=thing, person_id=person)
        return row is not None and row["state"] == KEPT

    async def how_many(self, tx: Tx, person: PersonId) -> int:
        """How many they have kept; lines are not counted."""
        return int(await self.sql(tx).count_kept(person_id=person, put_by=await self._put_by(tx, person)))

    async def listed(self, tx: Tx, person: PersonId, hold: Hold, *, at: int = 0, most: int = 8) -> list[Listed]:
        """The newest first, from place `at`. Opens no more than their heads. Raises VaultClosed."""
        put_by = await self._put_by(tx, person)
        rows = await self.sql(tx).kept(person_id=person, at=at, most=most, put_by=put_by)
        key = hold()
        return [Listed(row["id"], self._head(tx, row, key)) for row in rows]

    async def of(self, tx: Tx, person: PersonId, thing: str, hold: Hold) -> Opened | None:
        """One of theirs, whole, with its lines; None when it is not theirs or gone. Raises VaultClosed."""
        row = await self.sql(tx).find(id=thing, person_id=person)
        if row is None or row["state"] != KEPT or row["adds_to"] is not None:
            return None
        lines = await self.sql(tx).lines(person_id=person, adds_to=thing)
        inside = [(one, await self.sql(tx).parts(thing_id=one["id"])) for one in (row, *lines)]
        key = hold()
        whole, *later = [self._opened(tx, one, parts, key) for one, parts in inside]
        return Opened(thing, whole.head, whole.parts, whole.numbers, whole.missing, tuple(later))

    # Rows

    def sql(self, tx: Tx) -> Any:
        """This tool's queries, bound to the connection."""
        return getattr(tx.sql, self.queries)

    async def _put_by(self, tx: Tx, person: PersonId) -> bytes:
        """The kids of keys whose words are lost, joined: what they sealed is kept apart for thirty days."""
        return b"".join(await tx.keystore.kids_put_by(person, self.lock))

    async def _unfinished(self, tx: Tx, person: PersonId, thing: str) -> sqlite3.Row:
        row: sqlite3.Row | None = await self.sql(tx).find(id=thing, person_id=person)
        if row is None or row["state"] == KEPT:
            raise WritingGone
        return row

    async def _change(
        self, tx: Tx, row: sqlite3.Row, *, state: str, touched: int | None, head: bytes | None, adds_to: str = ""
    ) -> None:
        on, thing, person = adds_to or row["adds_to"], row["id"], row["person_id"]
        mac = self.mac_of_row(tx, thing, person, row["seq"], on, state, touched, head)
        given = {"adds_to": on, "state": state, "touched": touched, "head": head, "mac": mac}
        await self.sql(tx).change(id=thing, person_id=person, **given)

    async def _sealed(self, tx: Tx, person: PersonId, thing: str, number: int, plain: dict[str, Any]) -> bytes:
        lock = await tx.keystore.public_key(person, self.lock)
        if lock is None:
            raise NoLockForIt
        return seal_envelope(lock[0], self.binding(tx, person, thing, number), json.dumps(plain).encode())

    def binding(self, tx: Tx, person: str, thing: str, number: int) -> Binding:
        """What an envelope is, whose and which."""
        return Binding(self.purpose, tx.keystore.deployment, person, thing, number)

    def mac_of_row(self, tx: Tx, *columns: str | int | bytes | None) -> bytes:
        """What vouches for a row."""
        return row_mac(tx.keystore.master.row, self.table, tx.keystore.deployment, *columns)

    def mac_of_part(self, tx: Tx, *columns: str | int | bytes) -> bytes:
        """What vouches for a part."""
        return row_mac(tx.keystore.master.row, self.parts, tx.keystore.deployment, *columns)

    def _opened(self, tx: Tx, row: sqlite3.Row, rows: Sequence[sqlite3.Row], key: bytearray) -> Opened:
        head = self._head(tx, row, key)
        parts = tuple(self._part(tx, row["person_id"], part, key) for part in rows)
        missing = max(0, head.parts - len(parts)) if head else 0
        return Opened(row["id"], head, parts, tuple(part["part"] for part in rows), missing)

    def _head(self, tx: Tx, row: sqlite3.Row, key: bytearray) -> Head | None:
        names = ("id", "person_id", "seq", "adds_to", "state", "touched", "head")
        columns = tuple(row[name] for name in names)
        try:
            check_row_mac(tx.keystore.master.row, row["mac"], self.table, tx.keystore.deployment, *columns)
            head = json.loads(open_envelope(key, self.binding(tx, row["person_id"], row["id"], HEAD), row["head"]))
            return Head(head["kept"], head["zone"], head["parts"], tuple(head["picks"]))
        except (Damaged, ValueError, TypeError, KeyError):
            return None

    def _part(self, tx: Tx, person: str, row: sqlite3.Row, key: bytearray) -> Part | None:
        thing, number, envelope = row["thing_id"], row["part"], row["envelope"]
        columns = (thing, person, number, envelope)
        try:
            check_row_mac(tx.keystore.master.row, row["mac"], self.parts, tx.keystore.deployment, *columns)
            return Part(**json.loads(open_envelope(key, self.binding(tx, person, thing, number), envelope)))
        except (Damaged, ValueError, TypeError):
            return None
