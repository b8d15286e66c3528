"""Serving: the open bot, listening, until somebody asks it to stop."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from aiohttp import web

from bot.app import Running, opened
from bot.clock import pause
from bot.config import Config
from bot.polling import Poller
from bot.sorting import ALLOWED
from bot.watchdog import watched
from handlers import menu
from handlers.talk.words import of
from storage.core.vault import KeyDerivation

log = structlog.get_logger("app")

A_MOMENT = 3.0
"""Seconds that a call under way gets when we are asked to stop."""
LOOK, TRY_AGAIN = 60.0, 3.0
"""Seconds between two looks whether Telegram still posts to us, and between two tries to tell it where."""


async def serve(config: Config, *, kdf: KeyDerivation | None = None) -> int:
    """Run until SIGTERM or Ctrl-C; both end cleanly in well under ten seconds, also while Telegram cannot be reached.

    Returns the exit code. `kdf` is what deriving a key costs; only tests say so.
    """
    stopping, open_now = asyncio.Event(), asyncio.Event()
    work = asyncio.create_task(_run(config, kdf, stopping, open_now))

    def stop() -> None:
        stopping.set()
        if not open_now.is_set():
            work.cancel()

    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop)
    try:
        await work
    except asyncio.CancelledError:
        if not stopping.is_set():
            raise
    return 0


async def _run(config: Config, kdf: KeyDerivation | None, stopping: asyncio.Event, open_now: asyncio.Event) -> None:
    async with opened(config, kdf=kdf) as running, site(running), receiving(running) as listening, watched():
        gc.freeze()  # what the house is made of stays: from here on only what turns leave behind is looked through
        open_now.set()
        log.info("running", mode=config.telegram.mode)
        await _until(stopping, listening)
        log.info("stopping")


async def _until(stopping: asyncio.Event, listening: "asyncio.Task[None]") -> None:
    """Wait until we are asked to stop. Raises what `listening` ended with, if it ended first."""
    asked = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait((asked, listening), return_when=asyncio.FIRST_COMPLETED)
        if listening.done():
            listening.result()
    finally:
        asked.cancel()


@asynccontextmanager
async def receiving(running: Running) -> AsyncIterator["asyncio.Task[None]"]:
    """Take updates, by polling or by webhook, for as long as the block lasts. The task ends early only in trouble."""
    for call in menu.default_menus(of("en")):
        await running.poller.wire.call(call.method, call.params)
    by_webhook = running.config.telegram.mode == "webhook"
    listening = asyncio.create_task(_hang_webhook(running) if by_webhook else _ask_for_updates(running.poller))
    try:
        yield listening
    finally:
        running.poller.stopping.set()
        _, late = await asyncio.wait((listening,), timeout=A_MOMENT)
        for task in late:
            task.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def _ask_for_updates(poller: Poller) -> None:
    """Take down a webhook of earlier times, as soon as Telegram can hear us, and ask."""
    while not poller.stopping.is_set():
        reply = await poller.wire.call("deleteWebhook", {"drop_pending_updates": False})
        if 200 <= reply.code < 500 and reply.code != 429:
            break
        log.warning("webhook-not-taken-down", code=reply.code)
        await pause(TRY_AGAIN, poller.stopping)
    await poller.run()


async def _hang_webhook(running: Running) -> None:
    """Tell Telegram where to post, and look now and then whether it still knows: health is what that look found."""
    config, poller = running.config.telegram, running.poller
    secret = config.webhook_secret
    params = {"url": config.webhook_url, "allowed_updates": ALLOWED, "secret_token": secret and secret.reveal()}
    hung = False
    while not poller.stopping.is_set():
        if not hung:
            hung = poller.receiving = (await poller.wire.call("setWebhook", params)).ok
        else:
            told = await poller.wire.call("getWebhookInfo", {})
            poller.receiving = told.ok and isinstance(told.result, dict) and told.result.get("url") == params["url"]
        if not poller.receiving:
            log.warning("webhook-not-there", hung=hung)
        await pause(LOOK if hung else TRY_AGAIN, poller.stopping)


@asynccontextmanager
async def site(running: Running, *, at: Callable[[web.AppRunner], web.BaseSite] | None = None) -> AsyncIterator[None]:
    """The web app, for as long as the block lasts: where the configuration says, or `at` a place taken already."""
    runner = web.AppRunner(running.web, access_log=None)
    await runner.setup()
    host, port = running.config.web.host, running.config.web.port
    await (web.TCPSite(runner, host, port) if at is None else at(runner)).start()
    try:
        yield
    finally:
        await runner.cleanup()
