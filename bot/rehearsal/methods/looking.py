"""The bot looks at chats and their members."""

from __future__ import annotations

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods import calls
from bot.rehearsal.parts import Chat
from bot.rehearsal.refusals import bad, forbidden
from bot.rehearsal.world import World


def get_chat(world: World, asked: Asked) -> object:
    """A chat in full."""
    place = _seen(world, asked)
    seat = place.member(world.bot)
    shows_link = place.person is None and seat.may("can_invite_users")
    return sight.full_chat(place, world.now(), shows_link=shows_link, leads=place.person is None and seat.leads)


def get_chat_member(world: World, asked: Asked) -> object:
    """What somebody is in a chat."""
    place = _seen(world, asked)
    user = calls.person(world, asked)
    if place.person is not None and user not in (place.person, world.bot):
        raise bad("member not found")
    seat = place.members.get(user.id)
    if place.person is not None:
        return {"status": "member", "user": sight.user(user)}
    if seat is None:
        return {"status": "left", "user": sight.user(user)}
    return sight.member(seat, place)


def get_chat_member_count(world: World, asked: Asked) -> object:
    """How many are in a chat."""
    place = _seen(world, asked)
    return 2 if place.person is not None else len(place.present())


def get_chat_administrators(world: World, asked: Asked) -> object:
    """Who leads a group; other bots than ours are left out, unless they are asked for."""
    place = _seen(world, asked)
    if place.person is not None:
        raise bad("there are no administrators in the private chat")
    leading = (seat for seat in place.members.values() if seat.leads)
    bots = asked.flag("return_bots")
    shown = (seat for seat in leading if bots or not seat.user.is_bot or seat.user is world.bot)
    return [sight.member(seat, place) for seat in shown]


def _seen(world: World, asked: Asked) -> Chat:
    place = calls.chat(world, asked)
    if place.person is None:
        seat = place.member(world.bot)
        if seat.status == "kicked":
            raise forbidden(f"bot was kicked from the {place.kind} chat")
        if not seat.present:
            raise forbidden(f"bot is not a member of the {place.kind} chat")
    elif not place.person.started:
        raise bad("chat not found")
    return place


METHODS: dict[str, calls.Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
}
