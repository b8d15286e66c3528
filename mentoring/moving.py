"""Moving a meeting: times that suit different lives, the one that suits most, and every date after it by as much."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentoring import calendar
from mentoring.calendar import UK, PartOfWeek, Slot
from mentoring.people import PersonId
from mentoring.problems import Problem

POLL_LASTS = timedelta(hours=24)
ENDS_BEFORE = timedelta(hours=12)
SHORTEST_POLL = timedelta(hours=1)
NOTICE = timedelta(hours=24)
FURTHEST = 10
TRICKY_AFTER = 3

FREE_SLOT = (PartOfWeek.WEEKEND, PartOfWeek.EARLY)
CLOCKS: Mapping[PartOfWeek, tuple[time, ...]] = {
    PartOfWeek.DAY: (time(12, 30), time(10), time(14)),
    PartOfWeek.EVENING: (time(19), time(18)),
    PartOfWeek.WEEKEND: (time(16), time(10, 30)),
    PartOfWeek.EARLY: (time(8), time(7, 30)),
}
KINDS = ((PartOfWeek.DAY,), (PartOfWeek.EVENING,), FREE_SLOT)


class NoTimeNear(Problem):
    """Those who hold the circle are busy at every kind hour near the old date."""


class StaffBusy(Problem):
    """Somebody who holds the circle has something then. Who, and what, stays theirs."""


class TooSoonToMove(Problem):
    """The new time is before the answers could be in (`hours`)."""


class Can(StrEnum):
    """A private answer to one of the times. Why is never asked (P-M15)."""

    YES = "can"
    PUSH = "push"
    NO = "cannot"


Said = Mapping[PersonId, Sequence[Can]]
"""Each person's answers so far, one for each of the times in order. Somebody may be part-way through."""


# When the poll ends


def poll_ends(starts: datetime, now: datetime) -> datetime | None:
    """A day from now, or twelve hours before the old start (UTC). None when too little is left to ask everybody."""
    ends = min(now + POLL_LASTS, starts - ENDS_BEFORE)
    return ends if ends - now >= SHORTEST_POLL else None


def staff_poll_ends(starts: datetime, closes: datetime, now: datetime) -> datetime:
    """Half of what is left before the start; once that has gone by, before it `closes` by itself."""
    last = starts if starts > now else closes
    return now + max(timedelta(), last - now) / 2


# The times on offer


@dataclass(frozen=True)
class Near:
    """What a new time must fit: not before `earliest` (UTC), kind hours of `zone`, clear of `busy` and `holidays`."""

    earliest: datetime
    zone: str = UK
    busy: Sequence[Slot] = ()
    holidays: Collection[date] = ()

    def fits(self, slot: Slot) -> bool:
        if slot.start < self.earliest or any(slot.clashes(other) for other in self.busy):
            return False
        if calendar.on_a_bank_holiday(slot.start, self.holidays, self.zone):
            return False
        return is_kind(slot, self.zone)


def is_kind(slot: Slot, zone: str) -> bool:
    """Whether it keeps out of the hours from one to three (T-11)."""
    try:
        calendar.check_kind_hours(slot.start, zone)
        calendar.check_kind_hours(slot.end - timedelta(minutes=1), zone)
    except calendar.UnkindHour:
        return False
    return True


def three_times(old: Slot, near: Near) -> list[datetime]:
    """A weekday day, a weekday evening, and a weekend or early one (P-M15), each as near the old date as can be.

    UTC, in order. A part of the week in which nothing fits is left out. Raises NoTimeNear when nothing fits at all.
    """
    found = [at for parts in KINDS if (at := _nearest(old, parts, near)) is not None]
    if not found:
        raise NoTimeNear
    return sorted(found)


def _nearest(old: Slot, parts: Iterable[PartOfWeek], near: Near) -> datetime | None:
    local = old.start.astimezone(ZoneInfo(near.zone))
    days = sorted(range(-FURTHEST, FURTHEST + 1), key=lambda day: (abs(day), -day))
    its_own = calendar.part_of_week(old.start, near.zone)
    for part in parts:
        usual = (local.time().replace(tzinfo=None),) if part is its_own else ()
        for clock in (*usual, *CLOCKS[part]):
            for day in days:
                at = calendar.instant(local.date() + timedelta(days=day), clock, near.zone)
                slot = Slot(at, old.minutes)
                if calendar.part_of_week(at, near.zone) is part and not slot.clashes(old) and near.fits(slot):
                    return at
    return None


def swap(times: Sequence[datetime], own: datetime, zone: str = UK) -> list[datetime]:
    """A time somebody chose, in place of the one in the same part of the week: the three still suit different lives."""
    kind = _kind(own, zone)
    return sorted({own, *(at for at in times if _kind(at, zone) != kind)})


def _kind(at: datetime, zone: str) -> int:
    part = calendar.part_of_week(at, zone)
    return next(place for place, parts in enumerate(KINDS) if part in parts)


# The best of them


def best(
    times: Sequence[datetime],
    said: Said,
    *,
    helpers: Collection[PersonId],
    members: Collection[PersonId],
    old: datetime,
    now: datetime,
) -> datetime | None:
    """The time at which everybody who holds the circle can come, and most members can; None when there is none.

    A helper who said no, or nothing, rules a time out. So do members of whom fewer can than cannot; without members
    (only those who hold it were asked) the helpers decide. Of what is left: the most members, then the fewest who
    come at a push, then the nearest to the old start, then the earlier.
    """
    fitting = [place for place, at in enumerate(times) if at > now and _works(place, said, helpers, members)]
    if not helpers or not fitting:
        return None

    def rank(place: int) -> tuple[int, int, timedelta, datetime]:
        coming = _coming(place, said, members)
        pushed = sum(_said(place, said, one) is Can.PUSH for one in {*helpers, *members})
        return -coming, pushed, abs(times[place] - old), times[place]

    return times[min(fitting, key=rank)]


def _works(place: int, said: Said, helpers: Collection[PersonId], members: Collection[PersonId]) -> bool:
    if any(_said(place, said, one) in {None, Can.NO} for one in helpers):
        return False
    cannot = sum(_said(place, said, one) is Can.NO for one in members)
    return not members or _coming(place, said, members) > cannot


def _coming(place: int, said: Said, members: Collection[PersonId]) -> int:
    return sum(_said(place, said, one) in {Can.YES, Can.PUSH} for one in members)


def _said(place: int, said: Said, person: PersonId) -> Can | None:
    answers = said.get(person, ())
    return answers[place] if place < len(answers) else None


def all_in(said: Said, asked: Collection[PersonId], count: int) -> bool:
    """Has everybody who was asked answered for each of the `count` times?"""
    return all(len(said.get(person, ())) >= count for person in asked)


# Two people: all after, and the third in a row


def by_as_much(starts: Sequence[datetime], old: datetime, new: datetime, zone: str = UK) -> list[datetime]:
    """Each of `starts`, so many days on and at the same wall time as a meeting moved from `old` to `new` (UTC)."""
    was, now_at = old.astimezone(ZoneInfo(zone)), new.astimezone(ZoneInfo(zone))
    days, clock = (now_at.date() - was.date()).days, now_at.time().replace(tzinfo=None)
    return [calendar.instant(at.astimezone(ZoneInfo(zone)).date() + timedelta(days=days), clock, zone) for at in starts]


def moves_in_a_row(oldest_first: Iterable[tuple[str, int]]) -> int:
    """How often a pair has moved since they last met: each meeting as (state, how often it moved)."""
    count = 0
    for state, moves in oldest_first:
        count = 0 if state == "met" else count + moves
    return count


def is_tricky(moves: int) -> bool:
    """The third move in a row, and every third after it: «Tricky to find time» (J7)."""
    return moves > 0 and moves % TRICKY_AFTER == 0
