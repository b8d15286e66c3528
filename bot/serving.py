"""Serving: the open bot, listening, until somebody asks it to stop."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import web

from bot.app import Running, opened
from bot.config import Config
from bot.sorting import ALLOWED
from handlers import menu
from handlers.talk.words import of
from storage.core.vault import KeyDerivation

log = structlog.get_logger("app")


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
    async with opened(config, kdf=kdf) as running, site(running), receiving(running):
        gc.freeze()  # what the house is made of stays: from here on only what turns leave behind is looked through
        open_now.set()
        log.info("running", mode=config.telegram.mode)
        await stopping.wait()
        log.info("stopping")


@asynccontextmanager
async def receiving(running: Running) -> AsyncIterator[None]:
    """Take updates, by polling or by webhook, for as long as the block lasts."""
    config, wire = running.config.telegram, running.poller.wire
    for call in menu.default_menus(of("en")):
        await wire.call(call.method, call.params)
    if config.mode == "webhook":
        secret = config.webhook_secret
        params = {"url": config.webhook_url, "allowed_updates": ALLOWED, "secret_token": secret and secret.reveal()}
        running.poller.receiving = (await wire.call("setWebhook", params)).ok
        yield
        return
    await wire.call("deleteWebhook", {"drop_pending_updates": False})
    polling = asyncio.create_task(running.poller.run())
    try:
        yield
    finally:
        running.poller.stopping.set()
        with contextlib.suppress(asyncio.CancelledError):
            await polling


@asynccontextmanager
async def site(running: Running) -> AsyncIterator[None]:
    """The web app, for as long as the block lasts."""
    runner = web.AppRunner(running.web, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, running.config.web.host, running.config.web.port).start()
    try:
        yield
    finally:
        await runner.cleanup()
