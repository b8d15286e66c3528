"""Everybody's locked vaults in the keystore: kept, changed under new words, put by, and their locks' key pairs."""

from collections.abc import Callable
from typing import Any

from mentoring.people import PersonId
from storage.core import keys, passphrases
from storage.core.connection import Connection
from storage.core.keys import MasterKey, wipe
from storage.core.keystore_rows import Kept, KeyDestroyed
from storage.core.lock_pairs import LockPairs
from storage.core.locks import Lock, Ring
from storage.core.sealing import check_row_mac
from storage.core.vault import Kdf, VaultRecord

KEEP_VAULT = """
insert or replace into vaults values (
    :person, :version, :pk, :kid, :salt, :kdf_memory, :kdf_passes, :kdf_lanes, :wrap_pass, :wrap_rec, :rec_sealed, :mac
)
"""

PairMade = Callable[[PersonId, Lock, bytearray], None]
Take = Callable[[dict[Lock, Ring]], None]
PairsGone = Callable[[PersonId, Lock], None]


class Vaults(LockPairs):
    """Each method that writes has committed, flushed to disk, when it returns."""

    def __init__(self, conn: Connection, master: MasterKey, deployment: str) -> None:
        super().__init__(conn, master, deployment)
        self.on_pair_made: PairMade = lambda _person, _lock, private: wipe(private)
        self.on_pairs_gone: PairsGone = lambda _person, _lock: None
        self._public_keys: Kept[tuple[PersonId, Lock], tuple[bytes, bytes]] = Kept()

    async def keep_vault(
        self, person: PersonId, record: VaultRecord, *, code: str = "", mix: bytes | None = None
    ) -> None:
        """Keep a vault in place of the one before, with what finds it by its code and the `mix` it was made with.

        Raises KeyDestroyed, ValueError for somebody else's record.
        """
        async with self._writing():
            self._keep_vault(person, record, code=code, mix=mix)

    async def vault(self, person: PersonId) -> VaultRecord | None:
        """This person's locked vault. Raises Damaged when any part of the row was changed or came from another."""
        async with self._turn:
            return self._vault(person)

    async def public_key(self, person: PersonId, lock: Lock = Lock.PAGES) -> tuple[bytes, bytes] | None:
        """Public key and kid of one lock, to seal for this person while their vault is locked. Raises Damaged.

        Made when it is first needed: that takes no words. None when there is no vault.
        """
        known = self._public_keys.get((person, lock))
        if known:
            return known
        async with self._turn:
            record = self._vault(person)
            if record is None:
                return None
            found = self._present_pair(person, lock, record.kid)
            if found:  # kept in memory before anybody else's turn, so that no pair put by is ever sealed to
                return self._public_keys.keep((person, lock), found)
        return await self._first_pair(person, lock)

    async def open_locks(self, person: PersonId, root: bytearray, take: Take) -> None:
        """Hand the private keys of every lock to `take`, for OpenVaults to hold and wipe. Raises Damaged.

        No new pair comes between: one that is made later is told to `on_pair_made`.
        """
        async with self._turn:
            take(self._rings(person, root))

    async def destroy_lock(self, person: PersonId, lock: Lock) -> None:
        """Destroy every key of one lock: what it sealed opens for nobody any more. It takes no words.

        The next writing makes a new pair. Raises LogNotWiped when the old bytes could not be wiped yet: do it again.
        """
        async with self._writing():
            self._conn.quick("delete from lock_pairs where person = ? and lock = ?", (person, lock))
            self._public_keys.drop((person, lock))
            self.on_pairs_gone(person, lock)
        await self._wipe_log()

    # Rows

    async def _first_pair(self, person: PersonId, lock: Lock) -> tuple[bytes, bytes]:
        async with self._writing():
            record = self._vault(person)
            if record is None:
                raise KeyDestroyed
            found = self._present_pair(person, lock, record.kid)
            if found:  # another turn was quicker
                return found
            pk, kid, private = self._make_pair(person, lock, record.pk)
            self.on_pair_made(person, lock, private)
        return pk, kid

    def _keep_vault(self, person: PersonId, record: VaultRecord, *, code: str = "", mix: bytes | None = None) -> None:
        if (record.person, record.deployment) != (person, self.deployment):
            raise ValueError("this vault was made for somebody else, or for another house")
        self._must_have_keys(person)
        columns = columns_of(record)
        self._conn.quick(KEEP_VAULT, columns | {"mac": self._mac("vaults", *columns.values())})
        if mix is not None:
            self._conn.quick("update people set mix = ? where person = ?", (self._wrapped("mix", person, mix), person))
        if code:
            self._conn.quick("insert or replace into codes values (?, ?, 0)", (person, self._code_lookup(code)))
        self._forget_public_keys(person)

    def _forget_public_keys(self, person: PersonId) -> None:
        for lock in Lock:
            self._public_keys.drop((person, lock))

    def _vault(self, person: PersonId) -> VaultRecord | None:
        row = self._row("select * from vaults where person = ?", person)
        if row is None:
            return None
        record = record_of(row, self.deployment)
        check_row_mac(self.master.row, row["mac"], "vaults", self.deployment, *columns_of(record).values())
        return record

    def _code_lookup(self, code: str) -> bytes:
        return keys.lookup(self.token_key, "recovery", passphrases.recovery_secret(code).hex())


def columns_of(record: VaultRecord) -> dict[str, str | int | bytes]:
    """A vault as the columns of its row, in order: its MAC is over them."""
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


def record_of(row: Any, deployment: str) -> VaultRecord:  # a sqlite3.Row
    """The vault again; checking its MAC is for who asks."""
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
