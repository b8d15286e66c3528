"""One guide instead of two: each member is asked in private, and nobody ever learns whose no it was (K3)."""

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.holding.fallback import rows_instead
from handlers.holding.open_session import being_guided
from handlers.holding.taps import AskOneGuide, Begin, OneGuideIsFine, WaitFive
from handlers.sessions import saying
from handlers.sessions.letters import scene, send
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import one_guide as rules
from mentoring.problems import OldButton
from mentoring.sessions import Stage
from storage import fallbacks, rota, sessions
from storage.core.letters import Lane
from storage.sessions import Session

IN_TIME = 10


@for_members
async def ask_one_guide(_: Update, turn: Turn) -> None:
    session = await being_guided(turn, turn.pressed(AskOneGuide).session)
    if session.state is Stage.BEGUN or session.chat:
        raise OldButton
    room, asked = await saying.room(turn.tx, session, turn.now), await fallbacks.asked(turn.tx, session)
    for person in sorted(rules.whom_to_ask(asked, room)):
        about, topic = {"session": session.id}, sessions.topic(session.id)
        turn.write_to(person, "session-one-guide", about=about, topic=topic, lane=Lane.SESSION)
    turn.show("hold-asked-one-guide", buttons=[[Begin(session.id), WaitFive(session.id)]])


@for_members
async def one_guide_is_fine(_: Update, turn: Turn) -> None:
    """A no leaves nothing behind of whoever said it: the guides see that it is not this time, and no more."""
    tapped = turn.pressed(OneGuideIsFine)
    session = await sessions.find(turn.tx, tapped.session)
    if session.state in {Stage.BEGUN, Stage.CLOSED}:
        turn.show("hold-one-guide-over", buttons=[[OpenSupport()]])
        return
    room, was = await saying.room(turn.tx, session, turn.now), await fallbacks.asked(turn.tx, session)
    if turn.person not in room.members:
        raise OldButton
    now_is = rules.hear(was, room, turn.person, fine=tapped.fine)
    await fallbacks.keep(turn.tx, session, was, now_is)
    turn.show("hold-thanks-for-telling", buttons=[[OpenSupport()]])
    if now_is.needs_two and not was.needs_two:
        await _tell_guides(turn, session)


async def _tell_guides(turn: Turn, session: Session) -> None:
    for guide in (await rota.team(turn.tx, session)).guides:
        about, topic = {"session": session.id}, sessions.topic(session.id)
        turn.write_to(guide, "session-not-with-one", about=about, topic=topic, lane=Lane.SESSION)


async def _one_guide(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state in {Stage.BEGUN, Stage.CLOSED} or found.session.needs_two:
        return None
    here = found.session.id
    no = OneGuideIsFine(here, fine=False).named("hold-rather-not")
    return send(reading, "session-one-guide", [OneGuideIsFine(here, fine=True), no])


async def _not_with_one(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state in {Stage.BEGUN, Stage.CLOSED}:
        return None
    return send(reading, "session-not-with-one", *rows_instead(found.session, ask=True))


HANDLERS = [AskOneGuide.handler(ask_one_guide), OneGuideIsFine.handler(one_guide_is_fine)]
LETTERS = {
    "session-one-guide": LetterKind(_one_guide, useful_for=IN_TIME),
    "session-not-with-one": LetterKind(_not_with_one),
}
