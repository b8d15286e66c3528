"""The operator's backup keys: the public half seals every backup, the private half opens them and lies elsewhere."""

import base64
import binascii
import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from storage.core.keys import KEY_BYTES, OWNER_ONLY, sync_folder

PUBLIC, PRIVATE = "circle-backup-public-1:", "circle-backup-private-1:"
LONGEST = 4096
NOTE = """\
# Into the Circle: this opens the backups of one network, and nothing else does.
# It does not belong on the server. Keep two copies away from it (a safe, a password manager), then delete this file.
"""


class BackupKeyRefused(Exception):
    """The backup key cannot be used. The message is one sentence for the operator."""


def new_pair(path: Path) -> str:
    """Write the private half to `path` (0600, never over a file) and return the public half, as it stands in settings.

    Raises BackupKeyRefused.
    """
    pair = X25519PrivateKey.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupKeyRefused(f"There is already a file at {path}; a key is never written over.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(f"{NOTE}{PRIVATE}{_written(pair.private_bytes_raw())}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    return PUBLIC + _written(pair.public_key().public_bytes_raw())


def public_half(written: str) -> X25519PublicKey:
    """The public key as it stands in the settings. Raises BackupKeyRefused."""
    return X25519PublicKey.from_public_bytes(_read(written, PUBLIC, "[backup] public_key"))


def private_half(path: Path) -> X25519PrivateKey:
    """The private key from its file. Raises BackupKeyRefused named for what is wrong with it."""
    try:
        mode = path.stat().st_mode
        with path.open("rb") as file:
            text = file.read(LONGEST).decode("ascii", "replace")
    except OSError as failed:
        raise BackupKeyRefused(f"The backup key at {path} cannot be read: {failed.strerror}.") from None
    if not stat.S_ISREG(mode) or stat.S_IMODE(mode) not in OWNER_ONLY:
        raise BackupKeyRefused(f"The backup key at {path} is not its owner's alone; run: chmod 600 {path}")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return X25519PrivateKey.from_private_bytes(_read(lines[0] if len(lines) == 1 else "", PRIVATE, f"The file {path}"))


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _read(written: str, kind: str, where: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(written.removeprefix(kind) + "=")
    except (binascii.Error, ValueError):
        raw = b""
    if not written.startswith(kind) or len(raw) != KEY_BYTES:
        raise BackupKeyRefused(f"{where} is not a key that starts with {kind}")
    return raw
