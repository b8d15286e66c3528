"""The web app in the bot's process: health, numbers, the webhook, and what features add (calendar feeds)."""

import asyncio
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot import measures
from bot.deliver import Door
from bot.receive import NotTaken, Receiver
from bot.sorting import Raw
from storage.core.database import Database

log = structlog.get_logger("web")

SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
LARGEST_UPDATE = 1024 * 1024
SLOWEST = 20.0
"""Seconds for an update to come in whole."""


class Listening(Protocol):
    """Whatever hands us updates: it knows whether Telegram is answering."""

    receiving: bool


@dataclass(frozen=True)
class Webhook:
    """Where Telegram posts updates, and the secret it must send with each."""

    path: str
    secret: str


def build(
    database: Database,
    door: Door,
    receiver: Receiver,
    listening: Listening,
    *,
    webhook: Webhook | None = None,
    routes: Sequence[web.RouteDef] = (),
) -> web.Application:
    """Every route on one page."""
    app = web.Application(client_max_size=LARGEST_UPDATE, middlewares=[_with_safe_headers])

    async def healthz(_: web.Request) -> web.Response:
        state = {
            "ready": True,
            "receiving": listening.receiving,
            "paused": door.paused,
            "backlog": door.waiting,
            "last_commit": database.last_commit.isoformat() if database.last_commit else None,
        }
        well = listening.receiving and not door.paused
        return web.json_response(state, status=200 if well else 503)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(measures.REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics), *routes])
    if webhook is not None:
        app.router.add_post(webhook.path, _webhook(receiver, webhook))
    return app


def _webhook(receiver: Receiver, webhook: Webhook) -> Any:
    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), webhook.secret.encode()):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        raw = await _update_in(request)
        if isinstance(raw, HTTPStatus):
            return web.Response(status=raw)
        try:
            await receiver.take(raw)  # answered only after the commit: until then Telegram keeps the update
        except NotTaken:
            return web.Response(status=503)
        return web.Response()

    return receive


async def _update_in(request: web.Request) -> Raw | HTTPStatus:
    """The update that was posted, or why there is none."""
    try:
        async with asyncio.timeout(SLOWEST):
            raw = json.loads(await request.read())
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except (ValueError, RecursionError):
        return HTTPStatus.BAD_REQUEST
    return raw if isinstance(raw, dict) else HTTPStatus.BAD_REQUEST


@web.middleware
async def _with_safe_headers(request: web.Request, handler: Any) -> web.StreamResponse:
    answer: web.StreamResponse = await handler(request)
    for name, value in SAFE_HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer
