"""The bot speaks: messages, documents, pictures, copies, forwards, and the sign that it is typing."""

from __future__ import annotations

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods import calls, keyboards
from bot.rehearsal.methods.files import sent_file
from bot.rehearsal.parts import Chat, Message
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

_ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


def send_message(world: World, asked: Asked) -> object:
    """Say words."""
    place = calls.open_chat(world, asked)
    return sight.message(_say(world, asked, place, calls.text_content(world, asked)))


def send_document(world: World, asked: Asked) -> object:
    """Send a file."""
    return _send_file(world, asked, "document")


def send_photo(world: World, asked: Asked) -> object:
    """Send a picture."""
    return _send_file(world, asked, "photo")


def send_voice(world: World, asked: Asked) -> object:
    """Send a voice note."""
    return _send_file(world, asked, "voice")


def copy_message(world: World, asked: Asked) -> object:
    """Say again what another message says, without a link to it. Refused for protected content."""
    place = calls.open_chat(world, asked)
    source = _source(world, asked, "copy")
    if source.service:
        raise bad("the message can't be copied")
    content = dict(source.content)
    if asked.has("caption") and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content.update(calls.caption_content(world, asked))
    return {"message_id": _say(world, asked, place, content).id}


def forward_message(world: World, asked: Asked) -> object:
    """Pass a message on. Refused for protected content."""
    place = calls.open_chat(world, asked)
    source = _source(world, asked, "forward")
    if source.service:
        raise bad("the message can't be forwarded")
    origin: Json = {
        "type": "user",
        "date": sight.unix(source.date),
        "sender_user": sight.user(source.sender),
    }
    message = world.post(place, world.bot, dict(source.content))
    message.origin = source.origin or origin
    message.protected = asked.flag("protect_content")
    world.shown(message)
    return sight.message(message)


def send_chat_action(world: World, asked: Asked) -> object:
    """Show that the bot is typing."""
    place = calls.open_chat(world, asked)
    action = asked.text("action")
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    world.tell("action", {"chat_id": place.id, "action": action})
    return True


def _send_file(world: World, asked: Asked, what: str) -> object:
    place = calls.open_chat(world, asked)
    content = sent_file(world, asked, what, asked.text(what))
    content.update(calls.caption_content(world, asked))
    return sight.message(_say(world, asked, place, content))


def _say(world: World, asked: Asked, place: Chat, content: Json) -> Message:
    markup, keyboard = keyboards.any_kind(asked)
    topic, reply_to = _topic(world, asked, place), _replied(world, asked, place)
    message = world.post(place, world.bot, content)
    message.topic = topic
    message.markup, message.keyboard, message.reply_to = markup, keyboard, reply_to
    message.protected = asked.flag("protect_content")
    message.silent = asked.flag("disable_notification")
    world.shown(message)
    return message


def _topic(world: World, asked: Asked, place: Chat) -> int | None:
    """The forum topic a message goes into; 400 when it is gone, or closed to a bot that does not manage topics."""
    number = asked.integer("message_thread_id")
    if not number:
        return None
    is_open = (place.topics or {}).get(number)
    if is_open is None:
        raise bad("message thread not found")
    if not is_open and not place.member(world.bot).may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    return number


def _replied(world: World, asked: Asked, place: Chat) -> Message | None:
    given = asked.mapped("reply_parameters", "reply parameters")
    if given is None:
        if not asked.has("reply_to_message_id"):
            return None
        given = {
            "message_id": asked.integer("reply_to_message_id"),
            "allow_sending_without_reply": asked.flag("allow_sending_without_reply"),
        }
    number = given.get("message_id")
    message = world.find_message(place, number) if isinstance(number, int) else None
    if message is None and not given.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return message


def _source(world: World, asked: Asked, what: str) -> Message:
    source = calls.message(world, asked, world.find_chat(asked.text("from_chat_id")), what)
    if source.protected:
        raise bad(f"message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return source


METHODS: dict[str, calls.Method] = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendChatAction": send_chat_action,
}
