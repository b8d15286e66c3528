"""Pairs: a mentee and a mentor who both said yes to one agreement, and what stands between them."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from mentoring.agreements import Rhythm, term_ends
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms


@dataclass(frozen=True)
class Pair:
    """Two people and their rhythm. `state` is agreed, paused or ended; `ends_at` is the end of the term (UTC)."""

    id: str
    mentor: PersonId
    mentee: PersonId
    state: str
    since: datetime
    every: str
    minutes: int
    ends_at: datetime
    paused_until: datetime | None = None
    ended_at: datetime | None = None

    def holds(self, person: PersonId) -> bool:
        return person in {self.mentor, self.mentee}

    def other(self, person: PersonId) -> PersonId:
        """The one who is not `person`."""
        return self.mentee if person == self.mentor else self.mentor


Then = Callable[[Tx, Pair, datetime], Awaitable[None]]

on_end: list[Then] = []
"""What other features do when a pair ends (check-ins forget what was booked); letters of `topic` go by themselves."""
on_pause: list[Then] = []
"""What other features do when a pair pauses."""


def topic(pair_id: str) -> str:
    """The topic of every letter that lives as long as the pair: `pair:<id>`."""
    return f"pair:{pair_id}"


async def find(tx: Tx, pair_id: str) -> Pair | None:
    """One pair, ended or not."""
    row = await tx.sql.pairs.find(id=pair_id)
    return None if row is None else read_back(row)


async def of_person(tx: Tx, person: PersonId) -> list[Pair]:
    """Somebody's pairs that have not ended, on either side, the oldest first."""
    return [read_back(row) for row in await tx.sql.pairs.of_person(person_id=person)]


async def mentees_of(tx: Tx, mentor: PersonId) -> int:
    """How many a mentor walks beside now, paused ones included."""
    return int(await tx.sql.pairs.mentees_of(mentor_id=mentor))


async def make(
    tx: Tx, agreement_id: str, *, mentee: PersonId, mentor: PersonId, rhythm: Rhythm, now: datetime
) -> Pair | None:
    """Write down the pair of an agreement both said yes to. A newer version changes its rhythm and nothing else."""
    await tx.sql.pairs.add(
        id=agreement_id,
        mentee_id=mentee,
        mentor_id=mentor,
        every=rhythm.every,
        minutes=rhythm.minutes,
        since=ms(now),
        ends_at=ms(term_ends(now)),
    )
    return await find(tx, agreement_id)


async def pause(tx: Tx, pair_id: str, until: datetime, now: datetime) -> bool:
    """Rest a pair until an instant (UTC). False when it was not active."""
    if not await tx.sql.pairs.pause(id=pair_id, paused_until=ms(until)):
        return False
    await _tell(tx, on_pause, pair_id, now)
    return True


async def resume(tx: Tx, pair_id: str) -> bool:
    """Active again. False when it was not paused."""
    return bool(await tx.sql.pairs.resume(id=pair_id))


async def end(tx: Tx, pair_id: str, now: datetime) -> bool:
    """End a pair and withdraw every letter about it. No one's name is kept beside the ending. False the second time."""
    if not await tx.sql.pairs.end(id=pair_id, ended_at=ms(now)):
        return False
    await letters.withdraw(tx, topic(pair_id))
    await _tell(tx, on_end, pair_id, now)
    return True


async def _tell(tx: Tx, hooks: list[Then], pair_id: str, now: datetime) -> None:
    pair = await find(tx, pair_id)
    if pair is None:
        return
    for then in hooks:
        await then(tx, pair, now)


def read_back(row: sqlite3.Row) -> Pair:
    """A pair from its row."""
    return Pair(
        id=row["id"],
        mentor=PersonId(row["mentor_id"]),
        mentee=PersonId(row["mentee_id"]),
        state=row["state"],
        since=instant(row["since"]),
        every=row["every"],
        minutes=row["minutes"],
        ends_at=instant(row["ends_at"]),
        paused_until=None if row["paused_until"] is None else instant(row["paused_until"]),
        ended_at=None if row["ended_at"] is None else instant(row["ended_at"]),
    )
