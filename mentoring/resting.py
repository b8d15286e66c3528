"""A rest from circles: for somebody whose words hurt in the room (J5). It has an end, and no reason is kept."""

from collections.abc import Collection
from datetime import datetime, timedelta

from mentoring.people import PersonId, Role
from mentoring.problems import Problem

LENGTHS = (28, 84)
"""Days a rest may last; any may be ended earlier."""
HOLDING = frozenset({Role.GUIDE, Role.OBSERVER})
A_DAY = timedelta(days=1)


class RestedFromCircles(Problem):
    """They rest from circles: no seat, no list and no session for so many `days` still."""


class OwnRest(Problem):
    """Whoever wants a rest themselves gives their seat back: nobody has to decide it over them."""


class HoldsCircles(Problem):
    """A guide or an observer: that part is taken back first, so that no circle is left with a gap nobody heard of."""


def check_rest(person: PersonId, roles: Collection[Role], *, by: PersonId) -> None:
    """May `by` give this person a rest from circles? Raises OwnRest, HoldsCircles."""
    if person == by:
        raise OwnRest
    if HOLDING & set(roles):
        raise HoldsCircles


def ends(now: datetime, days: int) -> datetime:
    """When a rest that begins now is over (UTC). Raises ValueError for a length that is not offered."""
    if days not in LENGTHS:
        raise ValueError("no such length")
    return now + days * A_DAY


def check_seat(until: datetime | None, now: datetime) -> None:
    """May somebody who rests until then (None: who does not) take a seat? Raises RestedFromCircles."""
    if until is not None and now < until:
        raise RestedFromCircles(days=-((now - until) // A_DAY))
