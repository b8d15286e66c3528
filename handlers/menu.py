"""Home: the first screen, /help, and the list of commands each part sees in its own chat."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import (
    OpenCircles,
    OpenHelp,
    OpenMentoring,
    OpenMenu,
    OpenMore,
    OpenOpportunities,
    OpenPrivacy,
    OpenPulse,
    OpenRecord,
    OpenReflect,
    OpenSessions,
    OpenSettings,
    OpenSpeakUp,
    OpenStories,
    OpenSupport,
)
from handlers.guards import for_members, in_private
from handlers.talk import post
from handlers.talk.buttons import Button, Labelled, Rows, Tap, Tapped, in_rows
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId, Role
from storage import people
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane

TAIL = ("support", "privacy", "settings", "help")
MENUS: dict[Role, tuple[str, ...]] = {
    Role.COORDINATOR: (
        *("menu", "approve", "newcircle", "rota", "broadcast", "results", "storydesk", "mentordesk"),
        *("charter", "ideas", "fairness", *TAIL),
    ),
    Role.SAFE_CONTACT: ("menu", "concerns", "away", *TAIL),
    Role.GUIDE: (
        *("menu", "hold", "rota", "prep", "debrief", "sessions", "circles", "reflect", "wins", "kudos", "concern"),
        *TAIL,
    ),
    Role.MENTOR: (
        *("menu", "mentoring", "checkin", "sessions", "profile", "sponsor", "opportunities", "stories", "reflect"),
        *("kudos", "concern", *TAIL),
    ),
    Role.MEMBER: (
        *("menu", "circles", "mentoring", "sessions", "reflect", "wins", "stories", "opportunities", "kudos"),
        *("concern", "support", "ideas", "privacy", "settings", "help"),
    ),
}
"""What each part sees (4.1); of these, only the commands that exist."""
MENUS[Role.OBSERVER] = MENUS[Role.GUIDE]
CIRCLE_MENU = ("next", "rules", "agenda", "support", "help")
STRANGERS_MENU = ("start", "support", "help")
HIDDEN = frozenset(
    (
        *("start", "cancel", "record", "speakup", "pulse", "story", "profile", "mydata", "stop", "lock"),
        *("plans", "picture", "people"),
    )
)
"""Commands that are in nobody's list, and work for whoever holds the part they ask for."""


@dataclass(frozen=True)
class HomeDoor:
    """A button of the home screen, for whoever holds one of `roles`; `more` puts it on the second page.

    When two doors lead to the same place, the first that fits is shown.
    """

    tap: Button | Labelled
    roles: frozenset[Role] = frozenset({Role.MEMBER})
    more: bool = False


DOORS: list[HomeDoor] = [
    HomeDoor(OpenCircles().named("home-my-circle")),
    HomeDoor(OpenMentoring().named("home-my-mentees"), frozenset({Role.MENTOR})),
    HomeDoor(OpenMentoring().named("home-my-mentor")),
    HomeDoor(OpenSessions()),
    HomeDoor(OpenOpportunities()),
    HomeDoor(OpenReflect()),
    HomeDoor(OpenStories()),
    HomeDoor(OpenRecord(), more=True),
    HomeDoor(OpenSpeakUp(), more=True),
    HomeDoor(OpenPulse(), more=True),
    HomeDoor(OpenPrivacy(), more=True),
    HomeDoor(OpenSettings(), more=True),
    HomeDoor(OpenHelp(), more=True),
]
"""Each feature may add doors of its own; one that nothing answers is not shown."""

_commands: set[str] = set()
_prefixes: set[str] = set()


def learn(handlers: Iterable[Any]) -> None:
    """Be told which commands and buttons something answers. Called once with every feature's handlers."""
    for handler in handlers:
        if isinstance(handler, CommandHandler):
            _commands.update(handler.commands)
        elif isinstance(handler, Tapped):
            _prefixes.add(handler.prefix)


def exists(command: str) -> bool:
    """Whether something answers this command."""
    return command in _commands


def is_open(tap: Tap) -> bool:
    """Whether something answers this button; links always lead somewhere."""
    button = tap if isinstance(tap, Button) else getattr(tap, "button", None)
    return button is None or button.prefix in _prefixes


def open_rows(rows: Rows) -> Rows:
    """The rows without the doors that nothing answers."""
    return [kept for row in rows if (kept := [tap for tap in row if is_open(tap)])]


# The home screen


def home_rows(roles: Collection[Role], *, more: bool = False) -> Rows:
    """The doors of somebody who holds these parts, two to a row."""
    shown: dict[str, Tap] = {}
    for door in DOORS:
        if door.more == more and door.roles & set(roles) and is_open(door.tap):
            button = door.tap.button if isinstance(door.tap, Labelled) else door.tap
            shown.setdefault(button.data(), door.tap)
    last: Sequence[Tap] = [OpenMenu().named("form-back")] if more else [OpenSupport(), OpenMore()]
    return open_rows([*in_rows(list(shown.values())), last])


async def home(_: Update, turn: Turn) -> None:
    """/menu, or the door that leads home."""
    await show_home(turn)


async def show_home(turn: Turn) -> None:
    """Hi, and what would you like? Raises NotJoined."""
    name = await people.name_of(turn.tx, turn.person)
    turn.show("home", name=name or "", buttons=home_rows(turn.speaker.roles if turn.speaker else ()))


async def more(_: Update, turn: Turn) -> None:
    """The second page of home."""
    turn.show("home-more", buttons=home_rows(turn.speaker.roles if turn.speaker else (), more=True))


async def explain(_: Update, turn: Turn) -> None:
    """/help: how this works, in a few lines, for anybody."""
    joined = turn.speaker is not None and turn.speaker.is_member
    rows: Rows = [[OpenSupport(), OpenMenu()]] if joined else [[OpenSupport()]]
    turn.show("help", joined="yes" if joined else "no", buttons=open_rows(rows))


# The list of commands


def commands_for(roles: Collection[Role]) -> list[str]:
    """The commands in somebody's list: their parts' together, what every part has last."""
    held: list[Role] = [role for role in MENUS if role in roles and role is not Role.MEMBER]
    parts = held or [Role.MEMBER]
    wanted = list(dict.fromkeys(command for part in parts for command in MENUS[part]))
    tail = [command for command in TAIL if command in wanted]
    return [c for c in [*(c for c in wanted if c not in tail), *tail] if exists(c)]


def described(commands: Sequence[str], words: Words, roles: Collection[Role] = ()) -> list[dict[str, str]]:
    """Commands with their descriptions, as Telegram takes them."""
    return [{"command": command, "description": _description(command, words, roles)} for command in commands]


def _description(command: str, words: Words, roles: Collection[Role]) -> str:
    own = (f"command-{command}-{role}" for role in MENUS if role in roles)
    return words.label(next((key for key in own if words.has(key)), f"command-{command}"))


def default_menus(words: Words) -> list[post.Call]:
    """What strangers see, and what everybody sees in a group: set once, when the bot starts."""
    return [
        _set_menu(STRANGERS_MENU, words, {"type": "all_private_chats"}),
        _set_menu(CIRCLE_MENU, words, {"type": "all_group_chats"}),
    ]


def _set_menu(commands: Sequence[str], words: Words, scope: dict[str, Any]) -> post.Call:
    known = [command for command in commands if exists(command)]
    return post.Call("setMyCommands", {"commands": described(known, words), "scope": scope}, chat=False)


async def owe_menu(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Somebody joined, or their parts changed: owe them a fresh list of commands."""
    topic = f"menu:{person}"
    await letters.withdraw(tx, topic)
    await letters.owe(tx, kind="menu", to=person, due=now, topic=topic, lane=Lane.REPLY)


def take_menu_away(turn: Turn) -> None:
    """Somebody leaves: their chat shows what strangers see. Say it after `turn.speaker` is None."""
    turn.do(strangers_menu(turn.chat_id))


def strangers_menu(chat: int) -> post.Call:
    """A chat shows what strangers see again."""
    return post.Call("deleteMyCommands", {"scope": {"type": "chat", "chat_id": chat}}, chat=False)


async def _menu(reading: Reading) -> post.Deed | None:
    person = PersonId(reading.letter.person or "")
    known, chat = await people.find(reading.tx, person), await people.telegram_of(reading.tx, person)
    if known is None or chat is None or not known.is_member:
        return None
    commands = described(commands_for(known.roles), reading.words, known.roles)
    scope = {"type": "chat", "chat_id": chat}
    return post.Call("setMyCommands", {"commands": commands, "scope": scope}, chat=False)


HANDLERS = [
    CommandHandler("menu", for_members(home)),
    CommandHandler("help", in_private(explain)),
    OpenMenu.handler(for_members(home)),
    OpenMore.handler(for_members(more)),
    OpenHelp.handler(in_private(explain)),
]
LETTERS = {"menu": LetterKind(_menu)}
