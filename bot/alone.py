"""One process for one database: its lock file, held by whoever runs, restores or changes keys."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process on this machine has this database open."""


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the database's lock file for this process. Raises AlreadyRunning, having touched nothing."""
    with database.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield
