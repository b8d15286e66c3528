"""The weekly pulse: three taps in somebody's own words, never a score, and a network's week in no small numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentoring import small_numbers
from mentoring.calendar import UK, instant
from mentoring.keep_times import KEEP, Kept
from mentoring.small_numbers import NOT_SHOWN, How, Table

FRIDAY = 4
ASKED_AT = time(16)
"""In the wall time of whoever is asked; their quiet hours may make it later."""
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
MOST_SHOWN = 8
"""How many of one's own weeks are shown, if one asks (3.5)."""


class When(StrEnum):
    """When somebody wants to be asked. Off is the absence of a choice."""

    FRIDAYS = "fridays"
    CIRCLES = "circles"


class Question(StrEnum):
    """PU1 to PU3."""

    WEEK = "week"
    BELONGED = "belonged"
    SOMEONE = "someone"


ANSWERS: Mapping[Question, tuple[str, str, str]] = {
    Question.WEEK: ("good", "mixed", "hard"),
    Question.BELONGED: ("mostly", "sometimes", "not-really"),
    Question.SOMEONE: ("yes", "sort-of", "no"),
}
"""What can be tapped, the kindest first. Beside it: skip."""
SKIPPED = "skip"


class Band(StrEnum):
    """How a week was, in a word: what is answered, and the one thing that is counted."""

    MOSTLY = "mostly"
    MIXED = "mixed"
    HARD = "hard"


@dataclass(frozen=True)
class Taps:
    """One week's taps of one person, as far as they have come. Each is an answer, SKIPPED, or None: not asked yet."""

    week: str | None = None
    belonged: str | None = None
    someone: str | None = None

    def of(self, question: Question) -> str | None:
        return {Question.WEEK: self.week, Question.BELONGED: self.belonged, Question.SOMEONE: self.someone}[question]

    @property
    def next(self) -> Question | None:
        """What is asked next; None when all three have been answered or skipped."""
        return next((question for question in Question if self.of(question) is None), None)


def takes(question: Question, answer: str) -> bool:
    """Whether this is one of the question's taps."""
    return answer == SKIPPED or answer in ANSWERS[question]


def band(taps: Taps) -> Band | None:
    """The hardest of the taps, in a word. None until all three are in, and when all were skipped.

    Nothing is added up: one hard tap is answered as a hard week, however the others were.
    """
    if taps.next is not None:
        return None
    said = [(question, taps.of(question)) for question in Question]
    bands = [list(Band)[ANSWERS[question].index(answer)] for question, answer in said if answer in ANSWERS[question]]
    return max(bands, key=list(Band).index, default=None)


# When


def week_of(now: datetime) -> datetime:
    """The UTC midnight at which the week of `now` began: weeks run from Friday to Thursday, so that a late answer to
    Friday's question still belongs to it."""
    day = now.astimezone(UTC).date()
    return midnight(day - timedelta(days=(day.weekday() - FRIDAY) % 7))


def last_week(now: datetime) -> datetime:
    """The last week that is over, and can change no more: the only one a network is shown (H-04)."""
    return week_of(now) - A_WEEK


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def gone_by(now: datetime) -> datetime:
    """Weeks that began at this instant or before are past their keep time."""
    return now - KEEP[Kept.PULSE_TAP].time


def next_friday(now: datetime, zone: str = UK) -> datetime:
    """The next Friday at four, in the wall time of `zone`, strictly after `now`; as a UTC instant."""
    today = now.astimezone(ZoneInfo(zone)).date()
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    asked = instant(friday, ASKED_AT, zone)
    return asked if asked > now else instant(friday + A_WEEK, ASKED_AT, zone)


def evening(now: datetime, zone: str = UK) -> datetime:
    """Today at four in the wall time of `zone`, or tomorrow when that has gone by: the day after a circle."""
    today = now.astimezone(ZoneInfo(zone)).date()
    asked = instant(today, ASKED_AT, zone)
    return asked if asked > now else instant(today + timedelta(days=1), ASKED_AT, zone)


# The network's week


@dataclass(frozen=True)
class NetworksWeek:
    """What coordinators may see of one week that is over: a breakdown, the number alone, or neither."""

    table: Table

    @property
    def is_shown(self) -> bool:
        """Five or more answered."""
        return self.table.total.how is How.ABOUT

    @property
    def is_broken_down(self) -> bool:
        """Only when each band has five or more: a week that was hard for nearly all would be about each of them."""
        return all(cell.how is How.ABOUT for cell in self.table.cells.values())


def network(counts: Mapping[Band, int]) -> NetworksWeek:
    """A week of the whole network, never of a circle (H-04)."""
    week = NetworksWeek(small_numbers.table({band: counts.get(band, 0) for band in Band}))
    if week.is_broken_down:
        return week
    return NetworksWeek(replace(week.table, cells=dict.fromkeys(Band, NOT_SHOWN)))
