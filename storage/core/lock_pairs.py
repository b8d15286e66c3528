"""The key pair of each lock: its public half seals at any time; the private half opens with the vault alone."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mentoring.people import PersonId
from storage.core.keystore_rows import Rows
from storage.core.locks import Lock, Ring
from storage.core.sealing import Binding, Damaged, check_row_mac, kid_of, open_envelope, seal_envelope

KEEP = "insert or replace into lock_pairs values (:person, :lock, :kid, :pk, :root, :sealed, :present, :mac)"


class LockPairs(Rows):
    """Rows of key pairs. `root` is the kid of the vault they open with; one of a lock is `present`, others older."""

    def _present_pair(self, person: PersonId, lock: Lock, root: bytes) -> tuple[bytes, bytes] | None:
        """Public key and kid, when it goes with this vault. Raises Damaged."""
        row = self._row("select * from lock_pairs where person = ? and lock = ? and present = 1", person, lock)
        if row is None:
            return None
        self._check_pair(row)
        if row["root"] != root:
            raise Damaged
        return row["pk"], row["kid"]

    def _make_pair(self, person: PersonId, lock: Lock, root_pk: bytes) -> tuple[bytes, bytes, bytearray]:
        """A new present pair: public key, kid, and the private key for its taker to wipe."""
        pair = X25519PrivateKey.generate()
        pk, private = pair.public_key().public_bytes_raw(), bytearray(pair.private_bytes_raw())
        self._keep_pair(person, lock, pk, private, root_pk, present=True)
        return pk, kid_of(pk), private

    def _keep_pair(
        self, person: PersonId, lock: Lock, pk: bytes, private: bytearray, root_pk: bytes, *, present: bool
    ) -> None:
        kid = kid_of(pk)
        sealed = seal_envelope(root_pk, self._pair_binding(person, lock, kid), bytes(private))
        columns: dict[str, str | int | bytes] = {
            "person": person,
            "lock": str(lock),
            "kid": kid,
            "pk": pk,
            "root": kid_of(root_pk),
            "sealed": sealed,
            "present": int(present),
        }
        self._conn.quick(KEEP, columns | {"mac": self._mac("lock_pairs", *columns.values())})

    def _rings(self, person: PersonId, root: bytearray) -> dict[Lock, Ring]:
        """Every private key that this vault's own key opens. Raises Damaged."""
        kid = kid_of(_public(root))
        rings: dict[Lock, Ring] = {}
        rows = self._rows("select * from lock_pairs where person = ? and root = ? order by present", person, kid)
        for row in rows:
            private, lock = self._open_pair(row, root), Lock(row["lock"])
            older = rings[lock].older if lock in rings else {}
            rings[lock] = Ring(private, older) if row["present"] else Ring(b"", older | {row["kid"]: private})
        return rings

    def _reseal_pairs(self, person: PersonId, root: bytearray, root_pk: bytes) -> None:
        """What opened with this vault opens with the other from now on, as older keys."""
        kid = kid_of(_public(root))
        for row in self._rows("select * from lock_pairs where person = ? and root = ?", person, kid):
            private = self._open_pair(row, root)
            self._keep_pair(person, Lock(row["lock"]), row["pk"], private, root_pk, present=False)
            private[:] = bytes(len(private))

    def _put_pairs_by(self, person: PersonId) -> None:
        """They stay with the vault they belong to, and seal nothing more."""
        for row in self._rows("select * from lock_pairs where person = ? and present = 1", person):
            self._check_pair(row)
            columns = {**without_mac(row), "present": 0}
            self._conn.quick(KEEP, columns | {"mac": self._mac("lock_pairs", *columns.values())})

    def _open_pair(self, row: Any, root: bytearray) -> bytearray:  # a sqlite3.Row
        self._check_pair(row)
        binding = self._pair_binding(row["person"], Lock(row["lock"]), row["kid"])
        return bytearray(open_envelope(root, binding, row["sealed"]))

    def _check_pair(self, row: Any) -> None:  # a sqlite3.Row
        check_row_mac(self.master.row, row["mac"], "lock_pairs", self.deployment, *without_mac(row).values())
        if row["kid"] != kid_of(row["pk"]):
            raise Damaged

    def _pair_binding(self, person: str, lock: Lock, kid: bytes) -> Binding:
        return Binding("lock", self.deployment, person, f"{lock}:{kid.hex()}", 1)


def without_mac(row: Any) -> Mapping[str, Any]:  # a sqlite3.Row
    """The columns that a row's MAC is over, in order."""
    return {name: row[name] for name in row.keys() if name != "mac"}  # noqa: SIM118 (a Row iterates over its values)


def _public(private: bytearray) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
