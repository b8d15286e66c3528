"""Plans for speaking up, or for not: locked like records, with tables and a purpose of their own."""

from datetime import datetime

from mentoring import speaking_up as rules
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.locked import Shelf
from storage.core.locks import Lock
from storage.locked_again import resealers_of
from storage.resealing import RESEALERS

SHELF = Shelf("speak_up_plans", "speak_up_parts", "speaking_up", "plan", Lock.RECORDS)
RESEALERS += resealers_of(SHELF)
LOOK_AGAIN = "speakup-look-again"


def _topic(person: PersonId) -> str:
    return f"look-again:{person}"


async def look_again(tx: Tx, person: PersonId, weeks: int, *, now: datetime) -> datetime:
    """Owe the one letter they asked for, in place of the one before. It says nothing of what it is about.

    Returns when (UTC). Raises NoSuchDate.
    """
    due = rules.look_again(now, weeks)
    await forget_date(tx, person)
    await letters.owe(tx, kind=LOOK_AGAIN, to=person, due=due, topic=_topic(person))
    return due


async def forget_date(tx: Tx, person: PersonId) -> None:
    """They want no letter after all, or there is no plan left to look at."""
    await letters.withdraw(tx, _topic(person))
