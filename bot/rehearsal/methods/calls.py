"""What the methods share: finding the chat, checking rights, reading words with marks and keyboards."""

from __future__ import annotations

from collections.abc import Callable

from bot.rehearsal import entities, html_marks, markdown_marks, sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.parts import Chat, Membership, Message, User
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

Method = Callable[[World, Asked], object]
Words = tuple[str, list[Json]]


def chat(world: World, asked: Asked) -> Chat:
    """The chat of `chat_id`, which the bot may read but perhaps not write to."""
    return world.find_chat(asked.text("chat_id"))


def open_chat(world: World, asked: Asked) -> Chat:
    """The chat of `chat_id`, open for the bot to write in."""
    return world.open_chat(asked.text("chat_id"))


def led_chat(world: World, asked: Asked, right: str, refusal: str) -> Chat:
    """A group where the bot holds a right; 400 with the refusal's words if it does not."""
    place = open_chat(world, asked)
    if place.person is not None or not place.member(world.bot).may(right):
        raise bad(refusal)
    return place


def message(world: World, asked: Asked, place: Chat, what: str) -> Message:
    """The message of `message_id`; 400 `message to <what> not found`."""
    number = asked.integer("message_id")
    if number <= 0:
        raise bad("message identifier is not specified")
    found = world.find_message(place, number)
    if found is None:
        raise bad(f"message to {what} not found")
    return found


def person(world: World, asked: Asked) -> User:
    """The user of `user_id`. 400 when it is no id or nobody's."""
    number = asked.integer("user_id")
    if number <= 0:
        raise bad("invalid user_id specified")
    user = world.users.get(number)
    if user is None:
        raise bad("user not found")
    return user


def seated(world: World, asked: Asked, place: Chat) -> Membership:
    """The membership of `user_id` in a group, ready to be changed by the bot."""
    user = person(world, asked)
    if user is world.bot:
        raise bad("can't restrict self")
    seat = place.member(user)
    if seat.status == "creator":
        raise bad("can't remove chat owner")
    return seat


def words(world: World, asked: Asked, name: str, marks_name: str) -> Words:
    """The text of a parameter and its marks, parsed, trimmed and completed with what Telegram finds itself."""
    return marked(world, asked.text(name), asked.text("parse_mode"), asked.listed(marks_name, "entities"))


def marked(world: World, source: str, mode: str, given: list[object] | None) -> Words:
    """Words with marks by parse mode or beside them. Raises 400 `can't parse entities: …`."""
    if mode:
        text, marks = _parsed(source, mode.lower())
    else:
        text, marks = source, entities.checked(source, given) if given else []
    text, marks = entities.trimmed(text.replace("\r", ""), marks)
    known = [seen for mark in marks if (seen := _resolved(world, mark)) is not None]
    return text, entities.merged(text, known)


def _parsed(source: str, mode: str) -> Words:
    readers = {"html": html_marks.read, "markdownv2": markdown_marks.read, "markdown": markdown_marks.read_old}
    if mode == "none":
        return source, []
    if mode not in readers:
        raise bad("unsupported parse_mode")
    return readers[mode](source)


def _resolved(world: World, mark: Json) -> Json | None:
    """A mention by id shows the person; one of somebody unknown is dropped, as Telegram does."""
    if mark["type"] != "text_mention":
        return mark
    named = mark.get("user_id")
    given = mark.get("user")
    number = given.get("id") if isinstance(given, dict) else named
    user = world.users.get(number) if isinstance(number, int) else None
    if user is None:
        return None
    return {"type": "text_mention", "offset": mark["offset"], "length": mark["length"], "user": sight.user(user)}


def text_content(world: World, asked: Asked) -> Json:
    """The content of a text message. 400 when empty or too long."""
    if not asked.text("text"):
        raise bad("message text is empty")
    text, marks = words(world, asked, "text", "entities")
    if not text:
        raise bad("text must be non-empty")
    if entities.units(text) > entities.LONGEST_TEXT:
        raise bad("message is too long")
    content: Json = {"text": text}
    if marks:
        content["entities"] = marks
    preview = asked.mapped("link_preview_options", "link preview options")
    if preview:
        content["link_preview_options"] = _preview(preview)
    return content


def _preview(given: Json) -> Json:
    flags = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")
    seen: Json = {name: True for name in flags if given.get(name) is True}
    if isinstance(given.get("url"), str) and given["url"]:
        seen["url"] = given["url"]
    return seen


def caption_content(world: World, asked: Asked) -> Json:
    """The caption fields of a message with a file, if any. 400 when too long."""
    if not asked.has("caption"):
        return {}
    text, marks = words(world, asked, "caption", "caption_entities")
    if entities.units(text) > entities.LONGEST_CAPTION:
        raise bad("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if marks:
        content["caption_entities"] = marks
    return content
