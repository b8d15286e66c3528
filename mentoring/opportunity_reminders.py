"""The one reminder a coordinator may send of a chance: when it may go, and who has a reminder of their own that day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mentoring import opportunities
from mentoring.keep_times import KEEP, Kept
from mentoring.problems import Problem

A_DAY = timedelta(days=1)


class RemindedAlready(Problem):
    """It goes once only."""


class TooSoonToRemind(Problem):
    """Its first results are not out yet, or some of its copies still wait."""


class SendingIsPaused(Problem):
    """Nothing of it goes out for now."""


class SentTooLongAgo(Problem):
    """Who got a copy is not kept any more."""


def check(sent: datetime, closes: datetime, now: datetime, *, paused: bool, settled: bool, reminded: bool) -> None:
    """May an open chance be brought up once more (J8)? `settled`: each copy has arrived, or never will. Times are UTC.

    Raises RemindedAlready, SendingIsPaused, SentTooLongAgo, TooSoonToRemind.
    """
    if reminded:
        raise RemindedAlready
    if paused:
        raise SendingIsPaused
    if now >= sent + KEEP[Kept.SEND_LOG].time:
        raise SentTooLongAgo
    if not settled or opportunities.results_as_of(sent, closes, now) is None:
        raise TooSoonToRemind


def is_own_day(closes: date, now: datetime, *, zone: str) -> bool:
    """Whether somebody who saved it is reminded anyway, as they were promised, on this day of theirs (P-T4.01)."""
    today = now.astimezone(ZoneInfo(zone)).date()
    own = opportunities.reminders(closes, now - A_DAY, zone=zone)
    return any(at.astimezone(ZoneInfo(zone)).date() == today for at in own)
