"""File rights that hold for root as well: for a while this thread, and what it starts, gives up passing them by."""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager

VERSION_3, OWN_THREAD = 0x20080522, 0
PASSES_RIGHTS_BY = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, bits 1 and 2 of the capabilities in effect."""


@contextmanager
def held_to() -> Iterator[None]:
    """Modes of files and folders are obeyed, whoever runs this. Raises OSError where that cannot be had."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        raise OSError("only Linux lets root give this up for a while")
    before = _in_effect()
    _put([before[0] & ~PASSES_RIGHTS_BY, *before[1:]])
    try:
        yield
    finally:
        _put(before)


def _in_effect() -> list[int]:
    """Effective, permitted and inheritable capabilities, the low 32 of each and then the high ones."""
    kept = ctypes.create_string_buffer(24)
    if _libc().capget(struct.pack("=Ii", VERSION_3, OWN_THREAD), kept):
        raise OSError(ctypes.get_errno(), "the capabilities cannot be read")
    return list(struct.unpack("=6I", kept.raw))


def _put(wanted: list[int]) -> None:
    if _libc().capset(struct.pack("=Ii", VERSION_3, OWN_THREAD), struct.pack("=6I", *wanted)):
        raise OSError(ctypes.get_errno(), "the capabilities cannot be set")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
