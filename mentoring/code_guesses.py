"""How often recovery codes may be tried: three a day for one account, and so many in all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.problems import Problem

MOST_A_DAY = 3
MOST_IN_ALL = 300
"""A code has 160 bits, so guessing is hopeless anyway: this bounds the work strangers can make."""
A_DAY = timedelta(days=1)


class TooManyCodes(Problem):
    """Too many codes were tried today; what was typed was not looked at. Says nothing about whether it was right."""


@dataclass(frozen=True)
class Guesses:
    """Codes tried since `since`, by one account or in all."""

    tried: int
    since: datetime


def one_more(before: Guesses | None, now: datetime, *, most: int = MOST_A_DAY) -> Guesses:
    """The count with this try in it; a new day begins a day after the first try. Raises TooManyCodes.

    A clock that was set back does not lengthen the wait.
    """
    if before is None or not timedelta() <= now - before.since < A_DAY:
        return Guesses(1, now)
    if before.tried >= most:
        raise TooManyCodes
    return Guesses(before.tried + 1, before.since)
