"""A small Telegram: everyone, every chat, every message, and the news waiting for the bot."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.rehearsal import sight
from bot.rehearsal.bell import Bell
from bot.rehearsal.parts import Chat, Kept, Link, Membership, Message, Tap, User, Webhook
from bot.rehearsal.refusals import Json, NotPossible, Refused, bad, forbidden, moved
from bot.rehearsal.updates import Update, Updates

Listener = Callable[[str, Json], None]
JOIN_REQUEST_WINDOW = timedelta(minutes=5)


def utc_now() -> datetime:
    """The machine's clock, as an aware UTC time."""
    return datetime.now(UTC)


class World:
    """The state of one small Telegram with one bot in it. Not thread-safe: use it from the server's own loop."""

    def __init__(self, token: str, *, now: Callable[[], datetime] = utc_now, privacy_mode: bool = True) -> None:
        self.token = token
        self._now = now
        self.shift = timedelta(0)
        self.privacy_mode = privacy_mode
        self.bot = User(int(token.partition(":")[0]), "Rehearsal", "rehearsal_bot", is_bot=True, language_code="")
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.updates = Updates()
        self.taps: dict[str, Tap] = {}
        self.tap_life = timedelta(minutes=1)
        self.files: dict[str, Kept] = {}
        self.webhook: Webhook | None = None
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.logged_out = False
        self.since = self.now()
        self.changed = Bell()
        self.listeners: list[Listener] = []
        self._last_user = 1_000_000
        self._last_group = 4_000_000
        self._last_supergroup = 1_000_000_000
        self._last_private_message = 0

    def now(self) -> datetime:
        """The time here: the given clock, plus the jumps people made."""
        return self._now() + self.shift

    def jump(self, by: timedelta) -> None:
        """Move this Telegram's clock."""
        self.shift += by
        self.tell("clock", {"now": self.now().isoformat()})

    def tell(self, what: str, about: Json) -> None:
        """Let the page and everyone who waits know that something changed."""
        for listener in self.listeners:
            listener(what, about)
        self.changed.ring()

    def news(self, kind: str, content: Json, *, spoiled: bool = False) -> Update | None:
        """Queue an update for the bot."""
        update = self.updates.put(kind, content, self.now(), spoiled=spoiled)
        self.changed.ring()
        return update

    def add_user(self, first_name: str, username: str = "", *, last_name: str = "", language: str = "en") -> User:
        """Someone new, with an id of their own."""
        self._last_user += 1
        user = User(self._last_user, first_name, username, last_name, language)
        self.users[user.id] = user
        chat = Chat(user.id, "private", person=user)
        self.chats[chat.id] = chat
        self.tell("person", sight.user(user))
        return user

    def add_group(self, title: str, creator: User, *, supergroup: bool = False) -> Chat:
        """A new group or supergroup, owned by its creator."""
        if supergroup:
            self._last_supergroup += 1
            chat = Chat(-1_000_000_000_000 - self._last_supergroup, "supergroup", title)
        else:
            self._last_group += 1
            chat = Chat(-self._last_group, "group", title)
        chat.members[creator.id] = Membership(creator, "creator")
        self.chats[chat.id] = chat
        self.tell("chat", sight.chat(chat))
        return chat

    def next_channel_id(self) -> int:
        """An id for a channel: they count with the supergroups."""
        self._last_supergroup += 1
        return -1_000_000_000_000 - self._last_supergroup

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and groups share one count, as for a real account."""
        if chat.kind == "supergroup":
            chat.last_id += 1
            return chat.last_id
        self._last_private_message += 1
        return self._last_private_message

    def post(self, chat: Chat, sender: User, content: Json) -> Message:
        """Put a message into a chat. Whoever calls decides whether the bot hears of it."""
        now = self.now()
        message = Message(self.next_message_id(chat), chat, sender, now, content)
        if chat.auto_delete:
            message.vanishes = now + timedelta(seconds=chat.auto_delete)
        chat.messages[message.id] = message
        return message

    def shown(self, message: Message, what: str = "message") -> None:
        """Let the page know of a new, edited or deleted message."""
        if self.listeners:
            self.tell(what, {"chat_id": message.chat.id, "message": sight.message(message), "deleted": message.deleted})
        else:
            self.changed.ring()

    def find_chat(self, chat_id: str) -> Chat:
        """The chat with this id or @username. 400 `chat not found`; 400 with the new id if the group has moved."""
        if not chat_id:
            raise bad("chat_id is empty")
        chat = self._by_username(chat_id[1:]) if chat_id.startswith("@") else self._by_id(chat_id)
        if chat is None:
            raise bad("chat not found")
        if chat.moved_to is not None:
            raise moved(chat.moved_to)
        return chat

    def _by_id(self, chat_id: str) -> Chat | None:
        try:
            return self.chats.get(int(chat_id))
        except ValueError:
            return None

    def _by_username(self, username: str) -> Chat | None:
        # Real Telegram does not let bots find people by username, only public groups.
        return next((c for c in self.chats.values() if c.username and c.username.lower() == username.lower()), None)

    def open_chat(self, chat_id: str) -> Chat:
        """The chat, if the bot may write into it at all. Raises 403 in Telegram's words otherwise."""
        chat = self.find_chat(chat_id)
        refusal = self._closed(chat)
        if refusal is not None:
            raise refusal
        return chat

    def _closed(self, chat: Chat) -> Refused | None:
        return self._closed_private(chat.person) if chat.person is not None else self._closed_group(chat)

    def _closed_group(self, chat: Chat) -> Refused | None:
        if chat.closed:
            return forbidden("the group chat was deleted")
        seat = chat.member(self.bot)
        if seat.status == "kicked":
            return forbidden(f"bot was kicked from the {chat.kind} chat")
        if not seat.present:
            return forbidden(f"bot is not a member of the {chat.kind} chat")
        held = {"restricted": seat.permissions, "member": chat.permissions}.get(seat.status)
        if held is not None and "can_send_messages" not in held:
            return bad("not enough rights to send text messages to the chat")
        return None

    def _closed_private(self, person: User) -> Refused | None:
        if person.deleted:
            return forbidden("user is deactivated")
        if person.blocked:
            return forbidden("bot was blocked by the user")
        if not person.started and not self._asked_to_join(person):
            return forbidden("bot can't initiate conversation with a user")
        return None

    def _asked_to_join(self, person: User) -> bool:
        now = self.now()
        asked = (chat.requests.get(person.id) for chat in self.chats.values() if chat.requests)
        return any(entry is not None and now - entry[1] <= JOIN_REQUEST_WINDOW for entry in asked)

    def find_message(self, chat: Chat, message_id: int) -> Message | None:
        """The message, unless it is gone."""
        message = chat.messages.get(message_id)
        return None if message is None or message.gone(self.now()) else message

    def set_member(self, chat: Chat, user: User, seat: Membership, by: User, link: Link | None = None) -> None:
        """Change what someone is in a chat; the bot hears of it if it is about itself or if it leads there."""
        before = sight.member(chat.member(user), chat)
        chat.members[user.id] = seat
        after = sight.member(seat, chat)
        if before == after:
            return
        content: Json = {
            "chat": sight.chat(chat),
            "from": sight.user(by),
            "date": sight.unix(self.now()),
            "old_chat_member": before,
            "new_chat_member": after,
        }
        if link is not None:
            content["invite_link"] = sight.link(link, 0)
        if user is self.bot:
            self.news("my_chat_member", content)
        elif chat.member(self.bot).leads:
            self.news("chat_member", content)
        self.tell("member", {"chat_id": chat.id, "member": after})

    def new_link(self, chat: Chat, creator: User, *, primary: bool = False) -> Link:
        """A fresh invite link of this chat."""
        address = f"https://t.me/+{secrets.token_urlsafe(12)}"
        link = Link(address, creator, primary=primary)
        chat.links[address] = link
        return link

    def link_at(self, address: str) -> tuple[Chat, Link]:
        """The chat behind an invite link."""
        for chat in self.chats.values():
            if address in chat.links:
                return chat, chat.links[address]
        raise NotPossible("there is no such invite link")

    def keep_file(self, name: str, mime: str, content: bytes) -> Kept:
        """Keep a file; its id depends on nothing secret."""
        number = len(self.files) + 1
        unique = (
            base64.urlsafe_b64encode(hashlib.sha256(content + name.encode("utf-8", "replace")).digest()[:12])
            .decode()
            .rstrip("=")
        )
        kept = Kept(f"BQACAgQAAxk{number:06d}{unique}", unique, name, mime, content, f"documents/file_{number}")
        self.files[kept.id] = kept
        return kept

    def answer_within(self, tap_id: str) -> Tap:
        """The tap that waits for an answer. 400 when it is unknown, answered or too old."""
        tap = self.taps.get(tap_id)
        if tap is None or tap.answered or self.now() - tap.at > self.tap_life:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        return tap
