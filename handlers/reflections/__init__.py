"""Private pages: the words that lock them, writing, reading back, and erasing."""

from handlers.reflections import (
    asking,
    choosing,
    finishing,
    locking,
    offering,
    reading,
    setup,
    showing,
    unlocking,
    writing,
)
from storage import reflections

PARTS = (asking, showing, locking, setup, unlocking, choosing, writing, finishing, reading, offering)

HANDLERS = [handler for part in PARTS for handler in getattr(part, "HANDLERS", ())]
LETTERS = {name: kind for part in PARTS for name, kind in getattr(part, "LETTERS", {}).items()}
NIGHTLY = [reflections.keep_times]
