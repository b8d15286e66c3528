"""When a draft is to go out by itself: a bell that is owed, and no row of its own."""

from datetime import datetime

from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import About

BELL = "opportunity-timed"


def _topic(opportunity: str) -> str:
    return f"{BELL}:{opportunity}"


async def keep(tx: Tx, opportunity: str, at: datetime, *, by: PersonId, now: datetime) -> None:
    """Owe its bell at `at` (UTC), in place of an earlier one; the draft is kept anew from now."""
    await drop(tx, opportunity)
    await tx.sql.opportunities.keep_longer(id=opportunity, made_at=ms(now))
    about: About = {"opportunity": opportunity, "by": by}
    await letters.owe(tx, kind=BELL, due=at, about=about, topic=_topic(opportunity))


async def of(tx: Tx, opportunity: str) -> datetime | None:
    """When it goes out, if a time is set."""
    bells = [letter.due for letter in await letters.of_topic(tx, _topic(opportunity))]
    return bells[0] if bells else None


async def drop(tx: Tx, opportunity: str) -> None:
    """No time is set any more."""
    await letters.withdraw(tx, _topic(opportunity))
