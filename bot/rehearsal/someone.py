"""What lies under every act: where someone may write, what they can see, and whether the bot hears of it."""

from __future__ import annotations

import secrets

from bot.rehearsal import entities, sight
from bot.rehearsal.parts import Chat, Message, Tap, User
from bot.rehearsal.refusals import Json, NotPossible
from bot.rehearsal.world import World

Place = Chat | int | None
PIECE = 4096


class Someone:
    """A user of this world, before they do anything."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    @property
    def id(self) -> int:
        """Their Telegram id, which is also the id of their private chat with the bot."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """Their private chat with the bot."""
        return self.world.chats[self.user.id]

    def _tap(self, message: Message, told: str) -> Tap:
        tap = Tap(str(secrets.randbits(62)), self.user, message, told, self.world.now())
        self.world.taps[tap.id] = tap
        query: Json = {
            "id": tap.id,
            "from": sight.user(self.user),
            "message": sight.tapped(message, self.world.now()),
            "chat_instance": str(abs(message.chat.id) * 7919 + 1),
            "data": told,
        }
        self.world.news("callback_query", query)
        return tap

    def _place(self, where: Place) -> Chat:
        if isinstance(where, Chat):
            return where
        return self.chat if where is None else self.world.chats[where]

    def _open(self, where: Place) -> Chat:
        chat = self._place(where)
        if chat is self.chat and self.user.blocked:
            raise NotPossible("they have blocked the bot")
        if chat.person is None:
            self._check_group(chat)
        elif chat is not self.chat:
            raise NotPossible("this is somebody else's private chat")
        return chat

    def _check_group(self, chat: Chat) -> None:
        seat = chat.member(self.user)
        muted = seat.status == "restricted" and "can_send_messages" not in seat.permissions
        if chat.moved_to is not None or not seat.present or muted:
            raise NotPossible("they cannot write in this chat")

    def _message(self, message: Message | int, chat: Chat, *, even_gone: bool = False) -> Message:
        number = message if isinstance(message, int) else message.id
        found = chat.messages.get(number)
        if found is None or (found.gone(self.world.now()) and not even_gone):
            raise NotPossible("they cannot see such a message")
        return found

    def _own(self, message: Message | int, where: Place) -> Message:
        chat = self._place(where if isinstance(message, int) else message.chat)
        own = self._message(message, chat)
        if own.sender is not self.user:
            raise NotPossible("this message is somebody else's")
        return own

    def _post(
        self,
        chat: Chat,
        content: Json,
        reply_to: Message | None = None,
        *,
        origin: Json | None = None,
        as_chat: bool = False,
        topic: int | None = None,
    ) -> Message:
        if chat is self.chat:
            self.user.started = True
        message = self.world.post(chat, self.user, content)
        message.reply_to, message.origin, message.as_chat, message.topic = reply_to, origin, as_chat, topic
        self.world.shown(message)
        if self._bot_hears(message):
            self.world.news("message", sight.message(message))
        return message

    def leaves_note(self, chat: Chat, content: Json) -> Message:
        """Cause a service message (who came, who left, a new title)."""
        message = self.world.post(chat, self.user, content)
        message.service = True
        self.world.shown(message)
        if chat.member(self.world.bot).present:
            self.world.news("message", sight.message(message))
        return message

    def _bot_hears(self, message: Message) -> bool:
        chat, bot = message.chat, self.world.bot
        if chat.person is not None:
            return True
        seat = chat.member(bot)
        if not seat.present:
            return False
        replied = message.reply_to is not None and message.reply_to.sender is bot
        timer = "message_auto_delete_timer_changed" in message.content
        return seat.leads or not self.world.privacy_mode or replied or timer or spoken_to(message, bot)


def spoken_to(message: Message, bot: User) -> bool:
    """Whether a group message is a command for this bot or mentions it."""
    name = f"@{bot.username.lower()}"
    marks = message.content.get("entities") or []
    wide = message.text.encode("utf-16-le", "surrogatepass")
    for mark in marks if isinstance(marks, list) else []:
        start, size = mark["offset"] * 2, mark["length"] * 2
        words = wide[start : start + size].decode("utf-16-le", "replace").lower()
        if mark["type"] == "bot_command" and ("@" not in words or words.endswith(name)):
            return True
        if mark["type"] == "mention" and words == name:
            return True
    return False


def split(text: str) -> list[str]:
    """The text in pieces of at most 4,096 UTF-16 units, never inside a sign."""
    if entities.units(text) <= PIECE:
        return [text]
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for sign in text:
        width = 2 if ord(sign) > 0xFFFF else 1
        if size + width > PIECE:
            pieces.append("".join(piece))
            piece, size = [], 0
        piece.append(sign)
        size += width
    return [*pieces, "".join(piece)]
