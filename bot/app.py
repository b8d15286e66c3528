"""The whole bot on one page: its features in order, how it opens, and how it closes."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web
from telegram.error import NetworkError, RetryAfter
from telegram.ext import Application, ContextTypes, ExtBot

from bot import rounds
from bot import web as web_app
from bot.alone import only_one
from bot.carry import Courier
from bot.clock import Alarm, Clock, pause
from bot.config import Config
from bot.deliver import Door
from bot.features import HANDLERS, KINDS, NIGHTLY, ROUTES
from bot.held import Held
from bot.not_saved import NotSaved
from bot.pace import Pace
from bot.polling import Poller
from bot.receive import App, Desk, Receiver
from bot.reply import Reply
from bot.switchboard import Switchboard
from bot.wire import Wire, is_loopback
from bot.without_memory import WithoutMemory
from handlers import privacy
from handlers.reflections import showing
from handlers.talk.turn import House, Turn
from storage import reconcile
from storage.core import letters, migrate, rotation
from storage.core.anchors import Anchoring
from storage.core.database import Database
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore
from storage.core.ledger import Ledger
from storage.core.vault import KeyDerivation, OpenVaults
from storage.core.wholeness import is_whole

log = structlog.get_logger("app")

MINUTE = 60.0
NEVER = (
    "can_read_all_group_messages",
    "supports_inline_queries",
    "can_connect_to_business",
    "supports_guest_queries",
)
"""Settings at BotFather that would let the bot see what it must not."""


class TokenRefused(Exception):
    """Telegram has never accepted this token."""


class UnsafeBot(Exception):
    """The bot's own settings at BotFather would let it see more than it should: `what` names the setting."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass
class Running:
    """A bot that is open. `quiet()` returns when it has nothing left to do: tests and the rehearsal wait on it."""

    config: Config
    clock: Clock
    database: Database
    keystore: Keystore
    door: Door
    receiver: Receiver
    poller: Poller
    desk: Desk
    web: web.Application
    anchoring: Anchoring

    async def quiet(self) -> None:
        await self.receiver.quiet()
        await self.door.quiet()

    async def every_minute(self) -> None:
        """The round, unless we are held. A replica that fell behind is tried again; then both files agree anew."""
        if self.receiver.held is None:
            await rounds.every_minute(self.desk)
            await self.keystore.renew_replica()
            await self.anchoring.drop(self.clock.now())

    async def nightly(self) -> None:
        """The keep times, unless we are held."""
        if self.receiver.held is None:
            await rounds.nightly(self.desk, NIGHTLY)

    def hold(self) -> None:
        """Take nothing and tell nothing from here on, but for the help card."""
        self.receiver.held = self.receiver.held or Held(self.poller.wire)
        self.door.pause(paused=True)
        self.desk.house.vaults.close_all()

    def found_damaged(self) -> None:
        log.error("database-damaged", todo="docs/runbook.md: The database is damaged")
        self.hold()

    async def look_at_the_clock(self) -> None:
        """The clock was moved: do what is due by it."""
        await self.every_minute()
        self.door.wake()
        await self.quiet()


@asynccontextmanager
async def opened(
    config: Config, *, clock: Clock | None = None, kdf: KeyDerivation | None = None
) -> AsyncIterator[Running]:
    """Open the memory, the wire and the door. Raises TokenRefused, AlreadyRunning, UnsafeBot, NewerSchema,
    DatabaseDamaged and the keystore's own refusals; nothing is written before all of them are past."""
    clock = clock or Clock(file=config.rehearsal.clock_file)
    async with AsyncExitStack() as stack:
        stack.enter_context(only_one(migrate.path_of(config.storage.url)))
        rotation.finish(config.keys.master_key_file, config.storage.keystore_path, config.storage.path)
        whole = await asyncio.to_thread(_looked_over, config)
        master = MasterKey.load(config.keys.master_key_file)
        keystore = await Keystore.open(migrate.path_of(config.storage.keystore_url), master)
        stack.push_async_callback(keystore.close)
        keystore.ledger, keystore.replica = Ledger(config.backup.erasures), config.backup.keystore_replica
        database = await Database.open(migrate.path_of(config.storage.url), keystore)
        stack.push_async_callback(database.close)
        wire = _wire(config)
        await wire.initialize()
        stack.push_async_callback(wire.shutdown)
        me = await _introduce(wire)
        running = await _assemble(config, clock, database, wire, me, kdf or KeyDerivation(), stack)
        await _settle_in(running, stack, whole=whole)
        await _start(running, clock, stack)
        yield running


def _looked_over(config: Config) -> bool:
    """Whether every page of the database is whole; only then is it brought to today's form."""
    migrate.schema_state(config.storage.url)
    whole = is_whole(config.storage.path)
    if whole:
        migrate.migrate(config.storage.url)
    return whole


def _wire(config: Config) -> Wire:
    token = config.telegram.token
    if token is None:
        raise TokenRefused
    return Wire(config.telegram.api_base_url, token.reveal(), loopback_only=is_loopback(config.telegram.api_base_url))


async def _assemble(
    config: Config,
    clock: Clock,
    database: Database,
    wire: Wire,
    me: dict[str, Any],
    kdf: KeyDerivation,
    stack: AsyncExitStack,
) -> Running:
    pace = Pace(config.telegram.messages_per_second)
    stack.callback(pace.close)
    vaults = OpenVaults(clock.monotonic)
    stack.callback(vaults.close_all)
    database.keystore.on_pair_made, database.keystore.on_pairs_gone = vaults.made, vaults.gone
    database.on_part_changed = vaults.close_soon
    courier = Courier(
        database, wire, pace, clock, KINDS, bot_name=str(me["username"]), bot_id=int(me["id"]), vaults=vaults
    )
    door = Door(database, wire, courier, clock, KINDS)
    database.before_commit = letters.write_owed
    database.on_commit = door.fresh
    stack.callback(kdf.close)
    house = House(str(me["username"]), config, vaults, kdf, config.web.public_url)
    app = await _application(config, wire, stack)
    receiver = Receiver(app, database, door, clock, house, WithoutMemory(wire), NotSaved(wire))
    stack.push_async_callback(receiver.close)
    desk = Desk(database, clock, house)
    poller = Poller(wire, receiver, on_conflict=lambda two: door.pause(paused=two or receiver.held is not None))
    site = web_app.build(database, door, receiver, poller, webhook=_webhook(config), routes=[r(desk) for r in ROUTES])
    return Running(config, clock, database, database.keystore, door, receiver, poller, desk, site, Anchoring(database))


async def _settle_in(running: Running, stack: AsyncExitStack, *, whole: bool) -> None:
    """Take up where we left off; or hold still, when the memory is damaged or not of one day."""
    database, now = running.database, running.clock.now()
    database.on_damage = running.found_damaged
    if not whole:
        database.stop_writing()
        return
    async with database.begin() as tx:
        await letters.recover_claims(tx)
        await showing.hide_all(tx, now)
    await reconcile.lay_to_rest(database, now)  # whoever was erased stays erased, whatever was put back
    standing = await reconcile.look(database)
    if standing.in_step:
        await _agree(running.desk, running.anchoring, stack)
    else:
        log.error("older-copy-detected", which=standing.verdict.value, todo="python -m bot restore-ack")
        running.hold()


async def _agree(desk: Desk, anchoring: Anchoring, stack: AsyncExitStack) -> None:
    """Finish what a crash left, and drop the anchor: now, and again at a clean end."""
    await privacy.finish_leaving(desk)
    await reconcile.let_go_orphans(desk.database)
    await anchoring.drop(desk.clock.now())

    async def at_the_end() -> None:
        with contextlib.suppress(sqlite3.Error):  # a full disk: the next start finds the two one step apart at most
            await anchoring.drop(desk.clock.now())

    stack.push_async_callback(at_the_end)


async def _start(running: Running, clock: Clock, stack: AsyncExitStack) -> None:
    alarm = Alarm(clock)
    running.door.set_alarm = alarm.at
    alarm.start(running.door.wake, running.nightly)
    stack.callback(alarm.stop)
    alarm.every(MINUTE, running.every_minute)
    sending = asyncio.create_task(running.door.run())
    stack.push_async_callback(_end, sending)
    stack.push_async_callback(running.door.close)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _application(config: Config, wire: Wire, stack: AsyncExitStack) -> App:
    """python-telegram-bot's Application: its handlers and filters, without its own receiving."""
    token = config.telegram.token
    bot: ExtBot[None] = ExtBot(
        token.reveal() if token else "",
        base_url=config.telegram.api_base_url,
        base_file_url=config.telegram.api_file_url,
        request=wire,
        get_updates_request=wire,
    )
    app: App = (
        Application.builder().bot(bot).updater(None).job_queue(None).context_types(ContextTypes(context=Turn)).build()
    )
    app.add_handler(Switchboard(HANDLERS))
    while True:
        try:
            await app.initialize()
        except (NetworkError, RetryAfter) as trouble:
            log.warning("telegram-unreachable", trouble=type(trouble).__name__)
            await pause(1.0, asyncio.Event())
            continue
        stack.push_async_callback(app.shutdown)
        return app


async def _introduce(wire: Wire) -> dict[str, Any]:
    """Who we are, however long Telegram takes to answer. Raises TokenRefused and UnsafeBot."""
    wait = 0.5
    while True:
        reply = await wire.call("getMe", {})
        if reply.ok:
            return _safe(reply)
        if reply.code in (401, 404):
            raise TokenRefused
        log.warning("telegram-unreachable", code=reply.code)
        await pause(max(wait, reply.retry_after or 0.0), asyncio.Event())
        wait = min(wait * 2, 15.0)


def _safe(reply: Reply) -> dict[str, Any]:
    me: dict[str, Any] = reply.result
    for flag in NEVER:
        if me.get(flag):
            raise UnsafeBot(flag)
    return me


def _webhook(config: Config) -> web_app.Webhook | None:
    if config.telegram.mode != "webhook" or config.telegram.webhook_secret is None:
        return None
    return web_app.Webhook("/telegram", config.telegram.webhook_secret.reveal())
