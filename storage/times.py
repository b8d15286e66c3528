"""Times that suit somebody: sealed under their own key, until a circle is found or 60 days after they last answered."""

import json
from datetime import datetime

from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from mentoring.times import Answers, Says
from storage.core.database import Tx
from storage.core.instants import ms


async def of(tx: Tx, person: PersonId) -> Answers | None:
    """What somebody said of each time they were asked about; None when they have said nothing."""
    row = await tx.sql.times.of(person_id=person)
    if row is None:
        return None
    said: dict[str, int] = json.loads(await tx.open("time_answers", "answers", person, person, row["answers"]))
    return said


async def say(tx: Tx, person: PersonId, time: str, says: Says, *, now: datetime) -> Answers:
    """Keep one answer, in place of the one before. Returns all of theirs."""
    said = {**(await of(tx, person) or {}), time: int(says)}
    sealed = await tx.seal("time_answers", "answers", person, person, json.dumps(said))
    await tx.sql.times.keep(person_id=person, answers=sealed, now=ms(now))
    return said


async def forget(tx: Tx, person: PersonId) -> None:
    """All of it is gone."""
    await tx.sql.times.forget(person_id=person)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Sixty days after the last answer nothing of it is left."""
    await tx.sql.times.forget_old(before=ms(now - KEEP[Kept.TIMES].time))
