"""Seats changing hands: held for 48 hours, taken, let go and given back; what frees goes to whoever waits."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from mentoring import circles as rules
from mentoring.people import PersonId
from storage import rests
from storage.circles import rule_of
from storage.core.database import Tx
from storage.core.instants import instant, ms

HELD_FOR = timedelta(hours=48)

on_move: list[Callable[[Tx, str, datetime], Awaitable[None]]] = []
"""What follows when a seat was held, let go or freed in a circle: the waiting list is looked at."""


async def hold_seat(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """Keep a seat for 48 hours while they decide; asking again holds it no longer. Raises as check_seat.

    A seat held for them elsewhere is let go. A place in line is used up. Raises RestedFromCircles, too.
    """
    await rests.check(tx, person, now)
    rules.hold_seat(await rule_of(tx, circle_id, now=now, asking=person), person)
    before = await held_for(tx, person)
    await tx.sql.circles.hold(person_id=person, circle_id=circle_id, now=ms(now), until=ms(now + HELD_FOR))
    await tx.sql.waiting_lists.leave(circle_id=circle_id, person_id=person)
    for moved in dict.fromkeys((before or circle_id, circle_id)):
        await _moved(tx, moved, now)


async def held_for(tx: Tx, person: PersonId) -> str | None:
    """The circle in which a seat is held for somebody."""
    found = await tx.sql.circles.held_for(person_id=person)
    return None if found is None else str(found)


async def held_until(tx: Tx, circle_id: str, person: PersonId) -> datetime | None:
    """Until when (UTC) a seat in a circle is held for somebody."""
    until = await tx.sql.circles.held_until(circle_id=circle_id, person_id=person)
    return None if until is None else instant(until)


async def hold_on(tx: Tx, circle_id: str, person: PersonId, *, until: datetime) -> None:
    """Hold the seat they have on hold until another instant (UTC). Does nothing for who has none."""
    await tx.sql.circles.hold_on(person_id=person, circle_id=circle_id, until=ms(until))


async def let_go(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Free the seat held for somebody. No reason is asked, nobody is told."""
    held = await held_for(tx, person)
    await tx.sql.circles.let_go(person_id=person)
    if held:
        await _moved(tx, held, now)


async def take_seat(tx: Tx, circle_id: str, person: PersonId, *, promised: str, now: datetime) -> None:
    """Seat the newcomer, who said yes to this version of the promises, or change nothing.

    Raises AlreadySeated, HoldsThisCircle or CircleFull (K1, H-08), and RestedFromCircles.
    """
    await rests.check(tx, person, now)
    rules.seat(await rule_of(tx, circle_id, now=now, asking=person), person)
    await tx.sql.circles.seat(circle_id=circle_id, person_id=person, since=ms(now), promised=promised)
    await tx.sql.waiting_lists.leave(circle_id=circle_id, person_id=person)
    await let_go(tx, person, now=now)


async def free_seat(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> bool:
    """Give the seat back; it is offered to the first in line. False when they had none."""
    if not await tx.sql.circles.free_seat(circle_id=circle_id, person_id=person):
        return False
    await _moved(tx, circle_id, now)
    return True


async def _moved(tx: Tx, circle_id: str, now: datetime) -> None:
    for then in on_move:
        await then(tx, circle_id, now)
