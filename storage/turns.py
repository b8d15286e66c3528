"""Turns as kept: who asked for one today, until the session is over; and how many each has had this season."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mentoring import turns as rules
from mentoring.people import PersonId
from mentoring.turns import Ask
from storage.core.database import Tx
from storage.core.instants import instant, ms

if TYPE_CHECKING:
    from storage.sessions import Session


@dataclass(frozen=True)
class Queue:
    """Who has had, or has, a turn today in the order they were dealt; and who waits, the next one first."""

    dealt: tuple[PersonId, ...]
    waiting: tuple[PersonId, ...]

    @property
    def now(self) -> PersonId | None:
        """Whose turn was dealt last."""
        return self.dealt[-1] if self.dealt else None


async def ask(tx: Tx, session: str, person: PersonId, *, now: datetime) -> bool:
    """Ask for a turn. Asking twice is asking once: False the second time."""
    return bool(await tx.sql.turns.ask(session_id=session, person_id=person, asked=ms(now)))


async def has_asked(tx: Tx, session: str, person: PersonId) -> bool:
    """Whether they would like a turn, or have been dealt one."""
    return await tx.sql.turns.ask_of(session_id=session, person_id=person) is not None


async def take_back(tx: Tx, session: "Session", person: PersonId) -> bool:
    """They would rather not: no trace stays, and a turn that was dealt to them does not count. False when none."""
    row = await tx.sql.turns.ask_of(session_id=session.id, person_id=person)
    if row is not None and row["dealt"] is not None:
        await _one_less(tx, session.circle, person)
    return bool(await tx.sql.turns.take_back(session_id=session.id, person_id=person))


async def queue(tx: Tx, session: str) -> Queue:
    """The queue of a session, dealt by the rule."""
    asks = [
        Ask(PersonId(row["person_id"]), instant(row["asked"]), row["had"])
        for row in await tx.sql.turns.waiting(session_id=session)
    ]
    dealt = [PersonId(row["person_id"]) for row in await tx.sql.turns.dealt(session_id=session)]
    return Queue(tuple(dealt), tuple(rules.deal(asks)))


async def deal(tx: Tx, session: "Session", *, now: datetime) -> PersonId | None:
    """The next turn, to whoever the rule says. None when nobody waits."""
    waiting = (await queue(tx, session.id)).waiting
    if not waiting:
        return None
    await tx.sql.turns.deal(session_id=session.id, person_id=waiting[0], now=ms(now))
    await tx.sql.turns.one_more(circle_id=session.circle, person_id=waiting[0])
    return waiting[0]


async def pass_on(tx: Tx, session: "Session", person: PersonId, *, now: datetime) -> bool:
    """Not now, or not here: they wait at the end, and the turn does not count. False when it was not theirs."""
    if not await tx.sql.turns.to_the_end(session_id=session.id, person_id=person, now=ms(now)):
        return False
    await _one_less(tx, session.circle, person)
    return True


async def _one_less(tx: Tx, circle: str, person: PersonId) -> None:
    if not await tx.sql.turns.one_less(circle_id=circle, person_id=person):
        await tx.sql.turns.last_one_less(circle_id=circle, person_id=person)


async def new_season(tx: Tx, circle: str) -> None:
    """A circle begins a new season: everybody starts from none."""
    await tx.sql.turns.new_season(circle_id=circle)


async def over(tx: Tx, session: str) -> None:
    """The session is over: who asked is forgotten."""
    await tx.sql.turns.over(session_id=session)


async def forget_over(tx: Tx) -> None:
    """Asks of sessions that are over, and counts of those who have no seat any more."""
    await tx.sql.turns.forget_over()
    await tx.sql.turns.forget_had()
