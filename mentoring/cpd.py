"""CPD as HCPC asks for it: five kinds of activity in a dated list (S-24, S-26), and where that list is thin (S-25)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, takewhile

KINDS = ("at-work", "professional", "course-or-study", "on-my-own", "other")
YEARS = 2
"""HCPC looks at the two years before a renewal."""
LONG = 3
"""Months with nothing that HCPC asks people to explain."""


@dataclass(frozen=True)
class Entry:
    """One CPD entry: its day, its kind ("" when it has none), and the three things HCPC asks to be told."""

    day: date
    kind: str = ""
    learning: str = ""
    practice: str = ""
    people: str = ""

    @property
    def is_unfinished(self) -> bool:
        """Nothing says how practice is better, or how it helps people."""
        return not (self.practice.strip() and self.people.strip())


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)


@dataclass(frozen=True)
class Stretch:
    """Months in a row without any entry, from `first` to `last`, both of them empty."""

    first: Month
    last: Month

    @property
    def months(self) -> int:
        return 12 * (self.last.year - self.first.year) + self.last.number - self.first.number + 1

    @property
    def is_long(self) -> bool:
        return self.months >= LONG


@dataclass(frozen=True)
class Gaps:
    """Where two years are thin: `kinds` with nothing, `stretches` of months with nothing, `unfinished` entries.

    `first` is the day of the first entry there is; what came before it is not known here and never called a gap.
    """

    since: date
    until: date
    first: date | None
    kinds: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    unfinished: tuple[Entry, ...]

    @property
    def are_none(self) -> bool:
        return not (self.kinds or self.stretches or self.unfinished)


def two_years_before(today: date) -> date:
    """The same day two years earlier; 28 February for a leap day."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year - YEARS, today.month, day)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The dated list: the oldest first."""
    return sorted(entries, key=lambda entry: entry.day)


def gaps(entries: Sequence[Entry], today: date) -> Gaps:
    """What is missing between two years ago and `today`. The month that has not ended is no gap yet."""
    since = two_years_before(today)
    within = [entry for entry in in_order(entries) if since <= entry.day <= today]
    first = min((entry.day for entry in entries if entry.day <= today), default=None)
    present = {entry.kind for entry in within}
    return Gaps(
        since=since,
        until=today,
        first=first,
        kinds=tuple(kind for kind in KINDS if kind not in present),
        stretches=_stretches(within, max(since, first), today) if first else (),
        unfinished=tuple(entry for entry in within if entry.is_unfinished),
    )


def _stretches(within: list[Entry], since: date, today: date) -> tuple[Stretch, ...]:
    start = Month.of(since)
    whole = start if start.first_day == since else start.next()
    filled = {Month.of(entry.day) for entry in within}
    ended = takewhile(lambda month: month < Month.of(today), _months_from(whole))
    runs = ((empty, list(run)) for empty, run in groupby(ended, key=lambda month: month not in filled))
    return tuple(Stretch(run[0], run[-1]) for empty, run in runs if empty)


def _months_from(month: Month) -> Iterable[Month]:
    while True:
        yield month
        month = month.next()
