"""Asking those in a circle whether somebody from their team may be in it. Only a yes is ever written down (P-M22)."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mentoring import clashes as rules
from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from storage import circles, people, seats
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.letters import Lane

ASK, SETTLED = "clash-ask", "clash-settled"


@dataclass(frozen=True)
class Question:
    """One round of asking: about a circle, for somebody who wants a seat there or is `moving` jobs with one.

    `over`: it did not come together, and the circle is not offered to them for a while.
    """

    id: str
    circle: str
    person: PersonId
    moving: bool
    since: datetime
    over: bool


def topic(question: str) -> str:
    """The topic of every letter of one round."""
    return f"clash:{question}"


async def begin(tx: Tx, circle_id: str, person: PersonId, *, moving: bool, now: datetime) -> None:
    """Ask everybody seated, apart and in the same words, and keep the newcomer's seat meanwhile. Twice is once.

    The time to answer counts from when the last of them could see the question.
    """
    if await of(tx, circle_id, person) is not None:
        return
    question = new_id()
    asked = {seat.person: now for seat in await circles.seated(tx, circle_id) if seat.person != person}
    for one in asked:
        somebody = await people.find(tx, one)
        asked[one] = (somebody.quiet_until(now) if somebody else None) or now
    since, about = max(asked.values(), default=now), {"question": question}
    await tx.sql.clashes.begin(id=question, circle_id=circle_id, person_id=person, moving=int(moving), since=ms(since))
    for one, due in asked.items():
        await tx.sql.clashes.ask(question_id=question, person_id=one)
        await letters.owe(tx, kind=ASK, to=one, due=due, about=about, topic=topic(question))
    until = since + rules.ASKED_FOR
    await seats.hold_on(tx, circle_id, person, until=until + rules.DECIDING)
    await _owe_settled(tx, question, person, until)


async def _owe_settled(tx: Tx, question: str, person: PersonId, due: datetime) -> None:
    """Quiet hours are looked up here and not by the door: somebody who muted news still asked for this."""
    somebody, about = await people.find(tx, person), {"question": question}
    due = (somebody.quiet_until(due) if somebody else None) or due
    await letters.owe(tx, kind=SETTLED, to=person, due=due, about=about, topic=topic(question), lane=Lane.REPLY)


async def find(tx: Tx, question: str) -> Question | None:
    """One round, while it is kept."""
    return _question(await tx.sql.clashes.find(id=question))


async def of(tx: Tx, circle_id: str, person: PersonId) -> Question | None:
    """The round that somebody's wish for a seat has begun."""
    return _question(await tx.sql.clashes.of(circle_id=circle_id, person_id=person))


def _question(row: sqlite3.Row | None) -> Question | None:
    if row is None:
        return None
    return Question(
        id=row["id"],
        circle=row["circle_id"],
        person=PersonId(row["person_id"]),
        moving=bool(row["moving"]),
        since=instant(row["since"]),
        over=bool(row["over"]),
    )


async def check(tx: Tx, circle_id: str, person: PersonId) -> None:
    """Whether they may go on to a seat there. Raises StillAsking or AnotherCircle."""
    found = await of(tx, circle_id, person)
    if found is not None and not found.moving:
        raise rules.AnotherCircle if found.over else rules.StillAsking


async def closed_to(tx: Tx, person: PersonId) -> set[str]:
    """Circles that are not offered to somebody for a while."""
    return {row["circle_id"] for row in await tx.sql.clashes.closed_to(person_id=person)}


async def say(tx: Tx, question: str, person: PersonId, *, fine: bool, now: datetime) -> None:
    """What one of those asked says. A no leaves the row as it was before anything was said."""
    found = await find(tx, question)
    if (
        found is None
        or found.over
        or not await tx.sql.clashes.say(question_id=question, person_id=person, fine=int(fine))
    ):
        return
    if await fine_with_all(tx, found, now):
        await letters.withdraw(tx, topic(question), kind=SETTLED)
        await _owe_settled(tx, question, found.person, now)


async def fine_with_all(tx: Tx, question: Question, now: datetime) -> bool | None:
    """Whether everybody who was asked, and still has a seat, has said yes; None while there is time to."""
    fine = [bool(row["fine"]) for row in await tx.sql.clashes.said(question_id=question.id)]
    return rules.settled(fine, asked_at=question.since, now=now)


async def settle(tx: Tx, question: Question, *, now: datetime) -> None:
    """It is over, and what anybody said is gone with it. Without a yes from all, the newcomer's seat is let go."""
    fine = await fine_with_all(tx, question, now)
    await letters.withdraw(tx, topic(question.id), kind=ASK)
    await tx.sql.clashes.forget_answers(question_id=question.id)
    if fine or question.moving:
        await tx.sql.clashes.forget(id=question.id)
        await seats.hold_on(tx, question.circle, question.person, until=now + seats.HELD_FOR)
        return
    await tx.sql.clashes.pass_by(id=question.id)
    if await seats.held_for(tx, question.person) == question.circle:
        await seats.let_go(tx, question.person, now=now)


async def drop(tx: Tx, person: PersonId) -> None:
    """They want another circle, or none: nobody needs to be asked any more."""
    for row in await tx.sql.clashes.open_of_person(person_id=person):
        await letters.withdraw(tx, topic(row["id"]))
        await tx.sql.clashes.forget(id=row["id"])


async def keep_times(tx: Tx, now: datetime) -> None:
    """Thirty days after it was asked nothing of it is left."""
    await tx.sql.clashes.forget_old(before=ms(now - KEEP[Kept.CLASH_ANSWER].time))
