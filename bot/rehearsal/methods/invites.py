"""Invite links, and those who ask to be let in."""

from __future__ import annotations

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods import calls
from bot.rehearsal.parts import Chat, Link, Membership
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

_LINKS = "not enough rights to manage chat invite link"
_REQUESTS = "not enough rights to manage chat join requests"


def create_chat_invite_link(world: World, asked: Asked) -> object:
    """A further invite link."""
    place = calls.led_chat(world, asked, "can_invite_users", _LINKS)
    _check(world, asked)
    return _seen(place, _fill(asked, world.new_link(place, world.bot)))


def edit_chat_invite_link(world: World, asked: Asked) -> object:
    """Change a further link the bot made; what is not given is reset."""
    place = calls.led_chat(world, asked, "can_invite_users", _LINKS)
    link = _own(world, asked, place)
    if link.primary:
        raise bad("INVITE_HASH_INVALID")
    _check(world, asked)
    return _seen(place, _fill(asked, link))


def export_chat_invite_link(world: World, asked: Asked) -> object:
    """A new primary link; the old one is revoked."""
    place = calls.led_chat(world, asked, "can_invite_users", _LINKS)
    old = place.primary_link
    if old is not None:
        old.revoked = True
    return world.new_link(place, world.bot, primary=True).address


def revoke_chat_invite_link(world: World, asked: Asked) -> object:
    """Make a link useless."""
    place = calls.led_chat(world, asked, "can_invite_users", _LINKS)
    link = _own(world, asked, place)
    link.revoked = True
    if link.primary:
        world.new_link(place, world.bot, primary=True)
    return _seen(place, link)


def approve_chat_join_request(world: World, asked: Asked) -> object:
    """Let somebody in who asked."""
    place, link, seat = _requested(world, asked)
    link.used += 1
    del place.requests[seat.user.id]
    world.set_member(place, seat.user, Membership(seat.user), world.bot, link)
    note = world.post(place, seat.user, {"new_chat_members": [sight.user(seat.user)]})
    note.service = True
    world.shown(note)
    world.news("message", sight.message(note))
    return True


def decline_chat_join_request(world: World, asked: Asked) -> object:
    """Turn somebody away who asked."""
    place, _, seat = _requested(world, asked)
    del place.requests[seat.user.id]
    world.tell("join_request_declined", {"chat_id": place.id, "user_id": seat.user.id})
    return True


def _requested(world: World, asked: Asked) -> tuple[Chat, Link, Membership]:
    place = calls.led_chat(world, asked, "can_invite_users", _REQUESTS)
    user = calls.person(world, asked)
    if place.member(user).present:
        raise bad("USER_ALREADY_PARTICIPANT")
    request = place.requests.get(user.id)
    if request is None:
        raise bad("HIDE_REQUESTER_MISSING")
    return place, request[0], place.member(user)


def _own(world: World, asked: Asked, place: Chat) -> Link:
    link = place.links.get(asked.text("invite_link"))
    if link is None or link.creator is not world.bot:
        raise bad("INVITE_HASH_EXPIRED")
    return link


def _check(world: World, asked: Asked) -> None:
    most, expires = asked.integer("member_limit"), asked.integer("expire_date")
    if most < 0 or most > 99_999:
        raise bad("wrong member limit specified")
    if most and asked.flag("creates_join_request"):
        raise bad("member limit can't be specified for links requiring administrator approval")
    if len(asked.text("name")) > 32:
        raise bad("INVITE_NAME_TOO_LONG")
    if expires and expires <= sight.unix(world.now()):
        raise bad("EXPIRE_DATE_INVALID")


def _fill(asked: Asked, link: Link) -> Link:
    link.name, link.expires = asked.text("name"), asked.integer("expire_date")
    link.most, link.by_request = asked.integer("member_limit"), asked.flag("creates_join_request")
    return link


def _seen(place: Chat, link: Link) -> Json:
    pending = sum(1 for request, _ in place.requests.values() if request is link)
    return sight.link(link, pending)


METHODS: dict[str, calls.Method] = {
    "createChatInviteLink": create_chat_invite_link,
    "editChatInviteLink": edit_chat_invite_link,
    "exportChatInviteLink": export_chat_invite_link,
    "revokeChatInviteLink": revoke_chat_invite_link,
    "approveChatJoinRequest": approve_chat_join_request,
    "declineChatJoinRequest": decline_chat_join_request,
}
