"""The wire to Telegram: aiohttp, under the library and under our own door alike; asking has a line of its own."""

import ipaddress
import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.reply import Reply, understood

CONNECTIONS = 32
"""Kept open and used again. A rush shares them: each new one would cost more than the message it carries."""
LARGEST = 16 * 1024 * 1024
"""Bytes of one answer at most: a hundred updates of the longest texts, every sign written out, are a third of it."""
UNPACKED = {"Accept-Encoding": "identity"}
"""Answers come as they are. A packed one is not opened: a thousand times its size could hide in it."""


class OffLoopback(RuntimeError):
    """A test or a rehearsal tried to reach past this machine."""


class TooLarge(aiohttp.ClientError):
    """An answer that goes on and on. The rest of it was not read."""


class Wire(BaseRequest):
    """Sends requests. Never logs a body: error bodies may hold people's words."""

    def __init__(self, base_url: str, token: str, *, loopback_only: bool = False, timeout: float = 20.0) -> None:
        self._base = f"{base_url}{token}/"
        self._addresses: dict[str, URL] = {}
        self._loopback_only = loopback_only
        self._timeout = timeout
        self._sending: aiohttp.ClientSession | None = None
        self._asking: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._timeout

    async def initialize(self) -> None:
        """Open both lines; twice is once. What is sent never keeps us from hearing."""
        if self._sending is None or self._sending.closed:
            self._sending, self._asking = self._line(CONNECTIONS), self._line(1)

    async def shutdown(self) -> None:
        for line in (self._sending, self._asking):
            if line is not None:
                await line.close()

    def _line(self, connections: int) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=connections, keepalive_timeout=75),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=self._timeout, sock_connect=10),
            headers=UNPACKED,
            auto_decompress=False,
        )

    async def call(self, method: str, params: dict[str, Any], *, timeout: float | None = None) -> Reply:  # noqa: ASYNC109 -- handed to aiohttp, whose own limits tell "not reached" from "no answer"
        """One Bot API call. Trouble comes back as a Reply, never as an exception."""
        form = _multipart(params) if any(isinstance(value, bytes) for value in params.values()) else None
        sent: dict[str, Any] = {"data": form} if form else {"json": params}
        limit = aiohttp.ClientTimeout(total=timeout or self._timeout, sock_connect=10)
        try:
            # No answer may send us elsewhere: what people said goes to the address we were given, or nowhere.
            line, address = self._open(method), self._address(method)
            async with line.post(address, timeout=limit, allow_redirects=False, **sent) as answer:
                return understood(answer.status, await _body_of(answer))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as trouble:
            return Reply(ok=False, reason=type(trouble).__name__, reached=False)
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            return Reply(ok=False, reason=type(trouble).__name__, unanswered=isinstance(trouble, TimeoutError))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The library's own requests (getMe at start)."""
        body = None if request_data is None else request_data.parameters
        try:
            line, address = self._open(), self._checked(url)
            async with line.request(method, address, json=body or None, allow_redirects=False) as answer:
                return answer.status, await _body_of(answer)
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as trouble:
            raise NetworkError(type(trouble).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library's own, but silent: it would log the whole body."""
        try:
            parsed: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        return parsed

    def _open(self, method: str = "") -> aiohttp.ClientSession:
        line = self._asking if method == "getUpdates" else self._sending
        if line is None:
            raise RuntimeError("the wire is not open: initialize() first")
        return line

    def _address(self, method: str) -> URL:
        if method not in self._addresses:
            self._addresses[method] = self._checked(self._base + method)
        return self._addresses[method]

    def _checked(self, url: str) -> URL:
        if self._loopback_only and not is_loopback(url):
            raise OffLoopback("this bot may only speak on loopback")
        return URL(url)


def is_loopback(url: str) -> bool:
    """Whether an address stays on this machine."""
    host = URL(url).host or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _multipart(params: dict[str, Any]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        if isinstance(value, bytes):
            form.add_field(name, value, filename=str(params.get("_filename", name)))
        elif name != "_filename":
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form


async def _body_of(answer: aiohttp.ClientResponse) -> bytes:
    """The whole body. Raises TooLarge as soon as it passes the bound."""
    if answer.content_length is not None and answer.content_length <= LARGEST:
        return await answer.read()
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > LARGEST:
            raise TooLarge
    return bytes(body)
