"""Changing a vault: other words, another code, another key pair, beginning again, and what was put by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.instants import instant, ms
from storage.core.keystore_rows import KeyDestroyed
from storage.core.keystore_vaults import Vaults, columns_of, record_of
from storage.core.lock_pairs import without_mac
from storage.core.locks import Lock
from storage.core.passphrases import MistypedCode
from storage.core.sealing import check_row_mac
from storage.core.vault import VaultRecord

KEEP_OLD = """
insert or replace into old_vaults values (
    :person, :version, :pk, :kid, :salt, :kdf_memory, :kdf_passes, :kdf_lanes, :wrap_pass, :wrap_rec, :rec_sealed,
    :mix, :until, :mac
)
"""


class VaultChanged(Problem):
    """The vault was changed by something else at the same moment: nothing was done, try again."""


@dataclass(frozen=True)
class PutBy:
    """A vault whose words are lost, and the `mix` they go with. It opens `until` then; nothing is sealed to it."""

    record: VaultRecord
    mix: bytes = field(repr=False)
    until: datetime


@dataclass(frozen=True)
class Older:
    """A key pair that seals nothing new: rows may still carry its kid."""

    lock: Lock
    kid: bytes


class Changes(Vaults):
    """Each is one transaction: a crash leaves the vault as it was, or as it was to be."""

    async def person_with_code(self, code: str) -> PersonId | None:
        """Whose recovery code this is; None for a mistyped one as for one that is nobody's."""
        try:
            lookup = self._code_lookup(code)
        except MistypedCode:
            return None
        async with self._turn:
            row = self._row("select person from codes where lookup = ?", lookup)
        return PersonId(row["person"]) if row else None

    async def code_on_paper(self, person: PersonId) -> bool:
        """Whether they have shown that they hold their present code."""
        async with self._turn:
            row = self._row("select on_paper from codes where person = ?", person)
        return bool(row and row["on_paper"])

    async def note_on_paper(self, person: PersonId) -> None:
        """They typed a part of their code back."""
        async with self._writing():
            self._conn.quick("update codes set on_paper = 1 where person = ?", (person,))

    async def keep_first_vault(self, person: PersonId, record: VaultRecord, *, code: str) -> bool:
        """Keep somebody's first vault. False when they have one by now: a second would lose every page."""
        async with self._writing():
            if self._vault(person) is not None:
                return False
            self._keep_vault(person, record, code=code)
        return True

    async def change_vault(
        self,
        person: PersonId,
        record: VaultRecord,
        *,
        was: VaultRecord,
        code: str = "",
        mix: bytes | None = None,
    ) -> None:
        """The same key pair under other words (with their new `mix`), or with another code.

        Raises VaultChanged when the vault is not as it `was` when this change began: words of one and a mix of another
        would open for nobody.
        """
        async with self._writing():
            self._must_still_be(person, was)
            self._keep_vault(person, record, code=code, mix=mix)

    async def new_root(
        self, person: PersonId, root: bytearray, record: VaultRecord, *, was: VaultRecord, code: str, mix: bytes
    ) -> None:
        """Another vault in place of the one that `root` opens, whose words and code open nothing any more.

        The keys of its locks open with the new vault, as older ones. Raises VaultChanged, Damaged.
        """
        async with self._writing():
            self._must_still_be(person, was)
            self._reseal_pairs(person, root, record.pk)
            self._keep_vault(person, record, code=code, mix=mix)

    async def start_again(
        self, person: PersonId, record: VaultRecord, *, code: str, mix: bytes, until: datetime
    ) -> None:
        """Put the vault by that nobody can open, and keep an empty one in its place."""
        async with self._writing():
            before = self._vault(person)
            if before is not None:
                self._put_by(person, before, until)
            self._put_pairs_by(person)
            self._keep_vault(person, record, code=code, mix=mix)

    async def put_by(self, person: PersonId) -> list[PutBy]:
        """The vaults this person has put by, the newest first. Raises Damaged."""
        async with self._turn:
            rows = self._rows("select * from old_vaults where person = ? order by until desc", person)
            return [self._old(row) for row in rows]

    async def take_back(self, person: PersonId, root: bytearray, kid: bytes) -> None:
        """The words of a vault that was put by were right: what it holds opens with the present vault from now on."""
        async with self._writing():
            record = self._vault(person)
            if record is None:
                raise KeyDestroyed
            self._reseal_pairs(person, root, record.pk)
            self._conn.quick("delete from old_vaults where person = ? and kid = ?", (person, kid))

    async def put_by_over(self, now: datetime) -> list[tuple[PersonId, bytes]]:
        """Vaults put by whose time is over: whose, and their kid."""
        async with self._turn:
            rows = self._rows("select person, kid from old_vaults where until <= ?", ms(now))
        return [(PersonId(row["person"]), row["kid"]) for row in rows]

    async def drop_put_by(self, person: PersonId, kid: bytes) -> None:
        """Destroy a vault that was put by, and the keys it held. Raises LogNotWiped."""
        async with self._writing():
            self._conn.quick("delete from lock_pairs where person = ? and root = ?", (person, kid))
            self._conn.quick("delete from old_vaults where person = ? and kid = ?", (person, kid))
        await self._wipe_log()

    async def kids_under(self, person: PersonId, root: bytes) -> list[Older]:
        """The key pairs that a vault put by holds."""
        async with self._turn:
            return _older(self._rows("select lock, kid from lock_pairs where person = ? and root = ?", person, root))

    async def kids_put_by(self, person: PersonId, lock: Lock) -> list[bytes]:
        """The kids of a lock's keys that no words open at present."""
        sql = """
            select kid from lock_pairs where person = ? and lock = ?
            and root in (select kid from old_vaults where old_vaults.person = lock_pairs.person)
        """
        async with self._turn:
            return [row["kid"] for row in self._rows(sql, person, str(lock))]

    async def older_pairs(self, person: PersonId) -> list[Older]:
        """Key pairs that open with the present vault, and whose rows wait to be sealed to the present pair."""
        sql = """
            select lock, kid from lock_pairs where person = ? and present = 0
            and root = (select kid from vaults where vaults.person = lock_pairs.person)
        """
        async with self._turn:
            return _older(self._rows(sql, person))

    async def drop_pair(self, person: PersonId, older: Older) -> None:
        """No row carries its kid any more. Raises LogNotWiped."""
        async with self._writing():
            self._conn.quick(
                "delete from lock_pairs where person = ? and lock = ? and kid = ? and present = 0",
                (person, str(older.lock), older.kid),
            )
        await self._wipe_log()

    # Rows

    def _must_still_be(self, person: PersonId, was: VaultRecord) -> None:
        if self._vault(person) != was:
            raise VaultChanged

    def _put_by(self, person: PersonId, record: VaultRecord, until: datetime) -> None:
        mix = self._row("select mix from people where person = ?", person)["mix"]
        columns = columns_of(record) | {"mix": mix, "until": ms(until)}
        self._conn.quick(KEEP_OLD, columns | {"mac": self._mac("old_vaults", *columns.values())})

    def _old(self, row: Any) -> PutBy:  # a sqlite3.Row
        check_row_mac(self.master.row, row["mac"], "old_vaults", self.deployment, *without_mac(row).values())
        record = record_of(row, self.deployment)
        return PutBy(record, self._opened("mix", record.person, row["mix"]), instant(row["until"]))


def _older(rows: Iterable[Any]) -> list[Older]:  # of sqlite3.Row
    return [Older(Lock(row["lock"]), row["kid"]) for row in rows]
