"""The clock: what time it is, and waking whoever asked. A rehearsal may move it; rows, not timers, are the truth."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_SLEEPS_COUNT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock:
    """Aware UTC now, real or moved ahead. `file` (rehearsal only) holds how many seconds ahead this bot lives."""

    def __init__(self, *, file: Path | None = None) -> None:
        self._ahead = timedelta()
        self._file = file

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    @property
    def ahead(self) -> timedelta:
        if self._file is not None and self._file.exists():
            return timedelta(seconds=float(self._file.read_text() or 0))
        return self._ahead

    def monotonic(self) -> float:
        """Seconds that never jump, moved along with a moved clock: for how long things stay open.

        A machine that slept has slept for all of it (CLOCK_BOOTTIME), and nobody's setting of its clock counts.
        """
        return time.clock_gettime(_SLEEPS_COUNT) + self.ahead.total_seconds()

    def set(self, at: datetime) -> None:
        """Live at another time from here on."""
        self._ahead = at - datetime.now(UTC)

    def real(self, at: datetime) -> datetime:
        """When the real clock shows what this one shows at `at`."""
        return at - self.ahead


class Alarm:
    """APScheduler, for two things: waking the door when the next letter is due, and the nightly round."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._wakes: Callable[[], None] = lambda: None

    def start(self, wake: Callable[[], None], nightly: Callable[[], Awaitable[None]]) -> None:
        self._wakes = wake
        self._scheduler.start()
        self._scheduler.add_job(_done, "cron", args=[nightly], hour=3, minute=30, id="nightly", misfire_grace_time=3600)

    def every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do a round again and again."""
        self._scheduler.add_job(_done, "interval", args=[work], seconds=seconds, max_instances=1, coalesce=True)

    def at(self, due: datetime | None) -> None:
        """Wake the door at `due` by the bot's own clock; None when nothing waits."""
        if due is None:
            return
        when = max(self._clock.real(due), datetime.now(UTC))
        self._scheduler.add_job(
            self._wake, "date", run_date=when, id="door", replace_existing=True, misfire_grace_time=None
        )

    async def _wake(self) -> None:
        self._wakes()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _done(work: Callable[[], Awaitable[None]]) -> None:
    """APScheduler awaits coroutine functions alone; anything else it calls in a thread, and drops what comes back."""
    await work()


async def pause(seconds: float, stopping: asyncio.Event) -> None:
    """Wait, but not through a shutdown."""
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
