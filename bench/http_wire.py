"""As much of HTTP as a Bot API server needs and no more, so that the bots are what takes the time."""

import asyncio
import re
from collections.abc import Callable
from typing import cast

Answer = Callable[[bytes, int], None]
"""Sends one answer: the JSON body and the HTTP status."""

Ask = Callable[[str, bytes, Answer], None]
"""Called for every request: the method's name (`sendMessage`), its body as it came, and the way to answer."""

_METHOD = re.compile(rb"^[A-Z]+ /(?:bot)?[^/ ]+/([A-Za-z]+)(\?[^ ]*)? ")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_CONTINUE = re.compile(rb"\r\nexpect: *100-continue", re.IGNORECASE)
_REASON = {200: b"OK", 429: b"Too Many Requests"}


class Wire(asyncio.Protocol):
    """One connection: requests are cut out of the bytes, answers go back in the order they were asked."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._bytes = b""
        self._transport: asyncio.Transport | None = None
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport, self._bytes = None, b""

    def data_received(self, data: bytes) -> None:
        self._bytes += data
        self._next()

    def _next(self) -> None:
        if self._busy:
            return
        end = self._bytes.find(b"\r\n\r\n")
        if end < 0:
            return
        head, rest = self._bytes[: end + 2], self._bytes[end + 4 :]
        taken = self._body(head, rest)
        if taken is None:
            return
        body, self._bytes = taken
        found = _METHOD.match(head)
        self._busy = True
        self._ask(found[1].decode() if found else "", body + (found[2] or b"" if found else b""), self._answer)

    def _body(self, head: bytes, rest: bytes) -> tuple[bytes, bytes] | None:
        """The body and what follows it, or None while some of it is still on its way."""
        if _CONTINUE.search(head) and not rest and self._transport:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if _CHUNKED.search(head):
            return _unchunk(rest)
        length = _LENGTH.search(head)
        size = int(length[1]) if length else 0
        return (rest[:size], rest[size:]) if len(rest) >= size else None

    def _answer(self, body: bytes, status: int = 200) -> None:
        self._busy = False
        if self._transport:
            head = b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            self._transport.write(head % (status, _REASON.get(status, b"Error"), len(body)) + body)
        if self._bytes:
            self._next()


def _unchunk(rest: bytes) -> tuple[bytes, bytes] | None:
    parts: list[bytes] = []
    while True:
        line = rest.find(b"\r\n")
        if line < 0:
            return None
        size = int(rest[:line].split(b";")[0], 16)
        if len(rest) < line + 2 + size + 2:
            return None
        parts.append(rest[line + 2 : line + 2 + size])
        rest = rest[line + 2 + size + 2 :]
        if size == 0:
            return b"".join(parts), rest
