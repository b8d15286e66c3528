"""What the keystore's rooms share: its file, one turn at a time, and the answers asked for last."""

from collections import OrderedDict
from collections.abc import Hashable
from os import urandom
from typing import Any, Generic, TypeVar

from mentoring.people import PersonId
from storage.core.keys import KEY_BYTES, lp
from storage.core.keystore_ties import Ties
from storage.core.sealing import row_mac, unwrap_key, wrap_key

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

KEYS_IN_MEMORY = 1024


class KeyDestroyed(Exception):
    """There is no key for this person: they were erased, or never admitted. What it sealed opens no more (H-10)."""


class LogNotWiped(Exception):
    """The key is destroyed, but another process still holds old pages of the log: destroy again to wipe them."""


class Kept(Generic[K, T]):
    """The answers asked for last, up to a number."""

    def __init__(self) -> None:
        self._answers: OrderedDict[K, T] = OrderedDict()

    def get(self, asked: K) -> T | None:
        if asked in self._answers:
            self._answers.move_to_end(asked)
        return self._answers.get(asked)

    def keep(self, asked: K, answer: T) -> T:
        self._answers[asked] = answer
        if len(self._answers) > KEYS_IN_MEMORY:
            self._answers.popitem(last=False)
        return answer

    def drop(self, asked: K) -> None:
        self._answers.pop(asked, None)


class Rows(Ties):
    """The open file, and what its rows have in common."""

    async def _wipe_log(self) -> None:
        async with self._turn:
            wiped = await self._conn.checkpoint()
        if not wiped:
            raise LogNotWiped

    def _row(self, sql: str, *given: Any) -> Any:  # a sqlite3.Row or None; Row cannot say what its columns are
        return self._conn.quick(sql, given).fetchone()

    def _rows(self, sql: str, *given: Any) -> list[Any]:
        return self._conn.quick(sql, given).fetchall()

    def _must_have_keys(self, person: PersonId) -> None:
        if self._row("select 1 from people where person = ?", person) is None:
            raise KeyDestroyed

    def _mac(self, table: str, *columns: bytes | str | int) -> bytes:
        return row_mac(self.master.row, table, self.deployment, *columns)

    def _wrapped(self, slot: str, person: PersonId, secret: bytes | None = None) -> bytes:
        return wrap_key(self.master.wrap, self._slot(slot, person), secret or urandom(KEY_BYTES))

    def _unwrapped(self, slot: str, person: PersonId) -> bytes:
        row = self._row("select udk, mix from people where person = ?", person)
        if row is None:
            raise KeyDestroyed
        return self._opened(slot, person, row[slot])

    def _opened(self, slot: str, person: PersonId, wrapped: bytes) -> bytes:
        return bytes(unwrap_key(self.master.wrap, self._slot(slot, person), wrapped))

    def _slot(self, slot: str, person: PersonId) -> bytes:
        return lp("circle/wrap/v1", slot, self.deployment, person)
