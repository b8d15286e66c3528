"""Moving a check-in, offering other times for it, and whether it took place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId
from storage import checkins
from storage.checkins import Checkin
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms


@dataclass(frozen=True)
class Offer:
    """Times (UTC) one side would like instead: for one check-in at a version, or for a whole suggestion.

    `all_after`: every later date of the same plan is to move by as much.
    """

    by: PersonId
    version: int
    times: tuple[datetime, ...]
    all_after: bool = False


async def move(tx: Tx, checkin: Checkin, at: datetime, now: datetime, *, along: bool = False) -> bool:
    """Another start: the old reminders are withdrawn, new ones owed. False when it was moved meanwhile: first wins.

    One that moves `along` with an earlier one counts for no move of its own.
    """
    changed = {
        "id": checkin.id,
        "version": checkin.version,
        "starts": ms(at),
        "changed_at": ms(now),
        "moves": int(not along),
    }
    if not await tx.sql.checkins.move(**changed):
        return False
    await _clear(tx, checkin)
    moved = await checkins.find(tx, checkin.id)
    if moved:
        await checkins.owe_letters(tx, moved, now)
    return True


async def shorten(tx: Tx, checkin: Checkin, minutes: int, now: datetime) -> bool:
    """The same start and fewer minutes; what was owed is owed anew. False when it was moved meanwhile."""
    changed = {"id": checkin.id, "version": checkin.version, "minutes": minutes, "changed_at": ms(now)}
    if not await tx.sql.checkins.shorten(**changed):
        return False
    await _clear(tx, checkin)
    shorter = await checkins.find(tx, checkin.id)
    if shorter:
        await checkins.owe_letters(tx, shorter, now)
    return True


async def set_aside(tx: Tx, checkin: Checkin, now: datetime) -> bool:
    """Its time stands no more. False when it was moved or set aside meanwhile."""
    if not await tx.sql.checkins.set_aside(id=checkin.id, version=checkin.version, changed_at=ms(now)):
        return False
    await tx.sql.checkins.forget_opener(id=checkin.id)
    await _clear(tx, checkin)
    return True


async def _clear(tx: Tx, checkin: Checkin) -> None:
    await letters.withdraw(tx, checkins.topic(checkin.id))
    await tx.sql.checkins.drop_offer(about_id=checkin.id)


async def close(tx: Tx, checkin: Checkin, state: str, now: datetime) -> bool:
    """They `met`, or it was `missed`; the mentee's pick goes. A yes from either outweighs a miss, never the reverse."""
    return bool(await tx.sql.checkins.close(id=checkin.id, state=state, changed_at=ms(now)))


async def let_go(tx: Tx, checkin: Checkin) -> None:
    """Leave one date out for good."""
    await _clear(tx, checkin)
    await tx.sql.checkins.drop(id=checkin.id)


async def keep_offer(
    tx: Tx,
    plan_id: str,
    by: PersonId,
    times: Sequence[datetime],
    *,
    of: Checkin | None,
    all_after: bool = False,
) -> None:
    """Keep the times one side would like: for one check-in as it stands now, or for a whole suggestion."""
    about, version = (of.id, of.version) if of else (plan_id, 0)
    kept = json.dumps([ms(at) for at in times])
    await tx.sql.checkins.keep_offer(
        about_id=about, plan_id=plan_id, person_id=by, version=version, times=kept, all_after=int(all_after)
    )


async def offer_of(tx: Tx, about: str) -> Offer | None:
    """The open offer about a check-in or a suggestion, by its id."""
    row = await tx.sql.checkins.offer(about_id=about)
    if row is None:
        return None
    times = tuple(instant(at) for at in json.loads(row["times"]))
    return Offer(PersonId(row["person_id"]), row["version"], times, bool(row["all_after"]))


async def drop_offer(tx: Tx, about: str) -> None:
    await tx.sql.checkins.drop_offer(about_id=about)
