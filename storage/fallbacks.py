"""When an evening cannot be as planned: a small chat in place of a circle, or one guide where everybody is fine."""

from mentoring import sessions as rules
from mentoring.one_guide import Asked
from mentoring.people import PersonId
from storage import session_ways, sessions, turns
from storage.core.database import Tx
from storage.sessions import Session


async def make_small_chat(tx: Tx, session: Session) -> Session | None:
    """A small chat it is, an hour at most. It has a card of its own, so that no yes to a circle opens it (H-09).

    None when somebody else has made it one. Raises AlreadyBegun or AlreadyClosed.
    """
    chat = rules.make_small_chat(session.rule)
    if not await tx.sql.sessions.make_small_chat(id=session.id, minutes=chat.minutes):
        return None
    await tx.sql.sessions.take_all_back(session_id=session.id)
    await session_ways.over(tx, session.id)
    await turns.over(tx, session.id)
    await sessions.end_anew(tx, session.id, chat)
    return await sessions.find(tx, session.id)


async def asked(tx: Tx, session: Session) -> Asked:
    """What has been said of one guide, by those who are in today."""
    fine = [yes.person for yes in await sessions.yeses(tx, session.id) if yes.one_guide]
    return Asked(frozenset(fine), needs_two=session.needs_two)


async def keep(tx: Tx, session: Session, was: Asked, now_is: Asked) -> None:
    """Keep what a private tap changed: a yes with the person's own row, a no with the session alone.

    With a no every yes goes too, or the one row without would show whose it was (K3).
    """
    if now_is.needs_two and not was.needs_two:
        await tx.sql.sessions.needs_two_guides(id=session.id)
        await tx.sql.sessions.forget_one_guide(session_id=session.id)
    for person in now_is.fine - was.fine:
        await one_guide_is_fine(tx, session.id, person)


async def one_guide_is_fine(tx: Tx, session: str, person: PersonId) -> bool:
    """They are fine with one guide today (K3). False when they are not in today, or somebody has said no."""
    return bool(await tx.sql.sessions.one_guide_is_fine(session_id=session, person_id=person))
