"""Rests from circles: whose, and until when. Neither why nor who decided is in the row."""

from datetime import datetime

from mentoring import resting as rules
from mentoring.people import PersonId
from storage import people
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.instants import instant, ms

BEGUN, ENDS, OVER = "circle-rest", "circle-rest-ends", "circle-rest-over"


def topic(person: PersonId) -> str:
    """The topic of every letter about somebody's rest."""
    return f"rest:{person}"


async def until(tx: Tx, person: PersonId, now: datetime) -> datetime | None:
    """When somebody's rest is over (UTC); None for who does not rest."""
    kept = await tx.sql.rests.until(person_id=person)
    return None if kept is None or instant(kept) <= now else instant(kept)


async def check(tx: Tx, person: PersonId, now: datetime) -> None:
    """Raises RestedFromCircles."""
    rules.check_seat(await until(tx, person, now), now)


async def resting(tx: Tx, now: datetime) -> list[PersonId]:
    """Everybody who rests now, whose rest ends first."""
    return [PersonId(row["person_id"]) for row in await tx.sql.rests.resting(now=ms(now))]


async def begin(tx: Tx, person: PersonId, days: int, *, by: PersonId, now: datetime) -> bool:
    """From now for so many days; they are owed a plain private line. False when they rest already.

    Raises OwnRest, HoldsCircles. Giving back what they hold in circles is the caller's.
    """
    known = await people.find(tx, person)
    rules.check_rest(person, known.roles if known else (), by=by)
    end = rules.ends(now, days)
    await _let_go_of_an_old_one(tx, person, now)
    if not await tx.sql.rests.begin(person_id=person, until=ms(end)):
        return False
    await letters.withdraw(tx, topic(person))
    await letters.owe(tx, kind=BEGUN, to=person, due=now, topic=topic(person))
    await letters.owe(tx, kind=ENDS, to=person, due=end, topic=topic(person))
    await audit.note(tx, "rest-begun", by=by, about=person, now=now)
    return True


async def _let_go_of_an_old_one(tx: Tx, person: PersonId, now: datetime) -> None:
    if await until(tx, person, now) is None:
        await tx.sql.rests.end(person_id=person)


async def end(tx: Tx, person: PersonId, *, by: PersonId | None, now: datetime) -> bool:
    """The rest is over, early or by itself (`by` None): they hear it once. False when there was none."""
    if not await tx.sql.rests.end(person_id=person):
        return False
    await letters.withdraw(tx, topic(person))
    await letters.owe(tx, kind=OVER, to=person, due=now, topic=topic(person))
    await audit.note(tx, "rest-ended", by=by, about=person, now=now)
    return True


async def end_over(tx: Tx, now: datetime) -> None:
    """Every rest whose day has come: at its own hour, and each night."""
    for row in await tx.sql.rests.over(now=ms(now)):
        await end(tx, PersonId(row["person_id"]), by=None, now=now)
