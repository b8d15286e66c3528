"""Held: an older copy or a damaged page was found, and nothing is taken or told until an operator has put it right.

What people write stays with Telegram, unconfirmed, for up to a day; each is told once that we are not ourselves.
"""

from collections import OrderedDict

import structlog

from bot.sorting import Raw
from bot.wire import Wire
from handlers import restored, support

log = structlog.get_logger("held")

MOST_REMEMBERED = 10_000


class Held:
    """Who has been told is kept in memory alone."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._told: OrderedDict[int, None] = OrderedDict()

    async def answer(self, raw: Raw) -> None:
        """One sentence to whoever writes in private. Whoever asks for help gets the card instead, from elsewhere."""
        chat = _private_chat(raw)
        if chat is None or chat in self._told:
            return
        self._told[chat] = None
        if len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)
        reply = await self._wire.call("sendMessage", {"chat_id": chat, "text": restored.please_wait()})
        if not reply.ok:
            del self._told[chat]


def _private_chat(raw: Raw) -> int | None:
    tap = raw.get("callback_query")
    said = tap.get("message") if isinstance(tap, dict) else raw.get("message")
    chat = said.get("chat") if isinstance(said, dict) else None
    if not isinstance(chat, dict) or not isinstance(said, dict) or chat.get("type") != "private":
        return None
    text = "" if isinstance(tap, dict) else str(said.get("text") or "")
    asks_for_help = support.wants_card(text, str(tap.get("data") or "") if isinstance(tap, dict) else "")
    return None if asks_for_help or not isinstance(chat.get("id"), int) else int(chat["id"])
