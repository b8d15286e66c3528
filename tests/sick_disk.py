"""A disk that fails: the kernel itself refuses one kind of call to whoever commits (a seccomp filter on one thread)."""

import asyncio
import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from storage.core.connection import Connection

NUMBERS = {
    "x86_64": {"pwrite64": 18, "fsync": 74, "fdatasync": 75},
    "aarch64": {"pwrite64": 68, "fsync": 82, "fdatasync": 83},
}
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD_NUMBER, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER = 22, 38, 2


@dataclass(frozen=True)
class Sickness:
    """Which calls are refused, and with which error; error 0 is a write that writes nothing and does not say why."""

    calls: tuple[str, ...]
    error: int

    def __str__(self) -> str:
        return f"{self.calls[-1]}-{errno.errorcode.get(self.error, 'short')}"


SICKNESSES = (
    Sickness(("fsync", "fdatasync"), errno.EIO),
    Sickness(("fsync", "fdatasync"), errno.ENOSPC),
    Sickness(("pwrite64",), errno.EIO),
    Sickness(("pwrite64",), errno.ENOSPC),
    Sickness(("pwrite64",), 0),
)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def possible() -> bool:
    """Whether this machine can make a thread's calls fail."""
    if sys.platform != "linux" or platform.machine() not in NUMBERS:
        return False
    with ThreadPoolExecutor(1) as thread:
        try:
            thread.submit(falls_ill, Sickness((), 0)).result()
        except OSError:
            return False
    return True


def falls_ill(sickness: Sickness) -> None:
    """From here on the kernel refuses these calls to this thread, for as long as it lives. Raises OSError."""
    steps = [struct.pack("=HBBI", LOAD_NUMBER, 0, 0, 0)]
    for call in sickness.calls:
        steps.append(struct.pack("=HBBI", IF_EQUAL, 0, 1, NUMBERS[platform.machine()][call]))
        steps.append(struct.pack("=HBBI", RETURN, 0, 0, REFUSE | sickness.error))
    steps.append(struct.pack("=HBBI", RETURN, 0, 0, ALLOW))
    program = _Program(len(steps), b"".join(steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(program)):
        raise OSError(ctypes.get_errno(), "no filter can be set here")


@contextmanager
def sick(conn: Connection, sickness: Sickness) -> Iterator[list[str]]:
    """Whatever this connection commits meets the sickness. Yields what SQLite said of each."""
    met: list[str] = []
    with ThreadPoolExecutor(1, initializer=falls_ill, initargs=(sickness,)) as thread:

        async def commit() -> None:
            try:
                await asyncio.get_running_loop().run_in_executor(thread, conn._raw.execute, "commit")
            except Exception as trouble:
                met.append(str(getattr(trouble, "sqlite_errorname", trouble)))
                raise

        conn.commit = commit  # type: ignore[method-assign] # in a thread that the kernel refuses; the statement is the same
        try:
            yield met
        finally:
            del conn.commit
