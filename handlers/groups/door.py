"""People at the door: who asks to come in, who came, who left, and who is there without a seat."""

from telegram import Chat, Update, User

from handlers.circles import crowd, own_doors
from handlers.circles import letters as circle_letters
from handlers.circles.parts import has_part
from handlers.groups import counting, standing
from handlers.groups.place import circle_here, is_inside
from handlers.talk.post import Call
from handlers.talk.turn import Turn
from mentoring import circles as rules
from mentoring.people import PersonId, Role
from storage import circles, group_guests, people, rota
from storage.circles import Circle
from storage.core.letters import Lane


async def asks_to_join(update: Update, turn: Turn) -> None:
    """J4.7: whoever has a part in the circle is let in; anybody else is turned away, kindly if we know them (H-19)."""
    request, circle = update.chat_join_request, await circle_here(turn)
    if request is None or circle is None or circle.group is None:
        return
    await _public(turn, circle, request.chat)
    person = turn.speaker.id if turn.speaker is not None and turn.speaker.is_member else None
    if person is not None and await has_part(turn.tx, circle, person, turn.now):
        about = {"circle": circle.id, "person": person}
        turn.write_to_group(circle.group, "circle-let-in", about=about, lane=Lane.REPLY)
        return
    turn.do(Call("declineChatJoinRequest", {"user_id": request.from_user.id}))
    if request.invite_link is not None:
        await own_doors.passed_on(turn.tx, circle, request.invite_link.invite_link, turn.now)
    if turn.speaker is not None:
        turn.write_to(turn.speaker.id, "circle-not-your-door", lane=Lane.REPLY)


async def somebody_moved(update: Update, turn: Turn) -> None:
    """A member came or went, as an admin bot is told it."""
    change, circle = update.chat_member, await circle_here(turn)
    if change is None or circle is None:
        return
    await _public(turn, circle, change.chat)
    was, there = is_inside(change.old_chat_member), is_inside(change.new_chat_member)
    if was != there:
        await _came_or_went(turn, circle, change.new_chat_member.user, here=there)


async def service_message(update: Update, turn: Turn) -> None:
    """The same, from the line that Telegram writes into the group: all that a bot without rights is told."""
    message, circle = update.effective_message, await circle_here(turn)
    if message is None or circle is None:
        return
    for user in message.new_chat_members or ():
        await _came_or_went(turn, circle, user, here=True)
    if message.left_chat_member is not None:
        await _came_or_went(turn, circle, message.left_chat_member, here=False)


async def _public(turn: Turn, circle: Circle, chat: Chat) -> None:
    """A group with a public name can be read by anyone; it is told as soon as we see it."""
    if chat.username:
        await standing.keep(turn.tx, circle, (standing.PUBLIC,), frozenset({standing.PUBLIC}), turn.now)


async def _came_or_went(turn: Turn, circle: Circle, user: User, *, here: bool) -> None:
    """Each is told of once, however many times Telegram says it."""
    if circle.group is None or user.id == turn.bot.id:
        return
    somebody = None if user.is_bot else await people.who_is(turn.tx, user.id)
    seated = somebody is not None and await circles.seat_of(turn.tx, circle.id, somebody.id) is not None
    if somebody is not None and seated:
        await _seat_holder(turn, circle, somebody.id, here=here)
    if not here:
        await _guest_leaves(turn, circle, user)
    elif not seated and not await _helps(turn, circle, somebody):
        await _guest(turn, circle, user, somebody)
    await crowd.count(turn.tx, circle.group, turn.now)
    if here:  # whoever left is told of once the heads are counted without them
        await crowd.look(turn.tx, circle, turn.now)


async def _guest_leaves(turn: Turn, circle: Circle, user: User) -> None:
    if circle.group is None or not await group_guests.go(turn.tx, circle.group, user.id):
        return
    if user.is_bot:
        await counting.no_bot_left(turn.tx, circle.group, turn.now)


async def _seat_holder(turn: Turn, circle: Circle, person: PersonId, *, here: bool) -> None:
    if here and circle.group is not None:
        await circle_letters.greet(turn.tx, circle.group, circle.id, person, now=turn.now)
    elif not here and await circles.go_out(turn.tx, circle.id, person, now=turn.now):
        turn.write_to(person, "circle-left", about={"circle": circle.id}, lane=Lane.REPLY)


async def _helps(turn: Turn, circle: Circle, somebody: people.Person | None) -> bool:
    """Whoever holds the circle, planned it or coordinates may be there."""
    if somebody is None:
        return False
    leads = Role.COORDINATOR in somebody.roles or somebody.id == circle.made_by
    return leads or somebody.id in (await circles.staff(turn.tx, circle.id)).everyone


async def _guest(turn: Turn, circle: Circle, user: User, somebody: people.Person | None) -> None:
    """Somebody was let in by hand: those who hold the circle hear it, without a name (H-19); of a seventh, crowd.look
    tells more. Whoever stands in for an evening is told of to nobody."""
    if circle.group is None:
        return
    if not await group_guests.come(turn.tx, circle.group, user.id, is_bot=user.is_bot, now=turn.now):
        return
    if user.is_bot:
        trouble = frozenset({standing.OTHER_BOT})
        await standing.keep(turn.tx, circle, trouble, trouble, turn.now)
        return
    if somebody is not None and await rota.stands_in(turn.tx, circle.id, somebody.id, turn.now):
        return
    if await crowd.in_the_group(turn.tx, circle.id, turn.now) <= rules.MOST_SEATS:
        for guide in (await circles.staff(turn.tx, circle.id)).guides:
            turn.write_to(guide, "circle-stranger-inside", about={"circle": circle.id})
