"""What stays between few: asking the observer for a quiet word, and the one thing somebody will do, for them alone."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

Kind = Literal["minute", "chat"]


@dataclass(frozen=True)
class QuietWord:
    """An open ask: a `minute` in the session, or a `chat` after it. The row goes when it is done, in 72 hours at most.

    `observer`: who has been asked now.
    """

    id: str
    session: str
    person: PersonId
    observer: PersonId | None
    kind: Kind
    at: datetime


@dataclass(frozen=True)
class OneThing:
    """What somebody will do before next time. `at` is UTC."""

    id: str
    words: str
    at: datetime


def topic(ask: str) -> str:
    """The topic of every letter about one ask."""
    return f"quiet-word:{ask}"


async def ask(tx: Tx, session: str, person: PersonId, observer: PersonId, kind: Kind, *, now: datetime) -> str:
    """Ask an observer. Asking twice for the same is asking once. Returns the ask's id."""
    known = await tx.sql.quiet_words.open_of(session_id=session, person_id=person, kind=kind)
    if known is not None:
        return str(known["id"])
    made = new_id()
    await tx.sql.quiet_words.ask(
        id=made, session_id=session, person_id=person, observer_id=observer, kind=kind, at=ms(now)
    )
    return made


async def find(tx: Tx, ask_id: str) -> QuietWord | None:
    """An open ask; None once it is done."""
    row = await tx.sql.quiet_words.find(id=ask_id)
    return None if row is None else _ask(row)


async def open_of(tx: Tx, session: str, person: PersonId, kind: Kind) -> QuietWord | None:
    """What somebody has asked for and not got yet."""
    row = await tx.sql.quiet_words.open_of(session_id=session, person_id=person, kind=kind)
    return None if row is None else _ask(row)


async def pass_on(tx: Tx, ask_id: str, observer: PersonId) -> None:
    """Another observer is asked in place of the first; what the first has not been sent yet is withdrawn."""
    await letters.withdraw(tx, topic(ask_id))
    await tx.sql.quiet_words.pass_on(id=ask_id, observer_id=observer)


async def done(tx: Tx, ask_id: str) -> bool:
    """Somebody is there for them: nothing of the ask stays (P-M10). False when it was done already."""
    await letters.withdraw(tx, topic(ask_id))
    return bool(await tx.sql.quiet_words.done(id=ask_id))


async def close_offer(tx: Tx, session: str) -> None:
    """Three days are over: what is still open goes, without a message (P-M11)."""
    for row in await tx.sql.quiet_words.of_session(session_id=session):
        await done(tx, row["id"])


async def asked_of(tx: Tx, observer: PersonId) -> list[QuietWord]:
    """The open asks that are somebody's to answer."""
    return [_ask(row) for row in await tx.sql.quiet_words.asked_of(observer_id=observer)]


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: no ask is older than 72 hours (0.4)."""
    for row in await tx.sql.quiet_words.forget_old(before=ms(now - KEEP[Kept.AFTERCARE_ASK].time)):
        await done(tx, row["id"])


def _ask(row: sqlite3.Row) -> QuietWord:
    return QuietWord(
        id=row["id"],
        session=row["session_id"],
        person=PersonId(row["person_id"]),
        observer=None if row["observer_id"] is None else PersonId(row["observer_id"]),
        kind=row["kind"],
        at=instant(row["at"]),
    )


# My one thing


async def keep_one_thing(tx: Tx, person: PersonId, session: str, words: str, *, now: datetime) -> str:
    """Seal it for its owner; it stays until they erase it. Returns its id."""
    made = new_id()
    sealed = await tx.seal("one_things", "words", made, person, words)
    await tx.sql.quiet_words.keep_one_thing(id=made, person_id=person, session_id=session, words=sealed, at=ms(now))
    return made


async def one_things(tx: Tx, person: PersonId) -> list[OneThing]:
    """Somebody's own, the newest first."""
    return [
        OneThing(row["id"], await tx.open("one_things", "words", row["id"], person, row["words"]), instant(row["at"]))
        for row in await tx.sql.quiet_words.one_things(person_id=person)
    ]


async def one_thing(tx: Tx, person: PersonId, thing: str) -> OneThing | None:
    """One of somebody's own; None when it is not theirs, or is gone."""
    return next((one for one in await one_things(tx, person) if one.id == thing), None)


async def thing_of_last_time(tx: Tx, person: PersonId, circle: str) -> str | None:
    """The id of what they wrote after the session that this circle had last; no words are opened."""
    row = await tx.sql.quiet_words.thing_of_last_time(person_id=person, circle_id=circle)
    return None if row is None else str(row["id"])


async def wrote_last_time(tx: Tx, circle: str) -> list[PersonId]:
    """Who wrote one thing after the session that this circle had last."""
    return [PersonId(row["person_id"]) for row in await tx.sql.quiet_words.wrote_last_time(circle_id=circle)]


async def erase_one_thing(tx: Tx, person: PersonId, thing: str) -> bool:
    """Gone for good. False when it was not theirs, or is gone already."""
    return bool(await tx.sql.quiet_words.erase_one_thing(id=thing, person_id=person))
