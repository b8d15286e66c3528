"""A session under way: its plan's clock, a call that fails, words that hurt. None of it stays once it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mentoring.people import PersonId
from mentoring.plan_clock import Clock
from mentoring.plans import Plan
from storage import lines_to_say, session_ways, turns
from storage.core.database import Tx
from storage.core.instants import instant, ms

if TYPE_CHECKING:
    from storage.sessions import Session

MS = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Live:
    """`call_down`: since when (UTC) nobody gets into the call. `hurt`: a guide said that words had hurt somebody."""

    call_down: datetime | None = None
    hurt: bool = False


async def of(tx: Tx, session: str) -> Live:
    row = await tx.sql.live.find(session_id=session)
    if row is None:
        return Live()
    return Live(None if row["call_down"] is None else instant(row["call_down"]), bool(row["hurt"]))


# The plan's clock


async def clock_of(tx: Tx, session: "Session", plan: Plan, now: datetime) -> Clock:
    """Where the plan's clock stands. Before the beginning it has not moved."""
    row = await tx.sql.live.find(session_id=session.id)
    if row is None or row["since"] is None:
        return Clock(plan, session.begun or now, session.rule.ends)
    paused = None if row["paused"] is None else instant(row["paused"])
    return Clock(plan, instant(row["since"]), session.rule.ends, timedelta(milliseconds=row["at"]), paused)


async def keep_clock(tx: Tx, session: str, clock: Clock) -> None:
    """Its end is not kept: that is the session's, and stays where it was planned."""
    paused = None if clock.paused is None else ms(clock.paused)
    at = -(-clock.at // MS)  # a share of a millisecond up: a step that was reached is not left again
    await tx.sql.live.set_clock(session_id=session, since=ms(clock.since), at=at, paused=paused)


async def meeting_number(tx: Tx, session: "Session") -> int:
    """How many sessions of the circle were held before this one: what the order of rounds turns on."""
    return int(await tx.sql.live.held_before(circle_id=session.circle, starts=ms(session.starts)))


async def put_panel_aside(tx: Tx, session: str, person: PersonId) -> None:
    """A guide reads something else in the panel's place: it is not turned over until they are back."""
    await tx.sql.live.put_panel_aside(session_id=session, person_id=person)


# What has come up


async def call_is_down(tx: Tx, session: str, now: datetime) -> bool:
    """Nobody gets in. False when that was known already."""
    return bool(await tx.sql.live.call_is_down(session_id=session, now=ms(now)))


async def call_is_back(tx: Tx, session: str) -> None:
    """There is a way in again."""
    await tx.sql.live.call_is_back(session_id=session)


async def somebody_is_hurt(tx: Tx, session: str) -> bool:
    """Words hurt; whose and what is not kept. False when that was known already."""
    return bool(await tx.sql.live.somebody_is_hurt(session_id=session))


async def over(tx: Tx, session: str) -> None:
    """It is over: nothing stays of its clock, of who asked for a turn, of how anybody chose to be there."""
    await tx.sql.live.forget(session_id=session)
    await turns.over(tx, session)
    await session_ways.over(tx, session)
    await lines_to_say.over(tx, session)


async def keep_times(tx: Tx, _: datetime) -> None:
    """Each night: whatever a session that is over left behind, and turns counted for a seat that is gone."""
    await tx.sql.live.forget_over()
    await turns.forget_over(tx)
    await session_ways.forget_over(tx)
    await lines_to_say.forget_over(tx)
