"""Two from one team: each is asked apart, and a no looks like having said nothing (P-M22)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.problems import Problem

ASKED_FOR = timedelta(hours=24)
DECIDING = timedelta(hours=60)
"""How long a seat is held beyond the day of asking: through a night, and then the usual 48 hours."""


class StillAsking(Problem):
    """The others are being asked; the seat is held."""


class AnotherCircle(Problem):
    """It did not come together here. Never says why: not everybody may have answered."""


class Near(StrEnum):
    """What a newcomer says of working closely with somebody there."""

    NO = "no"
    FINE = "fine"
    RATHER_NOT = "rather-not"
    NOT_SURE = "not-sure"


def must_ask(near: Near) -> bool:
    """Not sure is asked like a yes: the others may know more."""
    return near in (Near.FINE, Near.NOT_SURE)


def settled(fine: Collection[bool], *, asked_at: datetime, now: datetime) -> bool | None:
    """True as soon as everybody is fine with it; False when the time is over; None: still waiting.

    A no never settles anything early and is not told from silence, so neither the answer nor its hour says that
    somebody said no, or who.
    """
    if all(fine):
        return True
    return False if now >= asked_at + ASKED_FOR else None
