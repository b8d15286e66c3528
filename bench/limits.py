"""Two ways a server may count thirty messages a second. A good sender holds to both."""

from collections import deque
from enum import StrEnum
from typing import Protocol


class Counting(StrEnum):
    """How the server counts."""

    NOTHING = "nothing"
    SLIDING = "sliding"
    BUCKET = "bucket"


class Limit(Protocol):
    """Says whether one more message may pass."""

    def passes(self, now: float) -> bool:
        """True and counted, or False and not counted. `now` is in seconds of any clock that does not go back."""
        ...


class NoLimit:
    """Everything passes."""

    def passes(self, now: float) -> bool:
        return True


class SlidingWindow:
    """At most `per_second` messages in any second that ends now."""

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._passed: deque[float] = deque()

    def passes(self, now: float) -> bool:
        while self._passed and self._passed[0] <= now - 1.0:
            self._passed.popleft()
        if len(self._passed) >= self._per_second:
            return False
        self._passed.append(now)
        return True


class TokenBucket:
    """A bucket of `per_second` messages that refills evenly: a burst passes once, the mean must hold."""

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._left = float(per_second)
        self._seen: float | None = None

    def passes(self, now: float) -> bool:
        if self._seen is not None:
            self._left = min(float(self._per_second), self._left + (now - self._seen) * self._per_second)
        self._seen = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


def limit(counting: Counting, per_second: int) -> Limit:
    """A fresh limit of the kind asked for."""
    match counting:
        case Counting.SLIDING:
            return SlidingWindow(per_second)
        case Counting.BUCKET:
            return TokenBucket(per_second)
        case Counting.NOTHING:
            return NoLimit()
