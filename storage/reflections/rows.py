"""How the rows of private pages look: what is sealed, what each check covers, and how they open again."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mentoring import pages
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Binding, Damaged, Opener, check_row_mac, row_mac, seal_envelope

Hold = Callable[[], bytearray]
"""Lends the private key, to be used before the next await. Raises VaultClosed."""

OPEN, OFFERED, KEPT = "open", "offered", "kept"
HEAD = 0
"""The version of a page's head; its parts are 1, 2, 3 …"""


class NoLockYet(Problem):
    """There is no vault to lock a page into: its words have to be chosen first."""


class PageGone(Problem):
    """The page was let go, erased, or is kept and can no longer be written on."""


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
    """A whole page; what failed its check is None, and never left out. `missing`: parts that should be there.

    `added` are the notes, steps and marks of later, in their order, each a small page of its own kind (`pages.Added`);
    `lost` counts those that should be there.
    """

    id: str
    head: Head | None
    parts: tuple[Part | None, ...]
    missing: int
    added: "tuple[Opened, ...]" = ()
    lost: int = 0

    @property
    def notes(self) -> "tuple[Opened, ...]":
        """What has words of its own, and what failed its check."""
        return tuple(one for one in self.added if one.parts or one.missing or one.head is None)

    @property
    def every_part(self) -> tuple[Part | None, ...]:
        """The words of the page and of its notes, in order; None for each that failed its check or is missing."""
        gone = (None,) * (self.missing + self.lost + sum(note.missing + (note.head is None) for note in self.added))
        return (*self.parts, *(part for note in self.added for part in note.parts), *gone)

    @property
    def counts_as_cpd(self) -> bool:
        return pages.counts_as_cpd(self._kind, self._marks)

    @property
    def is_win(self) -> bool:
        return pages.is_win(self._kind, self._marks)

    @property
    def _kind(self) -> str:
        return self.head.kind if self.head else ""

    @property
    def _marks(self) -> list[str]:
        return [one.head.kind for one in self.added if one.head]


async def sealed(tx: Tx, person: PersonId, page: str, version: int, plain: dict[str, str | int]) -> bytes:
    """Locked to their public key alone. Raises NoLockYet."""
    lock = await tx.keystore.public_key(person, Lock.PAGES)
    if lock is None:
        raise NoLockYet
    return seal_envelope(lock[0], binding(tx, person, page, version), json.dumps(plain).encode())


def binding(tx: Tx, person: str, page: str, version: int) -> Binding:
    return Binding("page", tx.keystore.deployment, person, page, version)


def page_mac(tx: Tx, page: str, person: str, seq: int, state: str, touched: int | None, head: bytes | None) -> bytes:
    return row_mac(tx.keystore.master.row, "pages", tx.keystore.deployment, page, person, seq, state, touched, head)


def part_mac(tx: Tx, page: str, person: str, part: int, envelope: bytes) -> bytes:
    return row_mac(tx.keystore.master.row, "page_parts", tx.keystore.deployment, page, person, part, envelope)


def note_mac(tx: Tx, page: str, person: str, number: int, note: str) -> bytes:
    return row_mac(tx.keystore.master.row, "page_notes", tx.keystore.deployment, page, person, number, note)


def is_hung(tx: Tx, person: str, row: sqlite3.Row) -> bool:
    """Whether this house hung the note on this page, in this place."""
    columns = (row["page_id"], person, row["number"], row["note_id"])
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], "page_notes", tx.keystore.deployment, *columns)
    except Damaged:
        return False
    return True


def open_head(tx: Tx, row: sqlite3.Row, opener: Opener) -> Head | None:
    """The head of a page; None when it fails its check."""
    page, person, head = row["id"], row["person_id"], row["head"]
    columns = (page, person, row["seq"], row["state"], row["touched"], head)
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], "pages", tx.keystore.deployment, *columns)
        return Head(**json.loads(opener.open(binding(tx, person, page, HEAD), head)))
    except (Damaged, ValueError, TypeError):
        return None


def open_part(tx: Tx, person: PersonId, row: sqlite3.Row, opener: Opener) -> Part | None:
    """One part of a page; None when it fails its check."""
    page, number, envelope = row["page_id"], row["part"], row["envelope"]
    columns = (page, person, number, envelope)
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], "page_parts", tx.keystore.deployment, *columns)
        return Part(**json.loads(opener.open(binding(tx, person, page, number), envelope)))
    except (Damaged, ValueError, TypeError):
        return None


def text_of(tx: Tx, person: PersonId, row: sqlite3.Row, opener: Opener) -> str:
    """The words of one part, to look for something in them; nothing when they do not open.

    Whether this house wrote the row is checked when the page is read: a search opens thousands of them.
    """
    try:
        opened = opener.open(binding(tx, person, row["page_id"], row["part"]), row["envelope"])
        return str(json.loads(opened.decode())["text"])
    except (Damaged, ValueError, TypeError, KeyError):
        return ""
