"""What the keystore's tests share: its people, its words, and what lies in its files."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mentoring.people import PersonId
from storage.core import vault
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore
from storage.core.vault import Kdf, VaultRecord

QUICK = Kdf(memory=64, passes=1)
WORDS = "abacus zoom felt-tip yo-yo drop-down"
MASTER = MasterKey.from_bytes(bytes(range(50, 82)))
AMA, MEI, OLA = PersonId("A" * 22), PersonId("M" * 22), PersonId("O" * 22)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

Reopen = Callable[[Path], Awaitable[Keystore]]


async def a_vault(store: Keystore, person: PersonId) -> VaultRecord:
    return vault.make_vault(WORDS, await store.mix(person), store.deployment, person, kdf=QUICK, floor=QUICK)[0]


def rows(path: Path, sql: str, *given: object) -> list[tuple[Any, ...]]:
    """What somebody with the file in their hands can read, and write."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        return conn.execute(sql, given).fetchall()


def everything_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))
