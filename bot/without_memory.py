"""Help without memory: when the database cannot be reached, the help card still goes out, straight over the wire."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.sorting import Raw, waits_in
from bot.wire import Wire
from handlers import support
from handlers.talk.words import of

log = structlog.get_logger("without-memory")

PATIENCE = 2.0
"""Seconds somebody who asks for help waits for the database before they are answered without it."""
MOST_REMEMBERED = 1000


class WithoutMemory:
    """`standing_by(raw)` around the taking of an update: a person who asks for help is answered whatever happens in it.

    Which updates were answered so is kept in memory alone. When the database is back the update is taken in the
    ordinary way, and the card is said a second time: too often is better than not at all.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._answered: OrderedDict[int, None] = OrderedDict()

    @asynccontextmanager
    async def standing_by(self, raw: Raw, *, mute: bool) -> AsyncIterator[None]:
        """Answer when the block takes too long, or fails, or when our letters are kept back (`mute`)."""
        chat = waits_in(raw)
        if chat is None or not asks_for_help(raw):
            yield
            return
        waiting = asyncio.create_task(self._if_slow(raw, chat))
        try:
            yield
            if mute:
                await self._answer(raw, chat)
        except Exception:
            await self._answer(raw, chat)
            raise
        finally:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)

    async def _if_slow(self, raw: Raw, chat: int) -> None:
        await asyncio.sleep(PATIENCE)
        await self._answer(raw, chat)

    async def _answer(self, raw: Raw, chat: int) -> None:
        update = int(raw["update_id"])
        if update in self._answered:
            return
        self._answered[update] = None
        if len(self._answered) > MOST_REMEMBERED:
            self._answered.popitem(last=False)
        tap = raw.get("callback_query")
        if isinstance(tap, dict):
            await self._wire.call("answerCallbackQuery", {"callback_query_id": tap.get("id")})
        reply = await self._wire.call("sendMessage", {"chat_id": chat, **support.without_memory(of())})
        log.warning("answered-without-memory", update=update, code=reply.code)
        if not reply.ok:
            del self._answered[update]


def asks_for_help(raw: Raw) -> bool:
    """Whether this update asks for the help card, by a command, a link or a tap."""
    tap, message = raw.get("callback_query"), raw.get("message")
    if isinstance(tap, dict):
        return support.wants_card("", str(tap.get("data") or ""))
    return isinstance(message, dict) and support.wants_card(str(message.get("text") or ""), "")
