"""The watchdog: says which part of the house holds everything up, and ends a process that hears nobody any more.

Whoever started the process starts it anew. Everything that was acknowledged is on disk; the rest stands with Telegram.
"""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType

import structlog

log = structlog.get_logger("watchdog")

TICK = 1.0
"""Seconds between two looks. Looks are counted, not time: a machine that slept was not stuck."""
SAYS_AFTER, ENDS_AFTER = 5, 120
STUCK = 70
"""The exit code."""
ROOMS = ("handlers", "storage", "mentoring", "bot")
MOST_PLACES = 8


@asynccontextmanager
async def watched(*, tick: float = TICK, end: Callable[[int], object] = os._exit) -> AsyncIterator[None]:
    """Watch the loop this runs in, for as long as the block lasts. `end` is called from another thread."""
    turns, over, mine = threading.Event(), threading.Event(), threading.get_ident()
    thread = threading.Thread(target=_watch, args=(turns, over, mine, tick, end), name="watchdog", daemon=True)
    beating = asyncio.create_task(_beat(turns, tick))
    thread.start()
    try:
        yield
    finally:
        over.set()
        beating.cancel()


async def _beat(turns: threading.Event, tick: float) -> None:
    while True:
        turns.set()
        await asyncio.sleep(tick / 2)


def _watch(
    turns: threading.Event, over: threading.Event, thread: int, tick: float, end: Callable[[int], object]
) -> None:
    missed = 0
    while not over.wait(tick):
        missed = 0 if turns.is_set() else missed + 1
        turns.clear()
        if missed == SAYS_AFTER:
            log.error("stuck", places=places(sys._current_frames().get(thread)))
        elif missed == ENDS_AFTER:
            log.critical("stuck-for-good", places=places(sys._current_frames().get(thread)))
            end(STUCK)


def places(frame: FrameType | None) -> list[str]:
    """Where in our own rooms a thread is, the innermost first: names of modules and functions, never what they hold."""
    found: list[str] = []
    while frame is not None and len(found) < MOST_PLACES:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in ROOMS:
            found.append(f"{module}.{frame.f_code.co_qualname}")
        frame = frame.f_back
    return found
