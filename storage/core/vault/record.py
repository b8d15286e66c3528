"""A vault as the keystore keeps it: a key pair, locked with somebody's own words and with their recovery code."""

import os
from dataclasses import astuple, dataclass, field, replace

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core import passphrases, sealing
from storage.core.keys import KEY_BYTES, lp, wipe
from storage.core.passphrases import canonical, check_choice
from storage.core.sealing import Binding, Damaged

SALT_BYTES = 16


class WrongWords(Problem):
    """These are not the words (or not the code) that open this vault. Nothing says how near they were."""


@dataclass(frozen=True)
class Kdf:
    """What one guess costs with Argon2id: memory in KiB, passes over it, lanes (always 1: libsodium.js has no more)."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    def within(self, floor: "Kdf", ceiling: "Kdf") -> bool:
        """Neither cheap enough to guess nor dear enough to bring the machine down."""
        mine, low, high = astuple(self), astuple(floor), astuple(ceiling)
        return all(least <= number <= most for least, number, most in zip(low, mine, high, strict=True))


HOUSE_KDF = Kdf()
FLOOR = Kdf(memory=19 * 1024, passes=2)
CEILING = Kdf(memory=256 * 1024, passes=10)


@dataclass(frozen=True)
class VaultRecord:
    """One person's locked vault as the keystore keeps it: nothing in it opens without their words or their code."""

    deployment: str
    person: PersonId
    pk: bytes
    kid: bytes
    kdf: Kdf
    salt: bytes = field(repr=False)
    wrap_pass: bytes = field(default=b"", repr=False)
    wrap_rec: bytes = field(default=b"", repr=False)
    rec_sealed: bytes = field(default=b"", repr=False)
    version: int = 1

    def bound(self, slot: str) -> bytes:
        """What a wrapped private key is bound to: slot ("pass" or "rec"), house, person, key and cost."""
        cost = lp("argon2id13", *(number.to_bytes(4, "big") for number in astuple(self.kdf)), self.salt)
        return lp("circle/wrap/v1", slot, self.deployment, self.person, self.kid, cost)

    def check(self, floor: Kdf = FLOOR) -> None:
        """Raises Damaged for a record this house would not have made, before any work is spent on it."""
        sound = (
            self.version == 1
            and self.kdf.within(floor, CEILING)
            and len(self.salt) == SALT_BYTES
            and self.kid == sealing.kid_of(self.pk)
        )
        if not sound:
            raise Damaged


def recovery_binding(deployment: str, person: PersonId) -> Binding:
    """What `rec_sealed` is: the recovery secret, which an opened vault needs to lock itself again with new words."""
    return Binding(purpose="recovery", deployment=deployment, owner=person, record="recovery", version=1)


@dataclass(frozen=True)
class Made:
    """A vault just made: its record, its private key (for its holder to wipe), and the recovery code to show once."""

    record: VaultRecord
    root: bytearray = field(repr=False)
    code: str = field(repr=False)


def make_vault(
    passphrase: str, mix: bytes, deployment: str, person: PersonId, *, kdf: Kdf = HOUSE_KDF, floor: Kdf = FLOOR
) -> tuple[VaultRecord, str]:
    """As `new_vault`, for whoever does not go on to open it: the private key is wiped."""
    made = new_vault(passphrase, mix, deployment, person, kdf=kdf, floor=floor)
    wipe(made.root)
    return made.record, made.code


def new_vault(
    passphrase: str, mix: bytes, deployment: str, person: PersonId, *, kdf: Kdf = HOUSE_KDF, floor: Kdf = FLOOR
) -> Made:
    """A new key pair locked with these words and with a new code. Blocks for about 0.3 s.

    `mix` is the person's 32 bytes from the keystore. Raises TooEasy, and Damaged for a cost out of bounds.
    Only tests lower the `floor`.
    """
    check_choice(passphrase)
    pair = X25519PrivateKey.generate()
    pk = pair.public_key().public_bytes_raw()
    record = VaultRecord(deployment, person, pk, sealing.kid_of(pk), kdf, os.urandom(SALT_BYTES))
    record.check(floor)
    root, secret = bytearray(pair.private_bytes_raw()), passphrases.new_recovery_secret()
    try:
        record = replace(record, wrap_pass=_wrap(record, "pass", _stretched(record, passphrase), mix, root))
        return Made(_with_code(record, root, mix, secret), root, passphrases.recovery_code(secret))
    except BaseException:
        wipe(root)
        raise


def relocked(
    record: VaultRecord, root: bytearray, passphrase: str, mix: bytes, *, kdf: Kdf = HOUSE_KDF, floor: Kdf = FLOOR
) -> VaultRecord:
    """The same key pair under new words and a new `mix`; the recovery code stays. Blocks for about 0.3 s.

    Raises TooEasy, and Damaged when the record does not hold the code that goes with it.
    """
    check_choice(passphrase)
    secret = sealing.open_envelope(root, recovery_binding(record.deployment, record.person), record.rec_sealed)
    record = replace(record, kdf=kdf, salt=os.urandom(SALT_BYTES))
    record.check(floor)
    record = replace(record, wrap_pass=_wrap(record, "pass", _stretched(record, passphrase), mix, root))
    return _with_code(record, root, mix, secret)


def recoded(record: VaultRecord, root: bytearray, mix: bytes) -> tuple[VaultRecord, str]:
    """The same vault with a new recovery code: the one before opens it no more."""
    secret = passphrases.new_recovery_secret()
    return _with_code(record, root, mix, secret), passphrases.recovery_code(secret)


def _with_code(record: VaultRecord, root: bytearray, mix: bytes, secret: bytes) -> VaultRecord:
    return replace(
        record,
        wrap_rec=_wrap(record, "rec", bytearray(secret), mix, root),
        rec_sealed=sealing.seal_envelope(record.pk, recovery_binding(record.deployment, record.person), secret),
    )


def unlock(record: VaultRecord, mix: bytes, passphrase: str, *, floor: Kdf = FLOOR) -> bytearray:
    """The private key, for OpenVaults to hold and wipe. Blocks for about 0.3 s. Raises WrongWords or Damaged."""
    record.check(floor)
    return _unwrap(record, "pass", record.wrap_pass, _stretched(record, passphrase), mix)


def unlock_with_code(record: VaultRecord, mix: bytes, code: str, *, floor: Kdf = FLOOR) -> bytearray:
    """The private key by the recovery code. Raises MistypedCode, WrongWords or Damaged."""
    record.check(floor)
    return _unwrap(record, "rec", record.wrap_rec, bytearray(passphrases.recovery_secret(code)), mix)


def _stretched(record: VaultRecord, passphrase: str) -> bytearray:
    out = bytearray(KEY_BYTES)
    kdf = record.kdf
    argon = Argon2id(salt=record.salt, length=KEY_BYTES, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory)
    argon.derive_into(sealing.as_utf8(canonical(passphrase)), out)
    return out


def _kek(record: VaultRecord, slot: str, material: bytearray, mix: bytes) -> bytearray:
    """Mixing means a stolen keystore cannot be guessed at without the master key. Wipes the material."""
    kek = bytearray(KEY_BYTES)
    info = lp("circle/kek/v1", slot, record.person, record.kid)
    HKDF(hashes.SHA256(), KEY_BYTES, salt=mix, info=info).derive_into(material, kek)
    wipe(material)
    return kek


def _wrap(record: VaultRecord, slot: str, material: bytearray, mix: bytes, private: bytearray) -> bytes:
    kek = _kek(record, slot, material, mix)
    try:
        return sealing.wrap_key(kek, record.bound(slot), private)
    finally:
        wipe(kek)


def _unwrap(record: VaultRecord, slot: str, wrapped: bytes, material: bytearray, mix: bytes) -> bytearray:
    kek = _kek(record, slot, material, mix)
    try:
        return sealing.unwrap_key(kek, record.bound(slot), wrapped)
    except Damaged:
        # a wrong guess and a changed record fail alike: no verifier is stored that could tell them apart
        raise WrongWords from None
    finally:
        wipe(kek)
