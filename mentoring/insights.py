"""The picture of all circles: what a coordinator may see of each, in words that give no small number away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring import small_numbers
from mentoring.circles import GUIDES_NEEDED, MOST_SEATS
from mentoring.problems import Problem
from mentoring.small_numbers import FEW, MIN_CELL, ROUND_TO, Shown

A_WHILE = timedelta(minutes=1)


class PictureJustDrawn(Problem):
    """They asked for the picture less than a minute ago."""


class Room(StrEnum):
    """How full a circle is, in the words J4 uses: never how many."""

    FULL = "full"
    NEARLY = "nearly"
    FREE = "free"
    NOT_OPEN = "not-open"


class Need(StrEnum):
    """What a circle is missing, the most pressing first."""

    GROUP = "group"
    DOOR = "door"
    OBSERVER = "observer"
    GUIDES = "guides"
    GUIDE = "guide"
    DATE = "date"
    MEMBERS = "members"


@dataclass(frozen=True)
class Standing:
    """One circle as it is. Never shown like this: it holds true counts.

    `taken` counts seats with somebody in them and seats that are held; `next_start` is in UTC; `waiting` is how many
    are on its list.
    """

    id: str
    title: str
    seats: int
    seated: int
    taken: int
    guides: int
    observed: bool
    open: bool
    door_kept: bool
    next_start: datetime | None
    waiting: int = 0


@dataclass(frozen=True)
class Seen:
    """One circle as a coordinator may see it. `waiting` is safe to say, or nothing is said of it."""

    title: str
    room: Room
    needs: tuple[Need, ...]
    next_start: datetime | None
    waiting: Shown = FEW

    @property
    def is_pressing(self) -> bool:
        """Something is missing without which it cannot meet. More members it can wait for."""
        return any(need is not Need.MEMBERS for need in self.needs)


@dataclass(frozen=True)
class Between:
    """How many there are, at least and at most, both rounded to five."""

    least: int
    most: int


@dataclass(frozen=True)
class Picture:
    """Everything that may be shown: each circle, those in them all together, and who asked to hear of a new one."""

    circles: tuple[Seen, ...]
    members: Between
    hopes: Shown


def picture(standings: Sequence[Standing], *, hopes: int) -> Picture:
    """What may be shown of these circles (K4), the most pressing first, then by their next date.

    Lists of people who wait are a table that hides a second cell. The sum of members is worked out from the words
    beside the circles and never from the counts: so nothing can be taken away from it (H-04).
    """
    waiting = small_numbers.table({one.id: one.waiting for one in standings}).cells
    seen = [(_seen(one, waiting[one.id]), one.id) for one in standings]
    circles = tuple(one for one, _ in sorted(seen, key=lambda pair: (_urgency(pair[0]), pair[1])))
    return Picture(circles, members_in(circles), small_numbers.shown(hopes))


def _seen(one: Standing, waiting: Shown) -> Seen:
    room = room_of(one.seats, one.taken) if one.open else Room.NOT_OPEN
    return Seen(one.title, room, needs_of(one), one.next_start, waiting)


def _urgency(one: Seen) -> tuple[bool, bool, float]:
    next_start = one.next_start
    return (not one.is_pressing, next_start is not None, next_start.timestamp() if next_start else 0.0)


def room_of(seats: int, taken: int) -> Room:
    """Full, nearly full (one seat left) or some free."""
    if taken >= seats:
        return Room.FULL
    return Room.NEARLY if seats - taken == 1 else Room.FREE


def needs_of(one: Standing) -> tuple[Need, ...]:
    """What is missing. Members are missing under five and not under four: no other line of K4 may be drawn there."""
    guides = GUIDES_NEEDED - one.guides
    missing = {
        Need.GROUP: not one.open,
        Need.DOOR: one.open and not one.door_kept,
        Need.OBSERVER: not one.observed,
        Need.GUIDES: guides > 1,
        Need.GUIDE: guides == 1,
        Need.DATE: one.open and one.next_start is None,
        Need.MEMBERS: one.open and one.seated < MIN_CELL,
    }
    return tuple(need for need in Need if missing[need])


def members_in(circles: Iterable[Seen]) -> Between:
    """How many have a seat in all, as far as the words beside each circle say."""
    bounds = [_bounds(one) for one in circles]
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    return Between(least // ROUND_TO * ROUND_TO, -(-most // ROUND_TO) * ROUND_TO)


def _bounds(one: Seen) -> tuple[int, int]:
    if one.room is Room.NOT_OPEN:
        return 0, 0
    if Need.MEMBERS in one.needs:
        return 0, MIN_CELL - 1
    return MIN_CELL, MOST_SEATS


def check_pace(last: datetime | None, now: datetime) -> None:
    """A picture a minute for each coordinator. Raises PictureJustDrawn."""
    if last is not None and last <= now < last + A_WHILE:
        raise PictureJustDrawn
