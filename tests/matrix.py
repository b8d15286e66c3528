"""A table of role × action × owner: everything a bot can be told, told by everybody with somebody else's ids."""

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from telegram.ext import CommandHandler

from bot.features import HANDLERS
from handlers.talk.buttons import PREFIXES, Button
from mentoring.people import PersonId
from storage import seats
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.privacy_map import MAP
from tests.concern_steps import MARKER as CONCERN
from tests.concern_steps import raises, two_contacts
from tests.core.test_privacy_map import FILLED, schema
from tests.page_steps import sets_up, unlocks, writes_short
from tests.record_steps import fills_in, opens_first
from tests.scenarios.pairing import live_mentor, paired
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage

PAGE, STORY, ROW = "juniper-elevator-2207", "saffron-telescope-6620", "walnut-compass-7714"
RECORD = "tamarind-pulley-3391"
ONE_OF = {"stories": "story", "people": "person", "opportunities": "opportunity", "checkin_plans": "plan"}
NOT_FILLED = {"leavings", "record_endings", "group_guests", "audit", "mentors", "circle_staff", "rota_turns", "hellos"}
"""Rows of somebody who is being erased (or whose records are), is no member yet, or holds a part; and a chained log."""
TRUE_TO_LIFE: dict[str, dict[str, Any]] = {"checkin_plans": {"rhythm": "monthly"}}
"""Columns that somebody else's screen reads, so that no word will do."""
A_PAIRS = frozenset(
    ("meetings", "pairs", "agreements", "agreement_answers", "agreement_yeses", "feelings", "clash_questions")
) | frozenset(("wishes", "checkins", "checkin_plans", "checkin_offers", "checkin_feelings", "calendar_addresses"))
A_SESSIONS = frozenset(("session_panels", "session_ways", "session_coming", "turn_asks"))
MAY_CHANGE: Mapping[str, frozenset[str]] = {
    "mentor": A_PAIRS,
    "guide": A_SESSIONS | {"turns_had"},  # a guide deals the turns
    "observer": A_SESSIONS,
    "coordinator": A_SESSIONS,
    "safe contact who heard it": frozenset(("concerns", "concern_notes")),
}
"""What is the owner's and another's as well: a pair's, a concern they hold, the panel of a running session."""
MAY_READ: Mapping[str, frozenset[str]] = {"safe contact who heard it": frozenset(("concern",))}
"""Whom the owner has told what."""
ID = re.compile(r"[\w-]{22}")
COMBINATIONS = 3
"""Ways in which one button is pressed by one person."""
AT_ONCE, AFRESH = 24, 200
"""Presses before the bot is let come to rest, and before the house is as it was again: a pair ends at the first."""


@dataclass
class World:
    """Zuri, who has written and raised and planned all she can, and everybody who might want to see it."""

    stage: Stage
    night: Evening
    owner: Somebody
    others: dict[str, Somebody]
    ids: dict[str, list[str]] = field(default_factory=dict)
    harvested: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)
    changes: set[str] = field(default_factory=set)

    @property
    def person(self) -> PersonId:
        assert self.owner.id
        return self.owner.id


async def world(stage: Stage) -> World:
    """A pair, a circle ten minutes before its evening, pages, a concern, and a story that is half told."""
    mentor, mentee = await live_mentor(stage, "Mo"), await stage.member("Zuri")
    await paired(stage, mentee, mentor)
    night = await evening(stage, members=4)
    await joins_in(night, mentee)
    yemi, ros = await two_contacts(stage)
    words = await sets_up(mentee)
    await writes_short(mentee, "Three whats", f"About {PAGE}")
    await writes_short(mentee, "Hard day", f"Again {PAGE}")
    await night.gathered()
    await raises(stage, mentee)
    await unlocks(mentee, words)
    await writes_facts(mentee, words)
    await mentee.says("/story")
    await mentee.taps("My steps")
    await mentee.types(f"I began in {STORY}")
    others = {
        "coordinator": night.coordinator,
        "mentor": mentor,
        "safe contact": ros,
        "guide": night.guides[0],
        "observer": night.observer,
        "member": night.members[1],
        "stranger": stage.person("Stranger"),
    }
    await others["stranger"].says("/start")
    made = World(stage, night, mentee, others)
    made.others["safe contact who heard it"] = yemi
    for _ in range(2):  # what hangs on a row of the first round comes with the second
        await look_round(made)
        await fill_up(made)
    await look_round(made)
    return made


async def writes_facts(somebody: Somebody, words: str) -> None:
    """A record and a plan, both read once, so that their buttons are known."""
    await fills_in(somebody, {3: [f"She said {RECORD}"]})
    await somebody.taps("All clear, save")
    await opens_first(somebody, words)
    await somebody.says("/speakup")
    await somebody.taps("Think it through")
    await somebody.types(f"It is about {RECORD}")
    await somebody.taps("Next question")
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")
    await somebody.taps("All clear, save")
    await somebody.taps("My plans")
    await somebody.taps("1")


async def joins_in(night: Evening, somebody: Somebody) -> None:
    night.members.append(somebody)
    async with night.stage.database.begin() as tx:
        person = somebody.id or PersonId("")
        await seats.take_seat(tx, night.circle, person, now=night.stage.now, promised="promises")


async def fill_up(world: World) -> None:
    """One row of the owner's in each table where nothing of hers lies yet, her words sealed in it.

    So a new table is in the matrix from its first day. What cannot stand without a row that is not there stays empty.
    """
    columns = schema(world.stage.folder / "circle.sqlite")
    for table, rows in MAP.items():
        if rows.mine and not world.rows[table] and table not in NOT_FILLED:
            with contextlib.suppress(sqlite3.IntegrityError):
                async with world.stage.database.begin() as tx:
                    await _put_row(world, tx, table, columns[table])


async def _put_row(world: World, tx: Tx, table: str, columns: Sequence[tuple[str, str]]) -> None:
    values = {name: _filling(world, table, name, kind) for name, kind in columns}
    values |= {name: ms(world.stage.now) for name in MAP[table].times.split()}
    for name in MAP[table].sealed.split():
        place = MAP[table].place.format(**values)
        values[name] = await tx.seal(table, name, place, world.person, json.dumps(ROW))
    marks = ", ".join(f":{name}" for name in values)
    await tx.conn.change(f"insert into {table} ({', '.join(values)}) values ({marks})", values)


def _filling(world: World, table: str, name: str, kind: str) -> Any:
    known: dict[str, list[Any]] = {
        "person_id": [world.person],
        "teller": [world.person],
        **{f"{key}_id": ids for key, ids in world.ids.items()},
    }
    if name == "id":
        return new_id()
    if name in known:
        return known[name][-1]
    told = FILLED.get(table, {}) | TRUE_TO_LIFE.get(table, {})
    if name in told:
        return told[name]
    return {"INTEGER": 1, "BLOB": f"{table}.{name}".encode()}.get(kind.upper(), new_id())


async def look_round(world: World) -> None:
    """Take down every id that stands in a row of the owner's, what her screens carry, and her rows."""
    world.rows = await rows_of(world)
    for table, rows in (await raw_rows(world)).items():
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str) and (ID.fullmatch(value) or name == "token"):
                    key = ONE_OF.get(table, table.removesuffix("s")) if name == "id" else name.removesuffix("_id")
                    known = world.ids.setdefault(key, [])
                    if value not in known:
                        known.append(value)
    for message in world.owner.part.chat.messages.values():
        for button in (button for row in message.buttons for button in row):
            told = str(button.get("callback_data", ""))
            world.harvested.setdefault(told.partition(":")[0], []).append(told)


async def raw_rows(world: World) -> dict[str, list[dict[str, Any]]]:
    """Every row that is the owner's by the privacy map."""
    found = {}
    async with world.stage.database.read() as tx:
        keys = {"person": world.person, "reader": tx.lookup("story-reader", world.person)}
        for table, rows in MAP.items():
            if rows.mine:
                sql = f"select * from {table} where {rows.mine}"
                found[table] = [dict(row) for row in await tx.conn.slow(sql, keys)]
    return found


async def rows_of(world: World) -> dict[str, list[str]]:
    """The same as text, to be compared."""
    return {table: sorted(repr(row) for row in rows) for table, rows in (await raw_rows(world)).items()}


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
    await world.stage.settle()


def _has(somebody: Somebody, label: str) -> bool:
    heard = somebody.part.hears()
    return any(button.get("text") == label for row in heard[-1].buttons for button in row) if heard else False


async def copied(world: World, folder: Path) -> Path:
    """The house as it is now, set aside."""
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


MARKERS = {"page": PAGE, "record": RECORD, "story": STORY, "concern": CONCERN, "row": ROW}
