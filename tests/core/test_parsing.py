"""Plain words are parsed a little sooner than the library would, and come out the same."""

from typing import Any

import pytest
from telegram import Bot, Message, Update

from bot import parsing
from bot.parsing import parsed
from bot.sorting import Raw

BOT = Bot("1:token")
AMA = {"id": 7, "is_bot": False, "first_name": "Ama", "last_name": "B", "language_code": "en", "is_premium": True}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ama"}
GROUP = {"id": -7, "type": "supergroup", "title": "Evening", "is_forum": True}
PLAIN = {"message_id": 3, "from": AMA, "chat": PRIVATE, "date": 1_760_000_000, "text": "what happened"}


def everything(part: object) -> Any:
    """All that the library keeps of an object, down to whose bot it is."""
    if not hasattr(part, "to_dict"):
        return part
    slots = {name for kind in type(part).__mro__ for name in getattr(kind, "__slots__", ())}
    return {name: everything(getattr(part, name)) for name in slots if name != "_id_attrs" and hasattr(part, name)}


@pytest.mark.parametrize(
    "message",
    [
        PLAIN,
        {**PLAIN, "chat": GROUP},
        {**PLAIN, "text": ""},
        {**PLAIN, "unheard_of": 1},
        {**PLAIN, "entities": [{"type": "bot_command", "offset": 0, "length": 4}]},
        {**PLAIN, "from": {**AMA, "unheard_of": {"deep": True}}},
    ],
)
def test_it_is_what_the_library_makes_of_it(message: Raw) -> None:
    raw = {"update_id": 11, "message": message}
    assert everything(parsed(raw, BOT)) == everything(Update.de_json(raw, BOT))


def test_plain_words_do_not_go_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Message, "de_json", None)
    read = parsed({"update_id": 11, "message": PLAIN}, BOT)
    assert read.message is not None
    assert read.message.text == "what happened"
    assert read.message.get_bot() is BOT
    assert set(PLAIN) == parsing.PLAIN


@pytest.mark.parametrize("missing", sorted(PLAIN))
def test_what_the_library_cannot_parse_neither_can_we(missing: str) -> None:
    raw = {"update_id": 11, "message": {key: PLAIN[key] for key in PLAIN if key != missing} | {"text": "x"}}
    broken = {"update_id": 11, "message": {**PLAIN, missing: object()}}
    for each in (raw, broken):
        ours, theirs = _outcome(parsed, each), _outcome(Update.de_json, each)
        assert ours == theirs


def _outcome(way: Any, raw: Raw) -> Any:
    try:
        return everything(way(raw, BOT))
    except Exception as trouble:
        return type(trouble)
