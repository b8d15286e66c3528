"""A Bot API server that checks nothing and forgets everything, so that the bots are what takes the time.

Not the rehearsal server, which is strict where Telegram is strict. Edits do not count against the limit here,
and nobody hears them as an answer.
"""

import asyncio
import re
import time
from collections import Counter, deque
from collections.abc import Callable

from bench.http_wire import Answer
from bench.limits import Limit, NoLimit

Reply = Callable[[bytes, int], object]
"""An answer on its way, at once or half a round trip later."""

_CHAT = re.compile(rb'chat_id(?:=|"?\s*:\s*"?|"(?:\r\n[^\r\n]+)*\r\n\r\n)(-?\d+)')
_OFFSET = re.compile(rb'offset(?:=|"?\s*:\s*"?|"(?:\r\n[^\r\n]+)*\r\n\r\n)(-?\d+)')
_TIMEOUT = re.compile(rb'timeout(?:=|"?\s*:\s*"?|"(?:\r\n[^\r\n]+)*\r\n\r\n)(\d+)')
_BATCH = 100
"""Telegram hands over at most this many updates at once."""

_TRUE = b'{"ok":true,"result":true}'
_TOO_MANY = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
)
_ME = (
    b'{"id":1000001,"is_bot":true,"first_name":"Bench","username":"bench_bot","can_join_groups":false,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":false}'
)
_MESSAGE = (
    b'{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private","first_name":"Bench"},'
    b'"from":{"id":1000001,"is_bot":true,"first_name":"Bench","username":"bench_bot"},"text":"ok"}'
)
_UPDATE = (
    b'{"update_id":%d,"message":{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private","first_name":"Bench"},'
    b'"from":{"id":%d,"is_bot":false,"first_name":"Bench","language_code":"en"},"text":%s%s}}'
)
_COMMAND = b',"entities":[{"type":"bot_command","offset":0,"length":%d}]'
_WEBHOOK = b'{"url":"","has_custom_certificate":false,"pending_update_count":0}'
_ANSWERS = {
    "getMe": _ME,
    "getWebhookInfo": _WEBHOOK,
    "getMyCommands": b"[]",
    "getMyName": b'{"name":"Bench"}',
    "getMyDescription": b'{"description":""}',
    "getMyShortDescription": b'{"short_description":""}',
    "getChatMenuButton": b'{"type":"commands"}',
    "getChatAdministrators": b"[]",
}


class Server:
    """The Bot API side: updates kept until confirmed, sends counted against the limit."""

    def __init__(self) -> None:
        self.round_trip = 0.0
        self.limit: Limit = NoLimit()
        self.calls: Counter[str] = Counter()
        self.too_many = 0
        self.polls = 0
        self.first_poll: float | None = None
        self.confirmed = 0
        self.accepted: Callable[[int, bytes, float], None] = lambda _chat, _body, _now: None
        self._updates: deque[tuple[int, bytes]] = deque()
        self._next_update = int(time.time() * 1000)  # a bot that remembers an earlier stub must not know them
        self._next_message = 1
        self._waiting: tuple[Reply, asyncio.TimerHandle] | None = None
        self._poll_heard = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def ask(self, method: str, body: bytes, answer: Answer) -> None:
        """One request: half of the round trip before it takes effect, half after."""
        if self.round_trip:
            half = self.round_trip / 2

            def later(out: bytes, status: int) -> None:
                self._loop.call_later(half, answer, out, status)

            self._loop.call_later(half, self._effect, method, body, later)
        else:
            self._effect(method, body, answer)

    def say(self, person: int, text: bytes) -> None:
        """Somebody writes to the bot in private. `text` is a JSON string with its quotes."""
        number = self._next_update
        self._next_update += 1
        entity = _COMMAND % (len(text.split()[0].strip(b'"'))) if text.startswith(b'"/') else b""
        update = _UPDATE % (number, self._message_number(), int(time.time()), person, person, text, entity)
        self._updates.append((number, update))
        if self._waiting:
            answer, timer = self._waiting
            timer.cancel()
            self._waiting = None
            self._loop.call_soon(self._hand_over, answer)

    async def polled(self, count: int) -> None:
        """Waits until getUpdates has been asked `count` times since the last forgetting."""
        while self.polls < count:
            self._poll_heard.clear()
            await self._poll_heard.wait()

    def forget(self) -> None:
        """Counts start again at nothing; updates that wait stay."""
        self.calls.clear()
        self.too_many = self.polls = 0
        self.first_poll = None

    def _effect(self, method: str, body: bytes, answer: Reply) -> None:
        self.calls[method] += 1
        if method == "getUpdates":
            self._get_updates(body, answer)
        elif method.startswith(("send", "edit", "copy", "forward")) and method != "sendChatAction":
            self._message(method, body, answer)
        else:
            known = _ANSWERS.get(method)
            answer(b'{"ok":true,"result":%s}' % known if known else _TRUE, 200)

    def _message(self, method: str, body: bytes, answer: Reply) -> None:
        now = time.monotonic()
        if not method.startswith("edit") and not self.limit.passes(now):
            self.too_many += 1
            answer(_TOO_MANY, 429)
            return
        found = _CHAT.search(body)
        chat = int(found[1]) if found else 0
        message = _MESSAGE % (self._message_number(), int(time.time()), chat)
        answer(b'{"ok":true,"result":%s}' % message, 200)
        if not method.startswith("edit"):
            self.accepted(chat, body, now)

    def _get_updates(self, body: bytes, answer: Reply) -> None:
        self.polls += 1
        self.first_poll = self.first_poll or time.monotonic()
        self._poll_heard.set()
        offset = _OFFSET.search(body)
        if offset:
            while self._updates and self._updates[0][0] < int(offset[1]):
                self._updates.popleft()
                self.confirmed += 1
        timeout = _TIMEOUT.search(body)
        if self._updates or not timeout or int(timeout[1]) == 0:
            self._hand_over(answer)
            return
        if self._waiting:
            self._empty(*self._waiting)
        self._waiting = (answer, self._loop.call_later(int(timeout[1]), self._give_up_waiting))

    def _hand_over(self, answer: Reply) -> None:
        batch = b",".join(update for _, update in list(self._updates)[:_BATCH])
        answer(b'{"ok":true,"result":[%s]}' % batch, 200)

    def _give_up_waiting(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, None
            self._empty(*waiting)

    def _empty(self, answer: Reply, timer: asyncio.TimerHandle) -> None:
        timer.cancel()
        answer(b'{"ok":true,"result":[]}', 200)

    def _message_number(self) -> int:
        self._next_message += 1
        return self._next_message
