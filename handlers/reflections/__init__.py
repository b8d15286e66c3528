"""Private pages: the words that lock them, writing, adding to them, reading back, and erasing."""

from handlers.reflections import (
    adding,
    afterwards,
    asking,
    choosing,
    erasing,
    finishing,
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

PARTS = (asking, showing, locking, setup, unlocking, choosing, writing, finishing, afterwards, adding, moving)
READING = (reading, looking, searching, owning, erasing, offering, trying_again)

HANDLERS = [handler for part in (*PARTS, *READING) for handler in getattr(part, "HANDLERS", ())]
LETTERS = {name: kind for part in (*PARTS, *READING) for name, kind in getattr(part, "LETTERS", {}).items()}
NIGHTLY = [reflections.keep_times]
