"""Joining: requests to be let in, from the first yes to the welcome, or to the last byte of them being wiped."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mentoring.joining import REQUEST_KEPT, AlreadyReplied, Chances, HelloAnswered, QuestionOpen, Wants
from mentoring.people import Nation, PersonId, Role
from storage import people
from storage.core import audit, drafts, letters
from storage.core.database import Tx
from storage.core.instants import ms


@dataclass(frozen=True)
class Hello:
    """A request at the front door: `open`, or `declined` until it is wiped. Its words are the newcomer's own."""

    person: PersonId
    declined: bool
    line: str | None
    question: str | None
    answer: str | None
    asked_by: PersonId | None

    @property
    def owes_answer(self) -> bool:
        return self.question is not None and self.answer is None


@dataclass(frozen=True)
class Told:
    """What somebody told us while joining; everything but the name may have been skipped."""

    name: str
    setting: str | None
    nation: Nation | None
    wants: Wants
    chances: Chances


def topic(person: PersonId) -> str:
    """What gathers the letters about one request."""
    return f"hello:{person}"


async def keep_told(tx: Tx, person: PersonId, told: Told) -> None:
    """Keep what they told us in place of the empty row their first yes made."""
    known = await people.find(tx, person)
    sealed = None if told.setting is None else await tx.seal("people", "setting", person, person, told.setting)
    await people.rename(tx, person, told.name)
    await people.set_nation(tx, person, told.nation)
    await tx.sql.joining.set_setting(person_id=person, setting=sealed)
    choices = known.choices if known else {}
    await people.choose(tx, person, {**choices, "wants": str(told.wants), "chances": str(told.chances)})


async def say_hello(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Ask to be let in. Twice is once."""
    await tx.sql.joining.say_hello(person_id=person, made_at=ms(now), wipe_at=ms(now + REQUEST_KEPT))


async def find(tx: Tx, person: PersonId) -> Hello | None:
    """The request of somebody who waits; None before it is made and once they are in."""
    row = await tx.sql.joining.of(person_id=person)
    if row is None:
        return None
    return Hello(
        person=person,
        declined=row["state"] == "declined",
        line=await _opened(tx, row, "line"),
        question=await _opened(tx, row, "question"),
        answer=await _opened(tx, row, "answer"),
        asked_by=row["asked_by"],
    )


async def open_hello(tx: Tx, person: PersonId) -> Hello:
    """A request that still waits for a coordinator. Raises HelloAnswered."""
    hello = await find(tx, person)
    if hello is None or hello.declined:
        raise HelloAnswered
    return hello


async def waiting(tx: Tx) -> list[PersonId]:
    """Who waits for a coordinator, the longest wait first."""
    return [PersonId(row["person_id"]) for row in await tx.sql.joining.open()]


async def add_line(tx: Tx, person: PersonId, line: str) -> None:
    """What they would like from this network, in a line of theirs. Raises HelloAnswered."""
    if not await tx.sql.joining.add_line(person_id=person, line=await _sealed(tx, person, "line", line)):
        raise HelloAnswered


async def ask(tx: Tx, person: PersonId, question: str, *, by: PersonId) -> None:
    """A coordinator's question, one at a time. Raises HelloAnswered, QuestionOpen."""
    await open_hello(tx, person)
    sealed = await _sealed(tx, person, "question", question)
    if not await tx.sql.joining.ask(person_id=person, question=sealed, asked_by=by):
        raise QuestionOpen


async def reply(tx: Tx, person: PersonId, answer: str) -> Hello:
    """The newcomer's one answer to it. Raises HelloAnswered, AlreadyReplied."""
    hello = await open_hello(tx, person)
    if not await tx.sql.joining.reply(person_id=person, answer=await _sealed(tx, person, "answer", answer)):
        raise AlreadyReplied
    return hello


async def let_in(tx: Tx, person: PersonId, *, by: PersonId | None, now: datetime) -> None:
    """Make a member of somebody who waits, once. Raises HelloAnswered when it was done already, or they are gone."""
    if not await people.let_in(tx, person):
        raise HelloAnswered
    await people.grant(tx, person, Role.MEMBER, now=now)
    await _close(tx, person)
    await tx.sql.joining.close(person_id=person)
    await audit.note(tx, "let-in", by=by, about=person, now=now)


async def decline(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Not now: their words go at once, the row within 14 days, and why is never kept. Raises HelloAnswered."""
    if not await tx.sql.joining.decline(person_id=person, wipe_at=ms(now + REQUEST_KEPT)):
        raise HelloAnswered
    await _close(tx, person)


async def forget(tx: Tx, person: PersonId) -> bool:
    """Delete somebody who waits, and all of theirs. Their keys are destroyed by the caller, once this is on disk.

    False when they are not waiting (any more): a member is erased by their own door.
    """
    gone = bool(await tx.sql.joining.forget(person_id=person))
    if gone:
        await letters.withdraw(tx, topic(person))
    return gone


async def lapsed(tx: Tx, now: datetime) -> list[PersonId]:
    """Requests whose 14 days are over: unanswered, unfinished, or answered with a "not now"."""
    kept = ms(now) - ms(now - REQUEST_KEPT)
    return [PersonId(row["id"]) for row in await tx.sql.joining.lapsed(kept=kept, now=ms(now))]


async def _close(tx: Tx, person: PersonId) -> None:
    await letters.withdraw(tx, topic(person))
    await drafts.forget(tx, person)


async def _sealed(tx: Tx, person: PersonId, column: str, text: str) -> bytes:
    return await tx.seal("hellos", column, person, person, text)


async def _opened(tx: Tx, row: sqlite3.Row, column: str) -> str | None:
    if row[column] is None:
        return None
    return await tx.open("hellos", column, row["person_id"], PersonId(row["person_id"]), row[column])
