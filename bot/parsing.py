"""From raw JSON to the library's update: plain words a little sooner, and what is left of one that cannot be read."""

from datetime import UTC, datetime

from telegram import Bot, CallbackQuery, Chat, Message, Update, User

from bot.sorting import Raw, waits_in

PLAIN = {"message_id", "from", "chat", "date", "text"}


def parsed(raw: Raw, bot: Bot) -> Update:
    """The update, with the bot that its shortcuts need. Raises whatever the library raises.

    Most of what comes is words and nothing else: those are not asked for each of the ninety other things that a message
    may hold. `tests/core/test_parsing.py` holds the two ways together.
    """
    said = raw.get("message")
    if len(raw) != 2 or not isinstance(said, dict) or said.keys() != PLAIN or not isinstance(said["date"], int):
        return Update.de_json(raw, bot)
    person, chat = User.de_json(said["from"], bot), Chat.de_json(said["chat"], bot)
    at = datetime.fromtimestamp(said["date"], UTC)
    message = Message(said["message_id"], at, chat, from_user=person, text=said["text"])
    message.set_bot(bot)
    update = Update(raw["update_id"], message=message)
    update.set_bot(bot)
    return update


def who_waits(raw: Raw) -> Update | None:
    """What is left of an update that cannot be parsed, to answer it: its private chat, and the tap. None when
    nobody waits for an answer."""
    chat, tap = waits_in(raw), raw.get("callback_query")
    if chat is None:
        return None
    person = User(chat, "", is_bot=False)
    said = Message(0, datetime.fromtimestamp(0, UTC), Chat(chat, "private"), from_user=person)
    if not isinstance(tap, dict):
        return Update(raw["update_id"], message=said)
    return Update(raw["update_id"], callback_query=CallbackQuery(str(tap.get("id")), person, "", message=said))
