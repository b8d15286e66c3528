"""Times that suit: what a poll offers, and the times that leave the fewest people out (P-M15)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from itertools import islice

from mentoring.calendar import UK, Every, Pattern, instant, occurrences, part_of_week, suits_different_lives

A_MONDAY = date(2026, 1, 5)
SOONEST = timedelta(days=7)
"""How far ahead a first meeting is, so that everybody can hear of it."""


class Says(IntEnum):
    """What somebody says of a time, and what it counts."""

    CANT = 0
    AT_A_PUSH = 1
    CAN = 2


@dataclass(frozen=True)
class WeekTime:
    """A time of the week in local wall time: `weekday` is 0 for Monday. A `wider` one is asked only of who wants more.

    Wider ones are the same whoever asks for more, and whatever for: an answer to one says nothing of shifts or care.
    """

    id: str
    weekday: int
    at: time
    wider: bool = False

    @property
    def part(self) -> str:
        """Day, evening, weekend or early."""
        return part_of_week(self._once()).value

    def next_after(self, now: datetime, zone: str = UK) -> datetime:
        """The UTC instant of the first such time a week ahead or more."""
        pattern = Pattern(Every.WEEKS, 1, self.weekday, self.at, zone)
        return next(islice(occurrences(pattern, now + SOONEST, count=1), 1))

    def _once(self) -> datetime:
        return instant(A_MONDAY + timedelta(days=self.weekday), self.at, UK)


Answers = Mapping[str, int]
"""One person's answers: the id of a time → what they say of it. A time they were not asked about is not in it."""


def asked_of(times: Sequence[WeekTime], *, wider: bool) -> list[WeekTime]:
    """The times to ask somebody about, in order."""
    return [one for one in times if wider or not one.wider]


def fits_different_lives(times: Sequence[WeekTime]) -> bool:
    """Does everybody, asking for more or not, see a weekday day, a weekday evening, and a weekend or early time?

    What P-M15 asks of the times in content/<language>/times.toml; tests hold each set that is shipped to it.
    """
    return suits_different_lives([one._once() for one in asked_of(times, wider=False)])


def left_out(one: WeekTime, answers: Collection[Answers]) -> int:
    """How many cannot come, or did not say that they could."""
    return sum(1 for said in answers if said.get(one.id, Says.CANT) == Says.CANT)


def best(times: Sequence[WeekTime], answers: Collection[Answers], *, most: int = 1) -> list[WeekTime]:
    """The times that leave the fewest out; of those, what suits best: can 2, at a push 1, can't 0.

    A time that nobody can make is none at all. Who they are, and in which order they answered, changes nothing.
    """
    points = {one.id: sum(said.get(one.id, Says.CANT) for said in answers) for one in times}
    possible = [one for one in times if points[one.id]]
    return sorted(possible, key=lambda one: (left_out(one, answers), -points[one.id]))[:most]


def suits(part: str, times: Sequence[WeekTime], said: Answers) -> bool:
    """Did somebody say of any time in this part of the week that they could?"""
    return any(one.part == part and said.get(one.id, Says.CANT) for one in times)
