"""Private pages: locked to their owner's public key before they touch the disk, and opened only with their words."""

import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core import passphrases
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.locks import Lock
from storage.core.sealing import Damaged, check_row_mac, open_envelope, seal_envelope
from storage.page_keys import HEAD
from storage.page_keys import binding as _binding
from storage.page_keys import page_mac as _page_mac
from storage.page_keys import part_mac as _part_mac

Hold = Callable[[], bytearray]
"""Lends the private key, to be used before the next await. Raises VaultClosed."""

UNFINISHED_KEPT = timedelta(hours=1)
OPEN, OFFERED, KEPT = "open", "offered", "kept"

on_erase: list[Callable[[Tx, PersonId, str], Awaitable[None]]] = []
"""What other features do before one page of somebody's is erased: copies of it go too."""


class NoLockYet(Problem):
    """There is no vault to lock a page into: its words have to be chosen first."""


@dataclass(frozen=True)
class Part:
    """One message of a page as it is locked: the words, the question they answer, when (ISO, UTC) and in which zone."""

    text: str
    question: str
    place: int
    written: str
    zone: str
    via: str = "chat"


@dataclass(frozen=True)
class Head:
    """What the list shows: the kind of page, when it was kept (ISO, UTC) and in which zone, and how many parts."""

    kind: str
    kept: str
    zone: str
    parts: int

    @property
    def kept_at(self) -> datetime:
        return datetime.fromisoformat(self.kept)


@dataclass(frozen=True)
class Listed:
    """A page of the list. `head` is None when it failed its check."""

    id: str
    head: Head | None


@dataclass(frozen=True)
class Opened:
    """A whole page; what failed its check is None, and never left out. `missing`: parts that should be there."""

    id: str
    head: Head | None
    parts: tuple[Part | None, ...]
    missing: int


# Writing, while the vault is locked


async def has_lock(tx: Tx, person: PersonId) -> bool:
    """Whether this person has a vault. Raises Damaged when its row was changed."""
    return await tx.keystore.public_key(person, Lock.PAGES) is not None


async def begin(tx: Tx, person: PersonId, *, now: datetime, state: str = OPEN) -> str:
    """Begin an empty page; it lives an hour unless it is kept. Returns its id."""
    page = new_id()
    seq = 1 + await tx.sql.reflections.newest_seq(person_id=person)
    mac = _page_mac(tx, page, person, seq, state, ms(now), None)
    await tx.sql.reflections.begin(id=page, person_id=person, seq=seq, state=state, touched=ms(now), mac=mac)
    return page


async def add(tx: Tx, person: PersonId, page: str, part: Part, *, now: datetime) -> int:
    """Lock one message into an unfinished page. Returns its number, 1 and up. Raises NoLockYet, Damaged."""
    row = await _unfinished(tx, person, page)
    number = 1 + int(await tx.sql.reflections.newest_part(page_id=page))
    envelope = await _sealed(tx, person, page, number, vars(part))
    mac = _part_mac(tx, page, person, number, envelope)
    await tx.sql.reflections.add_part(page_id=page, part=number, envelope=envelope, mac=mac)
    await _change(tx, row, row["state"], ms(now), None)
    return number


async def drop(tx: Tx, person: PersonId, page: str, part: int) -> None:
    """Let one message of an unfinished page go."""
    await _unfinished(tx, person, page)
    await tx.sql.reflections.drop_part(page_id=page, part=part)


async def keep(tx: Tx, person: PersonId, page: str, kind: str, *, zone: str, now: datetime) -> None:
    """Finish a page: kind and time are locked inside its head, and no time stays outside (sealing.md 3.5)."""
    row = await _unfinished(tx, person, page)
    parts = int(await tx.sql.reflections.count_parts(page_id=page))
    head = await _sealed(tx, person, page, HEAD, vars(Head(kind, now.isoformat(), zone, parts)))
    await _change(tx, row, KEPT, None, head)


async def offered_since(tx: Tx, person: PersonId, since: datetime) -> str | None:
    """The page offered last, if something was added to it since."""
    row = await tx.sql.reflections.offered_since(person_id=person, since=ms(since))
    return None if row is None else str(row["id"])


async def is_offered(tx: Tx, person: PersonId, page: str) -> bool:
    """Whether this offer still stands."""
    row = await tx.sql.reflections.find(id=page, person_id=person)
    return row is not None and row["state"] == OFFERED


# Letting go


async def let_go(tx: Tx, person: PersonId) -> None:
    """Wipe the half-written page, if there is one."""
    await tx.sql.reflections.drop_unfinished(person_id=person)


async def let_offer_go(tx: Tx, person: PersonId, page: str) -> bool:
    """Wipe what was offered and not wanted. False when it was kept or is gone."""
    return bool(await tx.sql.reflections.drop_offered(id=page, person_id=person))


async def erase(tx: Tx, person: PersonId, page: str) -> bool:
    """Erase one page; follow it with `database.wipe_log()` (H-10). False when it is gone already."""
    for then in on_erase:
        await then(tx, person, page)
    return bool(await tx.sql.reflections.erase(id=page, person_id=person))


async def keep_times(tx: Tx, now: datetime) -> None:
    """Nightly: whatever half-written page was left over goes."""
    await tx.sql.reflections.drop_stale(before=ms(now - UNFINISHED_KEPT))


# Reading, while the vault is open


async def how_many(tx: Tx, person: PersonId) -> int:
    """How many pages somebody has kept."""
    put_by = await _put_by(tx, person)
    return int(await tx.sql.reflections.count_to_open(person_id=person, put_by=put_by))


async def listed(tx: Tx, person: PersonId, hold: Hold, *, at: int = 0, most: int = 8) -> list[Listed]:
    """Their pages, the newest first, from place `at`. Opens no more than their heads. Raises VaultClosed."""
    rows = await tx.sql.reflections.kept_to_open(person_id=person, at=at, most=most, put_by=await _put_by(tx, person))
    key = hold()
    return [Listed(row["id"], _head(tx, row, key)) for row in rows]


async def of(tx: Tx, person: PersonId, page: str, hold: Hold) -> Opened | None:
    """One page of theirs, whole; None when it is not theirs or gone. Raises VaultClosed."""
    row = await tx.sql.reflections.find(id=page, person_id=person)
    if row is None or row["state"] != KEPT:
        return None
    rows = await tx.sql.reflections.parts(page_id=page)
    key = hold()
    head = _head(tx, row, key)
    parts = tuple(_part(tx, person, part, key) for part in rows)
    return Opened(page, head, parts, max(0, head.parts - len(parts)) if head else 0)


# The word that shows that a prompt is ours


async def sign_of(tx: Tx, person: PersonId) -> str:
    """Their sign: one word that only this bot can show them before it asks for their words. Made at the first call."""
    row = await tx.sql.reflections.sign(person_id=person)
    if row is not None:
        return await tx.open("page_signs", "sign", person, person, row["sign"])
    sign = passphrases.new_words().split()[0]
    await tx.sql.reflections.set_sign(person_id=person, sign=await tx.seal("page_signs", "sign", person, person, sign))
    return sign


async def change_sign(tx: Tx, person: PersonId, sign: str) -> None:
    """Their own sign from now on."""
    sealed = await tx.seal("page_signs", "sign", person, person, sign)
    await tx.sql.reflections.change_sign(person_id=person, sign=sealed)


# Rows


async def _put_by(tx: Tx, person: PersonId) -> bytes:
    """The kids of keys whose words are lost, one after the other: what they sealed is kept apart for thirty days."""
    return b"".join(await tx.keystore.kids_put_by(person, Lock.PAGES))


async def _unfinished(tx: Tx, person: PersonId, page: str) -> sqlite3.Row:
    row: sqlite3.Row | None = await tx.sql.reflections.find(id=page, person_id=person)
    if row is None or row["state"] == KEPT:
        raise PageGone
    return row


class PageGone(Problem):
    """The page was let go, erased, or is kept and can no longer be written on."""


async def _change(tx: Tx, row: sqlite3.Row, state: str, touched: int | None, head: bytes | None) -> None:
    mac = _page_mac(tx, row["id"], row["person_id"], row["seq"], state, touched, head)
    await tx.sql.reflections.change(
        id=row["id"], person_id=row["person_id"], state=state, touched=touched, head=head, mac=mac
    )


async def _sealed(tx: Tx, person: PersonId, page: str, version: int, plain: dict[str, str | int]) -> bytes:
    lock = await tx.keystore.public_key(person, Lock.PAGES)
    if lock is None:
        raise NoLockYet
    return seal_envelope(lock[0], _binding(tx, person, page, version), json.dumps(plain).encode())


def _head(tx: Tx, row: sqlite3.Row, key: bytearray) -> Head | None:
    page, person, head = row["id"], row["person_id"], row["head"]
    columns = (page, person, row["seq"], row["state"], row["touched"], head)
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], "pages", tx.keystore.deployment, *columns)
        return Head(**json.loads(open_envelope(key, _binding(tx, person, page, HEAD), head)))
    except (Damaged, ValueError, TypeError):
        return None


def _part(tx: Tx, person: PersonId, row: sqlite3.Row, key: bytearray) -> Part | None:
    page, number, envelope = row["page_id"], row["part"], row["envelope"]
    columns = (page, person, number, envelope)
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], "page_parts", tx.keystore.deployment, *columns)
        return Part(**json.loads(open_envelope(key, _binding(tx, person, page, number), envelope)))
    except (Damaged, ValueError, TypeError):
        return None
