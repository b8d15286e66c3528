"""Check-ins between two people: which days, which of them are awkward, and when to ask how it goes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentoring import calendar
from mentoring.calendar import UK, Every, Pattern, Slot
from mentoring.problems import Problem

COFFEE_MINUTES = 15
MOST_TIMES = 3
FIRST_MEETINGS = 2
MISSED_IN_A_ROW = 2
DAY_BEFORE, HOUR_BEFORE = timedelta(days=1), timedelta(hours=1)
SOON = timedelta(hours=2)
ANSWER_IN = timedelta(hours=48)


class NoDatesLeft(Problem):
    """The pair's six months end before the first date of this rhythm."""


class SomethingThen(Problem):
    """The other has something at that time. What it is stays theirs."""


class NothingToBook(Problem):
    """The pair rests or has finished, so nothing can be booked for it."""


class TooManyTimes(Problem):
    """More times in one line than may be offered (`most`)."""


class Rhythm(StrEnum):
    """How often the two meet. A coffee chat is one short hello without a plan (P-T2.01)."""

    MONTHLY = "monthly"
    TWO_WEEKS = "every-2-weeks"
    SIX_WEEKS = "every-6-weeks"
    ONCE = "once"
    COFFEE = "coffee"

    @property
    def repeats(self) -> bool:
        return self in REPEATING


REPEATING = frozenset({Rhythm.MONTHLY, Rhythm.TWO_WEEKS, Rhythm.SIX_WEEKS})
WEEKS = {Rhythm.TWO_WEEKS: 2, Rhythm.SIX_WEEKS: 6}


def dates(
    rhythm: Rhythm, weekday: int, at: time, zone: str, *, nth: int = 1, first_after: datetime, ends: datetime
) -> list[datetime]:
    """The UTC starts of a rhythm, wall time of `zone` kept, up to the end of the six months (J6).

    Only nth weekdays and whole weeks, so no date is missing from a month. One date when it does not repeat.
    Raises NoDatesLeft.
    """
    if rhythm is Rhythm.MONTHLY:
        pattern = Pattern(Every.MONTHS, 1, weekday, at, zone, nth)
    else:
        pattern = Pattern(Every.WEEKS, WEEKS.get(rhythm, 1), weekday, at, zone)
    found = calendar.occurrences(pattern, first_after, count=None if rhythm.repeats else 1, until=ends)
    if not found:
        raise NoDatesLeft
    return found


def following(rhythm: Rhythm, first: datetime, zone: str, *, ends: datetime) -> list[datetime]:
    """The dates of a rhythm whose first was picked (UTC), that one included. Raises NoDatesLeft."""
    local = first.astimezone(ZoneInfo(zone))
    nth, weekday = calendar.nth_weekday_of(local.date())
    return dates(rhythm, weekday, local.time(), zone, nth=nth, first_after=first, ends=ends)


# Awkward dates


class Awkward(StrEnum):
    """Why a date needs a second look. Words live in content/; that somebody is busy never says with what."""

    HOLIDAY = "holiday"
    BUSY = "busy"
    YOURS = "yours"


@dataclass(frozen=True)
class Week:
    """What one side's days look like: when they have something, and the bank holidays where they work."""

    busy: Sequence[Slot] = ()
    holidays: Collection[date] = ()
    zone: str = UK

    def has_something(self, slot: Slot) -> bool:
        return any(slot.clashes(other) for other in self.busy)

    def is_off(self, slot: Slot) -> bool:
        return calendar.on_a_bank_holiday(slot.start, self.holidays, self.zone)


def awkward(slot: Slot, *, mine: Week, theirs: Week) -> Awkward | None:
    """What stands against a date, the gravest first; None when nothing does."""
    if theirs.has_something(slot):
        return Awkward.BUSY
    if mine.has_something(slot):
        return Awkward.YOURS
    return Awkward.HOLIDAY if mine.is_off(slot) or theirs.is_off(slot) else None


def near(slot: Slot, *, mine: Week, theirs: Week, zone: str, now: datetime) -> list[datetime]:
    """Up to three free starts near a date that clashes, at the same wall time: «Try one of these»."""
    tried = [calendar.days_later(slot.start, days, zone) for days in (1, 2, -1, 7, 8, -2)]
    free = [at for at in tried if at > now and awkward(Slot(at, slot.minutes), mine=mine, theirs=theirs) is None]
    return sorted(free[:MOST_TIMES])


# Reminders, and how it goes


def reminders(start: datetime, now: datetime) -> list[tuple[str, datetime]]:
    """The reminders still ahead of us, as (which, UTC instant): a day before and an hour before."""
    due = (("day", start - DAY_BEFORE), ("hour", start - HOUR_BEFORE))
    return [(which, at) for which, at in due if at > now]


def is_soon(start: datetime, now: datetime) -> bool:
    """Too near to be moved: one runs late, or can't come (J7)."""
    return start - now < SOON


def falls_away(start: datetime, offered_at: datetime) -> datetime | None:
    """When the old time goes for want of an answer (UTC): after two days, a day before the start. None: it stands."""
    due = max(offered_at + ANSWER_IN, start - DAY_BEFORE)
    return due if due < start else None


def asks_how_it_goes(met: int) -> bool:
    """Is the mentee asked whether this works, after so many meetings that took place (P-B05)?"""
    return 1 <= met <= FIRST_MEETINGS


def missed_in_a_row(newest_first: Iterable[str]) -> int:
    """How many of the last check-ins did not take place, up to the newest that did."""
    count = 0
    for state in newest_first:
        if state != "missed":
            break
        count += 1
    return count


def nudges(newest_first: Iterable[str]) -> bool:
    """Two missed in a row, and every second one after: «Shall we pause, move, or end?» (P-B03)."""
    missed = missed_in_a_row(newest_first)
    return missed > 0 and missed % MISSED_IN_A_ROW == 0
