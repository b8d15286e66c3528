"""Words shown without a name: what in them may point to somebody, when a circle sees them, and how many may wait."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from mentoring.calendar import UK, instant
from mentoring.hints import Hint, spot_for_sharing
from mentoring.problems import Problem
from mentoring.sessions import Session, Stage

MOST_LETTERS = 600
MOST_A_DAY = 2
MOST_WAITING = 5
SHOWN_AT = (time(12, 30), time(18, 30))
"""The times of day, in the circle's own zone, at which questions are shown: outside the usual quiet hours."""
AMONG = 3
"""A question is shown at one of so many next times, picked by chance: when somebody was seen writing tells little."""
SOONEST = timedelta(hours=2)
AROUND = timedelta(hours=1)
"""How far from a session a question keeps."""
SHOWN_WITHIN = timedelta(hours=1)
"""How late after its time a question may still be shown; after that it waits for the next one."""
A_QUARTER = timedelta(minutes=15)


class CircleIsMeeting(Problem):
    """The circle is in the middle of a session: a question now would come from somebody who is there."""


class QuestionsAreOff(Problem):
    """The guides have switched this off for their circle."""


class AskedEnoughToday(Problem):
    """As many as somebody may ask of one circle in a day (`most`)."""


class EnoughWaiting(Problem):
    """As many questions as may wait for one circle (`most`)."""


class Points(StrEnum):
    """What words without a name should not hold. `NAME`: a first name of the circle, or an @name."""

    NAME = "name"
    NUMBER = "number"
    PLACE = "place"


_HANDLE = re.compile(r"(?<!\w)@\w{3,}|\bt\.me/\w", re.IGNORECASE)
_NUMBERS = {Hint.LONG_NUMBER, Hint.PHONE, Hint.EMAIL, Hint.POSTCODE, Hint.NHS_NUMBER}


def points(text: str, names: Collection[str]) -> frozenset[Points]:
    """What could point to somebody: a number or an address, a ward or a date, a first name (H-04, H-12)."""
    hints = spot_for_sharing(text)
    found = {Points.NUMBER} if hints & _NUMBERS else set()
    if hints - _NUMBERS:
        found.add(Points.PLACE)
    if _HANDLE.search(text) or _says_one_of(text, names):
        found.add(Points.NAME)
    return frozenset(found)


def is_held(found: Collection[Points]) -> bool:
    """A number or an address may be a patient's: it goes nowhere until it is taken out (H-12)."""
    return Points.NUMBER in found


def _says_one_of(text: str, names: Collection[str]) -> bool:
    said = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return any(set(re.findall(r"[^\W\d_]+", name.casefold())) & said for name in names)


# When


Window = tuple[datetime, datetime]


def window(session: Session) -> Window:
    """From an hour before a session to an hour after it must be over (UTC)."""
    return session.starts - AROUND, session.must_close_by + AROUND


def check_not_meeting(sessions: Sequence[Session], now: datetime) -> None:
    """Raises CircleIsMeeting from the moment a room opens until the session is over."""
    if any(session.stage in (Stage.GATHERING, Stage.BEGUN) and now < session.must_close_by for session in sessions):
        raise CircleIsMeeting


def pick_slot(now: datetime, zone: str, busy: Collection[Window], random: Random) -> datetime:
    """When a question asked now is shown (UTC): one of the next few fixed times, two hours ahead or more."""
    return random.choice(list(islice(_slots(now + SOONEST, zone, busy), AMONG)))


def next_slot(now: datetime, zone: str, busy: Collection[Window]) -> datetime:
    """The fixed time after this moment (UTC), for what could not be shown at its own."""
    return next(_slots(now + A_QUARTER, zone, busy))


def may_show(slot: datetime, now: datetime, busy: Collection[Window]) -> bool:
    """Is a question still shown at its time? Not when that is long past, and not around a session."""
    return now - slot <= SHOWN_WITHIN and not _is_busy(now, busy)


def _slots(first: datetime, zone: str, busy: Collection[Window]) -> Iterator[datetime]:
    day = first.astimezone(ZoneInfo(zone)).date()
    while True:
        every = (instant(day, clock, zone) for clock in SHOWN_AT)
        yield from (slot for slot in every if slot >= first and not _is_busy(slot, busy))
        day += timedelta(days=1)


def _is_busy(at: datetime, busy: Collection[Window]) -> bool:
    return any(start <= at < end for start, end in busy)


def rounded(at: datetime) -> datetime:
    """The quarter of an hour at or after an instant: kept in its place, so that no row tells when somebody wrote."""
    past = (at - datetime.min.replace(tzinfo=at.tzinfo)) % A_QUARTER
    return at if not past else at - past + A_QUARTER


# How many


@dataclass
class AskedToday:
    """Who has asked how often today. It lives in the running bot's memory alone: on disk it would tell who asked.

    `who` is a keyed hash; asking with the same `token` twice is asking once.
    """

    day: date = date.min
    tokens: dict[bytes, set[str]] = field(default_factory=dict)

    def ask(self, who: bytes, token: str, now: datetime) -> None:
        """Count one more. Raises AskedEnoughToday."""
        today = now.astimezone(ZoneInfo(UK)).date()
        if today != self.day:
            self.day, self.tokens = today, {}
        asked = self.tokens.setdefault(who, set())
        if token not in asked and len(asked) >= MOST_A_DAY:
            raise AskedEnoughToday(most=MOST_A_DAY)
        asked.add(token)


def check_waiting(waiting: int) -> None:
    """Raises EnoughWaiting: a circle is never flooded, whoever asks."""
    if waiting >= MOST_WAITING:
        raise EnoughWaiting(most=MOST_WAITING)
