"""How somebody would like to be in a session: speaking, mostly listening, or in writing. Kept until it ends (P-M04)."""

from typing import Literal, cast

from mentoring.people import PersonId
from storage.core.database import Tx

Way = Literal["speak", "listen", "text"]
WAYS: tuple[Way, ...] = ("speak", "listen", "text")


async def choose(tx: Tx, session: str, person: PersonId, way: Way) -> None:
    """In place of what they chose before."""
    await tx.sql.session_ways.choose(session_id=session, person_id=person, way=way)


async def way_of(tx: Tx, session: str, person: PersonId) -> Way | None:
    """What somebody chose; None when they have not."""
    return cast("Way | None", await tx.sql.session_ways.way_of(session_id=session, person_id=person))


async def anybody_quieter(tx: Tx, session: str) -> bool:
    """Whether somebody would rather listen or write. How many and who is told to nobody."""
    return bool(await tx.sql.session_ways.quieter(session_id=session))


async def take_back(tx: Tx, session: str, person: PersonId) -> None:
    await tx.sql.session_ways.take_back(session_id=session, person_id=person)


async def over(tx: Tx, session: str) -> None:
    """The session is over, or everybody is asked anew."""
    await tx.sql.session_ways.over(session_id=session)


async def forget_over(tx: Tx) -> None:
    await tx.sql.session_ways.forget_over()
