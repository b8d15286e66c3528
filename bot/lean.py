"""Starting lean: libraries that others take along when they can find them, and that a bot at work never uses."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# structlog takes rich and greenlet along, httpx rich and click, and telegram.ext a limiter beside our own: 8 MB that
# would be held for months.
NOT_NEEDED = ("rich", "click", "greenlet", "aiolimiter")


@contextmanager
def spared() -> Iterator[None]:
    """Whatever is imported inside the block finds none of NOT_NEEDED; afterwards they can be imported as ever."""
    hidden = [name for name in NOT_NEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment] # how Python itself marks what cannot be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def without_docstrings() -> None:
    """Start this process over as `python -OO`, with the same number and arguments.

    5 MB of docstrings are for readers, and 0.6 MB that say which column of a line broke are for developers.

    Not where Python may keep no bytecode (PYTHONDONTWRITEBYTECODE): every start would compile the libraries anew.
    """
    if sys.flags.optimize < 2 and not sys.dont_write_bytecode:
        os.execv(sys.executable, [sys.executable, "-OO", "-X", "no_debug_ranges", *sys.orig_argv[1:]])  # noqa: S606 -- ourselves, no shell
