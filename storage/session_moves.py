"""Moving a circle's session: the times on offer, and each private answer, sealed, until the poll is settled."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mentoring.moving import Can
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.sessions import Session

A_FEW_DAYS = timedelta(days=3)
"""Whatever becomes of a poll, nothing of it is older than this."""


@dataclass(frozen=True)
class Move:
    """A session that may move. `starts` is the start it had, `times` are those on offer (UTC).

    Nobody has been asked while `ends_at` is None. `staff_only`: there was too little time to ask everybody.
    """

    id: str
    session: str
    starts: datetime
    times: tuple[datetime, ...]
    staff_only: bool
    ends_at: datetime | None


def topic(move_id: str) -> str:
    """The topic of every letter about one poll."""
    return f"session-move:{move_id}"


async def propose(tx: Tx, session: Session, times: Sequence[datetime], *, staff_only: bool, now: datetime) -> Move:
    """Keep times for whoever plans the move to look at, in place of earlier ones; their answers and letters go.

    The same times, looked at by the other guide meanwhile and not asked about yet, are the same move to both.
    """
    earlier = await of_session(tx, session.id)
    move = Move(new_id(), session.id, session.starts, tuple(times), staff_only, None)
    if earlier is not None:
        move = earlier if replace(move, id=earlier.id) == earlier else move
        await forget(tx, earlier)
    await tx.sql.session_moves.propose(
        id=move.id,
        session_id=session.id,
        starts=ms(session.starts),
        times=json.dumps([ms(at) for at in times]),
        staff_only=int(staff_only),
        made_at=ms(now),
    )
    return move


async def ask(tx: Tx, move: Move, ends_at: datetime) -> bool:
    """The poll is open until `ends_at` (UTC). False when somebody else has just opened it."""
    return bool(await tx.sql.session_moves.ask(id=move.id, ends_at=ms(ends_at)))


async def find(tx: Tx, move_id: str) -> Move | None:
    """One move; None once it is settled."""
    return _move(await tx.sql.session_moves.find(id=move_id))


async def of_session(tx: Tx, session_id: str) -> Move | None:
    return _move(await tx.sql.session_moves.of_session(session_id=session_id))


def _move(row: sqlite3.Row | None) -> Move | None:
    if row is None:
        return None
    return Move(
        id=row["id"],
        session=row["session_id"],
        starts=instant(row["starts"]),
        times=tuple(instant(at) for at in json.loads(row["times"])),
        staff_only=bool(row["staff_only"]),
        ends_at=None if row["ends_at"] is None else instant(row["ends_at"]),
    )


async def forget(tx: Tx, move: Move) -> None:
    """Settled: the times, every answer and every letter about it go."""
    await letters.withdraw(tx, topic(move.id))
    await tx.sql.session_moves.forget(id=move.id)


# The private answers


async def answer(tx: Tx, move: Move, person: PersonId, said: Sequence[Can]) -> None:
    """Keep somebody's answers so far, under their own key."""
    sealed = await tx.seal("move_answers", "said", move.id, person, json.dumps(said))
    await tx.sql.session_moves.answer(move_id=move.id, person_id=person, said=sealed)


async def answers(tx: Tx, move: Move) -> dict[PersonId, list[Can]]:
    """Everybody's answers, for the rule that picks a time and for nobody's eyes."""
    rows = await tx.sql.session_moves.answers(move_id=move.id)
    return {PersonId(row["person_id"]): await _opened(tx, row) for row in rows}


async def answer_of(tx: Tx, move: Move, person: PersonId) -> list[Can]:
    """Somebody's own answers so far."""
    row = await tx.sql.session_moves.answer_of(move_id=move.id, person_id=person)
    return [] if row is None else await _opened(tx, row)


async def _opened(tx: Tx, row: sqlite3.Row) -> list[Can]:
    person = PersonId(row["person_id"])
    return [
        Can(said) for said in json.loads(await tx.open("move_answers", "said", row["move_id"], person, row["said"]))
    ]


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: a move nobody finished planning, and one whose poll was never settled, go with their answers."""
    await tx.sql.session_moves.forget_old(before=ms(now - A_FEW_DAYS))
