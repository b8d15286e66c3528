"""A turn: one update, one transaction, and what is said because of it."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from telegram import CallbackQuery, Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.talk import post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.words import UK, Words, of
from mentoring.people import PersonId, Role
from mentoring.problems import NotAllowed, NotJoined, OldButton
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.people import Person

B = TypeVar("B", bound=Button)
Bot = ExtBot[None]


@dataclass(frozen=True)
class House:
    """What the whole house shares with a turn: the bot's own name, its settings, and who has a vault open."""

    bot_name: str
    settings: Any
    vaults: Any
    kdf: Any
    calendar_address: str | None = None


class Turn(CallbackContext[Bot, None, None, None]):
    """Who speaks, the transaction, and the two ways to say something: say() to them, write_to() to anyone else."""

    tx: Tx
    now: datetime
    words: Words
    house: House
    speaker: Person | None
    _update: Update
    _toast: str | None
    _toast_is_alert: bool
    jobs: list[Any]
    if_undone: list[Callable[[], None]]
    cleared: set[int]

    @classmethod
    def from_update(cls, update: object, application: "Application[Any, Any, Any, Any, Any, Any]") -> "Turn":
        """Hand the library the turn that receive.py has opened."""
        return OPEN.get()

    @classmethod
    def from_error(cls, update: object, error: Exception, application: Any, *_: Any, **__: Any) -> "Turn":
        turn = OPEN.get()
        turn.error = error
        return turn

    @classmethod
    def begin(
        cls,
        application: "Application[Any, Any, Any, Any, Any, Any]",
        update: Update,
        tx: Tx,
        *,
        speaker: Person | None,
        now: datetime,
        house: House,
    ) -> "Turn":
        chat, user = update.effective_chat, update.effective_user
        turn = cls(application, chat_id=chat.id if chat else None, user_id=user.id if user else None)
        turn.tx, turn.now, turn.house, turn.speaker = tx, now, house, speaker
        turn.words = of(speaker.language if speaker else "en")
        turn._update, turn._toast, turn._toast_is_alert = update, None, False
        turn.jobs, turn.if_undone, turn.cleared = [], [], set()
        return turn

    # Who speaks, and where

    @property
    def person(self) -> PersonId:
        """The member who speaks. Raises NotJoined for anybody else."""
        if self.speaker is None or not self.speaker.is_member:
            raise NotJoined
        return self.speaker.id

    @property
    def telegram_id(self) -> int:
        """The Telegram number of whoever speaks, joined or not."""
        if self._user_id is None:
            raise NotJoined
        return self._user_id

    @property
    def chat_id(self) -> int:
        """Where they spoke."""
        if self._chat_id is None:
            raise NotJoined
        return self._chat_id

    @property
    def private(self) -> bool:
        return self._chat_id is not None and self._chat_id == self._user_id

    @property
    def zone(self) -> str:
        """The speaker's time zone; UK time unless they chose another."""
        return str(self.speaker.choices.get("zone", UK)) if self.speaker else UK

    def holds(self, role: Role) -> bool:
        return self.speaker is not None and self.speaker.is_member and role in self.speaker.roles

    async def need(self, *roles: Role) -> PersonId:
        """The speaker, when they hold one of these parts. Raises NotAllowed (answered like an unknown command)."""
        if not any(self.holds(role) for role in roles):
            raise NotAllowed
        return self.person

    # What they said or pressed

    @property
    def text(self) -> str:
        """What they typed, as they typed it."""
        message = self._update.effective_message
        return (message.text or "") if message else ""

    @property
    def message(self) -> Message | None:
        return self._update.message

    @property
    def message_id(self) -> int | None:
        """The message they typed (to clear it later), or the one whose button they pressed."""
        message = self._update.effective_message
        return message.message_id if message else None

    def pressed(self, button: type[B]) -> B:
        """The value of the button they pressed. Raises OldButton when it cannot be read any more."""
        query = self._update.callback_query
        try:
            return button.read(query.data if query and query.data else "")
        except (ValueError, TypeError):
            raise OldButton from None

    @property
    def _tapped(self) -> Message | None:
        query: CallbackQuery | None = self._update.callback_query
        return query.message if query and isinstance(query.message, Message) else None

    # What is said

    def say(
        self,
        key: str,
        *,
        buttons: Rows = (),
        protect: bool = False,
        lane: Lane = Lane.REPLY,
        **holes: Any,
    ) -> str:
        """Answer the one who spoke, where they spoke. Returns the letter's id."""
        return self.say_text(self.words(key, **holes), buttons=buttons, protect=protect, lane=lane)

    def say_text(self, text: str, *, buttons: Rows = (), protect: bool = False, lane: Lane = Lane.REPLY) -> str:
        """Answer with words that are already whole: a set's, or a person's own."""
        return self.do(post.Send(text, keyboard(buttons, self.words), protect), lane=lane)

    def show(self, key: str, *, buttons: Rows = (), **holes: Any) -> None:
        """Turn the page: change the message whose button was pressed, or say it anew when nothing was pressed."""
        self.show_text(self.words(key, **holes), buttons=buttons)

    def show_text(self, text: str, *, buttons: Rows = (), kind: str = "reply", about: About | None = None) -> None:
        """Turn the page to words that are already whole. `kind` and `about` as in `do`."""
        markup, tapped = keyboard(buttons, self.words), self._tapped
        if tapped is None or not self.private or tapped.message_id in self.cleared:
            self.do(post.Send(text, markup), kind=kind, about=about)
        else:
            self.do(post.Edit(tapped.message_id, text, markup, or_send=True), kind=kind, about=about)

    def unbutton(self) -> None:
        """Take the buttons off the message that was pressed: its question is answered."""
        if self._tapped is not None and self._tapped.message_id not in self.cleared:
            self.do(post.Unbutton(self._tapped.message_id))

    def toast(self, key: str, *, alert: bool = False, **holes: Any) -> None:
        """A line that floats over the chat for a moment, in answer to a tap."""
        self._toast, self._toast_is_alert = self.words(key, **holes).translate({0x2068: None, 0x2069: None}), alert

    def do(self, deed: post.Deed, *, lane: Lane = Lane.REPLY, kind: str = "reply", about: About | None = None) -> str:
        """Owe the chat a deed now: its words are sealed until it is done.

        A `kind` of one's own, with what it is `about`, is for a feature whose `settled` must know the message.
        """
        letter = Letter(
            kind=kind,
            about=about or {},
            due=self.now,
            made=self.now,
            lane=lane,
            person=self.speaker.id if self.private and self.speaker else None,
            chat=self.chat_id,
            body=post.to_body(deed),
        )
        self.tx.owed.append(letter)
        return letter.id

    def clear(self, messages: Sequence[int], *, due: datetime | None = None) -> None:
        """Owe the clearing of messages from this chat. On disk before anything is said about it."""
        if due is None or due <= self.now:
            self.cleared.update(messages)  # what is on its way out is not written on any more
        for start in range(0, len(messages), 100):
            about = {"messages": ",".join(str(m) for m in messages[start : start + 100])}
            self.tx.owed.append(
                Letter(
                    kind="clearing",
                    due=due or self.now,
                    made=self.now,
                    lane=Lane.CRISIS,
                    person=self.speaker.id if self.private and self.speaker else None,
                    chat=self.chat_id,
                    about=about,
                )
            )

    def write_to(
        self,
        person: PersonId,
        kind: str,
        *,
        about: About | None = None,
        due: datetime | None = None,
        lane: Lane = Lane.REMINDER,
        topic: str | None = None,
        keep: bool = False,
    ) -> str:
        """Owe somebody else a letter: a kind and ids now, its words when it is due. Returns its id."""
        letter = Letter(
            kind=kind,
            due=due or self.now,
            made=self.now,
            lane=lane,
            person=person,
            about=about or {},
            topic=topic,
            keep=keep,
        )
        self.tx.owed.append(letter)
        return letter.id

    def write_to_group(
        self,
        group: str,
        kind: str,
        *,
        about: About | None = None,
        due: datetime | None = None,
        topic: str | None = None,
        lane: Lane = Lane.SESSION,
        keep: bool = False,
    ) -> str:
        """Owe a linked group a letter."""
        letter = Letter(
            kind=kind,
            due=due or self.now,
            made=self.now,
            lane=lane,
            group=group,
            about=about or {},
            topic=topic,
            keep=keep,
        )
        self.tx.owed.append(letter)
        return letter.id

    def later(self, job: Any) -> None:
        """Slow work (key derivation, a file) for after this turn's commit: an async callable that gets the Desk."""
        self.jobs.append(job)

    def callback_answer(self) -> dict[str, Any] | None:
        """The answer every tap gets, so that no phone keeps spinning. None when nothing was pressed."""
        query = self._update.callback_query
        if query is None:
            return None
        answer: dict[str, Any] = {"callback_query_id": query.id}
        if self._toast:
            answer |= {"text": self._toast[:200], "show_alert": self._toast_is_alert}
        return answer


OPEN: ContextVar[Turn] = ContextVar("open turn")
"""The turn being taken, for the library's dispatcher to pick up."""
