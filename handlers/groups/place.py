"""Where we are: the circle that meets in this group, and who is in it."""

from typing import Any

from telegram import Chat, ChatMember, ChatMemberRestricted, Message, Update
from telegram.ext import CallbackQueryHandler, filters

from handlers.talk.turn import Turn
from storage import circles
from storage.circles import Circle
from storage.core import groups

IN_GROUPS = filters.ChatType.GROUPS
UNNAMED = filters.SenderChat.ALL


STAND_IN_GROUPS: set[str] = set()
"""Prefixes of the few buttons that stand under a group's message; each answers by itself who may tap it."""


class TappedInAGroup(CallbackQueryHandler[Any, Any]):
    """Any other button under a group's message: ours there are links, so this one was forged."""

    def check_update(self, update: object) -> Any:
        query = update.callback_query if isinstance(update, Update) else None
        message = query.message if query is not None else None
        if query is None or message is None or message.chat.type == Chat.PRIVATE:
            return None
        if (query.data or "").partition(":")[0] in STAND_IN_GROUPS:
            return None
        return super().check_update(update)


def is_for_us(message: Message | None, bot_name: str) -> bool:
    """Whether a command names us, or nobody: `/next@another_bot` is another's."""
    word = (message.text or "").split(maxsplit=1)[0] if message and message.text else ""
    name = word.partition("@")[2]
    return not name or name.casefold() == bot_name.casefold()


async def circle_here(turn: Turn) -> Circle | None:
    """The circle that meets in this group, if one does."""
    group = await groups.of_chat(turn.tx, turn.chat_id)
    return None if group is None else await circles.of_group(turn.tx, group)


def is_inside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER)


def clear_command(turn: Turn) -> None:
    """Try to take the command away: who asked what is nobody's business. Without the right it simply stays."""
    if turn.message_id is not None:
        turn.clear([turn.message_id])


def leaving_topic(turn: Turn) -> str:
    """The topic of leaving this group: withdrawn when it is linked, or it would follow the group to a new number."""
    return "leaving-" + turn.tx.lookup("group", str(turn.chat_id)).hex()
