"""«Move it» where nothing else answers: the one who planned the circle finds another time."""

from telegram import Update

from handlers.doors import OpenSessions
from handlers.guards import for_members
from handlers.sessions.taps import MoveSession
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from mentoring.sessions import AlreadyClosed, Stage
from storage import circles, sessions
from storage import rota as kept


@for_members
async def move_session(_: Update, turn: Turn) -> None:
    """For those who hold or plan it. Nothing is changed by the tap."""
    session = await sessions.find(turn.tx, turn.pressed(MoveSession).session)
    circle, team = await circles.find(turn.tx, session.circle), await kept.team(turn.tx, session)
    own = await circles.staff(turn.tx, circle.id)
    if turn.person not in {*team.everyone, *own.everyone, circle.made_by}:
        raise OldButton
    if session.state is Stage.CLOSED:
        raise AlreadyClosed
    turn.say("session-another-time", buttons=[[OpenSessions()]])


HANDLERS = [MoveSession.handler(move_session)]
