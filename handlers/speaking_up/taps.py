"""The buttons of the planner alone."""

from handlers.talk.buttons import Button


class Begin(Button, prefix="sp-new", label="speakup-begin"):
    """A new plan."""


class Change(Button, prefix="sp-chg", label="speakup-change"):
    """Answer one step of a kept plan anew."""

    plan: str


class ChangeStep(Button, prefix="sp-step", label="speakup-change"):
    """This one; by its id, which says nothing of what was answered."""

    plan: str
    step: str


class LookAgain(Button, prefix="sp-look", label="speakup-look-again-ask"):
    """A date to look again, only for those who ask."""


class InWeeks(Button, prefix="sp-weeks", label="speakup-no-date"):
    """That many weeks from now; 0: no date."""

    weeks: int
