"""Letters: everything the bot will say, written in the same transaction as the fact it speaks of."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.sealing import Damaged

About = Mapping[str, str | int]
"""What a letter is about: ids and numbers, never words."""


class Lane(IntEnum):
    """Who goes first when many wait."""

    CRISIS = 0
    REPLY = 1
    SESSION = 2
    REMINDER = 3
    BROADCAST = 4


@dataclass(frozen=True)
class Letter:
    """One thing to say. Addressed to a person, a linked group, or (for strangers) a bare chat.

    `body` holds a reply's own words, sealed; every other letter holds a `kind` and ids, and is rendered when due.
    `topic` gathers letters that may be withdrawn together. `keep` keeps the row after sending, for edits and deletes.
    """

    kind: str
    due: datetime
    lane: Lane = Lane.REMINDER
    person: PersonId | None = None
    group: str | None = None
    chat: int | None = None
    about: About = field(default_factory=dict)
    topic: str | None = None
    body: str | None = None
    keep: bool = False
    made: datetime | None = None
    message_id: int | None = None
    tries: int = 0
    id: str = field(default_factory=new_id)


async def owe(
    tx: Tx,
    *,
    kind: str,
    due: datetime,
    to: PersonId | None = None,
    group: str | None = None,
    about: About | None = None,
    lane: Lane = Lane.REMINDER,
    topic: str | None = None,
    keep: bool = False,
) -> str:
    """Owe somebody a letter at `due` (UTC); it is on disk with the rest of the transaction. Returns its id."""
    letter = Letter(kind=kind, due=due, lane=lane, person=to, group=group, about=about or {}, topic=topic, keep=keep)
    tx.owed.append(letter)
    return letter.id


async def withdraw(tx: Tx, topic: str, *, to: PersonId | None = None, kind: str | None = None) -> None:
    """Take back what has not been sent: all of a topic, one person's part, or one kind."""
    tx.owed[:] = [o for o in tx.owed if not _matches(o, topic, to, kind)]
    if to is not None:
        await tx.sql.letters.withdraw_from(topic=topic, person_id=to)
    elif kind is not None:
        await tx.sql.letters.withdraw_kind(topic=topic, kind=kind)
    else:
        await tx.sql.letters.withdraw(topic=topic)


async def move(tx: Tx, letter: Letter, due: datetime) -> None:
    """Owe a letter that has a row at another time (UTC) in its place."""
    await tx.sql.letters.forget_many([{"id": letter.id}])
    tx.owed.append(replace(letter, due=due, id=new_id()))


def _matches(letter: Letter, topic: str, to: PersonId | None, kind: str | None) -> bool:
    return letter.topic == topic and (to is None or letter.person == to) and (kind is None or letter.kind == kind)


async def take_waiting(tx: Tx, person: PersonId, kind: str) -> list[Letter]:
    """Take back everything of one kind that somebody is still owed, whatever it is about, and return it."""
    rows = await tx.sql.letters.waiting_for(person_id=person, kind=kind)
    await tx.sql.letters.forget_many([{"id": row["id"]} for row in rows])
    return [read_back(tx, row) for row in rows]


DAMAGED = "damaged"
"""No feature's kind: the courier gives it up, and an operator can read why."""


async def write_owed(tx: Tx) -> None:
    """Write what this transaction owes, in one statement. Called by the database before each commit."""
    await tx.sql.letters.write_many([_row(tx, letter) for letter in tx.owed])


def _row(tx: Tx, letter: Letter) -> dict[str, Any]:
    # somebody we know is found by their id again: their chat need not be written down
    chat = (
        None if letter.chat is None or letter.person else tx.house_seal("letters", "chat", letter.id, str(letter.chat))
    )
    body = None if letter.body is None else tx.house_seal("letters", "body", letter.id, letter.body)
    return {
        "id": letter.id,
        "lane": int(letter.lane),
        "due": ms(letter.due),
        "person_id": letter.person,
        "group_id": letter.group,
        "chat": chat,
        "kind": letter.kind,
        "about": json.dumps(dict(letter.about)),
        "topic": letter.topic,
        "body": body,
        "keep": int(letter.keep),
        "made": ms(letter.made or letter.due),
    }


def read_back(tx: Tx, row: sqlite3.Row) -> Letter:
    """A letter from its row, its words opened."""
    chat = None if row["chat"] is None else int(tx.house_open("letters", "chat", row["id"], row["chat"]))
    body = None if row["body"] is None else tx.house_open("letters", "body", row["id"], row["body"])
    return Letter(
        kind=row["kind"],
        due=instant(row["due"]),
        lane=Lane(row["lane"]),
        person=row["person_id"],
        group=row["group_id"],
        chat=chat,
        about=json.loads(row["about"]),
        topic=row["topic"],
        body=body,
        keep=bool(row["keep"]),
        made=instant(row["made"]),
        message_id=row["message_id"],
        tries=row["tries"],
        id=row["id"],
    )


async def due(tx: Tx, now: datetime, *, most: int) -> list[Letter]:
    """What is due by `now`, the most urgent first. What fails its check comes as DAMAGED, and holds nobody up."""
    return [_or_damaged(tx, row) for row in await tx.sql.letters.due(now=ms(now), most=most)]


def _or_damaged(tx: Tx, row: sqlite3.Row) -> Letter:
    try:
        return read_back(tx, row)
    except (Damaged, ValueError):
        return Letter(DAMAGED, instant(row["due"]), Lane(row["lane"]), tries=row["tries"], id=row["id"])


async def next_due(tx: Tx, now: datetime) -> datetime | None:
    """When the next letter after `now` is due."""
    kept = await tx.sql.letters.next_due(now=ms(now))
    return None if kept is None else instant(kept)


async def find(tx: Tx, letter_id: str) -> Letter | None:
    """One letter, sent or not."""
    row = await tx.sql.letters.find(id=letter_id)
    return None if row is None else read_back(tx, row)


async def of_topic(tx: Tx, topic: str) -> list[Letter]:
    """Every letter of a topic that still has a row: waiting, and sent ones that were kept."""
    return [read_back(tx, row) for row in await tx.sql.letters.of_topic(topic=topic)]


async def waiting_topics(tx: Tx, pattern: str) -> list[str]:
    """Topics like this (`*` stands for anything) of which something waits."""
    return [str(row["topic"]) for row in await tx.sql.letters.waiting_topics(pattern=pattern)]


async def outcomes(tx: Tx, topic: str, kind: str) -> dict[str, int]:
    """How the letters of one kind fared: state → how many."""
    return {row["state"]: row["n"] for row in await tx.sql.letters.outcomes_of(topic=topic, kind=kind)}


async def owe_again(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """They are back: what was kept for their return (`waits_for_return`) is due now."""
    kept = [read_back(tx, row) for row in await tx.sql.letters.until_back(person_id=person)]
    if kept:
        await tx.sql.letters.forget_many([{"id": letter.id} for letter in kept])
        tx.owed.extend(replace(letter, due=now, tries=0) for letter in kept)


async def recover_claims(tx: Tx) -> None:
    """After a crash: plain words that were on their way wait again; a broadcast is not risked twice."""
    await tx.sql.letters.release_claims(broadcast=int(Lane.BROADCAST))
    await tx.sql.letters.give_up_claims(broadcast=int(Lane.BROADCAST))
