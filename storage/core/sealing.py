"""Sealed fields and sealed writing: what they look like on disk, and the one way they open."""

import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from mentoring.problems import TooLong
from storage.core.keys import lp
from storage.core.locks import KID, Ring

V1 = b"\x01"
PERSONS_KEY = b"\x01"
HOUSES_KEY = b"\x02"
X25519_SUITE = b"\x01"
NONCE, TAG = 12, 16
ENC = 32
HEAD = len(V1) + len(X25519_SUITE) + KID
SMALLEST = 512
LARGEST_ENVELOPE = 1024 * 1024
LONGEST_PLAINTEXT = LARGEST_ENVELOPE // 2 - 1
"""Bytes. One more would be padded to 1 MiB, and with its head be over LARGEST_ENVELOPE."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Damaged(Exception):
    """It does not open here: changed, cut, moved from another place, or sealed by another key. Never says which.

    To be shown as "this did not pass its integrity check"; never dropped silently.
    """

    def __init__(self) -> None:
        super().__init__("this did not pass its integrity check")


@dataclass(frozen=True)
class Place:
    """Where a sealed field stands. It opens nowhere else. `owner` is "" for what belongs to the house."""

    deployment: str
    table: str
    column: str
    row: str
    owner: str

    def bound(self) -> bytes:
        """The place as the bytes a field is bound to (sealing.md 3.6)."""
        return lp("circle/field/v1", self.deployment, self.table, self.column, self.row, self.owner)

    def head(self) -> bytes:
        """The format's version, and whose key it is."""
        return V1 + (PERSONS_KEY if self.owner else HOUSES_KEY)


class Binding(NamedTuple):
    """What an envelope is, whose, and which: it opens as nothing else. `version` is 0 to 2**32 - 1."""

    purpose: str
    deployment: str
    owner: str
    record: str
    version: int

    def bound(self, kid: bytes) -> bytes:
        """The binding as HPKE's info (sealing.md 3.3). Raises OverflowError for an impossible version."""
        version = self.version.to_bytes(4, "big")
        return _bound_to_owner(*self[:3]) + lp(self.record, version, kid)


@lru_cache(maxsize=64)
def _bound_to_owner(purpose: str, deployment: str, owner: str) -> bytes:
    """What thousands of envelopes of one writer begin with."""
    return lp("circle/env/v1", X25519_SUITE, purpose, deployment, owner)


def seal_field(key: bytes, place: Place, text: str) -> bytes:
    """Text of any kind under AES-256-GCM: head(2) | nonce(12) | ciphertext and tag."""
    nonce = os.urandom(NONCE)
    return place.head() + nonce + AESGCM(key).encrypt(nonce, as_utf8(text), place.bound())


def open_field(key: bytes, place: Place, blob: bytes) -> str:
    """The text of a sealed field. Raises Damaged, whatever is wrong."""
    head = place.head()
    if not blob.startswith(head) or len(blob) < len(head) + NONCE + TAG:
        raise Damaged
    nonce, sealed = blob[len(head) : len(head) + NONCE], blob[len(head) + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, sealed, place.bound()).decode("utf-8")
    except (InvalidTag, ValueError):
        raise Damaged from None


def as_utf8(text: str) -> bytes:
    """UTF-8 of whatever was typed. A lone surrogate (half of a sign) becomes U+FFFD instead of a crash."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def wrap_key(key: bytes | bytearray, place: bytes, secret: bytes | bytearray) -> bytes:
    """A 32-byte secret under another key, bound to its place: version(1) | nonce(12) | ciphertext and tag."""
    nonce = os.urandom(NONCE)
    return V1 + nonce + AESGCM(key).encrypt(nonce, secret, place)


def unwrap_key(key: bytes | bytearray, place: bytes, wrapped: bytes) -> bytearray:
    """The secret, in a bytearray its holder can wipe. Raises Damaged."""
    secret = bytearray(max(0, len(wrapped) - len(V1) - NONCE - TAG))
    if not secret or not wrapped.startswith(V1):
        raise Damaged
    try:
        AESGCM(key).decrypt_into(wrapped[1 : 1 + NONCE], wrapped[1 + NONCE :], place, secret)
    except InvalidTag:
        raise Damaged from None
    return secret


def kid_of(public_key: bytes) -> bytes:
    """The 16 bytes a public key is called by."""
    return sha256(public_key).digest()[:KID]


def kid_in(envelope: bytes) -> bytes:
    """By the key of which name an envelope says it is sealed. Only opening it tells whether that is true."""
    return envelope[HEAD - KID : HEAD]


def seal_envelope(public_key: bytes, binding: Binding, plaintext: bytes) -> bytes:
    """Writing only the holder of the private key can read (sealing.md 3.3). 61 bytes become 578.

    Raises TooLong (`limit` in bytes) over 512 KiB, and Damaged when the public key is no key.
    """
    if len(plaintext) > LONGEST_PLAINTEXT:
        raise TooLong(limit=LONGEST_PLAINTEXT)
    kid = kid_of(public_key)
    info = binding.bound(kid)
    try:
        recipient = X25519PublicKey.from_public_bytes(public_key)
        return V1 + X25519_SUITE + kid + _SUITE.encrypt(_padded(plaintext), recipient, info=info)
    except ValueError:
        raise Damaged from None


class Opener:
    """A private key, or a Ring of them, made ready to open many envelopes.

    Let it go before the next await: it cannot be wiped.
    """

    def __init__(self, private_key: bytes | bytearray) -> None:
        self._key = private_key
        self._ready: dict[bytes, X25519PrivateKey] = {}

    def open(self, binding: Binding, envelope: bytes) -> bytes:
        """The writing again. Raises Damaged, whatever is wrong: key, binding, version, suite, length, a single bit."""
        if not HEAD + ENC + SMALLEST + TAG <= len(envelope) <= LARGEST_ENVELOPE:
            raise Damaged
        kid = kid_in(envelope)
        try:
            holder = self._ready.get(kid) or self._make_ready(kid)
            if not hmac.compare_digest(envelope[:HEAD], V1 + X25519_SUITE + kid):
                raise Damaged
            return _unpadded(_SUITE.decrypt(envelope[HEAD:], holder, info=binding.bound(kid)))
        except (InvalidTag, ValueError, OverflowError):
            raise Damaged from None

    def _make_ready(self, kid: bytes) -> X25519PrivateKey:
        key = self._key.for_kid(kid) if isinstance(self._key, Ring) else self._key
        holder = X25519PrivateKey.from_private_bytes(key)
        if not hmac.compare_digest(kid, kid_of(holder.public_key().public_bytes_raw())):
            raise Damaged
        self._ready[kid] = holder
        return holder


def open_envelope(private_key: bytes | bytearray, binding: Binding, envelope: bytes) -> bytes:
    """One envelope with one key, or with a Ring that knows what sealed it. Raises Damaged."""
    return Opener(private_key).open(binding, envelope)


def row_mac(key: bytes, *parts: bytes | str | int | None) -> bytes:
    """32 bytes that tie a row's columns together, in order: HPKE alone does not say who sealed. `key` is master.row."""
    return hmac.digest(key, lp("circle/row/v1", *(_column(part) for part in parts)), "sha256")


def check_row_mac(key: bytes, mac: bytes, *parts: bytes | str | int | None) -> None:
    """Raises Damaged when the row is not as this house wrote it."""
    if not hmac.compare_digest(row_mac(key, *parts), mac):
        raise Damaged


def _size(length: int) -> int:
    """How long so many bytes become, and the one sign that ends them."""
    return max(SMALLEST, 1 << length.bit_length())


def _padded(plaintext: bytes) -> bytes:
    return (plaintext + b"\x80").ljust(_size(len(plaintext)), b"\0")


def _unpadded(padded: bytes) -> bytes:
    signed = padded.rstrip(b"\0")
    if signed[-1:] != b"\x80" or len(padded) != _size(len(signed) - 1):
        raise Damaged
    return signed[:-1]


def _column(part: bytes | str | int | None) -> bytes:
    if part is None:
        return b""
    if isinstance(part, int):
        return b"i" + str(part).encode("ascii")
    return b"s" + part.encode("utf-8", "surrogatepass") if isinstance(part, str) else b"b" + part
