"""The bot changes what it said: edits, deletes, pins."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods import calls, keyboards
from bot.rehearsal.methods.files import sent_file
from bot.rehearsal.parts import Chat, Message
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

DELETABLE = timedelta(hours=48)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_PIN_REFUSAL = "not enough rights to manage pinned messages in the chat"


def edit_message_text(world: World, asked: Asked) -> object:
    """Put other words into a message of the bot."""
    message = _own(world, asked)
    content = calls.text_content(world, asked)
    if "text" not in message.content:
        raise bad("there is no text in the message to edit")
    return _change(world, message, content, keyboards.inline(asked))


def edit_message_caption(world: World, asked: Asked) -> object:
    """Put other words under a file of the bot."""
    message = _own(world, asked)
    if "text" in message.content:
        raise bad("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    return _change(world, message, {**kept, **calls.caption_content(world, asked)}, keyboards.inline(asked))


def edit_message_media(world: World, asked: Asked) -> object:
    """Put another file into a message of the bot."""
    message = _own(world, asked)
    media = asked.mapped("media", "InputMedia")
    if media is None:
        raise bad("can't parse InputMedia: Can't find field \"type\"")
    what, named = media.get("type"), media.get("media")
    if what not in {"document", "photo"} or not isinstance(what, str):
        raise bad("can't parse InputMedia: Invalid media type specified")
    if not isinstance(named, str) or not named:
        raise bad("can't parse InputMedia: media not found")
    content = sent_file(world, asked, what, named)
    content.update(calls.caption_content(world, Asked(media)))
    return _change(world, message, content, keyboards.inline(asked))


def edit_message_reply_markup(world: World, asked: Asked) -> object:
    """Change only the buttons."""
    message = _own(world, asked)
    return _change(world, message, message.content, keyboards.inline(asked))


def delete_message(world: World, asked: Asked) -> object:
    """Delete one message: the bot's own and, in private chats, any, for 48 hours; in groups by right, any."""
    place = calls.chat(world, asked)
    message = calls.message(world, asked, place, "delete")
    refusal = _undeletable(world, place, message)
    if refusal:
        raise bad(refusal)
    _delete(world, message)
    return True


def delete_messages(world: World, asked: Asked) -> object:
    """Delete up to a hundred messages; those not found are skipped."""
    place = calls.chat(world, asked)
    numbers = asked.listed("message_ids", "message identifiers")
    if not numbers:
        raise bad("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad("too many message identifiers specified")
    found = [message for number in numbers if (message := _numbered(world, place, number)) is not None]
    refusal = next((words for message in found if (words := _undeletable(world, place, message))), "")
    if refusal:
        raise bad(refusal)
    for message in found:
        _delete(world, message)
    return True


def pin_chat_message(world: World, asked: Asked) -> object:
    """Pin a message."""
    place = _pinnable(world, asked)
    message = calls.message(world, asked, place, "pin")
    if message.id not in place.pinned:
        place.pinned.append(message.id)
        note = world.post(place, world.bot, {"pinned_message": sight.message(message, nested=False)})
        note.service = True
        world.shown(note)
        world.news("message", sight.message(note))
    return True


def unpin_chat_message(world: World, asked: Asked) -> object:
    """Unpin one message, or the newest pinned one."""
    place = _pinnable(world, asked)
    number = asked.integer("message_id") or (place.pinned[-1] if place.pinned else 0)
    if number not in place.pinned:
        raise bad("message to unpin not found")
    place.pinned.remove(number)
    return True


def _pinnable(world: World, asked: Asked) -> Chat:
    place = calls.open_chat(world, asked)
    if place.person is None and not place.member(world.bot).may("can_pin_messages"):
        raise bad(_PIN_REFUSAL)
    return place


def _own(world: World, asked: Asked) -> Message:
    message = calls.message(world, asked, calls.open_chat(world, asked), "edit")
    if message.sender is not world.bot or message.service or message.origin is not None:
        raise bad("message can't be edited")
    return message


def _change(world: World, message: Message, content: Json, markup: Json | None) -> object:
    if content == message.content and markup == message.markup:
        raise bad(_SAME)
    if content != message.content:
        message.versions.append(message.content)
    message.content, message.markup = content, markup
    message.edited = world.now()
    world.shown(message, "edited")
    return sight.message(message)


def _numbered(world: World, place: Chat, number: object) -> Message | None:
    if isinstance(number, bool) or not isinstance(number, int):
        raise bad("can't parse message identifiers: Field must be of type Number")
    return world.find_message(place, number)


def _undeletable(world: World, place: Chat, message: Message) -> str:
    mine = message.sender is world.bot
    if place.person is None:
        seat = place.member(world.bot)
        if seat.present and seat.may("can_delete_messages"):
            return ""
        if not seat.present or not mine:
            return "message can't be deleted"
    if world.now() - message.date > DELETABLE:
        return "message can't be deleted for everyone"
    return ""


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    if message.id in message.chat.pinned:
        message.chat.pinned.remove(message.id)
    world.shown(message, "deleted")


METHODS: dict[str, calls.Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
}
