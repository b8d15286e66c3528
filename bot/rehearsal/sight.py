"""How the bot sees the small Telegram: people, chats, members and messages in the shapes of Bot API 10.0."""

from __future__ import annotations

from datetime import datetime

from bot.rehearsal.parts import PERMISSIONS, RIGHTS, Chat, Link, Membership, Message, User
from bot.rehearsal.refusals import Json

TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
ANONYMOUS_ADMIN: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def unix(at: datetime) -> int:
    """Whole seconds since 1970 UTC."""
    return int(at.timestamp())


def user(who: User) -> Json:
    """A `User`."""
    seen: Json = {"id": who.id, "is_bot": who.is_bot, "first_name": who.first_name}
    if who.last_name:
        seen["last_name"] = who.last_name
    if who.username:
        seen["username"] = who.username
    if not who.is_bot and who.language_code:
        seen["language_code"] = who.language_code
    return seen


def chat(place: Chat) -> Json:
    """A `Chat`."""
    if place.person is None:
        return _group(place)
    seen: Json = {"id": place.id, "type": "private", "first_name": place.person.first_name}
    if place.person.last_name:
        seen["last_name"] = place.person.last_name
    if place.person.username:
        seen["username"] = place.person.username
    return seen


def _group(place: Chat) -> Json:
    seen: Json = {"id": place.id, "type": place.kind, "title": place.title}
    if place.username:
        seen["username"] = place.username
    if place.topics is not None:
        seen["is_forum"] = True
    return seen


def full_chat(place: Chat, now: datetime, *, shows_link: bool, leads: bool = False) -> Json:
    """A `ChatFullInfo`."""
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    seen: Json = {**chat(place), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    if place.auto_delete:
        seen["message_auto_delete_time"] = place.auto_delete
    if place.person is not None:
        return seen
    seen["permissions"] = permissions(place.permissions)
    if place.description:
        seen["description"] = place.description
    link = place.primary_link
    if link is not None and shows_link:
        seen["invite_link"] = link.address
    seen.update(_standing(place, leads=leads))
    pinned = [place.messages[number] for number in place.pinned if not place.messages[number].gone(now)]
    if pinned:
        seen["pinned_message"] = message(pinned[-1])
    return seen


def _standing(place: Chat, *, leads: bool) -> Json:
    """Who can read and come in: a public group shows everybody all that was ever said."""
    seen: Json = {}
    if place.username:
        seen["active_usernames"] = [place.username]
    if place.channel is not None:
        seen["linked_chat_id"] = place.channel["id"]
    if leads and (place.shows_history or place.username):
        seen["has_visible_history"] = True
    return seen


def permissions(held: frozenset[str]) -> Json:
    """A `ChatPermissions`."""
    return {name: name in held for name in PERMISSIONS}


def member(seat: Membership, place: Chat) -> Json:
    """A `ChatMember` of the right sub-type."""
    seen: Json = {"status": seat.status, "user": user(seat.user)}
    if seat.status == "creator":
        seen["is_anonymous"] = False
    elif seat.status == "administrator":
        seen["can_be_edited"] = False
        skipped = {"can_manage_topics"} if place.kind == "group" else set()
        seen.update({name: name in seat.rights for name in RIGHTS if name not in skipped})
    elif seat.status == "restricted":
        seen.update({"is_member": seat.inside, "until_date": seat.until})
        seen.update(permissions(seat.permissions))
    elif seat.status == "kicked":
        seen["until_date"] = seat.until
    return seen


def link(invite: Link, pending: int) -> Json:
    """A `ChatInviteLink`."""
    seen: Json = {
        "invite_link": invite.address,
        "creator": user(invite.creator),
        "creates_join_request": invite.by_request,
        "is_primary": invite.primary,
        "is_revoked": invite.revoked,
    }
    extras = {"name": invite.name, "expire_date": invite.expires, "member_limit": invite.most}
    seen.update({name: value for name, value in extras.items() if value})
    if invite.by_request and pending:
        seen["pending_join_request_count"] = pending
    return seen


def message(said: Message, *, nested: bool = True) -> Json:
    """A `Message`; the one it replies to is shown one level deep."""
    seen: Json = {"message_id": said.id, "from": user(said.sender), "chat": chat(said.chat), "date": unix(said.date)}
    if said.as_chat:
        seen["from"] = ANONYMOUS_ADMIN
        seen["sender_chat"] = chat(said.chat)
    if said.as_channel is not None:
        seen.update(_of_channel(said.as_channel))
    if said.topic is not None:
        seen.update({"message_thread_id": said.topic, "is_topic_message": True})
    if said.origin is not None:
        seen["forward_origin"] = said.origin
    if nested and said.reply_to is not None:
        seen["reply_to_message"] = message(said.reply_to, nested=False)
    seen.update(said.content)
    if said.edited is not None:
        seen["edit_date"] = unix(said.edited)
    if said.protected:
        seen["has_protected_content"] = True
    if said.markup is not None:
        seen["reply_markup"] = said.markup
    return seen


def _of_channel(channel: Json) -> Json:
    """A channel's post, as Telegram itself forwards it into the group that is linked to it."""
    return {"from": TELEGRAM, "sender_chat": channel, "is_automatic_forward": True}


def tapped(said: Message, now: datetime) -> Json:
    """A `MaybeInaccessibleMessage`: with date 0 once the message is gone."""
    if said.gone(now):
        return {"chat": chat(said.chat), "message_id": said.id, "date": 0}
    return message(said)
