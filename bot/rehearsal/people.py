"""What a person can do with their Telegram: start the bot, say, tap, send, edit, join, leave, block."""

from __future__ import annotations

from bot.rehearsal import entities, sight
from bot.rehearsal.parts import Chat, Link, Membership, Message, Tap, User
from bot.rehearsal.refusals import Json, NotPossible
from bot.rehearsal.sending import Sender
from bot.rehearsal.someone import Place, split


class Person(Sender):
    """Someone with the app in their hand. Every act changes the world at once; the bot hears of it by its updates."""

    def messages(self, where: Place = None) -> list[Message]:
        """What they can see in a chat now, oldest first (default: their chat with the bot)."""
        now = self.world.now()
        return [message for message in self._place(where).messages.values() if not message.gone(now)]

    def hears(self, where: Place = None) -> list[Message]:
        """What the bot has said there and is still to be seen, oldest first."""
        return [message for message in self.messages(where) if message.sender is self.world.bot]

    def starts(self, payload: str = "") -> Message:
        """Press Start, with the payload of a deep link if there is one. Unblocks the bot if it was blocked."""
        if self.user.blocked:
            self.unblocks()
        return self.says(f"/start {payload}".strip())[0]

    def says(
        self,
        text: str,
        where: Place = None,
        *,
        reply_to: Message | int | None = None,
        as_chat: bool = False,
        topic: int | None = None,
    ) -> list[Message]:
        """Send words; more than 4,096 UTF-16 units go out as several messages, as an app would.

        `as_chat` is how an anonymous administrator speaks in a group: without a name, as the group. `topic` is the
        forum topic they write in.
        """
        chat = self._open(where)
        answered = self._message(reply_to, chat) if reply_to is not None else None
        sent = []
        for piece in split(text):
            kept, _ = entities.trimmed(piece, [])
            content: Json = {"text": kept or piece}
            marks = entities.found(kept)
            if marks:
                content["entities"] = marks
            sent.append(self._post(chat, content, answered, as_chat=as_chat, topic=topic))
        return sent

    def taps(self, message: Message | int, told: str, where: Place = None, *, forged: bool = False) -> Tap | None:
        """Tap the button carrying this callback data; a link button opens a page and tells the bot nothing (None).

        `forged` lets a bad app send data no button carries, or tap below a message that is gone.
        """
        chat = self._place(where if where is not None or isinstance(message, int) else message.chat)
        tapped = self._message(message, chat, even_gone=forged)
        buttons = [button for row in tapped.buttons for button in row]
        button = next((button for button in buttons if told in (button.get("callback_data"), button.get("url"))), None)
        if button is None and not forged:
            raise NotPossible(f"no button carries {told!r}; there are {[button.get('text') for button in buttons]}")
        if button is not None and "callback_data" not in button:
            return None
        return self._tap(tapped, told)

    def taps_on(self, label: str, where: Place = None) -> Tap | None:
        """Tap the newest button with exactly this label."""
        for message in reversed(self.messages(where)):
            for button in (button for row in message.buttons for button in row):
                if button.get("text") == label:
                    told = button.get("callback_data") or button.get("url")
                    return self.taps(message, str(told), where) if told else None
        raise NotPossible(f"no button is labelled {label!r}")

    def edits(self, message: Message | int, text: str, where: Place = None) -> Message:
        """Edit an own message."""
        changed = self._own(message, where)
        changed.versions.append(changed.content)
        changed.content = {"text": text}
        marks = entities.found(text)
        if marks:
            changed.content["entities"] = marks
        changed.edited = self.world.now()
        self.world.shown(changed, "edited")
        if self._bot_hears(changed):
            self.world.news("edited_message", sight.message(changed))
        return changed

    def deletes(self, message: Message | int, where: Place = None) -> None:
        """Delete a message; Telegram tells bots nothing of this."""
        gone = self._message(message, self._place(where if isinstance(message, int) else message.chat))
        gone.deleted = True
        self.world.shown(gone, "deleted")

    def clears_history(self) -> None:
        """Clear the private chat for both sides; the bot is told nothing."""
        for message in self.messages():
            message.deleted = True
            self.world.shown(message, "deleted")

    def blocks(self) -> None:
        """Block the bot."""
        self._block(blocked=True)

    def unblocks(self) -> None:
        """Take the block away."""
        self._block(blocked=False)

    def closes_account(self) -> None:
        """Delete the whole account; the bot is told nothing, and later meets a 403."""
        self.user.deleted = True
        self.user.first_name = ""

    def sets_auto_delete(self, seconds: int, where: Place = None) -> Message:
        """Let new messages of the chat vanish after so many seconds; 0 switches it off."""
        chat = self._open(where)
        message = self._post(chat, {"message_auto_delete_timer_changed": {"message_auto_delete_time": seconds}})
        message.service = True
        chat.auto_delete = seconds
        return message

    def joins(self, link: Link | str) -> Chat:
        """Use an invite link: come in, or ask to be let in. Raises `NotPossible` for a dead link."""
        chat, invite = self.world.link_at(link if isinstance(link, str) else link.address)
        full = invite.most and invite.used >= invite.most
        late = invite.expires and sight.unix(self.world.now()) >= invite.expires
        if invite.revoked or full or late or chat.member(self.user).status == "kicked":
            raise NotPossible("this invite link is not valid any more")
        if chat.member(self.user).present:
            return chat
        if invite.by_request:
            self._asks(chat, invite)
        else:
            invite.used += 1
            self.enters(chat, by=self.user, link=invite)
        return chat

    def enters(self, chat: Chat, *, by: User, link: Link | None = None) -> None:
        """Become a member, by an invite link or added by somebody."""
        self.world.set_member(chat, self.user, Membership(self.user), by, link)
        adder = self if by is self.user else Person(self.world, by)
        adder.leaves_note(chat, {"new_chat_members": [sight.user(self.user)]})

    def leaves(self, chat: Chat) -> None:
        """Leave a group."""
        if not chat.member(self.user).present:
            raise NotPossible("they are not in this chat")
        self.leaves_note(chat, {"left_chat_member": sight.user(self.user)})
        self.world.set_member(chat, self.user, Membership(self.user, "left"), self.user)

    def _asks(self, chat: Chat, invite: Link) -> None:
        now = self.world.now()
        chat.requests[self.user.id] = (invite, now)
        bot = chat.member(self.world.bot)
        if bot.may("can_invite_users"):
            request: Json = {
                "chat": sight.chat(chat),
                "from": sight.user(self.user),
                "user_chat_id": self.user.id,
                "date": sight.unix(now),
                "invite_link": sight.link(invite, len(chat.requests)),
            }
            self.world.news("chat_join_request", request)
        self.world.tell("join_request", {"chat_id": chat.id, "user_id": self.user.id})

    def _block(self, *, blocked: bool) -> None:
        if self.user.blocked == blocked:
            return
        self.user.blocked = blocked
        bot = self.world.bot
        member, kicked = Membership(bot), Membership(bot, "kicked")
        before, after = (member, kicked) if blocked else (kicked, member)
        content: Json = {
            "chat": sight.chat(self.chat),
            "from": sight.user(self.user),
            "date": sight.unix(self.world.now()),
            "old_chat_member": sight.member(before, self.chat),
            "new_chat_member": sight.member(after, self.chat),
        }
        self.world.news("my_chat_member", content)
        self.world.tell("blocked", {"user_id": self.user.id, "blocked": blocked})
