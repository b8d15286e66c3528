"""«Who'd stand with me?»: an open ask in a circle, and its replies, for the asker's eyes. Seven days, then gone."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import circles
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.letters import About, Lane

CLOSED = "standing-closed"


@dataclass(frozen=True)
class Ask:
    """An open ask. `message` is the one in the circle's group, once it is there."""

    id: str
    circle: str
    person: PersonId
    message: int | None


@dataclass(frozen=True)
class Reply:
    """What somebody wrote to the asker, for the asker alone."""

    person: PersonId
    words: str


def topic(ask_id: str) -> str:
    """The topic of every letter about one ask."""
    return f"standing:{ask_id}"


async def ask(tx: Tx, circle: str, person: PersonId, *, now: datetime) -> tuple[str, bool]:
    """Ask a circle. Returns the ask's id, and whether it is new: asking again while one is open is asking once."""
    known = await tx.sql.standing.open_of(circle_id=circle, person_id=person)
    if known is not None:
        return str(known["id"]), False
    made = new_id()
    await tx.sql.standing.ask(id=made, circle_id=circle, person_id=person, at=ms(now))
    return made, True


async def find(tx: Tx, ask_id: str) -> Ask | None:
    """An open ask; None once it is closed."""
    row = await tx.sql.standing.find(id=ask_id)
    return None if row is None else _ask(row)


def _ask(row: sqlite3.Row) -> Ask:
    return Ask(row["id"], row["circle_id"], PersonId(row["person_id"]), row["message_id"])


async def mine(tx: Tx, ask_id: str, person: PersonId) -> Ask:
    """An open ask of one's own. Raises OldButton."""
    found = await find(tx, ask_id)
    if found is None or found.person != person:
        raise OldButton
    return found


async def theirs(tx: Tx, ask_id: str, reader: PersonId) -> Ask:
    """An open ask of somebody else's, for one who sits in that circle or holds it. Raises OldButton."""
    found = await find(tx, ask_id)
    if found is None or found.person == reader:
        raise OldButton
    seat = await circles.seat_of(tx, found.circle, reader)
    if seat is None and reader not in (await circles.staff(tx, found.circle)).everyone:
        raise OldButton
    return found


async def is_posted(tx: Tx, ask_id: str, message: int) -> None:
    """It stands in the group: which message, so that it can be closed there too."""
    await tx.sql.standing.keep_message(id=ask_id, message_id=message)


async def reply(tx: Tx, ask_id: str, person: PersonId, words: str, *, now: datetime) -> None:
    """A line to the asker, under its writer's key, in place of their line before. Raises as `theirs` does."""
    await theirs(tx, ask_id, person)
    sealed = await tx.seal("standing_replies", "words", f"{ask_id}/{person}", person, words)
    await tx.sql.standing.reply(ask_id=ask_id, person_id=person, words=sealed, at=ms(now))


async def take_back(tx: Tx, ask_id: str, person: PersonId) -> bool:
    """Their line goes. False when there was none."""
    return bool(await tx.sql.standing.take_back(ask_id=ask_id, person_id=person))


async def replies(tx: Tx, ask_id: str, reader: PersonId) -> list[Reply]:
    """Every line, the oldest first, for the one who asked. Raises OldButton for anybody else."""
    await mine(tx, ask_id, reader)
    found = []
    for row in await tx.sql.standing.replies(ask_id=ask_id):
        person = PersonId(row["person_id"])
        words = await tx.open("standing_replies", "words", f"{ask_id}/{person}", person, row["words"])
        found.append(Reply(person, words))
    return found


async def close(tx: Tx, found: Ask, *, now: datetime) -> None:
    """The ask and every reply go; the message in the group says so."""
    await letters.withdraw(tx, topic(found.id))
    await tx.sql.standing.close(id=found.id)
    group = await tx.sql.standing.group_of(circle_id=found.circle)
    if found.message is not None and group is not None:
        about: About = {"message": found.message}
        await letters.owe(tx, kind=CLOSED, due=now, group=group, about=about, lane=Lane.REMINDER)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: seven days are over (P-T4.03)."""
    for row in await tx.sql.standing.old(before=ms(now - KEEP[Kept.STANDING].time)):
        await close(tx, _ask(row), now=now)


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """What somebody asked goes with them, and their name from the group's message."""
    for row in await tx.sql.standing.of_person(person_id=person):
        await close(tx, _ask(row), now=now)
