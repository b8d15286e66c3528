"""Keeping in touch when a pair has ended: two yeses in fourteen days open it, anything less is silence (P-T4.12)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.keep_times import KEEP, Kept
from mentoring.problems import Problem

WINDOW = timedelta(days=14)
"""From the end of a pair: so long a yes counts."""
OPEN_FOR = KEEP[Kept.KEEP_IN_TOUCH].time
"""From the second yes: so long the two may read what the other left."""
LINE_KEPT = timedelta(days=14)
"""From its writing: so long a line is there for the other, and so long before the end the last one may be left."""
MOST_LETTERS = 300
KNOCKS_APART = timedelta(days=1)
"""However often somebody leaves another line, the other is told once in so long."""


class TouchIsOver(Problem):
    """Its days are over, or there is nothing yet: it sounds the same."""


class Said(StrEnum):
    """What one of the two has said. One letter each, so that sealed they are all alike."""

    NOTHING = "n"
    YES = "y"
    BOTH = "b"
    STOPPED = "s"


@dataclass(frozen=True)
class Stand:
    """Where one of the two stands, until an instant (UTC). `shut`: whatever is said, nothing comes of it, in silence.

    Both have the same `shut`, so it does not tell whose it is.
    """

    said: Said
    until: datetime
    shut: bool = False


def at_the_end(now: datetime, *, shut: bool) -> Stand:
    """Where both stand when their pair ends."""
    return Stand(Said.NOTHING, now + WINDOW, shut)


def lasts(stand: Stand, now: datetime) -> bool:
    """Is there time left, or is it all over?"""
    return now < stand.until


def say_yes(stand: Stand) -> Stand:
    """A yes, once: later ones change nothing, and what was stopped stays so."""
    return replace(stand, said=Said.YES) if stand.said is Said.NOTHING else stand


def take_back(stand: Stand) -> Stand:
    """As if it had never been said, as long as it waits."""
    return replace(stand, said=Said.NOTHING) if stand.said is Said.YES else stand


def stop(stand: Stand) -> Stand:
    """For good, from one side. The other side's stand is left as it is: they are not to notice."""
    return replace(stand, said=Said.STOPPED) if stand.said is Said.BOTH else stand


def are_two(mine: Stand, theirs: Stand, *, apart: bool) -> bool:
    """Do two yeses stand, with nothing between the two? `apart`: something is (a concern, a block, a part taken)."""
    return mine.said is theirs.said is Said.YES and not (mine.shut or theirs.shut or apart)


def opened(stand: Stand, now: datetime) -> Stand:
    """Where each of them stands once both have said yes."""
    return replace(stand, said=Said.BOTH, until=now + OPEN_FOR)


def passes(mine: Stand, theirs: Stand, *, apart: bool) -> bool:
    """May a line go from one to the other at this moment?"""
    return mine.said is theirs.said is Said.BOTH and not (mine.shut or theirs.shut or apart)


def may_leave_line(stand: Stand, now: datetime) -> bool:
    """Early enough for the other to have the line its whole time."""
    return stand.said is Said.BOTH and now + LINE_KEPT <= stand.until


def is_there(left: datetime | None, now: datetime) -> bool:
    """Is a line that was left then still there for the other?"""
    return left is not None and now < left + LINE_KEPT


def may_knock(last: datetime | None, now: datetime) -> bool:
    """Is the other told of a new line? `last`: when the one before it was left, if that is still there."""
    return last is None or now >= last + KNOCKS_APART
