"""The webhook's door: whoever has not the secret is turned away unread, and Telegram is told again where to post."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from bot import serving, web
from bot.app import Running, opened
from bot.config import Secret
from tests.core.test_web import SECRET, update
from tests.stage import Stage, quick_kdf

MARKER = "juniper-lantern-8841"
ASKED = "X-Telegram-Bot-Api-Secret-Token"
TEN_MB = 10_000_000


@pytest.fixture
async def server(stage: Stage) -> AsyncIterator[TestServer]:
    running = stage.running
    app = web.build(
        running.database, running.door, running.receiver, running.poller, webhook=web.Webhook("/telegram", SECRET)
    )
    served = TestServer(app)
    async with served:
        yield served


async def posts(server: TestServer, secret: bytes, body: bytes, *, length: int | None = None) -> int:
    """The status that a hand-written request gets, as whoever is no Telegram would write it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    head = [
        b"POST /telegram HTTP/1.1", b"Host: 127.0.0.1", b"Content-Type: application/json",
        ASKED.encode() + b": " + secret, b"Content-Length: %d" % (len(body) if length is None else length),
    ]  # fmt: skip
    writer.write(b"\r\n".join(head) + b"\r\n\r\n" + body)
    async with asyncio.timeout(5):
        status = int((await reader.readline()).split()[1])
    writer.close()
    return status


def spoken(number: int = 7001) -> bytes:
    return json.dumps(update(number, MARKER)).encode()


@pytest.mark.parametrize(
    "secret",
    [b"", b"wrong", SECRET.encode() + b"x", SECRET.upper().encode(), b"x" * 4000, b"\xff\xfe", "ключ".encode()],
    ids=["empty", "wrong", "one sign more", "other case", "long", "no text", "another alphabet"],
)
async def test_whoever_has_not_the_secret_is_turned_away_and_nothing_is_read_or_logged(
    stage: Stage, server: TestServer, caplog: pytest.LogCaptureFixture, secret: bytes
) -> None:
    """Hostile 67."""
    caplog.set_level(logging.DEBUG)
    assert await posts(server, secret, spoken()) == 403
    assert await posts(server, secret, b"{", length=TEN_MB) == 403  # answered without waiting for the rest
    async with stage.database.read() as tx:
        assert not await tx.conn.slow("select * from seen where update_id = 7001")
    said = [(r.name, r.getMessage()) for r in caplog.records if r.name.startswith(("web", "receive", "aiohttp"))]
    assert said == []


async def test_a_body_that_trickles_in_is_not_waited_for(server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SLOWEST", 0.2)
    assert await posts(server, SECRET.encode(), spoken()[:30], length=900) == 408


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"update_id":', b"\xff\xff", b'"text"', b"null"])
async def test_what_is_no_update_is_refused_and_nothing_is_logged(
    server: TestServer, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    caplog.set_level(logging.DEBUG)
    assert await posts(server, SECRET.encode(), body) == 400
    assert [r.name for r in caplog.records if r.name.startswith(("web", "aiohttp"))] == []


async def test_a_body_too_large_is_refused(server: TestServer) -> None:
    assert await posts(server, SECRET.encode(), b"x" * 2_000_000, length=TEN_MB) == 413


@asynccontextmanager
async def by_webhook(stage: Stage) -> AsyncIterator[Running]:
    """The stage's house, opened as a bot that waits to be posted to."""
    await stage.end()
    told: dict[str, Any] = {"mode": "webhook", "webhook_url": f"{stage.server.url}/x", "webhook_secret": Secret(SECRET)}
    config = replace(stage.config, telegram=replace(stage.config.telegram, **told))
    async with opened(config, clock=stage.clock, kdf=quick_kdf()) as running, serving.receiving(running):
        yield running


async def test_telegram_is_told_where_to_post_until_it_has_heard(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "TRY_AGAIN", 0.05)
    stage.server.faults.refuse(502, method="setWebhook", times=2)
    async with by_webhook(stage) as running:
        await stage.server.until(lambda: stage.server.counts["setwebhook", 502] == 1)
        assert not running.poller.receiving
        await stage.server.until(lambda: stage.server.counts["setwebhook", 200] == 1)
        assert stage.server.world.webhook


async def test_a_webhook_that_somebody_took_away_is_seen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LOOK", 0.05)
    async with by_webhook(stage) as running:
        await looked(stage)
        assert running.poller.receiving
        stage.server.world.webhook = None
        await looked(stage)
        assert not running.poller.receiving


async def looked(stage: Stage) -> None:
    before = stage.server.counts["getwebhookinfo", 200]
    await stage.server.until(lambda: stage.server.counts["getwebhookinfo", 200] >= before + 2)
