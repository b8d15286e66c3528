"""Sorting raw updates before anything is parsed: whose lane they belong to, and what must be dropped unread."""

from typing import Any

Raw = dict[str, Any]

ALLOWED = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
]
"""Asked for by name: the library's «all» would hand us other people's business chats."""

SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "group_chat_created",
    "supergroup_chat_created",
)
UNNAMED_ADMIN = 1087968824
"""@GroupAnonymousBot, whose name Telegram puts on what an admin says who hides their own."""
SECRETIVE = ("business_message", "business_connection", "guest_message", "managed_bot")


def lane_of(raw: Raw) -> int:
    """The chat an update belongs to: what happens there stays in order. 0 for an update without one."""
    for kind in ("message", "edited_message", "my_chat_member", "chat_member", "chat_join_request"):
        part = raw.get(kind)
        if isinstance(part, dict):
            return _id(part.get("chat")) or _id(part.get("from"))
    tapped = raw.get("callback_query")
    if isinstance(tapped, dict):
        under = tapped.get("message")
        return (_id(under.get("chat")) if isinstance(under, dict) else 0) or _id(tapped.get("from"))
    return 0


def waits_in(raw: Raw) -> int | None:
    """The private chat in which somebody has just written or tapped, and waits for an answer; None for all else."""
    tap = raw.get("callback_query")
    said = tap.get("message") if isinstance(tap, dict) else raw.get("message")
    chat = said.get("chat") if isinstance(said, dict) else None
    if not isinstance(chat, dict) or not isinstance(said, dict) or chat.get("type") != "private":
        return None
    is_said = isinstance(tap, dict) or isinstance(said.get("text"), str)
    known = isinstance(raw.get("update_id"), int) and isinstance(chat.get("id"), int)
    return int(chat["id"]) if is_said and known else None


def _id(part: object) -> int:
    found = part.get("id") if isinstance(part, dict) else None
    return found if isinstance(found, int) else 0


def dropped_unread(raw: Raw) -> bool:
    """Whether the update is none of our business: what people say to each other in a group (K17), other bots,
    messages with no author, and commands that were forwarded or sent through another bot."""
    message = raw.get("message") or raw.get("edited_message")
    if not isinstance(message, dict):
        return any(kind in raw for kind in SECRETIVE)
    if not isinstance(message.get("chat"), dict):
        return False  # not a message we know: the parser will say so, and it is set aside
    if _is_unnamed_admin(message):
        return not _is_command(message) or "via_bot" in message or "forward_origin" in message
    author = message.get("from")
    if not isinstance(author, dict) or (author.get("is_bot") and not _is_service(message)):
        return True
    if _is_group(message):
        return not (_is_service(message) or (_is_command(message) and not _borrowed(message)))
    return bool(message.get("via_bot")) or ("forward_origin" in message and _is_command(message))


def _is_unnamed_admin(message: Raw) -> bool:
    """Somebody who speaks as the group itself: their commands are heard, to ask them for their name."""
    author, speaks_as = message.get("from"), message.get("sender_chat")
    if not isinstance(author, dict) or author.get("id") != UNNAMED_ADMIN or _is_service(message):
        return False
    return _is_group(message) and isinstance(speaks_as, dict) and _id(speaks_as) == _id(message.get("chat"))


def _is_group(message: Raw) -> bool:
    chat = message.get("chat")
    return isinstance(chat, dict) and chat.get("type") != "private"


def _is_service(message: Raw) -> bool:
    return any(kind in message for kind in SERVICE)


def _is_command(message: Raw) -> bool:
    """Only a command at the very start counts: «/erase is a scary word» further on is just words."""
    entities = message.get("entities")
    first = entities[0] if isinstance(entities, list) and entities else None
    return isinstance(first, dict) and first.get("type") == "bot_command" and first.get("offset") == 0


def _borrowed(message: Raw) -> bool:
    return any(sign in message for sign in ("via_bot", "forward_origin", "sender_chat"))
