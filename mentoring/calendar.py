"""Meeting times: kind hours, repeating days, and clocks that change twice a year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from mentoring.problems import Problem

UK = "Europe/London"
MAX_MINUTES = 90
UNKIND_FROM, UNKIND_UNTIL = time(1), time(3)
LAST = -1
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


class TooLongAMeeting(Problem):
    """Longer than ninety minutes (`most`)."""


class InThePast(Problem):
    """The time has already gone by."""


class UnkindHour(Problem):
    """Between one and three in the morning, when people sleep and clocks change."""


@dataclass(frozen=True, order=True)
class Slot:
    """A stretch of time: it starts at an aware UTC instant and lasts whole minutes, more than none."""

    start: datetime
    minutes: int

    def __post_init__(self) -> None:
        if self.start.utcoffset() is None or self.minutes <= 0:
            raise ValueError("a slot needs an aware start and some minutes")

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    def clashes(self, other: "Slot") -> bool:
        """Do the two share any time? One that ends as the other starts does not clash."""
        return self.start < other.end and other.start < self.end


class Every(StrEnum):
    """How a pattern repeats."""

    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Pattern:
    """A repeating day in local wall time (J6): every `interval` weeks, or the nth weekday every `interval` months.

    `nth` is 1 to 4, or -1 for the last, and counts only for months. `weekday` is 0 for Monday to 6 for Sunday.
    """

    every: Every
    interval: int
    weekday: int
    at: time
    zone: str = UK
    nth: int = 1

    def __post_init__(self) -> None:
        if self.interval < 1 or not 0 <= self.weekday <= 6 or self.nth not in {1, 2, 3, 4, LAST}:
            raise ValueError("a pattern needs an interval, a weekday and an nth that every month has")


def instant(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a local wall time. One that the clocks skip moves forward by the gap; of two, the first."""
    return datetime.combine(day, at, ZoneInfo(zone)).replace(fold=0).astimezone(UTC)


def occurrences(
    pattern: Pattern, first_after: datetime, *, count: int | None = None, until: datetime | None = None
) -> list[datetime]:
    """UTC instants of the pattern from `first_after` on (that instant included), wall time kept across clock changes.

    Weeks and months are counted from the first that fits. Give `count`, `until` (included), or both.
    """
    if count is None and until is None:
        raise ValueError("a pattern without an end needs a count or an until")
    found: Iterator[datetime] = _endless(pattern, first_after)
    if until is not None:
        end = until
        found = takewhile(lambda at: at <= end, found)
    return list(islice(found, count))


def _endless(pattern: Pattern, first_after: datetime) -> Iterator[datetime]:
    days = _weekly(pattern, first_after) if pattern.every is Every.WEEKS else _monthly(pattern, first_after)
    return (instant(day, pattern.at, pattern.zone) for day in days)


def _weekly(pattern: Pattern, first_after: datetime) -> Iterator[date]:
    day = first_after.astimezone(ZoneInfo(pattern.zone)).date()
    day += timedelta(days=(pattern.weekday - day.weekday()) % 7)
    if instant(day, pattern.at, pattern.zone) < first_after:
        day += WEEK
    while True:
        yield day
        day += WEEK * pattern.interval


def _monthly(pattern: Pattern, first_after: datetime) -> Iterator[date]:
    first = first_after.astimezone(ZoneInfo(pattern.zone)).date().replace(day=1)
    if (
        instant(nth_weekday(first.year, first.month, pattern.nth, pattern.weekday), pattern.at, pattern.zone)
        < first_after
    ):
        first = add_months(first, 1)
    while True:
        yield nth_weekday(first.year, first.month, pattern.nth, pattern.weekday)
        first = add_months(first, pattern.interval)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The first to fourth such weekday of a month, or its last (-1)."""
    if nth == LAST:
        end = add_months(date(year, month, 1), 1) - DAY
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def nth_weekday_of(day: date) -> tuple[int, int]:
    """Which weekday of its month a day is, as (nth, weekday). A fifth one counts as the last (-1)."""
    nth = (day.day - 1) // 7 + 1
    return (nth if nth <= 4 else LAST), day.weekday()


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month too short for it."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month0 + 1) // 12, (month0 + 1) % 12 + 1, 1)
    return date(year, month0 + 1, min(day.day, (following - DAY).day))


def months_later(start: datetime, months: int, zone: str = UK) -> datetime:
    """The same local wall time so many calendar months after a UTC instant."""
    local = start.astimezone(ZoneInfo(zone))
    return instant(add_months(local.date(), months), local.time(), zone)


def days_later(start: datetime, days: int, zone: str = UK) -> datetime:
    """The same local wall time so many days after a UTC instant («same time, +1 week», «slide a week»)."""
    local = start.astimezone(ZoneInfo(zone))
    return instant(local.date() + timedelta(days=days), local.time(), zone)


def check_kind_hours(start: datetime, zone: str = UK) -> None:
    """Raises UnkindHour when the local time is from one to just before three in the morning (T-11)."""
    if UNKIND_FROM <= start.astimezone(ZoneInfo(zone)).time() < UNKIND_UNTIL:
        raise UnkindHour


def check_ahead(start: datetime, now: datetime) -> None:
    """Raises InThePast unless the start is still to come."""
    if start <= now:
        raise InThePast


def check_length(minutes: int) -> None:
    """Raises TooLongAMeeting past ninety minutes (K2, P-M12)."""
    if minutes > MAX_MINUTES:
        raise TooLongAMeeting(most=MAX_MINUTES)


def check_meeting(slot: Slot, *, now: datetime, zone: str = UK) -> None:
    """All three checks of J6, and that the meeting does not run into the unkind hours."""
    check_length(slot.minutes)
    check_ahead(slot.start, now)
    check_kind_hours(slot.start, zone)
    check_kind_hours(slot.end - timedelta(minutes=1), zone)


def on_a_bank_holiday(start: datetime, holidays: Iterable[date], zone: str = UK) -> bool:
    """Does a UTC instant fall on one of the days, as people there live it?"""
    return start.astimezone(ZoneInfo(zone)).date() in set(holidays)


def clock_change_between(a: datetime, b: datetime, zone: str = UK) -> date | None:
    """The first local day after `a`, up to `b`, by whose end the clocks have moved; None when they stay (J5)."""
    place, start, end = ZoneInfo(zone), min(a, b), max(a, b)
    while start < end:
        step = min(start + DAY, end)
        if start.astimezone(place).utcoffset() != step.astimezone(place).utcoffset():
            return _change_day(start, step, place)
        start = step
    return None


def _change_day(start: datetime, end: datetime, place: ZoneInfo) -> date:
    before = start.astimezone(place).utcoffset()
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) / 2
        start, end = (middle, end) if middle.astimezone(place).utcoffset() == before else (start, middle)
    return end.astimezone(place).date()


class PartOfWeek(StrEnum):
    """The kinds of time that suit different lives (P-M15)."""

    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"
    EARLY = "early"


def part_of_week(start: datetime, zone: str = UK) -> PartOfWeek:
    """Weekend; else early before nine, evening from five, day in between."""
    local = start.astimezone(ZoneInfo(zone))
    if local.weekday() >= 5:
        return PartOfWeek.WEEKEND
    if local.hour < 9:
        return PartOfWeek.EARLY
    return PartOfWeek.EVENING if local.hour >= 17 else PartOfWeek.DAY


def suits_different_lives(starts: Iterable[datetime], zone: str = UK) -> bool:
    """Does a slot poll hold a weekday day, a weekday evening, and a weekend or early time (P-M15)?"""
    parts = {part_of_week(start, zone) for start in starts}
    return {PartOfWeek.DAY, PartOfWeek.EVENING} <= parts and bool(parts & {PartOfWeek.WEEKEND, PartOfWeek.EARLY})
