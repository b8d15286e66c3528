"""Speaking up with eyes open: the choices, "nothing for now" first and equal, and what each might bring (P-T4.02)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.problems import Problem


class Choice(StrEnum):
    """The choices of SP3 in the order they are offered. None of them is the right one (H-16)."""

    NOTHING = "nothing"
    WRITE = "write"
    TRUSTED = "trusted"
    THEM = "them"
    ALLY = "ally"
    GUARDIAN = "guardian"
    UNION = "union"
    MANAGER = "manager"
    FORMAL = "formal"
    OUTSIDE = "outside"


class Side(StrEnum):
    """What is thought through for each choice (SP4)."""

    COST = "cost"
    CHANGE = "change"
    BACK = "back"


HAPPENING, BETTER, CHOICES, FIRST, CARE = "SP1", "SP2", "SP3", "SP5", "SP6"
WEEKS = (1, 2, 4)
"""After how many weeks somebody may ask to look again."""


class NoSuchDate(Problem):
    """Not one of the dates that were offered."""


def in_order(picked: Collection[str]) -> tuple[Choice, ...]:
    """What was picked, in the order it was offered; what is no choice is left out."""
    return tuple(choice for choice in Choice if choice in set(picked))


def weighing(choice: Choice, side: Side) -> str:
    """The step at which one choice is looked at from one side: `SP4-union-cost`."""
    return f"SP4-{choice}-{side}"


def steps(picked: Collection[str]) -> tuple[str, ...]:
    """Every step of a plan in order, with three for each choice that was picked, "nothing for now" like any other."""
    weighed = [weighing(choice, side) for choice in in_order(picked) for side in Side]
    return (HAPPENING, BETTER, CHOICES, *weighed, FIRST, CARE)


def look_again(now: datetime, weeks: int) -> datetime:
    """When to ask somebody who wanted it to look at their plan again (UTC). Raises NoSuchDate."""
    if weeks not in WEEKS:
        raise NoSuchDate
    return now + timedelta(weeks=weeks)
