"""The keystore: a file of its own with a row of keys for each person; when the row goes, their words are gone."""

from datetime import datetime, timedelta
from pathlib import Path

from mentoring.people import PersonId
from storage.core import keystore_file
from storage.core.connection import Connection
from storage.core.instants import instant, ms
from storage.core.keys import MasterKey
from storage.core.keystore_changes import Changes
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
from storage.core.keystore_rows import Kept, KeyDestroyed, LogNotWiped
from storage.core.tries import TooManyTries, Tries, wait_after, wait_left

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

COUNT_TRY = """
insert into tries values (:person, :wrong, :last_at)
on conflict (person) do update set wrong = excluded.wrong, last_at = excluded.last_at
"""


class LedgerNotWritten(LogNotWiped):
    """The key is destroyed, but the erasure ledger could not be written: destroy again, or a backup brings it back."""


class Keystore(Changes):
    """Everybody's keys. Each method that writes has committed, flushed to disk, when it returns."""

    def __init__(self, conn: Connection, master: MasterKey, deployment: str) -> None:
        super().__init__(conn, master, deployment)
        self._data_keys: Kept[PersonId, bytes] = Kept()

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
            self._forget_public_keys(person)
            self._conn.quick("insert into tombstones values (?) on conflict do nothing", (person,))
            self._conn.quick("delete from people where person = ?", (person,))
        await self._wipe_log()
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

    def _tries(self, person: PersonId) -> Tries:
        row = self._row("select wrong, last_at from tries where person = ?", person)
        return Tries(row["wrong"], instant(row["last_at"])) if row else Tries()
