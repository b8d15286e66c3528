"""The parts a small Telegram is made of: people, chats, memberships, messages, invite links, taps and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.rehearsal.refusals import Json

PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
RIGHTS = (
    "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
USUAL_RIGHTS = frozenset(
    {"can_manage_chat", "can_delete_messages", "can_restrict_members", "can_invite_users", "can_pin_messages",
     "can_change_info", "can_manage_video_chats"}
)  # fmt: skip


@dataclass(slots=True, eq=False)
class User:
    """Someone with an account, or the bot. `started` and `blocked` are about their private chat with the bot."""

    id: int
    first_name: str
    username: str = ""
    last_name: str = ""
    language_code: str = "en"
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Membership:
    """What someone is in a chat (creator, administrator, member, restricted, left, kicked); `until` in unix seconds."""

    user: User
    status: str = "member"
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    until: int = 0
    inside: bool = True

    @property
    def present(self) -> bool:
        """Whether they are in the chat now."""
        return self.status in {"creator", "administrator", "member"} or (self.status == "restricted" and self.inside)

    def may(self, right: str) -> bool:
        """Whether this member holds an administrator right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    @property
    def leads(self) -> bool:
        """Whether this member is an administrator or the owner."""
        return self.status in {"creator", "administrator"}


@dataclass(slots=True)
class Link:
    """An invite link. `expires` in unix seconds, 0 for never; `most` 0 for any number of members."""

    address: str
    creator: User
    primary: bool = False
    by_request: bool = False
    revoked: bool = False
    name: str = ""
    expires: int = 0
    most: int = 0
    used: int = 0


@dataclass(slots=True, eq=False)
class Message:
    """A message and all it ever said: `versions` holds the contents before each edit, oldest first."""

    id: int
    chat: Chat = field(repr=False)
    sender: User
    date: datetime
    content: Json
    markup: Json | None = None
    keyboard: Json | None = None
    reply_to: Message | None = None
    origin: Json | None = None
    protected: bool = False
    as_chat: bool = False
    as_channel: Json | None = None
    topic: int | None = None
    service: bool = False
    silent: bool = False
    edited: datetime | None = None
    deleted: bool = False
    vanishes: datetime | None = None
    versions: list[Json] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the message, or its caption, or nothing."""
        words = self.content.get("text") or self.content.get("caption") or ""
        return words if isinstance(words, str) else ""

    @property
    def buttons(self) -> list[list[Json]]:
        """The rows of inline buttons under the message."""
        rows = (self.markup or {}).get("inline_keyboard")
        return rows if isinstance(rows, list) else []

    def gone(self, now: datetime) -> bool:
        """Whether it was deleted, or its time to vanish has come."""
        return self.deleted or (self.vanishes is not None and now >= self.vanishes)


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, a group or a supergroup; `moved_to` is the id of the supergroup a group has become.

    `username` makes it public, `channel` is linked to it, `shows_history` lets newcomers read what was said before;
    `topics` are those of a forum by id, each open or closed (None: topics are off).
    """

    id: int
    kind: str
    title: str = ""
    person: User | None = None
    members: dict[int, Membership] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    links: dict[str, Link] = field(default_factory=dict)
    requests: dict[int, tuple[Link, datetime]] = field(default_factory=dict)
    permissions: frozenset[str] = frozenset(PERMISSIONS)
    description: str = ""
    auto_delete: int = 0
    moved_to: int | None = None
    closed: bool = False
    username: str = ""
    channel: Json | None = None
    shows_history: bool = False
    topics: dict[int, bool] | None = None
    pinned: list[int] = field(default_factory=list)
    last_id: int = 0

    def member(self, user: User) -> Membership:
        """Their place here; someone never seen has left."""
        known = self.members.get(user.id)
        return known or Membership(user, "left")

    @property
    def primary_link(self) -> Link | None:
        """The chat's own invite link, if one was made."""
        return next((link for link in self.links.values() if link.primary and not link.revoked), None)

    def present(self) -> list[Membership]:
        """Everyone in the chat now."""
        return [member for member in self.members.values() if member.present]


@dataclass(slots=True, eq=False)
class Tap:
    """A tap on a button, and the bot's answer once it came."""

    id: str
    user: User
    message: Message
    told: str
    at: datetime
    answered: bool = False
    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file kept by the small Telegram."""

    id: str
    unique_id: str
    name: str
    mime: str
    content: bytes
    path: str


@dataclass(slots=True)
class Webhook:
    """Where the bot wants its updates posted, and how that went."""

    url: str
    secret: str = ""
    connections: int = 40
    last_error_at: datetime | None = None
    last_error: str = ""
