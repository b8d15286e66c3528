"""Linking a group to its circle, with a one-time code in the right hands."""

from telegram import Chat, Update

from handlers import briefly
from handlers.groups.letters import ask_for_rights, new_number
from handlers.groups.place import circle_here, clear_command, leaving_topic
from handlers.talk.post import Call
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import planning
from mentoring.people import Role
from storage import circle_doors, circles
from storage.circles import Circle
from storage.core import audit, groups, letters

CODE = "g_"


async def start_here(update: Update, turn: Turn) -> None:
    """`/start g_<code>` in a group, as Telegram sends it when the bot is brought in by its link.

    Any other /start in a circle's group is somebody who wants to begin: one line, and the way to the private chat (J1).
    """
    code = turn.text.partition(" ")[2].strip()
    known, circle, chat = await circle_here(turn), await _of_code(turn, code), update.effective_chat
    if known is not None:
        if circle is None:
            await briefly.in_private_please(turn)
        elif circle.id != known.id:
            turn.say("group-taken")
        return
    if circle is None or chat is None:
        turn.do(Call("leaveChat"))
    elif chat.username:
        turn.write_to(turn.person, "group-is-public", about={"circle": circle.id})
    else:
        await _link(turn, circle, chat)


async def _of_code(turn: Turn, code: str) -> Circle | None:
    """The circle of a code that is good and in the right hands: its coordinator's or a guide's."""
    if not code.startswith(CODE) or turn.speaker is None or not turn.speaker.is_member:
        return None
    found = await circle_doors.circle_of_code(turn.tx, code.removeprefix(CODE), now=turn.now)
    if found is None:
        return None
    circle, team = await circles.find(turn.tx, found), await circles.staff(turn.tx, found)
    may = turn.holds(Role.COORDINATOR) or turn.person in team.guides
    return circle if may else None


async def _link(turn: Turn, circle: Circle, chat: Chat) -> None:
    old = circle.group
    group = await groups.link(turn.tx, chat.id, now=turn.now)
    await circle_doors.link_group(turn.tx, circle.id, group)
    await letters.withdraw(turn.tx, leaving_topic(turn))
    await audit.note(turn.tx, "group-linked", by=turn.person, about=circle.id, now=turn.now)
    clear_command(turn)
    turn.say("group-linked")
    ask_for_rights(turn, await circles.find(turn.tx, circle.id))
    if old is not None and old != group:
        turn.write_to_group(old, "group-leave")
        await new_number(turn.tx, circle, turn.now)
    telling = sets("titles")
    if planning.tells_too_much(chat.title or "", telling["stems"], telling["words"]):
        turn.write_to(turn.person, "group-title-tells", about={"circle": circle.id})
