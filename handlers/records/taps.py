"""The buttons of incident records alone."""

from handlers.talk.buttons import Button


class Begin(Button, prefix="rc-new", label="record-begin"):
    """A new record."""


class TakeCopy(Button, prefix="rc-copy", label="record-take-a-copy"):
    """One record as a plain file."""

    record: str


class EraseAll(Button, prefix="rc-all", label="record-erase-all"):
    """Every record and every plan, once ERASE is typed."""
