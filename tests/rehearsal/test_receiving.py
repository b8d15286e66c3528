"""How news reaches the bot: polling, offsets, conflicts, webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client, Clock


async def test_news_stays_until_a_higher_offset_confirms_it(call: Client, ama: Person) -> None:
    ama.says("a")
    ama.says("b")
    first = await call.does("getUpdates", limit=1)
    assert [update["message"]["text"] for update in first] == ["a"]
    assert await call.does("getUpdates", limit=1) == first
    second = await call.does("getUpdates", offset=first[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in second] == ["b"]
    assert await call.does("getUpdates", offset=second[0]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_only_the_last(call: Client, ama: Person) -> None:
    ama.says("a")
    ama.says("b")
    assert [update["message"]["text"] for update in await call.does("getUpdates", offset=-1)] == ["b"]
    assert len(await call.does("getUpdates")) == 1


async def test_a_poll_waits_for_news(call: Client, ama: Person, server: RehearsalServer) -> None:
    poll = asyncio.create_task(call.does("getUpdates", timeout=30))
    await server.until(lambda: server.polling.waits)
    await server.quiet()
    ama.says("here")
    assert (await poll)[0]["message"]["text"] == "here"


async def test_the_older_of_two_polls_is_ended(call: Client, server: RehearsalServer) -> None:
    older = asyncio.create_task(call.refused("getUpdates", timeout=30))
    await server.until(lambda: server.polling.waits)
    assert await call.does("getUpdates") == []
    assert await older == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


async def test_the_kinds_asked_for_are_remembered(call: Client, ama: Person) -> None:
    await call.does("getUpdates", allowed_updates=["callback_query"])
    ama.says("not wanted")
    assert await call.does("getUpdates") == []
    await call.does("getUpdates", allowed_updates=[])
    ama.says("wanted")
    assert len(await call.does("getUpdates")) == 1


async def test_after_24_hours_news_is_gone(call: Client, ama: Person, clock: Clock) -> None:
    ama.says("old")
    clock.forward(hours=25)
    assert await call.does("getUpdates") == []


async def test_quiet_does_not_come_before_the_news_is_confirmed(ama: Person, server: RehearsalServer) -> None:
    ama.says("waiting")
    with pytest.raises(TimeoutError):
        await server.quiet(seconds=0.01)


class Hook:
    """A bot's webhook that answers the given codes one after the other, then 200."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.heard: list[tuple[str, str]] = []

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.heard.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")))
        if self.codes:
            return web.Response(status=self.codes.pop(0))
        chat_id = update["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat_id, "text": "by return"})


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Hook, str]]:
    heard, app = Hook(500), web.Application()
    app.router.add_post("/", heard.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield heard, f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_a_webhook_gets_each_update_until_it_takes_it(
    call: Client, ama: Person, server: RehearsalServer, hook: tuple[Hook, str]
) -> None:
    heard, url = hook
    server.postman.retry_seconds = 0
    assert await call.does("setWebhook", url=url, secret_token="s-e_1") is True
    ama.says("one")
    ama.says("two")
    await server.quiet()
    assert heard.heard == [("one", "s-e_1"), ("one", "s-e_1"), ("two", "s-e_1")]
    assert [message.text for message in ama.hears()] == ["by return", "by return"]
    info = await call.does("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 0
    poll = await call.refused("getUpdates")
    assert poll == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    assert await call.does("deleteWebhook", drop_pending_updates=True) is True
    assert await call.does("getUpdates") == []


async def test_webhooks_elsewhere_or_with_odd_secrets_are_refused(call: Client) -> None:
    away = await call.refused("setWebhook", url="https://example.org/hook")
    assert away == (400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known")
    plain = await call.refused("setWebhook", url="ftp://localhost")
    assert plain == (400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    odd = await call.refused("setWebhook", url="http://127.0.0.1:1/", secret_token="no spaces")
    assert odd == (400, "Bad Request: secret token contains unallowed characters")
