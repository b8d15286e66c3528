"""The bot looks after a group: bans, limits, promotes, names it, or leaves."""

from __future__ import annotations

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods import calls
from bot.rehearsal.parts import PERMISSIONS, RIGHTS, Chat, Membership
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

_RESTRICT = "not enough rights to restrict/unrestrict chat member"


def ban_chat_member(world: World, asked: Asked) -> object:
    """Throw somebody out for good, or until a date."""
    place = _group(world, asked, "can_restrict_members", _RESTRICT)
    seat = calls.seated(world, asked, place)
    if seat.status == "administrator":
        raise bad("user is an administrator of the chat")
    if seat.present:
        _note(world, place, {"left_chat_member": sight.user(seat.user)})
    banned = Membership(seat.user, "kicked", until=asked.integer("until_date"))
    world.set_member(place, seat.user, banned, world.bot)
    return True


def unban_chat_member(world: World, asked: Asked) -> object:
    """Lift a ban; without `only_if_banned` a present member is thrown out, but may come back."""
    place = _supergroup(
        world, asked, "can_restrict_members", "method is available for supergroup and channel chats only"
    )
    seat = calls.seated(world, asked, place)
    if seat.status != "kicked" and asked.flag("only_if_banned"):
        return True
    if seat.status != "left":
        world.set_member(place, seat.user, Membership(seat.user, "left"), world.bot)
    return True


def restrict_chat_member(world: World, asked: Asked) -> object:
    """Take rights from somebody, or give them back."""
    place = _supergroup(world, asked, "can_restrict_members", "method is available only for supergroups")
    seat = calls.seated(world, asked, place)
    if seat.status == "administrator":
        raise bad("user is an administrator of the chat")
    given = asked.mapped("permissions", "permissions")
    if given is None:
        raise bad("can't parse permissions: expected an Object")
    held = frozenset(name for name in PERMISSIONS if given.get(name) is True)
    if held >= place.permissions and seat.present:
        changed = Membership(seat.user)
    else:
        until = asked.integer("until_date")
        changed = Membership(seat.user, "restricted", permissions=held, until=until, inside=seat.present)
    world.set_member(place, seat.user, changed, world.bot)
    return True


def promote_chat_member(world: World, asked: Asked) -> object:
    """Make somebody an administrator with the named rights, or with none of them an ordinary member again."""
    place = _group(world, asked, "can_promote_members", "not enough rights")
    seat = calls.seated(world, asked, place)
    if not seat.present:
        raise bad("USER_NOT_PARTICIPANT")
    rights = frozenset(name for name in RIGHTS if asked.flag(name))
    own = place.member(world.bot)
    if not all(own.may(right) for right in rights):
        raise bad("RIGHT_FORBIDDEN")
    changed = Membership(seat.user, "administrator", rights | {"can_manage_chat"}) if rights else Membership(seat.user)
    world.set_member(place, seat.user, changed, world.bot)
    return True


def set_chat_title(world: World, asked: Asked) -> object:
    """Give the group another name, 1 to 128 characters."""
    place = _group(world, asked, "can_change_info", "not enough rights to change chat title")
    title = asked.text("title").strip()
    if not title:
        raise bad("chat title must be non-empty")
    if title == place.title:
        raise bad("chat title is not modified")
    place.title = title[:128]
    _note(world, place, {"new_chat_title": place.title})
    return True


def leave_chat(world: World, asked: Asked) -> object:
    """Leave a group."""
    place = calls.chat(world, asked)
    if place.person is not None:
        raise bad("chat member status can't be changed in private chats")
    if not place.member(world.bot).present:
        return calls.open_chat(world, asked) is place
    _note(world, place, {"left_chat_member": sight.user(world.bot)})
    world.set_member(place, world.bot, Membership(world.bot, "left"), world.bot)
    return True


def _note(world: World, place: Chat, content: Json) -> None:
    """A service message of the bot's own doing; Telegram sends it these, unlike its other messages."""
    note = world.post(place, world.bot, content)
    note.service = True
    world.shown(note)
    world.news("message", sight.message(note))


def _group(world: World, asked: Asked, right: str, refusal: str) -> Chat:
    if calls.chat(world, asked).person is not None:
        raise bad("chat member status can't be changed in private chats")
    return calls.led_chat(world, asked, right, refusal)


def _supergroup(world: World, asked: Asked, right: str, refusal: str) -> Chat:
    if calls.open_chat(world, asked).kind != "supergroup":
        raise bad(refusal)
    return calls.led_chat(world, asked, right, _RESTRICT)


METHODS: dict[str, calls.Method] = {
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "restrictChatMember": restrict_chat_member,
    "promoteChatMember": promote_chat_member,
    "setChatTitle": set_chat_title,
    "leaveChat": leave_chat,
}
