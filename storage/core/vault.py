"""Private pages: how they are locked with somebody's own words, opened, and closed again."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core import passphrases, sealing
from storage.core.keys import KEY_BYTES, lp, wipe
from storage.core.locks import Lock
from storage.core.passphrases import MistypedCode, TooEasy, canonical, check_choice, new_words
from storage.core.sealing import Binding, Damaged

__all__ = [
    "Busy",
    "Kdf",
    "KeyDerivation",
    "MistypedCode",
    "OpenVaults",
    "TooEasy",
    "VaultClosed",
    "VaultRecord",
    "WrongWords",
    "canonical",
    "check_choice",
    "make_vault",
    "new_words",
    "recovery_binding",
    "unlock",
    "unlock_with_code",
]

T = TypeVar("T")

SALT_BYTES = 16
IDLE_SECONDS = 10 * 60
LONGEST_SECONDS = 30 * 60


class WrongWords(Problem):
    """These are not the words (or not the code) that open this vault. Nothing says how near they were."""


class Busy(Problem):
    """Too many people are opening their pages at this moment: try again in a minute."""


class VaultClosed(Problem):
    """The pages are locked; their words have to be said first."""


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


def make_vault(
    passphrase: str, mix: bytes, deployment: str, person: PersonId, *, kdf: Kdf = HOUSE_KDF, floor: Kdf = FLOOR
) -> tuple[VaultRecord, str]:
    """A new key pair locked with these words, and the recovery code to show once. Blocks for about 0.3 s.

    `mix` is the person's 32 bytes from the keystore. Raises TooEasy, and Damaged for a cost out of bounds.
    Only tests lower the `floor`.
    """
    check_choice(passphrase)
    secret = passphrases.new_recovery_secret()
    pair = X25519PrivateKey.generate()
    pk = pair.public_key().public_bytes_raw()
    record = VaultRecord(deployment, person, pk, sealing.kid_of(pk), kdf, os.urandom(SALT_BYTES))
    record.check(floor)
    private = bytearray(pair.private_bytes_raw())
    try:
        record = replace(
            record,
            wrap_pass=_wrap(record, "pass", _stretched(record, passphrase), mix, private),
            wrap_rec=_wrap(record, "rec", bytearray(secret), mix, private),
            rec_sealed=sealing.seal_envelope(pk, recovery_binding(deployment, person), secret),
        )
    finally:
        wipe(private)
    return record, passphrases.recovery_code(secret)


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


class KeyDerivation:
    """The one door to Argon2id: `at_once` derivations in threads of their own, `queue` more waiting, the rest Busy.

    The event loop stays free. `kdf` is the cost of new vaults; only tests lower it and the `floor`.
    """

    def __init__(self, *, kdf: Kdf = HOUSE_KDF, floor: Kdf = FLOOR, at_once: int = 1, queue: int = 20) -> None:
        self._kdf = kdf
        self._floor = floor
        self._room = at_once + queue
        self._inside = 0
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="keys")

    async def make(self, passphrase: str, mix: bytes, deployment: str, person: PersonId) -> tuple[VaultRecord, str]:
        """`make_vault` in its turn. Raises Busy as well."""
        work = partial(make_vault, passphrase, mix, deployment, person, kdf=self._kdf, floor=self._floor)
        return await self.run(work)

    async def unlock(self, record: VaultRecord, mix: bytes, passphrase: str) -> bytearray:
        """`unlock` in its turn. Raises Busy as well."""
        return await self.run(partial(unlock, record, mix, passphrase, floor=self._floor))

    async def unlock_with_code(self, record: VaultRecord, mix: bytes, code: str) -> bytearray:
        """`unlock_with_code` in its turn. Raises Busy as well."""
        return await self.run(partial(unlock_with_code, record, mix, code, floor=self._floor))

    async def run(self, work: Callable[[], T]) -> T:
        """Any blocking work with keys. Raises Busy at once when the queue is full."""
        if self._inside >= self._room:
            raise Busy
        self._inside += 1
        job = self._threads.submit(work)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            job.add_done_callback(_wipe_unclaimed)
            raise
        finally:
            self._inside -= 1

    def close(self) -> None:
        """Drop what waits; what runs ends within a second."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _wipe_unclaimed(job: Future[Any]) -> None:
    if not job.cancelled() and not job.exception() and isinstance(job.result(), bytearray):
        wipe(job.result())


@dataclass
class _Session:
    key: bytearray = field(repr=False)
    opened_at: float
    last_used: float


class OpenVaults:
    """Private keys of the people whose pages are open now: in memory only, 10 minutes idle, 30 minutes in all.

    `clock` gives seconds that never jump; on a machine that sleeps it should count the sleep (CLOCK_BOOTTIME).
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._open: dict[PersonId, _Session] = {}

    def open(self, person: PersonId, key: bytearray) -> None:
        """Take over the key. It is wiped when the vault closes; keep no copy."""
        known = self._open.get(person)
        if known and known.key is not key:
            wipe(known.key)
        now = self._clock()
        self._open[person] = _Session(key, now, now)

    def hold(self, person: PersonId, _lock: Lock = Lock.PAGES) -> bytearray:
        """The key, to be used before the next await: closing wipes it in place. Raises VaultClosed."""
        session = self._open.get(person)
        if session is None or self._over(session):
            self.close(person)
            raise VaultClosed
        session.last_used = self._clock()
        return session.key

    def close(self, person: PersonId) -> bool:
        """Wipe the key. True when the vault was open."""
        session = self._open.pop(person, None)
        if session:
            wipe(session.key)
        return session is not None

    def close_all(self) -> list[PersonId]:
        """At shutdown. Returns whose vaults were open, so that shown pages can be deleted."""
        return [person for person in list(self._open) if self.close(person)]

    def sweep(self) -> list[PersonId]:
        """Close what has been open too long. Returns whose, so that shown pages can be deleted."""
        over = [person for person, session in self._open.items() if self._over(session)]
        return [person for person in over if self.close(person)]

    def _over(self, session: _Session) -> bool:
        now = self._clock()
        return now - session.last_used >= IDLE_SECONDS or now - session.opened_at >= LONGEST_SECONDS
