"""People who write to the bot and wait for its answer, as many and as often as an order says."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from typing import TypedDict

from bench.limits import Counting, limit
from bench.server import Server

_WORDS = ("shift", "circle", "tired", "ward", "night", "listen", "heard", "rest", "mentor", "promotion", "kind", "tea")
_LAST_ANSWERS = 3.0
"""Seconds that whoever asked just before the last letter went out is still waited for."""


class Order(TypedDict, total=False):
    """The particulars of an order: seconds unless the name says otherwise."""

    round_trip_ms: float
    counting: str
    per_second: int
    first: int
    people: int
    in_flight: int
    turns: int
    warm_up: int
    rate: float
    seconds: float
    letters: int
    start_person: int
    start_text: str
    text: str
    text_bytes: int
    mark: str
    patience: float
    polls: int


class Found(TypedDict, total=False):
    """What the stub saw. Times are seconds; `waits` holds one entry per answered message, in order of answering."""

    seconds: float
    answered: int
    unanswered: int
    waits: list[float]
    calls: dict[str, int]
    too_many: int
    first_poll: float
    reached: int
    twice: int
    accepted: int
    busiest_group: int
    error: str


class Crowd:
    """Everybody outside the bot."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._asked: dict[int, float] = {}
        self._waits: list[float] = []
        self._answer_times: list[float] = []
        self._unasked: Counter[int] = Counter()
        self._unasked_times: list[float] = []
        self._to_groups: dict[int, list[float]] = {}
        self._mark = b""
        self._after: Callable[[], None] = lambda: None
        server.accepted = self._hear

    async def obey(self, do: str, order: Order) -> Found:
        """Does what `do` names and tells what was seen."""
        deeds = {
            "settings": self._settings,
            "closed": self._closed,
            "open": self._open,
            "letters": self._letters,
            "say": self._say,
            "forget": self._forget,
            "polled": self._polled,
        }
        return await deeds[do](order)

    def _hear(self, chat: int, body: bytes, now: float) -> None:
        since = self._asked.get(chat)
        if since is not None and self._mark in body:
            del self._asked[chat]
            self._waits.append(now - since)
            self._answer_times.append(now)
        elif since is None:
            self._unasked[chat] += 1
            self._unasked_times.append(now)
        if chat < 0:
            self._to_groups.setdefault(chat, []).append(now)
        self._after()

    def _write(self, person: int, text: bytes) -> None:
        self._asked[person] = time.monotonic()
        self._server.say(person, text)

    def _begin(self, order: Order) -> None:
        self._asked, self._waits, self._answer_times = {}, [], []
        self._unasked, self._unasked_times, self._to_groups = Counter(), [], {}
        self._mark = order.get("mark", "").encode()
        self._server.forget()

    def _found(self, seconds: float) -> Found:
        return Found(
            seconds=seconds,
            answered=len(self._waits),
            unanswered=len(self._asked),
            waits=self._waits,
            calls=dict(self._server.calls),
            too_many=self._server.too_many,
        )

    async def _settings(self, order: Order) -> Found:
        self._server.round_trip = order.get("round_trip_ms", 0.0) / 1000
        self._server.limit = limit(Counting(order.get("counting", "nothing")), order.get("per_second", 30))
        return Found()

    async def _forget(self, order: Order) -> Found:
        self._begin(order)
        return Found()

    async def _polled(self, order: Order) -> Found:
        """Waits for the given number of getUpdates; tells when the first one came, on the system's monotonic clock."""
        try:
            await asyncio.wait_for(self._server.polled(order["polls"]), order.get("patience", 30.0))
        except TimeoutError:
            return Found(error="the bot did not ask for updates", calls=dict(self._server.calls))
        return Found(first_poll=self._server.first_poll or 0.0, calls=dict(self._server.calls))

    async def _say(self, order: Order) -> Found:
        """One person writes one text and waits for the answer."""
        self._begin(order)
        done = asyncio.Event()
        self._after = lambda: done.set() if self._waits else None
        began = time.monotonic()
        self._write(order["start_person"], json.dumps(order["text"]).encode())
        await _within(done, order)
        return self._found(time.monotonic() - began)

    async def _closed(self, order: Order) -> Found:
        """`in_flight` messages are under way at any moment: an answer lets the next person in the queue write.

        The clock runs from the `warm_up`-th answer to the last of the `turns` after it.
        """
        self._begin(order)
        text, done = _text(order["text_bytes"]), asyncio.Event()
        total = order["warm_up"] + order["turns"]
        queue = iter([order["first"] + number % order["people"] for number in range(total)])
        answered = 0

        def let_the_next_write() -> None:
            nonlocal answered
            while answered < len(self._waits):
                answered += 1
                if person := next(queue, None):
                    self._write(person, text)
            if answered >= total:
                done.set()

        self._after = let_the_next_write
        for _ in range(min(order["in_flight"], total)):
            self._write(next(queue), text)
        await _within(done, order)
        times = self._answer_times
        return self._found(times[-1] - times[order["warm_up"] - 1] if len(times) > order["warm_up"] else 0.0)

    async def _open(self, order: Order) -> Found:
        """Somebody writes `rate` times a second for `seconds`, whether or not answers come.

        In the first moment `letters` others, from `start_person` on, say `start_text`; their answers are `reached`.
        """
        self._begin(order)
        done = asyncio.Event()
        for number in range(order.get("letters", 0)):
            self._server.say(order["start_person"] + number, json.dumps(order["start_text"]).encode())
        began = time.monotonic()
        await self._ask_at_a_rate(order, round(order["rate"] * order["seconds"]))
        self._after = lambda: None if self._asked else done.set()
        self._after()
        await _within(done, order)
        found = self._found(time.monotonic() - began)
        found["reached"] = len(self._unasked)
        return found

    async def _ask_at_a_rate(self, order: Order, count: int) -> None:
        text, began = _text(order["text_bytes"]), time.monotonic()
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / order["rate"] - time.monotonic()))
            person = order["first"] + number % order["people"]
            if person not in self._asked:
                self._write(person, text)

    async def _letters(self, order: Order) -> Found:
        """Waits for `letters` unasked messages to as many chats while people go on asking at `rate` a second.

        `seconds` runs from the first to the last of the unasked; `accepted` counts all messages in that time.
        """
        self._begin(order)
        done, expected = asyncio.Event(), order["letters"]
        self._after = lambda: done.set() if len(self._unasked) >= expected else None
        if "start_text" in order:
            self._server.say(order["start_person"], json.dumps(order["start_text"]).encode())
        asking = asyncio.create_task(self._ask_at_a_rate(order, 1_000_000))
        await _within(done, order)
        asking.cancel()
        await self._let_the_last_be_answered()
        return self._found_of_letters()

    async def _let_the_last_be_answered(self) -> None:
        done = asyncio.Event()
        self._after = lambda: None if self._asked else done.set()
        self._after()
        await _within(done, Order(patience=_LAST_ANSWERS))

    def _found_of_letters(self) -> Found:
        times = self._unasked_times
        first, last = (times[0], times[-1]) if times else (0.0, 0.0)
        found = self._found(last - first)
        found["reached"] = len(self._unasked)
        found["twice"] = sum(count - 1 for count in self._unasked.values())
        found["busiest_group"] = max(map(_busiest_minute, self._to_groups.values()), default=0)
        found["accepted"] = len(times) + sum(first <= at <= last for at in self._answer_times)
        return found


def _busiest_minute(times: list[float]) -> int:
    """The most messages that fall into any sixty seconds."""
    return max(sum(at <= other < at + 60.0 for other in times) for at in times)


async def _within(done: asyncio.Event, order: Order) -> None:
    try:
        await asyncio.wait_for(done.wait(), order.get("patience", 60.0))
    except TimeoutError:
        return


def _text(size: int) -> bytes:
    """About `size` letters of plain words, as a JSON string; the same every time."""
    dice = random.Random(5)
    words: list[str] = []
    while sum(len(word) + 1 for word in words) < size:
        words.append(dice.choice(_WORDS))
    return json.dumps(" ".join(words)).encode()
