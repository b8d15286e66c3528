"""A sealed backup: what its file looks like, how it is written in pieces, and the one way it opens.

magic(8) | length(4) | head as JSON | HPKE-sealed file key(80) | pieces of up to 64 KiB, each under AES-256-GCM.
The head is bound to the file key, a piece's nonce holds its number and whether it is the last: a file that was cut,
put together from two, or has one bit changed does not open (decision 0026).
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from storage.core.keys import KEY_BYTES, lp, sync_folder
from storage.core.sealing import kid_of

MAGIC = b"CIRCLEB\x01"
PIECE, TAG, ENC = 64 * 1024, 16, 32
SEALED_KEY = ENC + KEY_BYTES + TAG
LONGEST_HEAD = 4096
DATA, KEYSTORE = "data", "keystore"

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class BackupRefused(Exception):
    """A backup cannot be used. The message is one sentence for the operator."""


class BackupDamaged(BackupRefused):
    """Cut short, changed, or no backup at all."""


class WrongBackupKey(BackupRefused):
    """Sealed to another operator key."""


@dataclass(frozen=True)
class Head:
    """What anybody may read of a backup: no names, no numbers of people.

    `kind` is "data" or "keystore"; `made` an ISO instant in UTC; `schema` the database's step (or the keystore's
    form), `master` the master key's name, `key` the hex kid of the operator key.
    """

    kind: str
    deployment: str
    master: str
    schema: str
    made: str
    key: str

    def written(self) -> bytes:
        """As it stands in the file."""
        return json.dumps(asdict(self), sort_keys=True).encode()


def write(path: Path, head: Head, to: X25519PublicKey, content: bytes | memoryview) -> None:
    """Seal `content` into a new file (0600), whole and read back when this returns, or nothing is left of it."""
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        written = _write(draft, _sealed(head, to, content))
        with draft.open("rb") as back:
            if file_digest(back, "sha256").digest() != written:
                raise BackupDamaged(f"The backup at {path} does not read back as it was written: is the disk failing?")
        look(draft)
        os.link(draft, path)  # not a rename: an earlier backup is never written over
    except FileExistsError:
        raise BackupRefused(f"There is already a backup at {path}; try again in a second.") from None
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write(draft: Path, parts: Iterable[bytes]) -> bytes:
    digest = sha256()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for part in parts:
            digest.update(part)
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def look(path: Path) -> Head:
    """Read the head, and see that the file is whole in its structure. Raises BackupDamaged. Needs no key."""
    with path.open("rb") as file:
        head, _, start = _start(file, path)
    rest = path.stat().st_size - start
    whole, last = divmod(rest, PIECE + TAG)
    if rest < TAG or (whole and 0 < last < TAG):
        raise _damaged(path)
    return head


def opened(path: Path, key: X25519PrivateKey) -> Iterator[bytes]:
    """The content again, piece by piece. Nothing of it may be used before the last piece has come.

    Raises WrongBackupKey and BackupDamaged.
    """
    with path.open("rb") as file:
        head, raw, _ = _start(file, path)
        if head.key != kid_of(key.public_key().public_bytes_raw()).hex():
            raise WrongBackupKey(f"The backup at {path} was sealed to another key (it needs {head.key[:8]}…).")
        try:
            secret = _SUITE.decrypt(file.read(SEALED_KEY), key, info=_bound(raw))
            yield from _pieces_opened(file, AESGCM(secret))
        except (InvalidTag, ValueError):
            raise _damaged(path) from None


def _sealed(head: Head, to: X25519PublicKey, content: bytes | memoryview) -> Iterator[bytes]:
    raw, secret = head.written(), os.urandom(KEY_BYTES)
    yield MAGIC + len(raw).to_bytes(4, "big") + raw
    yield _SUITE.encrypt(secret, to, info=_bound(raw))
    box, view = AESGCM(secret), memoryview(content)
    count = max(1, -(-len(view) // PIECE))
    for number in range(count):
        piece = view[number * PIECE : (number + 1) * PIECE]
        yield box.encrypt(_nonce(number, last=number == count - 1), piece, None)


def _pieces_opened(file: BinaryIO, box: AESGCM) -> Iterator[bytes]:
    number, piece = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        yield box.decrypt(_nonce(number, last=not following), piece, None)
        if not following:
            return
        number, piece = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    """The file's key is used for this file alone, so its number makes a nonce that never comes twice."""
    return b"\0" * 7 + number.to_bytes(4, "big") + (b"\x01" if last else b"\0")


def _bound(raw_head: bytes) -> bytes:
    return lp("circle/backup/v1", raw_head)


def _start(file: BinaryIO, path: Path) -> tuple[Head, bytes, int]:
    """The head, its bytes, and where the pieces begin. Leaves the file before the sealed key."""
    if file.read(len(MAGIC)) != MAGIC:
        raise _damaged(path)
    length = int.from_bytes(file.read(4), "big")
    raw = file.read(length) if length <= LONGEST_HEAD else b""
    try:
        head = Head(**json.loads(raw))
    except (ValueError, TypeError):
        raise _damaged(path) from None
    return head, raw, len(MAGIC) + 4 + length + SEALED_KEY


def whole(pieces: Iterable[bytes], into: BinaryIO) -> None:
    """Write what opens into a file of the caller's, and flush it to disk."""
    for piece in pieces:
        into.write(piece)
    into.flush()
    os.fsync(into.fileno())


def _damaged(path: Path) -> BackupDamaged:
    return BackupDamaged(f"The file at {path} is damaged, or is no backup of this software; try an earlier one.")
