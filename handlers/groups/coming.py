"""The bot in a group: brought in, given rights, thrown out, moved house; blocked by a person."""

from datetime import datetime, timedelta

from telegram import Chat, ChatMember, Update

from handlers.groups import standing
from handlers.groups.letters import ask_for_rights, new_number
from handlers.groups.place import is_inside, leaving_topic
from handlers.talk.post import Call
from handlers.talk.turn import Turn
from mentoring.people import Role
from storage import circle_doors, circles, group_troubles, own_doors, people
from storage.circles import Circle
from storage.core import audit, groups, letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter

LINKED_BY = timedelta(minutes=2)
"""How long somebody who may link a group has, before the bot leaves it again."""
MOVING_HOUSE = timedelta(seconds=20)
"""A supergroup may be a circle's group under its new number, with the news of the move still to come."""


async def about_us(update: Update, turn: Turn) -> None:
    """What became of the bot in a chat: blocked by a person, brought into a group, given rights, thrown out."""
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type == Chat.PRIVATE:
        await _blocked(turn, gone=not is_inside(change.new_chat_member))
        return
    group = await groups.of_chat(turn.tx, change.chat.id)
    if group is None:
        if is_inside(change.new_chat_member) and not is_inside(change.old_chat_member):
            _leave_unless_linked(turn, change.chat)
        return
    circle = await circles.of_group(turn.tx, group)
    if not is_inside(change.new_chat_member):
        await _lost(turn, group, circle)
    else:
        await groups.link(turn.tx, change.chat.id, now=turn.now)
        if circle is not None:
            await _rights_changed(turn, circle, change.new_chat_member)


async def _blocked(turn: Turn, *, gone: bool) -> None:
    """They blocked the bot, or let it back: nothing is sent to somebody who rests, and nothing of theirs is lost."""
    if turn.speaker is not None:
        await people.rest(turn.tx, turn.speaker.id, resting=gone)


def _leave_unless_linked(turn: Turn, chat: Chat) -> None:
    """A stranger's group is left at once. Somebody who may link one gets the moment their link needs."""
    if turn.holds(Role.COORDINATOR) or turn.holds(Role.GUIDE):
        _owe_leaving(turn, LINKED_BY)
    elif chat.type == Chat.SUPERGROUP:
        _owe_leaving(turn, MOVING_HOUSE)
    else:
        turn.do(Call("leaveChat"))


def _owe_leaving(turn: Turn, after: timedelta) -> None:
    due, topic = turn.now + after, leaving_topic(turn)
    turn.tx.owed.append(Letter("group-leave", due, Lane.SESSION, chat=turn.chat_id, topic=topic, made=turn.now))


async def _lost(turn: Turn, group: str, circle: Circle | None) -> None:
    """Thrown out, or the group is gone: no door any more, and the coordinator is told once."""
    news = await groups.lose(turn.tx, group)
    await group_troubles.forget(turn.tx, group)
    if circle is None:
        return
    await own_doors.forget_all(turn.tx, circle.id)
    if await circle_doors.lose_door(turn.tx, circle.id) or news:
        await _tell_of_loss(turn.tx, circle, turn.now)


async def _tell_of_loss(tx: Tx, circle: Circle, now: datetime) -> None:
    await audit.note(tx, "group-lost", by=None, about=circle.id, now=now)
    if circle.made_by is not None:
        due, about = now + MOVING_HOUSE, {"circle": circle.id}
        await letters.owe(tx, kind="circle-group-lost", due=due, to=circle.made_by, about=about)


async def notice_lost_groups(tx: Tx, now: datetime) -> None:
    """Each night: groups that a letter could not reach any more, of which Telegram told us nothing."""
    for circle in await circles.with_a_lost_group(tx):
        await group_troubles.forget(tx, circle.group or "")
        await circle_doors.lose_door(tx, circle.id)
        await _tell_of_loss(tx, circle, now)


async def _rights_changed(turn: Turn, circle: Circle, member: ChatMember) -> None:
    """Both rights there: the door is looked after (again). One missing: that is told once, and named."""
    missing = standing.missing_rights(member.to_dict())
    await standing.keep(turn.tx, circle, standing.RIGHTS, missing, turn.now)
    if not missing and circle.door is None:
        ask_for_rights(turn, circle)
    if circle.group is not None and circle.state == "open":
        await standing.ask(turn.tx, circle.group, turn.now)


async def moved(update: Update, turn: Turn) -> None:
    """Telegram gave the group another number: both of its messages say the same, and once is enough."""
    message = update.effective_message
    if message is None:
        return
    old, new = message.migrate_from_chat_id or turn.chat_id, message.migrate_to_chat_id or turn.chat_id
    known = await groups.of_chat(turn.tx, old)
    if known is None and message.migrate_to_chat_id is None:
        return  # the other message has said it, or the group is none of ours
    has_moved = known is not None and await groups.move(turn.tx, old, new)
    group = await groups.of_chat(turn.tx, new)
    circle = await circles.of_group(turn.tx, group) if group is not None else None
    if circle is not None:
        if has_moved:
            await new_number(turn.tx, circle, turn.now)
        ask_for_rights(turn, circle, new_door=True)
