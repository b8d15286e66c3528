"""Keeping what this process holds in memory from the other processes of its account."""

import ctypes
import sys

PR_SET_DUMPABLE = 4


def unseen() -> None:
    """From here on only root may trace this process, or read its memory and environment. Nothing where it is no Linux.

    A process that is started from this one begins anew: whatever must not be seen there has to say so itself.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
