"""Who says they will come, kept until the room opens: after that the private yes alone counts."""

from mentoring.people import PersonId
from storage.core.database import Tx


async def say_coming(tx: Tx, session: str, person: PersonId) -> None:
    """They have read the card, or said they are coming. Twice is once."""
    await tx.sql.headcount.say_coming(session_id=session, person_id=person)


async def not_coming(tx: Tx, session: str, person: PersonId) -> None:
    """They can't make it: no trace of them stays."""
    await tx.sql.headcount.not_coming(session_id=session, person_id=person)


async def count(tx: Tx, session: str) -> int:
    """How many who still have a seat say that they will come. A number, never a name."""
    return int(await tx.sql.headcount.count(session_id=session))


async def forget(tx: Tx, session: str) -> None:
    """The room opens."""
    await tx.sql.headcount.forget(session_id=session)


async def keep_times(tx: Tx, _: object) -> None:
    """Each night: sessions whose room has opened, should the bot have been away then."""
    await tx.sql.headcount.forget_over()
