"""Steps of words without a name: asking one's circle, what the group has been shown, and every row there is."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.rehearsal.parts import Message
from tests.session_steps import Evening
from tests.stage import Somebody, Stage, plain

MARKER = "tamarind-lighthouse-3357"
QUESTION = f"Does anybody else dread the {MARKER} round?"
NOISE = {"seen", "anchors"}
"""Which updates have been taken: numbers of Telegram's, and nobody's."""


async def opens_circle(member: Somebody) -> None:
    """Their own circle's page."""
    await member.says("/circles")


async def opens_question(member: Somebody) -> None:
    """Up to where the question is typed."""
    await opens_circle(member)
    await member.taps("Ask the circle")


async def writes_question(member: Somebody, text: str = QUESTION) -> None:
    """Up to the last look."""
    await opens_question(member)
    await member.types(text)


async def asks(member: Somebody, text: str = QUESTION) -> None:
    """The whole straight road."""
    await writes_question(member, text)
    await member.taps("Ask it, without my name")


def in_group(night: Evening) -> list[Message]:
    """What the bot has said in the circle's group and can still be seen there."""
    bot = night.stage.server.world.bot
    return [m for m in night.chat.messages.values() if m.sender is bot and not m.service and not m.deleted]


def questions_shown(night: Evening) -> list[str]:
    """The questions in the group, as members read them."""
    return [plain(m.text) for m in in_group(night) if "Someone in the circle asks" in m.text]


async def is_shown(night: Evening) -> str:
    """Two days on, one question is in the group. Returns it as members read it."""
    await night.stage.forward(days=2)
    (said,) = questions_shown(night)
    return said


def token_of(member: Somebody) -> str:
    """What opens the words they have just written: it is in the button under them, and in no row."""
    every = [str(b["callback_data"]) for row in member.part.hears()[-1].buttons for b in row]
    return next(data.split(":")[1] for data in every if "un-go" in data)


def rows_of(path: Path) -> dict[str, list[str]]:
    """Every row of every table of a database file."""
    with closing(sqlite3.connect(path)) as conn:
        tables = [row[0] for row in conn.execute("select name from sqlite_master where type = 'table'")]
        return {t: sorted(repr(tuple(row)) for row in conn.execute(f"select * from {t}")) for t in tables}


def stolen(stage: Stage, folder: Path) -> Path:
    """A copy of the files as they lie on disk at this moment, taken while the bot runs."""
    folder.mkdir()
    for path in stage.folder.glob("*.sqlite*"):
        shutil.copy(path, folder / path.name)
    return folder


def all_rows(stage: Stage, folder: Path) -> dict[str, list[str]]:
    """The same of the database as it lies on disk at this moment, copied into a folder."""
    return rows_of(stolen(stage, folder) / "circle.sqlite")


def rows_about(rows: dict[str, list[str]], person: Somebody) -> dict[str, list[str]]:
    """Those that hold somebody's id."""
    return {table: found for table, every in rows.items() if (found := [r for r in every if str(person.id) in r])}


async def slot_of(stage: Stage) -> int:
    """When the one question that waits is shown, in milliseconds."""
    async with stage.database.read() as tx:
        ((slot,),) = await tx.conn.slow("select slot from circle_questions")
    return int(slot)
