"""A session as whoever guides it may touch it at this moment."""

from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from mentoring.sessions import AlreadyClosed, Stage
from storage import rota, sessions
from storage.sessions import Session


async def guided(turn: Turn, session_id: str) -> Session:
    """A session the speaker guides at this moment. Raises OldButton otherwise."""
    session = await sessions.find(turn.tx, session_id)
    if turn.person not in (await rota.team(turn.tx, session)).guides:
        raise OldButton
    return session


async def being_guided(turn: Turn, session_id: str) -> Session:
    """The same, while it is not over. Raises AlreadyClosed."""
    session = await guided(turn, session_id)
    if session.state is Stage.CLOSED or turn.now >= session.rule.must_close_by:
        raise AlreadyClosed
    return session
