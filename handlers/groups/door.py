"""People at the door: who asks to come in, who came, who left."""

from telegram import Update

from handlers.circles import letters as circle_letters
from handlers.groups.place import circle_here, is_inside
from handlers.talk.post import Call
from handlers.talk.turn import Turn
from mentoring.people import Role
from storage import circles, people
from storage.core.letters import Lane


async def asks_to_join(update: Update, turn: Turn) -> None:
    """J4.7: whoever has a part in the circle is let in; anybody else is turned away, kindly if we know them."""
    request, circle = update.chat_join_request, await circle_here(turn)
    if request is None or circle is None or circle.group is None:
        return
    person = turn.speaker.id if turn.speaker is not None and turn.speaker.is_member else None
    if person is not None and await circle_letters.has_part(turn.tx, circle, person):
        about = {"circle": circle.id, "person": person}
        turn.write_to_group(circle.group, "circle-let-in", about=about, lane=Lane.REPLY)
        return
    turn.do(Call("declineChatJoinRequest", {"user_id": request.from_user.id}))
    if turn.speaker is not None:
        turn.write_to(turn.speaker.id, "circle-not-your-door", lane=Lane.REPLY)


async def somebody_moved(update: Update, turn: Turn) -> None:
    """A member came or went, as an admin bot is told it."""
    change = update.chat_member
    if change is None or change.new_chat_member.user.is_bot:
        return
    was, there = is_inside(change.old_chat_member), is_inside(change.new_chat_member)
    if was == there:
        return
    await _came_or_went(turn, change.new_chat_member.user.id, here=there)
    if there:
        await _look_who(turn, change.new_chat_member.user.id)


async def _look_who(turn: Turn, telegram_id: int) -> None:
    """Somebody without a part in the circle was let in by hand: the guides hear it, without a name (H-19)."""
    circle, somebody = await circle_here(turn), await people.who_is(turn.tx, telegram_id)
    if circle is None or (somebody and (Role.COORDINATOR in somebody.roles or somebody.id == circle.made_by)):
        return
    if somebody is None or not await circle_letters.has_part(turn.tx, circle, somebody.id):
        for guide in (await circles.staff(turn.tx, circle.id)).guides:
            turn.write_to(guide, "circle-stranger-inside", about={"circle": circle.id})


async def service_message(update: Update, turn: Turn) -> None:
    """The same, from the line that Telegram writes into the group."""
    message = update.effective_message
    if message is None:
        return
    for user in message.new_chat_members or ():
        if not user.is_bot:
            await _came_or_went(turn, user.id, here=True)
    gone = message.left_chat_member
    if gone is not None and not gone.is_bot:
        await _came_or_went(turn, gone.id, here=False)


async def _came_or_went(turn: Turn, telegram_id: int, *, here: bool) -> None:
    """Each is told of once, however many times Telegram says it."""
    circle, somebody = await circle_here(turn), await people.who_is(turn.tx, telegram_id)
    if circle is None or circle.group is None or somebody is None:
        return
    if await circles.seat_of(turn.tx, circle.id, somebody.id) is None:
        return
    if here:
        await circle_letters.greet(turn.tx, circle.group, circle.id, somebody.id, now=turn.now)
    elif await circles.go_out(turn.tx, circle.id, somebody.id, now=turn.now):
        turn.write_to(somebody.id, "circle-left", about={"circle": circle.id}, lane=Lane.REPLY)
