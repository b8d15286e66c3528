"""The buttons of taking away."""

from handlers.talk.buttons import Button


class AllPages(Button, prefix="cp-all", label="copy-all"):
    """Every page."""


class CpdOnly(Button, prefix="cp-cpd", label="copy-cpd-only"):
    """What counts as CPD."""


class PickDates(Button, prefix="cp-days", label="copy-pick-dates"):
    """The pages between two days."""


class MakeFile(Button, prefix="cp-make", label="copy-markdown"):
    """One file: of what, in which form, from which day to which (as ordinals; 0: any)."""

    what: str
    form: str
    since: int
    until: int


class FindGaps(Button, prefix="cp-gaps", label="copy-find-gaps"):
    """Where the CPD record is thin."""


class ClearIt(Button, prefix="cp-clear", label="copy-clear-now"):
    """The file, out of the chat."""
