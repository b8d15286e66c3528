"""Pace: Telegram's limits by our own count, the most urgent first, so that no 429 is ever needed to stop us."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from storage.core.letters import Lane

WINDOW, SOONER = 1.01, 0.007
"""Seconds in which we send one second's worth; what the road delays unevenly comes on top (see `landed`). Somebody who
waits may have the place of one of an even row that much sooner: one in a row is no burst."""
LATEST = 0.25
"""The most that one slow call may hold back the others, in seconds."""
EVENLY_FROM = Lane.SESSION
"""Lanes from here on leave evenly: two hundred circles may meet at the same minute, and a reply waits one slot."""
SPREAD = 0.957
"""The share of the limit that these lanes use; the rest is left to replies."""
GROUP_WINDOW, GROUP_AT_MOST = 60.6, 20
CHAT_WINDOW, CHAT_AT_MOST = 3.06, 3
"""A private chat may get a short burst, then one a second."""
REMEMBERED = 10_000
LONG = 60.0


@dataclass
class Slot:
    """One message that may go. While it is on its way, Telegram may yet count it later than we did."""

    at: float
    even: bool = False
    late: float = 0.0

    def until(self, *, urgent: bool = False) -> float:
        """When it no longer counts."""
        return self.at + WINDOW + self.late - (SOONER if urgent and self.even else 0.0)


@dataclass(order=True)
class _Waiting:
    lane: int
    turn: int
    chat: int = field(compare=False)
    granted: "asyncio.Future[Slot]" = field(compare=False)


class Pace:
    """`await slot(lane, chat)` before each message. `per_second` 0 lifts our limits (a server of one's own)."""

    def __init__(self, per_second: int, *, now: Callable[[], float] | None = None) -> None:
        self._per_second = per_second
        self._now = now or asyncio.get_running_loop().time
        self._sent: deque[Slot] = deque()
        self._took: deque[float] = deque(maxlen=100)
        self._next_spread = -LONG
        self._chats: dict[int, deque[float]] = {}
        self._held: dict[int, float] = {}
        self._held_all = -LONG
        self._waiting: list[_Waiting] = []
        self._order = itertools.count()
        self._asked = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    async def slot(self, lane: Lane, chat: int) -> Slot:
        """Return when one message to `chat` may go. Say `landed` when it was answered."""
        if not self._per_second and chat not in self._held and self._held_all < self._now():
            return Slot(self._now())
        mine = self.ask(lane, chat)
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())
        slot = await mine
        slot.late = LATEST
        return slot

    def landed(self, slot: Slot) -> None:
        """It was answered. What it took longer than the quickest of late may have passed before Telegram counted it,
        so it counts that much longer here: a stutter of ours or of the road is then no burst in Telegram's eyes."""
        now = self._now()
        self._took.append(now - slot.at)
        slot.late = min(self._took[-1] - min(self._took), LATEST)
        if now > slot.at + WINDOW:
            self._asked.set()

    def hold(self, chat: int, seconds: float) -> None:
        """A 429 named this chat: nothing more to it for a while."""
        self._held[chat] = max(self._held.get(chat, -LONG), self._now() + seconds)

    def hold_all(self, seconds: float) -> None:
        """A 429 for everything."""
        self._held_all = max(self._held_all, self._now() + seconds)

    def held_for(self, chat: int) -> float:
        """How many seconds this chat, or everything, is still to rest."""
        return max(self._held.get(chat, -LONG), self._held_all) - self._now()

    def close(self) -> None:
        """Let nobody through any more."""
        if self._keeper is not None:
            self._keeper.cancel()

    def ask(self, lane: Lane, chat: int) -> "asyncio.Future[Slot]":
        """Stand in line; the future is done when it is one's turn."""
        mine = _Waiting(int(lane), next(self._order), chat, asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, mine)
        self._asked.set()
        return mine.granted

    def let_one_go(self) -> int | None:
        """Let the most urgent who may go now go, and say to which chat; None when nobody may."""
        now, passed = self._now(), []
        try:
            while self._waiting:
                first = heapq.heappop(self._waiting)
                if first.granted.done():
                    continue  # they were cancelled
                if self._wait(first, now) <= 0:
                    first.granted.set_result(self._count(first, now))
                    return first.chat
                passed.append(first)
                if self._overall(first.lane, now) > 0 and first.lane < Lane.BROADCAST:
                    return None  # the whole road is full: nobody less urgent may overtake
            return None
        finally:
            for waiting in passed:
                heapq.heappush(self._waiting, waiting)

    async def _keep(self) -> None:
        while self._waiting:
            while self.let_one_go() is not None:
                pass
            now = self._now()
            soonest = min((self._wait(one, now) for one in self._waiting), default=LONG)
            self._asked.clear()
            try:
                async with asyncio.timeout(max(soonest, 0.0005)):
                    await self._asked.wait()
            except TimeoutError:
                continue

    def _wait(self, one: _Waiting, now: float) -> float:
        """Seconds until this one may go."""
        held = max(self._held.get(one.chat, now), self._held_all) - now
        if not self._per_second:
            return held
        return max(held, self._overall(one.lane, now), self._of_chat(one.chat, now))

    def _overall(self, lane: int, now: float) -> float:
        urgent = lane < EVENLY_FROM
        full = self._until_room(now, urgent=urgent) if self._per_second else 0.0
        if urgent:
            return full
        # Spread evenly, and leaving a place free in most seconds, so that a reply hardly waits.
        return max(full, self._next_spread - now)

    def _until_room(self, now: float, *, urgent: bool) -> float:
        while self._sent and self._sent[0].until() <= now:
            self._sent.popleft()
        if len(self._sent) < self._per_second:
            return 0.0
        counts = [until for slot in self._sent if (until := slot.until(urgent=urgent)) > now]
        return counts[-self._per_second] - now if len(counts) >= self._per_second else 0.0

    def _of_chat(self, chat: int, now: float) -> float:
        sent = self._chats.get(chat)
        if sent is None:
            return 0.0
        window, most = (GROUP_WINDOW, GROUP_AT_MOST) if chat < 0 else (CHAT_WINDOW, CHAT_AT_MOST)
        return _until_room(sent, now, window, most)

    def _count(self, one: _Waiting, now: float) -> Slot:
        slot = Slot(now, even=one.lane >= EVENLY_FROM)
        self._held.pop(one.chat, None)
        if not self._per_second:
            return slot
        self._sent.append(slot)
        self._chats.setdefault(one.chat, deque()).append(now)
        if slot.even:  # by the plan and not by the clock: a late wake-up costs nothing for good
            apart = 1 / (self._per_second * SPREAD)
            self._next_spread = max(self._next_spread, now - apart) + apart
        if len(self._chats) > REMEMBERED:
            self._chats = {chat: sent for chat, sent in self._chats.items() if sent[-1] > now - GROUP_WINDOW}
        return slot


def _until_room(sent: deque[float], now: float, window: float, most: int) -> float:
    """Forget what has left the window; seconds until one more fits."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    return sent[0] + window - now if len(sent) >= most else 0.0
