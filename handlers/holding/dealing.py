"""Turns: asked for and taken back in private, dealt fairly by the guides' tap, passed on when somebody would rather."""

from telegram import Update

from handlers.doors import OpenSessions, OpenSupport
from handlers.guards import for_members
from handlers.holding.guiding import show
from handlers.holding.live_taps import NextTurn, PassTurnOn, TakeTurnBack
from handlers.holding.open_session import being_guided
from handlers.holding.taps import MyPanel
from handlers.joining import STARTS
from handlers.sessions import before, bells, saying
from handlers.sessions.letters import TURN, scene, send
from handlers.sessions.taps import AskForTurn
from handlers.talk.buttons import Tap
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import turns as rules
from mentoring.people import PersonId
from mentoring.sessions import Stage
from storage import sessions, turns
from storage.core.letters import Lane
from storage.sessions import Session

# A member's own


async def wants_turn(turn: Turn, session_id: str) -> None:
    """From the circle's «Ask for a turn» into the private chat."""
    session = await before.of_member(turn, session_id)
    if session.chat:
        turn.say("chat-no-turns", buttons=[[OpenSessions()]])
        return
    rules.check_any(saying.the_plan(session))
    if await turns.has_asked(turn.tx, session.id, turn.person):
        turn.say("turn-asked-already", buttons=[[TakeTurnBack(session.id)], [OpenSessions()]])
        return
    turn.say(
        "session-turn-sure",
        buttons=[[AskForTurn(session.id)], [OpenSessions()]],
        guides=await before.guides(turn, session),
        when=turn.words.when(session.starts, turn.zone),
    )


@for_members
async def ask_for_turn(_: Update, turn: Turn) -> None:
    """Before the session the guides are told by letter; while it runs, their panel shows it."""
    session = await before.of_member(turn, turn.pressed(AskForTurn).session)
    if session.chat:
        turn.show("chat-no-turns", buttons=[[OpenSessions()]])
        return
    rules.check_any(saying.the_plan(session))
    if await turns.ask(turn.tx, session.id, turn.person, now=turn.now):
        if session.state in {Stage.PLANNED, Stage.GATHERING}:
            await before.tell_guides(turn, session, "session-wants-turn")
        await bells.refresh_panels(turn.tx, session, turn.now)
    turn.show("session-turn-asked", buttons=[[TakeTurnBack(session.id)], [await _back(turn, session)]])


@for_members
async def take_turn_back(_: Update, turn: Turn) -> None:
    """No reason, nobody told; a turn that was theirs already does not count."""
    session = await before.of_member(turn, turn.pressed(TakeTurnBack).session)
    await turns.take_back(turn.tx, session, turn.person)
    await bells.refresh_panels(turn.tx, session, turn.now)
    turn.show("turn-taken-back", buttons=[[await _back(turn, session), OpenSupport()]])


async def _back(turn: Turn, session: Session) -> Tap:
    if session.state is Stage.BEGUN and await saying.is_in_today(turn.tx, session, turn.person):
        return MyPanel(session.id).named("room-back-to-panel")
    return OpenSessions()


# The guides'


@for_members
async def next_turn(_: Update, turn: Turn) -> None:
    """Two guides who tap at once deal one turn."""
    tapped = turn.pressed(NextTurn)
    session = await being_guided(turn, tapped.session)
    dealt = len((await turns.queue(turn.tx, session.id)).dealt)
    if _deals(session) and dealt == tapped.dealt < rules.places(saying.the_plan(session)):
        person = await turns.deal(turn.tx, session, now=turn.now)
        await _tell(turn, session, person)
    await show(turn, session)


@for_members
async def pass_turn_on(_: Update, turn: Turn) -> None:
    """They would rather not now, or are not here: they wait at the end, and the next one may have it."""
    tapped = turn.pressed(PassTurnOn)
    session = await being_guided(turn, tapped.session)
    queue = await turns.queue(turn.tx, session.id)
    if queue.now is not None and len(queue.dealt) == tapped.dealt:
        await turns.pass_on(turn.tx, session, queue.now, now=turn.now)
        await bells.refresh_panels(turn.tx, session, turn.now, but=turn.person)
    await show(turn, session)


def _deals(session: Session) -> bool:
    """A small chat has no turns."""
    return session.state is Stage.BEGUN and not session.chat


async def _tell(turn: Turn, session: Session, person: PersonId | None) -> None:
    if person is not None:
        about, topic = {"session": session.id}, sessions.topic(session.id)
        turn.write_to(person, "turn-is-yours", about=about, topic=topic, lane=Lane.SESSION)
        await bells.refresh_panels(turn.tx, session, turn.now, but=turn.person)


async def _is_yours(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.reader is None or found.session.state is not Stage.BEGUN:
        return None
    if not await saying.is_in_today(reading.tx, found.session, found.reader):
        return None
    if (await turns.queue(reading.tx, found.session.id)).now != found.reader:
        return None
    return send(reading, "turn-is-yours", [TakeTurnBack(found.session.id).named("turn-rather-not")])


STARTS[TURN] = wants_turn

HANDLERS = [
    AskForTurn.handler(ask_for_turn),
    TakeTurnBack.handler(take_turn_back),
    NextTurn.handler(next_turn),
    PassTurnOn.handler(pass_turn_on),
]
LETTERS = {"turn-is-yours": LetterKind(_is_yours, useful_for=10)}
