"""Pace: Telegram's limits by our own count, the most urgent first, so that no 429 is ever needed to stop us."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from storage.core.letters import Lane

WINDOW = 1.02
"""Seconds in which we send one second's worth: a margin for the jitter of the road (0.98 of the limit)."""
GROUP_WINDOW = 60.6
GROUP_AT_MOST = 20
CHAT_BURST = 3
"""Messages a private chat may get at once before one a second."""


@dataclass(order=True)
class _Waiting:
    lane: int
    turn: int
    chat: int
    granted: "asyncio.Future[None]"


class Pace:
    """`await slot(lane, chat)` before each message. `per_second` 0 lifts every limit (a server of one's own)."""

    def __init__(self, per_second: int, *, now: Callable[[], float] | None = None) -> None:
        self._per_second = per_second
        self._now = now or asyncio.get_running_loop().time
        self._sent: deque[float] = deque()
        self._last_broadcast = -1e9
        self._chats: dict[int, deque[float]] = {}
        self._held: dict[int, float] = {}
        self._held_all = 0.0
        self._waiting: list[_Waiting] = []
        self._order = itertools.count()
        self._woken = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    async def slot(self, lane: Lane, chat: int) -> None:
        """Return when one message to `chat` may go."""
        if not self._per_second and not self._held_all and chat not in self._held:
            return
        mine = _Waiting(int(lane), next(self._order), chat, asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, mine)
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._grant())
        self._woken.set()
        try:
            await mine.granted
        except asyncio.CancelledError:
            mine.granted.cancel()
            raise

    def hold(self, chat: int, seconds: float) -> None:
        """A 429 named this chat: nothing more to it for a while."""
        self._held[chat] = self._now() + seconds

    def hold_all(self, seconds: float) -> None:
        """A 429 for everything."""
        self._held_all = self._now() + seconds

    def close(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()

    async def _grant(self) -> None:
        while self._waiting:
            wait = self._grant_next()
            if wait is None:
                continue
            self._woken.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                continue

    def _grant_next(self) -> float | None:
        """Let the most urgent who may go now go; else how many seconds until somebody may."""
        now, soonest, passed = self._now(), 60.0, []
        try:
            while self._waiting:
                first = heapq.heappop(self._waiting)
                if first.granted.done():
                    return None
                wait = self._wait(first, now)
                if wait <= 0:
                    self._count(first, now)
                    first.granted.set_result(None)
                    return None
                passed.append(first)
                soonest = min(soonest, wait)
                if self._overall(first.lane, now) > 0 and first.lane < Lane.BROADCAST:
                    break  # the whole road is full: nobody less urgent may go either
            return soonest if passed else None
        finally:
            for waiting in passed:
                heapq.heappush(self._waiting, waiting)

    def _wait(self, one: _Waiting, now: float) -> float:
        held = max(self._held.get(one.chat, 0.0), self._held_all) - now
        if not self._per_second:
            return held
        return max(held, self._overall(one.lane, now), self._of_chat(one.chat, now))

    def _overall(self, lane: int, now: float) -> float:
        while self._sent and self._sent[0] <= now - WINDOW:
            self._sent.popleft()
        full = self._sent[-self._per_second] + WINDOW - now if len(self._sent) >= self._per_second else 0.0
        if lane >= Lane.BROADCAST:  # spread out evenly, so that a reply finds a slot at once
            return max(full, self._last_broadcast + WINDOW / self._per_second - now)
        return full

    def _of_chat(self, chat: int, now: float) -> float:
        window, most = (GROUP_WINDOW, GROUP_AT_MOST) if chat < 0 else (float(CHAT_BURST), CHAT_BURST)
        sent = self._chats.get(chat)
        if not sent:
            return 0.0
        while sent and sent[0] <= now - window:
            sent.popleft()
        if not sent:
            del self._chats[chat]
            return 0.0
        return sent[-most] + window - now if len(sent) >= most else 0.0

    def _count(self, one: _Waiting, now: float) -> None:
        self._held.pop(one.chat, None)
        if not self._per_second:
            return
        self._sent.append(now)
        self._chats.setdefault(one.chat, deque()).append(now)
        if one.lane >= Lane.BROADCAST:
            self._last_broadcast = now
        if len(self._chats) > 10_000:  # people who wrote long ago need no count
            self._chats = {c: s for c, s in self._chats.items() if s[-1] > now - GROUP_WINDOW}
