"""The switchboard finds by an update's first word whoever would have answered had each been asked in turn."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.switchboard import Handler, Switchboard
from handlers.talk.buttons import Tapped

AMA, CHAT = User(7, "Ama", is_bot=False), Chat(7, "private")
NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)


async def answer(update: Update, turn: Any) -> None:
    """Never called here: what is tested is who would be."""


HANDLERS: list[Handler] = [
    MessageHandler(filters.Regex("^/stop please"), answer),
    CommandHandler(("next", "go"), answer),
    Tapped(answer, "seat"),
    CommandHandler("go", answer, filters=filters.Regex("slowly")),
    MessageHandler(filters.TEXT & ~filters.COMMAND, answer),
    CommandHandler("stop", answer),
    MessageHandler(filters.ALL, answer),
]


def said(text: str) -> Update:
    first = text.split(maxsplit=1)[0]
    entities = [MessageEntity("bot_command", 0, len(first))] if first.startswith("/") else []
    return Update(1, message=Message(1, NOON, CHAT, from_user=AMA, text=text, entities=entities))


def pressed(data: str) -> Update:
    return Update(1, callback_query=CallbackQuery("1", AMA, "c", data=data))


@pytest.mark.parametrize(
    ("update", "place"),
    [
        (said("/stop please"), 0),
        (said("/next"), 1),
        (said("/go slowly"), 1),
        (said("/stop"), 5),
        (said("/unknown"), 6),
        (said("hello"), 4),
        (pressed("seat:a"), 2),
        (pressed("seats:a"), None),
    ],
)
def test_it_finds_whom_asking_each_would_find(
    monkeypatch: pytest.MonkeyPatch, update: Update, place: int | None
) -> None:
    monkeypatch.setattr(Message, "get_bot", lambda _: User(1, "Bot", is_bot=True, username="bot"))
    asked = [handler for handler in HANDLERS if handler.check_update(update) not in (None, False)]
    found = Switchboard(HANDLERS).check_update(update)
    assert (found[0] if found else None) is (asked[0] if asked else None)
    assert (found[0] if found else None) is (None if place is None else HANDLERS[place])
