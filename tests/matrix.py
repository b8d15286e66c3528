"""A table of role × action × owner: everything a bot can be told, told by everybody with somebody else's ids."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from telegram.ext import CommandHandler

from bot.features import HANDLERS
from handlers.talk.buttons import PREFIXES, Button
from tests.concern_steps import MARKER as CONCERN
from tests.matrix_world import PAGE, RECORD, ROW, SHARED, STORY, World, open_up, rows_of
from tests.stage import Somebody

COMBINATIONS = 3
"""Ways in which one button is pressed by one person."""
AT_ONCE, AFRESH = 24, 200
"""Presses before the bot is let come to rest, and before the house is as it was again: a pair ends at the first."""
A_PAIRS = (
    frozenset(("meetings", "pairs", "agreements", "agreement_answers", "agreement_yeses", "feelings", "wishes"))
    | frozenset(("checkins", "checkin_plans", "checkin_offers", "checkin_feelings", "calendar_addresses"))
    | frozenset(("clash_questions", "shares", "share_keys", "share_drafts", "keeping_in_touch"))
)
A_SESSIONS = frozenset(("session_panels", "session_ways", "session_coming", "turn_asks"))
MAY_CHANGE: Mapping[str, frozenset[str]] = {
    "mentor": A_PAIRS,
    "guide": A_SESSIONS | {"turns_had", "audit"},  # a guide deals the turns; the log says whom they asked a rest for
    "observer": A_SESSIONS,
    "coordinator": A_SESSIONS | {"circle_rests", "audit"},  # a rest is theirs to give and to end; the log says so
    "safe contact who heard it": frozenset(("concerns", "concern_notes")),
}
"""What is the owner's and another's as well: a pair's, a concern they hold, the panel of a running session."""
MAY_READ: Mapping[str, frozenset[str]] = {
    "safe contact who heard it": frozenset(("concern",)),
    "mentor": frozenset(("shared",)),
}
"""Whom the owner has told what."""


def commands() -> list[str]:
    """Every command there is."""
    return sorted({name for one in HANDLERS if isinstance(one, CommandHandler) for name in one.commands})


def presses(world: World) -> Iterator[str]:
    """Every button there is with the owner's ids in it, as true as a forger could make them."""
    for prefix, button in sorted(PREFIXES.items()):
        yield from _some([*world.harvested.get(prefix, []), *_filled(world, prefix, button)])


def _some(told: list[str]) -> list[str]:
    return [one for one in dict.fromkeys(told) if len(one.encode()) <= 64][:COMBINATIONS]


def _filled(world: World, prefix: str, button: type[Button]) -> list[str]:
    """The owner's ids by the names of the fields: the newest, the next; and what is asked twice is sure at once."""
    ways = []
    for turn in range(COMBINATIONS):
        values = [_value(world, one.name, one.type, turn) for one in fields(button)]
        ways.append(":".join([prefix, *values]))
    return ways


def _value(world: World, name: str, kind: object, turn: int) -> str:
    if kind in (bool, "bool"):
        return "1" if turn < 2 or name == "sure" else "0"
    if kind in (int, "int"):
        return str((1, 0, 2)[turn])
    known = world.ids.get(name) or world.ids.get(STANDS_FOR.get(name, "")) or [world.person]
    return known[-1 - turn % len(known)]


STANDS_FOR: Mapping[str, str] = {
    "ask": "meeting",
    "part": "page",
    "thing": "record",
    "move": "session_move",
    "who": "person",
    "by": "person",
}
"""Fields that are not called as the thing whose id they hold."""


# Acting


async def acts_out(world: World, somebody: Somebody, folder: Path) -> None:
    """Every command and what it then offers, and every button there is. `folder` is the house to come back to."""
    open_up(world, somebody)
    for command in commands():
        for said in (f"/{command}", f"/{command} {world.person}"):
            somebody.part.says(said)
            await world.stage.settle()
            for label in dict.fromkeys(somebody.buttons):
                if _has(somebody, label):
                    somebody.part.taps_on(label)
            await world.stage.settle()
    for number, told in enumerate(presses(world)):
        if number % AFRESH == 0:
            await again(world, folder)
        somebody.part.taps(somebody.part.hears()[-1], told, forged=True)
        if number % AT_ONCE == 0:
            somebody.part.says("yes")
            await world.stage.settle()
            open_up(world, somebody)
    await world.stage.settle()


def _has(somebody: Somebody, label: str) -> bool:
    heard = somebody.part.hears()
    return any(button.get("text") == label for row in heard[-1].buttons for button in row) if heard else False


async def copied(world: World, folder: Path) -> Path:
    """The house as it is when the bot has just started, set aside: from here on nothing of the owner's changes."""
    await world.stage.restart()
    world.rows = await rows_of(world)
    await world.stage.end()
    shutil.copytree(world.stage.folder, folder)
    await world.stage.begin()
    return folder


async def again(world: World, folder: Path) -> None:
    """Anything of the owner's that others did change by now is told; then the house is as it was."""
    await world.stage.settle()
    world.changes |= await changed(world)
    await world.stage.end()
    shutil.rmtree(world.stage.folder)
    shutil.copytree(folder, world.stage.folder)
    await world.stage.begin()


async def changed(world: World) -> set[str]:
    """The tables where a row of the owner's is not what it was. What is owed to her is not hers yet."""
    now = await rows_of(world)
    return {table for table, rows in now.items() if rows != world.rows[table]} - {"letters"}


async def set_aside(world: World) -> list[str]:
    """What went wrong inside so badly that an update was put aside."""
    async with world.stage.database.read() as tx:
        return [str(tuple(row)) for row in await tx.conn.slow("select trouble, keys from set_aside")]


def heard_by_others(world: World) -> str:
    """All that the bot ever showed anybody but the owner: words, edits, lines above a chat, buttons and files."""
    small = world.stage.server.world
    said = []
    for chat in small.chats.values():
        if chat is not world.owner.part.chat:
            for message in chat.messages.values():
                said += [str(message.content), str(message.versions), str(message.markup)]
    said += [tap.text for tap in small.taps.values() if tap.user is not world.owner.part.user]
    return "\n".join(said)


MARKERS = {"page": PAGE, "shared": SHARED, "record": RECORD, "story": STORY, "concern": CONCERN, "row": ROW}
