"""Times people type: «Thu 12 Feb 7pm», «next Tuesday at 18:30», read in their own zone."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mentoring import calendar
from mentoring.problems import Problem

LONGEST = 60
_JUST_A_NUMBER = re.compile(r"\W*\d+\W*")
_HAS_A_TIME = re.compile(r"\d[:h]\d\d|\d\s*[ap]m\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d\d)(?=\s*[ap]m\b)")
_SPELLED = {"midday": "12:00", "noon": "12:00", "a.m.": "am", "p.m.": "pm", "a.m": "am", "p.m": "pm"}


class TimeNotUnderstood(Problem):
    """No day and time could be read in what was typed."""


class DayNotUnderstood(Problem):
    """No day could be read in what was typed."""


def understand_day(text: str, *, now: datetime, zone: str = calendar.UK, past: bool = False) -> date:
    """A typed day without a time, the next such one when it could be several (`past`: the last such one).

    Raises DayNotUnderstood.
    """
    said = text.strip().lower().removeprefix("next ")
    found = None if _JUST_A_NUMBER.fullmatch(said) else _parsed(said, now, zone, prefer="past" if past else "future")
    if found is None:
        raise DayNotUnderstood
    return found.date()


def understand(text: str, *, now: datetime, zone: str = calendar.UK) -> datetime:
    """A typed day and time as UTC, the next such one when it could be several. Raises TimeNotUnderstood."""
    said = text.strip().lower().removeprefix("next ")
    for spelled, read in _SPELLED.items():
        said = said.replace(spelled, read)
    said = _DOTTED.sub(r"\1:\2", said)
    if len(said) > LONGEST or not _HAS_A_TIME.search(said):
        raise TimeNotUnderstood
    found = _parsed(said, now, zone)
    if found is None:
        raise TimeNotUnderstood
    return calendar.instant(found.date(), found.time().replace(second=0, microsecond=0, tzinfo=None), zone)


def _parsed(said: str, now: datetime, zone: str, *, prefer: str = "future") -> datetime | None:
    import dateparser  # noqa: PLC0415 -- its language data are 8 MB that a bot nobody types a date to does without

    local_now = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    settings = {"RELATIVE_BASE": local_now, "PREFER_DATES_FROM": prefer, "DATE_ORDER": "DMY"}
    return dateparser.parse(said, languages=["en"], settings=settings)
