"""Waiting lists: who comes next when a seat frees, in order, and shown to nobody (P-M08).

An offer counts as a held seat from the moment it is made, and so does everybody who stands further ahead: a seat that
frees belongs to the list. Its 48 hours begin when the offer has reached its reader, so a night costs nobody their turn.
"""

from datetime import datetime, timedelta

from mentoring import circles as rules
from mentoring.people import PersonId
from storage import circles, people, seats
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.letters import Lane

OFFER, OVER, LOOK = "seat-offer", "seat-offer-over", "seat-line"
OFFERED_FOR = seats.HELD_FOR
FORGOTTEN_BY_THE_DOOR = timedelta(days=2)


def topic(circle_id: str) -> str:
    """The topic of every letter about one circle's list."""
    return f"line:{circle_id}"


async def join(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> bool:
    """Stand in line, once. False when a seat is free, which is held for them instead.

    Raises AlreadySeated, HoldsThisCircle or RestedFromCircles.
    """
    if await is_in_line(tx, circle_id, person):
        return True
    try:
        await seats.hold_seat(tx, circle_id, person, now=now)
    except rules.CircleFull:
        await tx.sql.waiting_lists.join(circle_id=circle_id, person_id=person)
        await look(tx, circle_id, now)
        return True
    return False


async def leave(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """Out of the line, whenever they like; an offer they had goes to the next."""
    await tx.sql.waiting_lists.leave(circle_id=circle_id, person_id=person)
    await letters.withdraw(tx, topic(circle_id), to=person)
    await look(tx, circle_id, now)


async def lengths(tx: Tx) -> dict[str, int]:
    """How many stand in each circle's line. True counts: shown only as mentoring/insights.py allows."""
    return {row["circle_id"]: row["waiting"] for row in await tx.sql.waiting_lists.lengths()}


async def is_in_line(tx: Tx, circle_id: str, person: PersonId) -> bool:
    """Whether somebody stands in a circle's line, offered a seat or not."""
    return await tx.sql.waiting_lists.of(circle_id=circle_id, person_id=person) is not None


async def offered_until(tx: Tx, circle_id: str, person: PersonId) -> datetime | None:
    """Until when a seat is held for somebody in line (UTC); None when none is offered."""
    row = await tx.sql.waiting_lists.of(circle_id=circle_id, person_id=person)
    return None if row is None or row["offered_until"] is None else instant(row["offered_until"])


async def look(tx: Tx, circle_id: str, now: datetime) -> None:
    """Offer what is free to the first in line, and look again when the next held seat comes free."""
    if not await tx.sql.waiting_lists.is_open(circle_id=circle_id):
        return
    while (row := await tx.sql.waiting_lists.next_in_line(circle_id=circle_id)) is not None:
        person = PersonId(row["person_id"])
        try:
            rules.check_seat(await circles.rule_of(tx, circle_id, now=now, asking=person), person)
        except rules.CircleFull:
            await _look_again(tx, circle_id, now)
            return
        except (rules.AlreadySeated, rules.HoldsThisCircle):
            await tx.sql.waiting_lists.leave(circle_id=circle_id, person_id=person)
            continue
        await _offer(tx, circle_id, person, now)


async def _offer(tx: Tx, circle_id: str, person: PersonId, now: datetime) -> None:
    """Quiet hours are looked up here and not by the door: somebody who muted news still asked for this."""
    somebody = await people.find(tx, person)
    due = (somebody.quiet_until(now) if somebody else None) or now
    await tx.sql.waiting_lists.offer(circle_id=circle_id, person_id=person, until=ms(due + OFFERED_FOR))
    about = {"circle": circle_id}
    await letters.owe(tx, kind=OFFER, to=person, due=due, about=about, lane=Lane.REPLY, topic=topic(circle_id))


async def _look_again(tx: Tx, circle_id: str, now: datetime) -> None:
    ends = await tx.sql.waiting_lists.next_hold_ends(circle_id=circle_id, now=ms(now))
    circle = await circles.find(tx, circle_id)
    if ends is None or circle.group is None:
        return
    await letters.withdraw(tx, topic(circle_id), kind=LOOK)
    about = {"circle": circle_id}
    await letters.owe(tx, kind=LOOK, group=circle.group, due=instant(ends), about=about, topic=topic(circle_id))


async def reached(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """The offer has reached them: its 48 hours begin."""
    if await offered_until(tx, circle_id, person) is None:
        return
    until, about = now + OFFERED_FOR, {"circle": circle_id}
    await tx.sql.waiting_lists.offer(circle_id=circle_id, person_id=person, until=ms(until))
    await letters.owe(tx, kind=OVER, to=person, due=until, about=about, lane=Lane.REPLY, topic=topic(circle_id))


async def missed(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """The offer could not reach them: they keep their place, and the next is asked while they are away."""
    if await offered_until(tx, circle_id, person) is not None:
        await tx.sql.waiting_lists.offer(circle_id=circle_id, person_id=person, until=None)
        await look(tx, circle_id, now)


async def lapse(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """Their 48 hours are over: the seat is the next person's to take."""
    if await tx.sql.waiting_lists.lapse(circle_id=circle_id, person_id=person, now=ms(now)):
        await look(tx, circle_id, now)


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """Somebody leaves for good."""
    await leave_all(tx, person, now=now)


async def leave_all(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Their places in line, held seat and seats are free for the next at once."""
    for row in await tx.sql.waiting_lists.of_person(person_id=person):
        await leave(tx, row["circle_id"], person, now=now)
    await seats.let_go(tx, person, now=now)
    for row in await tx.sql.waiting_lists.seats_of(person_id=person):
        await seats.free_seat(tx, row["circle_id"], person, now=now)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: offers that nobody counted down, and seats that came free in the night, go to the next.

    Those who waited for a circle that has closed are told when another opens.
    """
    await tx.sql.waiting_lists.hope_instead(now=ms(now))
    await tx.sql.waiting_lists.forget_closed()
    for row in await tx.sql.waiting_lists.circles():
        await tx.sql.waiting_lists.forget_offers(circle_id=row["circle_id"], before=ms(now - FORGOTTEN_BY_THE_DOOR))
        await look(tx, row["circle_id"], now)
