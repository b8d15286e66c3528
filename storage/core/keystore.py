"""The keystore: a file of its own with a row of keys for each person; when the row goes, their words are gone."""

from collections import OrderedDict
from datetime import datetime, timedelta
from os import urandom
from pathlib import Path
from typing import Any, Generic, TypeVar

from mentoring.people import PersonId
from storage.core import keystore_file
from storage.core.connection import Connection
from storage.core.instants import instant, ms
from storage.core.keys import KEY_BYTES, MasterKey, lp
from storage.core.keystore_file import (
    KeystoreDamaged,
    KeystoreExists,
    KeystoreMissing,
    KeystoreNewer,
    KeystoreOpenToOthers,
    KeystoreRefused,
    KeystoreUnusable,
    WrongMaster,
)
from storage.core.keystore_ties import Ties
from storage.core.locks import Lock
from storage.core.sealing import check_row_mac, row_mac, unwrap_key, wrap_key
from storage.core.tries import TooManyTries, Tries, wait_after, wait_left
from storage.core.vault import Kdf, VaultRecord

__all__ = [
    "KeyDestroyed",
    "Keystore",
    "KeystoreDamaged",
    "KeystoreExists",
    "KeystoreMissing",
    "KeystoreNewer",
    "KeystoreOpenToOthers",
    "KeystoreRefused",
    "KeystoreUnusable",
    "LedgerNotWritten",
    "LogNotWiped",
    "TooManyTries",
    "Tries",
    "WrongMaster",
    "wait_after",
    "wait_left",
]

T = TypeVar("T")

KEYS_IN_MEMORY = 1024

KEEP_VAULT = """
insert or replace into vaults values (
    :person, :version, :pk, :kid, :salt, :kdf_memory, :kdf_passes, :kdf_lanes, :wrap_pass, :wrap_rec, :rec_sealed, :mac
)
"""
COUNT_TRY = """
insert into tries values (:person, :wrong, :last_at)
on conflict (person) do update set wrong = excluded.wrong, last_at = excluded.last_at
"""


class KeyDestroyed(Exception):
    """There is no key for this person: they were erased, or never admitted. What it sealed opens no more (H-10)."""


class LogNotWiped(Exception):
    """The key is destroyed, but another process still holds old pages of the log: destroy again to wipe them."""


class LedgerNotWritten(LogNotWiped):
    """The key is destroyed, but the erasure ledger could not be written: destroy again, or a backup brings it back."""


class _Kept(Generic[T]):
    """The answers asked for last, up to a number."""

    def __init__(self) -> None:
        self._answers: OrderedDict[PersonId, T] = OrderedDict()

    def get(self, person: PersonId) -> T | None:
        if person in self._answers:
            self._answers.move_to_end(person)
        return self._answers.get(person)

    def keep(self, person: PersonId, answer: T) -> T:
        self._answers[person] = answer
        if len(self._answers) > KEYS_IN_MEMORY:
            self._answers.popitem(last=False)
        return answer

    def drop(self, person: PersonId) -> None:
        self._answers.pop(person, None)


class Keystore(Ties):
    """Everybody's keys. Each method that writes has committed, flushed to disk, when it returns."""

    def __init__(self, conn: Connection, master: MasterKey, deployment: str) -> None:
        super().__init__(conn, master, deployment)
        self._data_keys: _Kept[bytes] = _Kept()
        self._public_keys: _Kept[tuple[bytes, bytes]] = _Kept()

    @staticmethod
    def create(path: Path, master: MasterKey) -> None:
        """Make the file (0600), whole or not at all. Raises KeystoreExists rather than touch what is there."""
        keystore_file.create(path, master)

    @classmethod
    async def open(cls, path: Path, master: MasterKey) -> "Keystore":
        """Connect, hardened. Raises a KeystoreRefused named for what is wrong: file, permissions, master, version."""
        conn, deployment = await keystore_file.connect(path, master)
        opened = cls(conn, master, deployment)
        await opened.tie()
        return opened

    async def close(self) -> None:
        """Empty the write-ahead log into the file and let go of it."""
        async with self._turn:
            await self._conn.checkpoint()
            await self._conn.close()

    async def admit(self, person: PersonId) -> None:
        """Make this person's keys, before anything of theirs is written. Done twice, the first keys stay.

        Raises KeyDestroyed for somebody who was erased: an old id never comes back.
        """
        udk, mix = (self._wrapped(slot, person) for slot in ("udk", "mix"))
        async with self._writing():
            if self._row("select 1 from tombstones where person = ?", person):
                raise KeyDestroyed
            self._conn.quick(
                "insert into people (person, udk, mix) values (?, ?, ?) on conflict do nothing", (person, udk, mix)
            )

    async def data_key(self, person: PersonId) -> bytes:
        """The 32 bytes that seal this person's fields. Raises KeyDestroyed; Damaged when the row was changed."""
        known = self._data_keys.get(person)
        if known:
            return known
        async with self._turn:
            return self._data_keys.keep(person, self._unwrapped("udk", person))

    async def mix(self, person: PersonId) -> bytes:
        """The 32 bytes without which nobody can guess at this person's words. Raises KeyDestroyed or Damaged."""
        async with self._turn:
            return self._unwrapped("mix", person)

    async def destroy(self, person: PersonId) -> None:
        """Delete every key of this person and leave a tombstone; then no byte of them is in the file or its log (H-10).

        May be done twice. Raises LogNotWiped when the second half could not be done.
        """
        async with self._writing():
            self._data_keys.drop(person)
            self._public_keys.drop(person)
            self._conn.quick("insert into tombstones values (?) on conflict do nothing", (person,))
            self._conn.quick("delete from people where person = ?", (person,))
        async with self._turn:
            wiped = await self._conn.checkpoint()
        if not wiped:
            raise LogNotWiped
        try:
            self._note_destroyed(person)
        except OSError as failed:
            raise LedgerNotWritten from failed

    async def is_destroyed(self, person: PersonId) -> bool:
        """Whether this person has been erased here."""
        async with self._turn:
            return self._row("select 1 from tombstones where person = ?", person) is not None

    async def people(self) -> list[PersonId]:
        """Everybody who has keys, to be compared with the database after a restore."""
        async with self._turn:
            rows = await self._conn.slow("select person from people order by person")
        return [PersonId(row["person"]) for row in rows]

    async def keep_vault(self, person: PersonId, record: VaultRecord) -> None:
        """Keep a vault in place of the one before. Raises KeyDestroyed, ValueError for somebody else's record."""
        if (record.person, record.deployment) != (person, self.deployment):
            raise ValueError("this vault was made for somebody else, or for another house")
        columns = _columns(record)
        mac = row_mac(self.master.row, "vaults", self.deployment, *columns.values())
        async with self._writing():
            self._must_have_keys(person)
            self._conn.quick(KEEP_VAULT, columns | {"mac": mac})
            self._public_keys.drop(person)

    async def vault(self, person: PersonId) -> VaultRecord | None:
        """This person's locked vault. Raises Damaged when any part of the row was changed or came from another."""
        async with self._turn:
            return self._vault(person)

    async def public_key(self, person: PersonId, _lock: Lock = Lock.PAGES) -> tuple[bytes, bytes] | None:
        """Public key and kid, to seal for this person while their vault is locked. Raises Damaged."""
        known = self._public_keys.get(person)
        if known:
            return known
        async with self._turn:
            record = self._vault(person)
            return self._public_keys.keep(person, (record.pk, record.kid)) if record else None

    async def note_try(self, person: PersonId, now: datetime) -> None:
        """Count a try, before the words are looked at; right words clear it. Raises TooManyTries or KeyDestroyed."""
        async with self._writing(lasting=False):
            self._must_have_keys(person)
            tries = self._tries(person)
            left = wait_left(tries, now)
            # a clock that was set back must not leave the last try in the future, where no wait would ever end
            last = min(tries.last_at or now, now) if left else now
            wrong = tries.wrong if left else tries.wrong + 1
            self._conn.quick(COUNT_TRY, {"person": person, "wrong": wrong, "last_at": ms(last)})
        if left:
            raise TooManyTries(minutes=-(-left // timedelta(minutes=1)))

    async def tries(self, person: PersonId) -> Tries:
        """Wrong tries so far, to be told at the next unlock. They outlive a restart."""
        async with self._turn:
            return self._tries(person)

    async def clear_tries(self, person: PersonId) -> None:
        """The right words were said."""
        async with self._writing(lasting=False):
            self._conn.quick("delete from tries where person = ?", (person,))

    def _row(self, sql: str, *given: str) -> Any:  # a sqlite3.Row or None; Row cannot say what its columns are
        return self._conn.quick(sql, given).fetchone()

    def _must_have_keys(self, person: PersonId) -> None:
        if self._row("select 1 from people where person = ?", person) is None:
            raise KeyDestroyed

    def _tries(self, person: PersonId) -> Tries:
        row = self._row("select wrong, last_at from tries where person = ?", person)
        return Tries(row["wrong"], instant(row["last_at"])) if row else Tries()

    def _vault(self, person: PersonId) -> VaultRecord | None:
        row = self._row("select * from vaults where person = ?", person)
        if row is None:
            return None
        record = _record(row, self.deployment)
        check_row_mac(self.master.row, row["mac"], "vaults", self.deployment, *_columns(record).values())
        return record

    def _wrapped(self, slot: str, person: PersonId) -> bytes:
        return wrap_key(self.master.wrap, self._slot(slot, person), urandom(KEY_BYTES))

    def _unwrapped(self, slot: str, person: PersonId) -> bytes:
        row = self._row("select udk, mix from people where person = ?", person)
        if row is None:
            raise KeyDestroyed
        return bytes(unwrap_key(self.master.wrap, self._slot(slot, person), row[slot]))

    def _slot(self, slot: str, person: PersonId) -> bytes:
        return lp("circle/wrap/v1", slot, self.deployment, person)


def _columns(record: VaultRecord) -> dict[str, str | int | bytes]:
    return {
        "person": record.person,
        "version": record.version,
        "pk": record.pk,
        "kid": record.kid,
        "salt": record.salt,
        "kdf_memory": record.kdf.memory,
        "kdf_passes": record.kdf.passes,
        "kdf_lanes": record.kdf.lanes,
        "wrap_pass": record.wrap_pass,
        "wrap_rec": record.wrap_rec,
        "rec_sealed": record.rec_sealed,
    }


def _record(row: Any, deployment: str) -> VaultRecord:  # a sqlite3.Row
    return VaultRecord(
        deployment=deployment,
        person=PersonId(row["person"]),
        pk=row["pk"],
        kid=row["kid"],
        kdf=Kdf(row["kdf_memory"], row["kdf_passes"], row["kdf_lanes"]),
        salt=row["salt"],
        wrap_pass=row["wrap_pass"],
        wrap_rec=row["wrap_rec"],
        rec_sealed=row["rec_sealed"],
        version=row["version"],
    )
