"""Planning a circle: a title that tells nothing, and the days it meets."""

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from mentoring.calendar import MAX_MINUTES, Every, Pattern, Slot, check_meeting, occurrences
from mentoring.names import clean_name
from mentoring.problems import Problem

FEWEST_SEATS = 5
FURTHEST = timedelta(days=366)

_WORD = re.compile(r"[^\W\d_]+")


class TitleTellsTooMuch(Problem):
    """A title that would out people on a lock screen (`suggestion`)."""


class TooFarAhead(Problem):
    """The first session is more than a year away."""


def tells_too_much(title: str, stems: Collection[str], words: Collection[str]) -> bool:
    """Would the title say who its people are? `stems` match the start of a word, `words` a whole one (K13, H-03)."""
    said = _words(title)
    return any(word in words or any(word.startswith(stem) for stem in stems) for word in said)


def check_title(title: str, stems: Collection[str], words: Collection[str], *, suggestion: str) -> str:
    """The title, tidied. Raises UnclearName or TitleTellsTooMuch (K13)."""
    tidy = clean_name(title)
    if tells_too_much(tidy, stems, words):
        raise TitleTellsTooMuch(suggestion=suggestion)
    return tidy


def _words(title: str) -> list[str]:
    """The words as read, accents off; letters standing alone are read together: B. M. E. is bme."""
    plain = "".join(s for s in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(s))
    words = _WORD.findall(plain)
    alone = "".join(word if len(word) == 1 else " " for word in words).split()
    return words + alone


def check_first(first: datetime, *, now: datetime, zone: str) -> None:
    """Raises InThePast, TooFarAhead, or UnkindHour if the longest session from then on would touch one (K2)."""
    if first > now + FURTHEST:
        raise TooFarAhead
    check_meeting(Slot(first, MAX_MINUTES), now=now, zone=zone)


def dates(first: datetime, every_weeks: int, zone: str, *, after: datetime, count: int) -> list[datetime]:
    """The next `count` starts (UTC) later than `after`, in step with `first` and at the same wall time all year."""
    local = first.astimezone(ZoneInfo(zone))
    pattern = Pattern(Every.WEEKS, every_weeks, local.weekday(), time(local.hour, local.minute), zone)
    gone = max(0, (after - first).days // (7 * every_weeks))
    every_one = occurrences(pattern, first, count=gone + count + 2)
    passed = sum(1 for _ in takewhile(lambda at: at <= after, every_one))
    return every_one[passed : passed + count]
