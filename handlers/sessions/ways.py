"""How somebody would like to be there today: speaking, mostly listening, or in writing. All three are equal (P-M04)."""

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.sessions import saying
from handlers.sessions.before import of_member
from handlers.sessions.letters import link_row
from handlers.sessions.taps import ChooseWay, HowIAmHere, NotToday
from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage import session_ways, sessions
from storage.sessions import Session


async def _in_today(turn: Turn, session_id: str) -> Session:
    """A session the speaker is in today. Raises OldButton or AlreadyClosed."""
    session = await of_member(turn, session_id)
    if not await saying.is_in_today(turn.tx, session, turn.person):
        raise OldButton
    return session


@for_members
async def how_i_am_here(_: Update, turn: Turn) -> None:
    session = await _in_today(turn, turn.pressed(HowIAmHere).session)
    turn.show("way-which", buttons=[*ChooseWay.rows(session.id), [OpenSupport()]])


@for_members
async def choose(_: Update, turn: Turn) -> None:
    """Kept until the session ends. No panel changes at that moment: a change would tell whose choice it was."""
    tapped = turn.pressed(ChooseWay)
    session = await _in_today(turn, tapped.session)
    if tapped.way not in session_ways.WAYS:
        raise OldButton
    await session_ways.choose(turn.tx, session.id, turn.person, tapped.way)
    link = link_row(await sessions.link_of(turn.tx, session.id))
    rows: Rows = [link, [HowIAmHere(session.id), NotToday(session.id).named("session-changed-mind")], [OpenSupport()]]
    turn.show("way-chosen", way=tapped.way, buttons=rows)


HANDLERS = [HowIAmHere.handler(how_i_am_here), ChooseWay.handler(choose)]
