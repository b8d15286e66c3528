"""Private pages: the words that lock them, writing, adding to them, reading back, and erasing."""

from handlers.errors import WITH_HELP
from handlers.reflections import (
    adding,
    afterwards,
    asking,
    choosing,
    erasing,
    finishing,
    forwarded,
    locking,
    looking,
    moving,
    offering,
    owning,
    reading,
    searching,
    setup,
    showing,
    trying_again,
    unlocking,
    writing,
)
from storage import reflections
from storage.core.passphrases import TooEasy
from storage.core.tries import TooManyTries
from storage.core.vault import Busy, VaultClosed, WrongWords

WITH_HELP.update((TooEasy, TooManyTries, Busy, VaultClosed, WrongWords, locking.LockDamaged))
WITH_HELP.update((reflections.NoLockYet, reflections.PageGone, reflections.StillErasing))

PARTS = (asking, showing, locking, setup, unlocking, choosing, writing, finishing, afterwards, adding, moving)
READING = (reading, looking, searching, owning, erasing, offering, forwarded, trying_again)

HANDLERS = [handler for part in (*PARTS, *READING) for handler in getattr(part, "HANDLERS", ())]
LETTERS = {name: kind for part in (*PARTS, *READING) for name, kind in getattr(part, "LETTERS", {}).items()}
NIGHTLY = [reflections.keep_times]
