"""What a letter becomes when it is due: something to send, edit, delete or ask of Telegram."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.doors import OpenSupport
from handlers.talk.buttons import keyboard
from handlers.talk.words import Words
from storage.core.database import Tx
from storage.core.letters import About, Letter
from storage.core.vault import OpenVaults

Markup = dict[str, Any] | None


@dataclass(frozen=True)
class Send:
    """A new message. `protect` asks clients to refuse forwarding and saving; `spoiler` hides the text until tapped;
    `thread` is the forum topic it answers in."""

    text: str
    markup: Markup = None
    protect: bool = False
    silent: bool = False
    spoiler: bool = False
    thread: int | None = None


@dataclass(frozen=True)
class Edit:
    """Other words in place of a message. When it is gone, `or_send` says whether to send them anew."""

    message_id: int
    text: str
    markup: Markup = None
    spoiler: bool = False
    or_send: bool = False


@dataclass(frozen=True)
class Unbutton:
    """Take the buttons off a message whose question is answered."""

    message_id: int


@dataclass(frozen=True)
class Delete:
    """Clear messages from the chat. Telegram allows it for 48 hours."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A file, made when due and kept nowhere. `picture`: it is shown in the chat, where a file would be tapped for.

    `into` is the message of ours it takes the place of: one whose clearing is owed already.
    """

    name: str
    content: bytes = field(repr=False)
    caption: str = ""
    protect: bool = False
    picture: bool = False
    markup: Markup = None
    into: int | None = None


@dataclass(frozen=True)
class Call:
    """Anything else the Bot API offers: an invite link, an approval, a menu."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    chat: bool = True  # whether chat_id is filled in with the letter's chat


Deed = Send | Edit | Unbutton | Delete | Document | Call
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Send, Edit, Unbutton, Delete, Call)}


@dataclass(frozen=True)
class Reading:
    """What a letter may look at when it is due: the rows as they are now, its reader's language, our name and number.

    `vaults` are the private pages that are open at this moment: what they hold is worded here and never written down.
    """

    tx: Tx
    letter: Letter
    words: Words
    now: datetime
    bot_name: str = ""
    vaults: OpenVaults | None = None
    bot_id: int = 0


@dataclass(frozen=True)
class Outcome:
    """How a letter fared: `sent`, `dropped`, `resting` (out of reach), `given-up` (with a reason) or `unknown`."""

    state: str
    message_id: int | None = None
    result: Any = None
    reason: str | None = None


class NotYet(Exception):
    """Raised by a renderer: this letter waits until `until` (a weekly cap, a pause)."""

    def __init__(self, until: datetime) -> None:
        super().__init__("not yet")
        self.until = until


Render = Callable[[Reading], Awaitable[Deed | None]]
Settle = Callable[[Tx, Letter, Outcome, datetime], Awaitable[None]]


@dataclass(frozen=True)
class LetterKind:
    """How one kind of letter is worded when due, and what follows when its outcome is known.

    `render` returns None to drop a letter that is no longer true. `waits_for_morning` holds it through its reader's
    quiet hours (K14). `secret` marks one that is never risked twice.
    `waits_for_return` keeps it for a reader who blocked the bot until they are back: what it changes is still in their
    chat. `useful_for` is how many minutes late it may still go out after the bot was away; None is for ever.
    `prepare` is slow work before any row is read (making a file): nothing else waits for it.
    """

    render: Render
    settled: Settle | None = None
    waits_for_morning: bool = False
    waits_for_return: bool = False
    secret: bool = False
    useful_for: int | None = None
    prepare: Callable[[Letter], Awaitable[None]] | None = None


def to_body(deed: Deed) -> str:
    """A reply's deed as text, to be sealed until it is sent."""
    return json.dumps({"deed": type(deed).__name__, **vars(deed)})


def from_body(body: str) -> Deed:
    """The deed again."""
    kept = json.loads(body)
    kind = _KINDS[kept.pop("deed")]
    if kind is Delete:
        kept["message_ids"] = tuple(kept["message_ids"])
    deed: Deed = kind(**kept)
    return deed


async def _reply(reading: Reading) -> Deed | None:
    return from_body(reading.letter.body) if reading.letter.body else None


def clearing(about: About) -> Delete | None:
    """The deletion of the `messages` that a letter is about; None when there is none."""
    ids = tuple(int(part) for part in str(about["messages"]).split(",") if part)
    return Delete(ids) if ids else None


async def _clearing(reading: Reading) -> Deed | None:
    return clearing(reading.letter.about)


async def _put_away(reading: Reading) -> Deed | None:
    return Send(reading.words("form-put-away"), keyboard([[OpenSupport()]], reading.words))


KINDS: dict[str, LetterKind] = {
    "reply": LetterKind(_reply),
    "clearing": LetterKind(_clearing, waits_for_return=True),
    "draft-put-away": LetterKind(_put_away, useful_for=180),
}
"""The kinds every conversation uses; each feature's LETTERS are added to them in bot/app.py."""
