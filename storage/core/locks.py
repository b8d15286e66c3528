"""The locks one person has: learning and facts are two tools with keys of their own, and never merge (K7)."""

from enum import StrEnum

KID = 16


class Lock(StrEnum):
    """What a key pair is for."""

    PAGES = "pages"
    RECORDS = "records"


class Ring(bytearray):
    """A lock's private key as it is now, and those it had before, by their kid: what waits to be re-sealed opens too.

    An empty ring opens nothing.
    """

    def __init__(self, key: bytes | bytearray = b"", older: dict[bytes, bytearray] | None = None) -> None:
        super().__init__(key)
        self.older = older or {}

    def for_kid(self, kid: bytes) -> bytearray:
        """The key that goes with this kid; the present one where none is known."""
        return self.older.get(kid, self)

    def wipe(self) -> None:
        """Overwrite every key with zeros, in place."""
        for key in (self, *self.older.values()):
            key[:] = bytes(len(key))

    def __repr__(self) -> str:
        return "<Ring>"
