"""This one and all after: each later date moves by as much; one that something stands against waits for a new time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.checkins import saying
from mentoring import checkins as rules
from mentoring import moving
from mentoring.calendar import Slot
from mentoring.checkins import Week
from mentoring.people import PersonId
from storage import checkin_moves, checkins
from storage.checkins import Checkin
from storage.core.database import Tx

Shifted = list[tuple[Checkin, datetime | None]]
"""Each later check-in with its new start (UTC), or None where something stands against it."""


async def following(tx: Tx, checkin: Checkin) -> list[Checkin]:
    """The booked dates after this one that came with it. None for one that waits for a time of its own."""
    if checkin.state != "booked":
        return []
    every = await checkins.of_plan(tx, checkin.plan)
    return [one for one in every if one.state == "booked" and one.starts > checkin.starts]


async def shifted(tx: Tx, checkin: Checkin, at: datetime, now: datetime) -> Shifted:
    """Where all after would go if this one moves to `at` (UTC)."""
    later = await following(tx, checkin)
    plan = await checkins.find_plan(tx, checkin.plan)
    if plan is None:
        return []
    mine, theirs = [await _without(tx, side, [checkin, *later], now) for side in (checkin.mentor, checkin.mentee)]
    starts = moving.by_as_much([one.starts for one in later], checkin.starts, at, checkin.zone)
    return [
        (one, new if new <= plan.pair.ends_at and _is_clear(one, new, mine, theirs) else None)
        for one, new in zip(later, starts, strict=True)
    ]


def _is_clear(one: Checkin, new: datetime, mine: Week, theirs: Week) -> bool:
    return rules.awkward(Slot(new, one.minutes), mine=mine, theirs=theirs) is None


async def _without(tx: Tx, person: PersonId, moved: Sequence[Checkin], now: datetime) -> Week:
    """Somebody's days, without what moves away from them."""
    week, slots = await saying.week_of(tx, person, now), {one.slot for one in moved}
    return replace(week, busy=tuple(slot for slot in week.busy if slot not in slots))


async def move(tx: Tx, checkin: Checkin, at: datetime, now: datetime) -> bool:
    """Move this one and all after. False when it was moved meanwhile: first wins."""
    later = await shifted(tx, checkin, at, now)
    if not await checkin_moves.move(tx, checkin, at, now):
        return False
    for one, new in later:
        if new is None:
            await checkin_moves.set_aside(tx, one, now)
        else:
            await checkin_moves.move(tx, one, new, now, along=True)
    return True
