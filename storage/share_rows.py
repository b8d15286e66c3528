"""How a share lies on disk: a copy sealed to one mentor under its own id, and a check over every column."""

import sqlite3

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.sealing import Binding, check_row_mac, row_mac

COLUMNS = ("id", "writer_id", "mentor_id", "pair_id", "page_id", "expires", "opened", "envelope")
VERSION = 1
_KID = slice(2, 18)


def binding(tx: Tx, mentor: PersonId, share_id: str) -> Binding:
    """It opens for this mentor, as this share, and as nothing else."""
    return Binding("share", tx.keystore.deployment, mentor, share_id, VERSION)


def mac(tx: Tx, *columns: bytes | str | int | None) -> bytes:
    """What ties a row's columns together, in the order of COLUMNS."""
    return row_mac(tx.keystore.master.row, "shares", tx.keystore.deployment, *columns)


def check(tx: Tx, row: sqlite3.Row) -> None:
    """Raises Damaged when the row is not as this house wrote it."""
    columns = [row[name] for name in COLUMNS]
    check_row_mac(tx.keystore.master.row, row["mac"], "shares", tx.keystore.deployment, *columns)


def kid_of(row: sqlite3.Row) -> bytes:
    """Which key it was sealed to (sealing.md 3.3)."""
    kid: bytes = row["envelope"][_KID]
    return kid
