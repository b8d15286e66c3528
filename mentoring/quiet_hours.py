"""Quiet hours: the night, when the bot waits with what can wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentoring.calendar import UK, instant


@dataclass(frozen=True)
class QuietHours:
    """From `start` to `end` in the wall time of `zone`, usually across midnight (K14). Both the same: never quiet.

    The end itself is open. A night starts and ends at one instant each, whatever the clocks do in it.
    """

    start: time = time(21)
    end: time = time(8)
    zone: str = UK

    def is_quiet(self, now: datetime) -> bool:
        return self._ends(now) is not None

    def next_open(self, now: datetime) -> datetime:
        """`now` itself when nothing is quiet, else the UTC instant the quiet ends."""
        while (end := self._ends(now)) is not None:
            now = end
        return now

    def _ends(self, now: datetime) -> datetime | None:
        ends = (end for start, end in self._nights(now) if start <= now < end)
        return max(ends, default=None)

    def _nights(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        if self.start == self.end:
            return
        today = now.astimezone(ZoneInfo(self.zone)).date()
        for day in (today - timedelta(days=1), today):
            until = day if self.start < self.end else day + timedelta(days=1)
            yield instant(day, self.start, self.zone), instant(until, self.end, self.zone)


USUAL = QuietHours()
