"""The switchboard: which of some hundred handlers an update is for, found by its first word and not by asking each."""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from telegram import MessageEntity, Update
from telegram.ext import BaseHandler, CommandHandler

from handlers.talk.buttons import Tapped

Handler = BaseHandler[Any, Any, Any]


class Switchboard(BaseHandler[Update, Any, Any]):
    """One handler that stands for all of them. The order they were given in decides between two that would answer."""

    def __init__(self, handlers: Iterable[Handler]) -> None:
        super().__init__(_unused)
        by_word: dict[str, list[tuple[int, Handler]]] = defaultdict(list)
        others: list[tuple[int, Handler]] = []
        for place in enumerate(handlers):
            words = _words(place[1])
            for word in words:
                by_word[word].append(place)
            if not words:
                others.append(place)
        self._by_word = {word: _in_order([*named, *others]) for word, named in by_word.items()}
        self._others = _in_order(others)

    def check_update(self, update: object) -> tuple[Handler, object] | None:
        """Who answers, and what their own check found; None when nobody does."""
        if not isinstance(update, Update):
            return None
        for handler in self._by_word.get(_first_word(update), self._others):
            found = handler.check_update(update)
            if found is not None and found is not False:
                return handler, found
        return None

    async def handle_update(self, update: Update, application: Any, check_result: Any, context: Any) -> Any:
        """Hand it to whoever answers."""
        handler, found = check_result
        return await handler.handle_update(update, application, found, context)


def _in_order(places: list[tuple[int, Handler]]) -> list[Handler]:
    return [handler for _, handler in sorted(places, key=itemgetter(0))]


async def _unused(update: Update, turn: Any) -> None:
    raise NotImplementedError  # the library wants a callback; handle_update never comes to it


def _words(handler: Handler) -> frozenset[str]:
    """What an update must begin with to be this handler's; empty when anything may be."""
    if isinstance(handler, Tapped):
        return frozenset({handler.prefix})
    return frozenset(f"/{name}" for name in handler.commands) if isinstance(handler, CommandHandler) else frozenset()


def _first_word(update: Update) -> str:
    if update.callback_query is not None:
        return (update.callback_query.data or "").partition(":")[0]
    message = update.effective_message
    if message is None or not message.text or not message.entities:
        return ""
    first = message.entities[0]
    if first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return ""
    return message.text[: first.length].partition("@")[0].lower()
