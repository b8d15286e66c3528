"""Somebody who has written, raised and planned all that one can, and everybody who might want to see it."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mentoring.people import PersonId
from storage import seats
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.locks import Lock, Ring
from storage.privacy_map import MAP
from tests.concern_steps import raises, two_contacts
from tests.core.test_privacy_map import FILLED, schema
from tests.page_steps import sets_up, unlocks, writes_short
from tests.record_steps import fills_in, opens_first
from tests.scenarios.pairing import live_mentor, paired
from tests.session_steps import Evening, evening
from tests.share_steps import shares
from tests.stage import Somebody, Stage

PAGE, SHARED, STORY = "juniper-elevator-2207", "hazel-trombone-4418", "saffron-telescope-6620"
RECORD, ROW = "tamarind-pulley-3391", "walnut-compass-7714"
ONE_OF = {"stories": "story", "people": "person", "opportunities": "opportunity", "checkin_plans": "plan"}
NOT_FILLED = {
    "letters",
    "leavings",
    "group_guests",
    "audit",
    "mentors",
    "circle_staff",
    "rota_turns",
    "hellos",
    "record_endings",
}
"""What the door sends, rows of somebody who is no member yet or holds a part, and a log whose lines are chained."""
TRUE_TO_LIFE: dict[str, dict[str, Any]] = {"checkin_plans": {"rhythm": "monthly", "link": None}}
"""Columns that somebody else's screen reads, so that no word will do."""
ID = re.compile(r"[\w-]{22}")


@dataclass
class World:
    """Zuri, who has written and raised and planned all she can, and everybody who might want to see it."""

    stage: Stage
    night: Evening
    owner: Somebody
    others: dict[str, Somebody] = field(default_factory=dict)
    keys: dict[str, tuple[bytes, dict[Lock, bytes]]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    harvested: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)
    changes: set[str] = field(default_factory=set)

    @property
    def person(self) -> PersonId:
        assert self.owner.id
        return self.owner.id


async def built(stage: Stage) -> World:
    """A pair, a circle ten minutes before its evening, pages, one shared, records, a concern, and a story half told."""
    mentor, owner = await live_mentor(stage, "Mo"), await stage.member("Zuri")
    await paired(stage, owner, mentor)
    night = await evening(stage, members=4)
    await joins_in(night, owner)
    yemi, ros = await two_contacts(stage)
    made = World(stage, night, owner)
    made.others = {
        "coordinator": night.coordinator,
        "mentor": mentor,
        "safe contact": ros,
        "safe contact who heard it": yemi,
        "guide": night.guides[0],
        "observer": night.observer,
        "member": night.members[1],
        "stranger": stage.person("Stranger"),
    }
    await night.gathered()
    await lock_up(made)
    await write_all(made)
    for _ in range(2):  # what hangs on a row of the first round comes with the second
        await look_round(made)
        await fill_up(made)
    await look_round(made)
    return made


async def lock_up(world: World) -> None:
    """Everybody has a lock of their own and has it open: it is not their own lock that keeps them out."""
    for somebody in world.others.values():
        if somebody.id is None:
            await somebody.says("/start")
            continue
        await unlocks(somebody, await sets_up(somebody))
        vaults = world.stage.running.desk.house.vaults
        rings = {lock: bytes(vaults.hold(somebody.id, lock)) for lock in Lock}
        world.keys[somebody.name] = (bytes(vaults.root(somebody.id)), rings)


def open_up(world: World, somebody: Somebody) -> None:
    """Their own pages again, as if they had said their words."""
    vaults = world.stage.running.desk.house.vaults
    if somebody.id and not vaults.is_open(somebody.id):
        root, rings = world.keys[somebody.name]
        vaults.open(somebody.id, bytearray(root), {lock: Ring(key) for lock, key in rings.items()})


async def write_all(world: World) -> None:
    """What the owner writes with her own hands."""
    owner, stage = world.owner, world.stage
    words = await sets_up(owner)
    await writes_short(owner, "Three whats", f"About {PAGE}")
    await writes_facts(owner, words)
    await writes_short(owner, "Hard day", f"For my mentor {SHARED}")
    await raises(stage, owner)
    await shares(owner, words)
    await owner.says("/story")
    await owner.taps("My steps")
    await owner.types(f"I began in {STORY}")


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
        if rows.mine and not world.rows[table] and table not in NOT_FILLED and not passing(table):
            with contextlib.suppress(sqlite3.IntegrityError):
                async with world.stage.database.begin() as tx:
                    await _put_row(world, tx, table, columns[table])


def passing(table: str) -> bool:
    """Whether rows are there for moments only: something that was erased is still to be finished."""
    return MAP[table].note.startswith(("moments", "until the key"))


async def _put_row(world: World, tx: Tx, table: str, columns: Sequence[tuple[str, str]]) -> None:
    values = {name: _filling(world, table, name, kind) for name, kind in columns}
    values |= {name: ms(world.stage.now) for name in MAP[table].times.split()}
    for name in set(MAP[table].sealed.split()) - set(TRUE_TO_LIFE.get(table, {})):
        place = MAP[table].place.format(**values)
        values[name] = await tx.seal(table, name, place, world.person, json.dumps({"said": ROW}))
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
