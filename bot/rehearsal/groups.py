"""What people do with a group: make it, bring the bot in, give and take rights, let in, show out, move house."""

from __future__ import annotations

from bot.rehearsal import sight
from bot.rehearsal.parts import USUAL_RIGHTS, Chat, Link, Membership, Message
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import NotPossible
from bot.rehearsal.world import World


def creates(world: World, person: Person, title: str, *others: Person, supergroup: bool = False) -> Chat:
    """A new group with these people in it, the bot not among them."""
    chat = world.add_group(title, person.user, supergroup=supergroup)
    for other in others:
        chat.members[other.id] = Membership(other.user)
    return chat


def adds_bot(person: Person, chat: Chat, payload: str | None = None, *, admin: bool = False) -> None:
    """Bring the bot in; with a `?startgroup=` payload the app also sends `/start@bot payload`."""
    bot = person.world.bot
    if chat.member(bot).present:
        raise NotPossible("the bot is already here")
    rights = USUAL_RIGHTS if admin else frozenset[str]()
    seat = Membership(bot, "administrator" if admin else "member", rights)
    person.world.set_member(chat, bot, seat, person.user)
    person.leaves_note(chat, {"new_chat_members": [sight.user(bot)]})
    if payload is not None:
        person.says(f"/start@{bot.username} {payload}".strip(), chat)


def removes_bot(person: Person, chat: Chat) -> None:
    """Throw the bot out."""
    removes(person, person.world.bot.id, chat)


def promotes_bot(person: Person, chat: Chat, rights: frozenset[str] = USUAL_RIGHTS) -> None:
    """Make the bot an administrator with these rights."""
    _lead(person, chat)
    bot = person.world.bot
    person.world.set_member(chat, bot, Membership(bot, "administrator", rights), person.user)


def demotes_bot(person: Person, chat: Chat) -> None:
    """Make the bot an ordinary member again."""
    _lead(person, chat)
    bot = person.world.bot
    person.world.set_member(chat, bot, Membership(bot), person.user)


def restricts_bot(person: Person, chat: Chat) -> None:
    """Let the bot stay but not write."""
    _lead(person, chat)
    bot = person.world.bot
    person.world.set_member(chat, bot, Membership(bot, "restricted"), person.user)


def adds(person: Person, other: Person, chat: Chat) -> None:
    """Bring somebody else in."""
    other.enters(chat, by=person.user)


def promotes(person: Person, other: Person, chat: Chat, rights: frozenset[str] = USUAL_RIGHTS) -> None:
    """Make somebody else an administrator."""
    _lead(person, chat)
    person.world.set_member(chat, other.user, Membership(other.user, "administrator", rights), person.user)


def removes(person: Person, user_id: int, chat: Chat) -> None:
    """Throw a person or the bot out; they hear of it, and so does the chat."""
    _lead(person, chat)
    world = person.world
    user = world.users[user_id]
    person.leaves_note(chat, {"left_chat_member": sight.user(user)})
    world.set_member(chat, user, Membership(user, "kicked"), person.user)


def makes_link(person: Person, chat: Chat, *, by_request: bool = False, most: int = 0) -> Link:
    """An administrator makes an invite link by hand."""
    _lead(person, chat)
    link = person.world.new_link(chat, person.user)
    link.by_request, link.most = by_request, most
    return link


def lets_in(person: Person, other: Person, chat: Chat) -> None:
    """An administrator approves a join request by hand."""
    _lead(person, chat)
    if chat.requests.pop(other.id, None) is None:
        raise NotPossible("they have not asked to join")
    other.enters(chat, by=person.user)


def retitles(person: Person, chat: Chat, title: str) -> None:
    """Give the chat another name."""
    chat.title = title
    person.leaves_note(chat, {"new_chat_title": title})


def closes(person: Person, chat: Chat) -> None:
    """Delete a whole group."""
    _lead(person, chat)
    world = person.world
    if chat.member(world.bot).present:
        world.set_member(chat, world.bot, Membership(world.bot, "left"), person.user)
    chat.closed = True


def upgrades(person: Person, chat: Chat) -> Chat:
    """Turn a group into a supergroup: a new id, both service messages, and 400s from the old id from now on."""
    _lead(person, chat)
    if chat.kind != "group" or chat.moved_to is not None:
        raise NotPossible("only a group can become a supergroup")
    world = person.world
    new = world.add_group(chat.title, person.user, supergroup=True)
    new.members = {user_id: seat for user_id, seat in chat.members.items() if seat.present}
    new.permissions, new.auto_delete = chat.permissions, chat.auto_delete
    person.leaves_note(chat, {"migrate_to_chat_id": new.id})
    chat.moved_to = new.id
    arrived = world.post(new, person.user, {"migrate_from_chat_id": chat.id})
    arrived.service = arrived.as_chat = True
    world.shown(arrived)
    if new.member(world.bot).present:
        world.news("message", sight.message(arrived))
    return new


def publishes(person: Person, chat: Chat, username: str = "") -> None:
    """Give a supergroup a public name, so that anyone can find and read it; without one it is private again."""
    _lead(person, chat, supergroup=True)
    chat.username = username


def shows_history(person: Person, chat: Chat, *, shown: bool = True) -> None:
    """Let newcomers read what was said before they came. Bots are told nothing of it."""
    _lead(person, chat, supergroup=True)
    chat.shows_history = shown


def links_channel(person: Person, chat: Chat, title: str = "") -> None:
    """Make a supergroup the place where a channel is discussed; without a title the link is taken away."""
    _lead(person, chat, supergroup=True)
    number = person.world.next_channel_id()
    chat.channel = {"id": number, "type": "channel", "title": title} if title else None


def channel_posts(person: Person, chat: Chat, text: str) -> Message:
    """The linked channel says something, and Telegram forwards it into the group by itself."""
    if chat.channel is None:
        raise NotPossible("no channel is linked to this group")
    world = person.world
    message = world.post(chat, person.user, {"text": text})
    message.as_channel = chat.channel
    message.origin = {"type": "channel", "date": sight.unix(message.date), "chat": chat.channel, "message_id": 1}
    world.shown(message)
    if chat.member(world.bot).leads:
        world.news("message", sight.message(message))
    return message


def opens_topic(person: Person, chat: Chat, title: str) -> int:
    """Turn topics on, if they are off, and open one. Returns its id, that of its first message."""
    _lead(person, chat, supergroup=True)
    if chat.topics is None:
        chat.topics = {}
    note = person.leaves_note(chat, {"forum_topic_created": {"name": title, "icon_color": 7322096}})
    chat.topics[note.id] = True
    return note.id


def closes_topic(person: Person, chat: Chat, topic: int) -> None:
    """Nobody but those who manage topics may write in it any more."""
    _lead(person, chat, supergroup=True)
    (chat.topics or {})[topic] = False
    person.leaves_note(chat, {"forum_topic_closed": {}})


def deletes_topic(person: Person, chat: Chat, topic: int) -> None:
    """It is gone with all that was said in it; bots are told nothing."""
    _lead(person, chat, supergroup=True)
    (chat.topics or {}).pop(topic)


def adds_other_bot(person: Person, chat: Chat, name: str) -> Person:
    """Bring in a bot that is not ours."""
    user = person.world.add_user(name, f"{name.lower()}_bot")
    user.is_bot, user.language_code = True, ""
    other = Person(person.world, user)
    other.enters(chat, by=person.user)
    return other


def _lead(person: Person, chat: Chat, *, supergroup: bool = False) -> None:
    if not chat.member(person.user).leads:
        raise NotPossible("they do not lead this chat")
    if supergroup and chat.kind != "supergroup":
        raise NotPossible("only a supergroup can be that")
