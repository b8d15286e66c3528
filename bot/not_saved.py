"""Not saved: whoever wrote or tapped hears it when the disk takes nothing, straight over the wire."""

from collections import OrderedDict

import structlog

from bot.sorting import Raw, waits_in
from bot.wire import Wire
from bot.without_memory import asks_for_help
from handlers import errors
from handlers.talk.words import of

log = structlog.get_logger("not-saved")

MOST_REMEMBERED = 10_000
BLOCKED = 403


class NotSaved:
    """`tell(raw)` after an update could not be taken, `taken(raw)` once one was.

    Telegram hands us the same update again and again until it is taken: each chat hears once in an outage. Which chats
    have heard is kept in memory alone, with the update that they were told of; the outage is over for a chat when that
    very update is taken.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._told: OrderedDict[int, int] = OrderedDict()

    async def tell(self, raw: Raw) -> None:
        """Say it, unless nobody waits for an answer, or they ask for help: the help card comes from elsewhere."""
        chat = waits_in(raw)
        if chat is None or chat in self._told or asks_for_help(raw):
            return
        update = self._told[chat] = int(raw["update_id"])
        if len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)
        tap = raw.get("callback_query")
        if isinstance(tap, dict):
            await self._wire.call("answerCallbackQuery", {"callback_query_id": tap.get("id")})
        reply = await self._wire.call("sendMessage", {"chat_id": chat, **errors.not_saved(of())})
        log.warning("told-not-saved", update=update, code=reply.code)
        if not reply.ok and reply.code != BLOCKED:
            self._told.pop(chat, None)

    def taken(self, raw: Raw) -> None:
        """It is on disk now: should the disk fail again, they are told again."""
        chat = waits_in(raw)
        if chat is not None and self._told.get(chat) == raw.get("update_id"):
            del self._told[chat]
