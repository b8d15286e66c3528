"""The rehearsal's server: a strict Bot API over HTTP on this machine alone, for our bot and for anybody's."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from types import TracebackType
from typing import NamedTuple

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from bot.rehearsal import control
from bot.rehearsal.asked import LARGEST_UPLOAD, Asked, read
from bot.rehearsal.faults import Fault, Faults
from bot.rehearsal.limits import Limits
from bot.rehearsal.methods import METHODS
from bot.rehearsal.methods.receiving import Polling
from bot.rehearsal.people import Person
from bot.rehearsal.posting import Postman
from bot.rehearsal.refusals import Json, Refused
from bot.rehearsal.updates import Update
from bot.rehearsal.world import World, utc_now

TOKEN = "1000:rehearsal-token-for-this-machine-only"  # noqa: S105 -- opens nothing but a rehearsal on loopback
PATIENCE = 30.0
"""Seconds: a busy machine may be slow, and what never happens is still told."""
_TOKEN_FORM = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{20,80}\Z")
Observer = Callable[[str, object], None]
Page = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Send(NamedTuple):
    """One successful call: method, chat id (None without one), and when it came on the monotonic clock, in seconds."""

    method: str
    chat_id: int | None
    at: float


class RehearsalServer:
    """A Bot API 10.0 server on 127.0.0.1. Use it with `async with`; everything is reachable from its attributes."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        now: Callable[[], datetime] = utc_now,
        privacy_mode: bool = True,
        limits: Limits | None = None,
    ) -> None:
        self.world = World(token, now=now, privacy_mode=privacy_mode)
        self.faults = Faults(self.world)
        self.limits = limits or Limits()
        self.polling = Polling(self.world)
        self.postman = Postman(self.world, self._update_seen, self._webhook_answered)
        self.sends: list[Send] = []
        self.counts: Counter[tuple[str, int]] = Counter()
        self.observers: list[Observer] = []
        self.page: Page | None = None
        self.port = port
        self._runner: web.ServerRunner | None = None
        self._postman_at_work: asyncio.Task[None] | None = None

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    @property
    def url(self) -> str:
        """`http://127.0.0.1:<port>`, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_base_url(self) -> str:
        """Ends in `/bot`: the token is appended, as python-telegram-bot does."""
        return f"{self.url}/bot"

    @property
    def api_file_url(self) -> str:
        """Ends in `/file/bot`: the token is appended."""
        return f"{self.url}/file/bot"

    def person(self, first_name: str, username: str = "", *, last_name: str = "", language: str = "en") -> Person:
        """Someone new who has never met the bot."""
        return Person(self.world, self.world.add_user(first_name, username, last_name=last_name, language=language))

    async def __aenter__(self) -> RehearsalServer:
        server = web.Server(
            self._handle, request_factory=_request, handler_cancellation=True, access_log=None, keepalive_timeout=75
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = int(self._runner.addresses[0][1])
        self._postman_at_work = asyncio.create_task(self.postman.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.polling.closing = True
        self.faults.release()
        if self._postman_at_work is not None:
            self._postman_at_work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._postman_at_work
        if self._runner is not None:
            await self._runner.cleanup()

    async def until(self, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait without sleeping until something holds in this world. Raises TimeoutError."""
        if not await self.world.changed.until(true, seconds):
            raise TimeoutError("what was waited for did not happen")

    async def quiet(self, seconds: float = PATIENCE) -> None:
        """Wait until every update is confirmed and the bot waits for more. Raises TimeoutError."""
        await self.until(self._is_quiet, seconds)

    def _is_quiet(self) -> bool:
        return self.world.updates.idle and (self.world.webhook is not None or self.polling.waits)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/bot"):
            return await self._call(request, path[4:])
        if path.startswith("/file/bot"):
            return self._file(path[9:])
        if path.startswith("/rehearsal/api/"):
            return await control.answer(self, request, path[15:])
        if self.page is not None:
            return await self.page(request)
        return _refusal(Refused(404, "Not Found"))

    async def _call(self, request: web.BaseRequest, rest: str) -> web.StreamResponse:
        token, _, name = rest.partition("/")
        method = name.lower()
        code = 200
        try:
            self._check_token(token)
            asked = await read(request)
            answer = await self._answer(request, method, asked)
        except Refused as refused:
            code = refused.code
            answer = _refusal(refused)
        self.counts[method, code] += 1
        self.world.changed.ring()
        if self.faults.round_trip_ms:
            await asyncio.sleep(self.faults.round_trip_ms / 1000)
        return answer

    def _check_token(self, token: str) -> None:
        if token == self.world.token:
            return
        if _TOKEN_FORM.match(token):
            raise Refused(401, "Unauthorized")
        raise Refused(404, "Not Found")

    async def _answer(self, request: web.BaseRequest, method: str, asked: Asked) -> web.StreamResponse:
        chat_id = asked.integer("chat_id") or None
        fault = self.faults.take(method, chat_id) if self.faults.arranged else None
        if fault is not None and fault.trouble not in {"truncated", "drop_after"}:
            return await self._trouble(request, fault)
        self.limits.check(method, chat_id or 0)
        result = await self.do(method, asked)
        body = json.dumps({"ok": True, "result": result}).encode()
        if fault is not None:
            return _break_off(request, fault, body)
        return web.Response(body=body, content_type="application/json")

    async def do(self, method: str, asked: Asked) -> object:
        """Do one call by its lower-case method and give its result. Raises `Refused`."""
        if self.world.logged_out and method != "logout":
            raise Refused(400, "Logged out")
        if method == "getupdates":
            updates = await self.polling.get_updates(asked)
            for update in updates:
                self._update_seen(update)
            return [update.json() for update in updates]
        return self._do_now(method, asked)

    def _do_now(self, method: str, asked: Asked) -> object:
        known = METHODS.get(method)
        if known is None:
            raise Refused(404, "Not Found")
        result = known(self.world, asked)
        self.sends.append(Send(method, asked.integer("chat_id") or None, time.monotonic()))
        for observer in self.observers:
            observer(method, result)
        self.world.changed.ring()
        return result

    async def _trouble(self, request: web.BaseRequest, fault: Fault) -> web.StreamResponse:
        if fault.trouble == "refuse":
            raise fault.refusal
        if fault.trouble == "page":
            page = (
                f"<html><head><title>{fault.refusal.code}</title></head><body>{fault.refusal.description}</body></html>"
            )
            return web.Response(text=page, status=fault.refusal.code, content_type="text/html")
        if fault.trouble == "hang":
            await self.world.changed.until(lambda: not self.faults.holds(fault), 3600)
            raise fault.refusal
        return _cut(request)

    def _update_seen(self, update: Update) -> None:
        if not update.spoiled:
            for observer in self.observers:
                observer("update", update.json())

    def _webhook_answered(self, answer: object) -> None:
        if isinstance(answer, dict) and isinstance(answer.get("method"), str):
            with contextlib.suppress(Refused):
                self._do_now(answer["method"].lower(), Asked(answer))

    def _file(self, rest: str) -> web.Response:
        token, _, path = rest.partition("/")
        try:
            self._check_token(token)
        except Refused as refused:
            return _refusal(refused)
        kept = next((kept for kept in self.world.files.values() if kept.path == path), None)
        if kept is None:
            return _refusal(Refused(404, "Not Found"))
        return web.Response(body=kept.content, content_type="application/octet-stream")


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    # The limit lies above the largest upload, so that a file of a little more is refused by name.
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST_UPLOAD + 2**22)


def _refusal(refused: Refused) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters is not None:
        body["parameters"] = refused.parameters
    headers = (
        {"Retry-After": str(refused.parameters["retry_after"])} if refused.code == 429 and refused.parameters else {}
    )
    return web.Response(
        body=json.dumps(body).encode(), status=refused.code, content_type="application/json", headers=headers
    )


def _break_off(request: web.BaseRequest, fault: Fault, body: bytes) -> web.Response:
    if fault.trouble == "drop_after":
        return _cut(request)
    return web.Response(body=body[: max(1, len(body) // 2)], content_type="application/json")


def _cut(request: web.BaseRequest) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=502)


async def _run(port: int, token: str) -> None:
    async with RehearsalServer(token=token, port=port) as server:
        sys.stdout.write(f"Bot API at {server.url}, control at {server.url}/rehearsal/api/\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run a small Telegram by itself, for anybody's bot, until Ctrl-C."""
    words = argparse.ArgumentParser(
        description="A strict Bot API server on this machine, for rehearsing any bot.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    words.add_argument("--port", type=int, default=8081, help="where to listen on 127.0.0.1; 0 picks a free port")
    words.add_argument("--token", default=TOKEN, help="the token the bot will use")
    asked = words.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(asked.port, asked.token))


if __name__ == "__main__":
    main()
