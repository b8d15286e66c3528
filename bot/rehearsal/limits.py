"""How fast a bot may talk before Telegram says 429: to everyone, to one group, to one person."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from typing import Literal

from bot.rehearsal.refusals import too_many

Counting = Literal["sliding", "bucket"]
COUNTED = frozenset({"sendmessage", "sendphoto", "senddocument", "sendvoice", "copymessage", "forwardmessage"})


class Window:
    """At most `most` in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 means now."""
        times = self._times
        while times and now - times[0] >= self.seconds:
            times.popleft()
        return 0.0 if len(times) < self.most else times[0] + self.seconds - now

    def take(self, now: float) -> None:
        """Count one."""
        self._times.append(now)


class Bucket:
    """`rate` a second on average, `burst` at once."""

    def __init__(self, rate: float, burst: int) -> None:
        self.rate, self.burst = rate, burst
        self._level = float(burst)
        self._at: float | None = None

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 means now."""
        if self._at is not None:
            self._level = min(self.burst, self._level + (now - self._at) * self.rate)
        self._at = now
        return 0.0 if self._level >= 1.0 - 1e-9 else (1.0 - self._level) / self.rate

    def take(self, now: float) -> None:
        """Count one."""
        self.wait(now)
        self._level -= 1.0


class Limits:
    """Telegram's limits, counted on a monotonic clock in seconds. Off unless `on` is set."""

    def __init__(
        self,
        *,
        on: bool = False,
        counting: Counting = "sliding",
        monotonic: Callable[[], float] = time.monotonic,
        overall: int = 30,
        group_a_minute: int = 20,
        private_burst: int = 3,
    ) -> None:
        self.on = on
        self.counting = counting
        self.monotonic = monotonic
        self.overall = overall
        self.group_a_minute = group_a_minute
        self.private_burst = private_burst
        self._all = self._overall()
        self._chats: dict[int, Window | Bucket] = {}

    def use(self, *, on: bool = True, counting: Counting = "sliding") -> None:
        """Switch the limits on or off and choose how the overall one counts; starts counting afresh."""
        self.on, self.counting = on, counting
        self._all = self._overall()
        self._chats.clear()

    def check(self, method: str, chat_id: int) -> None:
        """Count one call of a lower-case method to a chat. Raises `Refused` 429 when it comes too early."""
        if not self.on or method not in COUNTED:
            return
        now = self.monotonic()
        chat = self._chats.get(chat_id) or self._chats.setdefault(chat_id, self._for(chat_id))
        wait = max(self._all.wait(now), chat.wait(now))
        if wait > 0:
            raise too_many(max(1, math.ceil(wait - 1e-9)))
        self._all.take(now)
        chat.take(now)

    def _overall(self) -> Window | Bucket:
        return Window(self.overall, 1.0) if self.counting == "sliding" else Bucket(self.overall, self.overall)

    def _for(self, chat_id: int) -> Window | Bucket:
        return Window(self.group_a_minute, 60.0) if chat_id < 0 else Bucket(1.0, self.private_burst)
