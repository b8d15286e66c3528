"""The house's master key, kept outside every database and backup, and the keys that grow from it."""

import hmac
import os
import stat
import struct
from hashlib import sha256
from pathlib import Path
from string import printable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
OWNER_ONLY = (0o600, 0o400)
FEWEST_DIFFERENT_BYTES = 16
"""Random keys have fewer than once in 10**12 tries; a pattern or a blanked disk always does."""


class MasterKeyRefused(Exception):
    """The master key cannot be used as it lies there. The message is one sentence for the operator."""


class MasterKeyMissing(MasterKeyRefused):
    """No file where the master key should be."""


class MasterKeyUnreadable(MasterKeyRefused):
    """Something is there, but this process may not read it or it is no plain file."""


class MasterKeyOpenToOthers(MasterKeyRefused):
    """Other accounts of the machine could read or change the key."""


class MasterKeyWrongLength(MasterKeyRefused):
    """Not 32 bytes."""


class MasterKeyNotRandom(MasterKeyRefused):
    """32 bytes of text or of a pattern: not a key this house made."""


class MasterKeyExists(MasterKeyRefused):
    """A new key was asked for where a file already lies."""


_LENGTH = struct.Struct(">I").pack


def lp(*parts: bytes | str) -> bytes:
    """Parts joined so that no two different lists give the same bytes: each after its length in 4 bytes, big-endian.

    Words are UTF-8; a lone surrogate keeps its three bytes, so that strange input neither crashes nor collides.
    """
    pieces: list[bytes] = []
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        pieces += (_LENGTH(len(raw)), raw)
    return b"".join(pieces)


HELD_BY_OTHERS = frozenset({"invitation", "calendar", "picture", "group-code", "unnamed-held", "token-key"})
"""Look-ups by a random secret that only a link or a button in somebody's hands holds: nobody could make them anew."""


def lookup(key: bytes, purpose: str, value: str) -> bytes:
    """32 bytes that find a row by what it must not hold in the clear: HMAC-SHA256, different for each purpose."""
    return hmac.digest(key, lp("circle/lookup/v1", purpose, value), "sha256")


def wipe(secret: bytearray) -> None:
    """Overwrite with zeros, in place."""
    secret[:] = bytes(len(secret))


class MasterKey:
    """The five keys that grow from 32 random bytes (sealing.md 3.2). The 32 bytes themselves are not kept in memory.

    `wrap` seals the keystore's rows, `index` hashes look-ups, `row` authenticates rows, `token` signs invitations,
    `house` seals what belongs to no one person. Each is 32 bytes. `id` names the master key without telling anything
    about it (16 hex letters).
    """

    __slots__ = ("house", "id", "index", "row", "token", "wrap")

    def __init__(self, secret: bytes) -> None:
        self.wrap = _grown(secret, "wrap")
        self.index = _grown(secret, "index")
        self.row = _grown(secret, "row")
        self.token = _grown(secret, "token")
        self.house = _grown(secret, "house")
        self.id = sha256(_grown(secret, "id")).digest()[:8].hex()

    def __repr__(self) -> str:
        return f"<MasterKey {self.id}>"

    def __reduce__(self) -> str:
        raise TypeError("a master key is never pickled or copied")

    @classmethod
    def create(cls, path: Path) -> "MasterKey":
        """Make a new key and its file (0600), on disk when this returns.

        Raises MasterKeyExists rather than write over anything: the old key may be the only one that opens the keystore.
        """
        secret = os.urandom(KEY_BYTES)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise MasterKeyExists(f"There is already a file at {path}; a master key is never written over.") from None
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
        return cls.from_bytes(secret)

    @classmethod
    def load(cls, path: Path) -> "MasterKey":
        """Read the key file. Raises a MasterKeyRefused named for what is wrong with it."""
        try:
            # without O_NONBLOCK a named pipe put in the key's place would hang the start
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except FileNotFoundError:
            raise MasterKeyMissing(f"There is no master key at {path}; restore it, do not make a new one.") from None
        except OSError as failed:
            raise MasterKeyUnreadable(f"The master key at {path} cannot be read: {failed.strerror}.") from None
        try:
            _check_file(path, os.fstat(handle).st_mode)
            secret = os.read(handle, KEY_BYTES + 1)
        finally:
            os.close(handle)
        key = cls.from_bytes(secret)
        if _looks_made_up(secret):
            raise MasterKeyNotRandom(f"The master key at {path} is 32 bytes of text or a pattern, not a random key.")
        return key

    @classmethod
    def from_bytes(cls, secret: bytes) -> "MasterKey":
        """The key from its 32 bytes. Raises MasterKeyWrongLength."""
        if len(secret) != KEY_BYTES:
            raise MasterKeyWrongLength("The master key is not 32 bytes long; it is cut short, padded or not a key.")
        return cls(secret)


def sync_folder(folder: Path) -> None:
    """Make a file's name survive a power cut, as fsync does for what is in it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise MasterKeyUnreadable(f"The master key at {path} is not a plain file.")
    if stat.S_IMODE(mode) not in OWNER_ONLY:
        raise MasterKeyOpenToOthers(f"The master key at {path} is not its owner's alone; run: chmod 600 {path}")


def _looks_made_up(secret: bytes) -> bool:
    return all(chr(byte) in printable for byte in secret) or len(set(secret)) < FEWEST_DIFFERENT_BYTES


def _grown(secret: bytes, name: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=lp("circle/omk/v1", name)).derive(secret)
