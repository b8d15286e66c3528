"""How often words may be tried: a few times freely, then with longer and longer waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.problems import Problem


class TooManyTries(Problem):
    """Wrong words too often: wait `minutes` before trying again."""


@dataclass(frozen=True)
class Tries:
    """Wrong words since the last right ones, and when the last were said (None: never)."""

    wrong: int = 0
    last_at: datetime | None = None


def wait_after(wrong: int) -> timedelta:
    """Five tries are free, then 1, 5, 15 and 60 minutes have to pass before each next one (sealing.md 3.4)."""
    return timedelta(minutes=(1, 5, 15, 60)[min(wrong - 5, 3)] if wrong >= 5 else 0)


def wait_left(tries: Tries, now: datetime) -> timedelta:
    """How long until the next try. Never longer than the whole wait, whatever the clock did in between."""
    if tries.last_at is None:
        return timedelta()
    return max(timedelta(), min(wait_after(tries.wrong), tries.last_at + wait_after(tries.wrong) - now))
