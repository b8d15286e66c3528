"""Where we are: the circle that meets in this group, and who is in it."""

from telegram import ChatMember, ChatMemberRestricted

from handlers.talk.turn import Turn
from storage import circles
from storage.circles import Circle
from storage.core import groups


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
