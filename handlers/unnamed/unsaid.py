"""Something somebody did not get to say: to both guides, when its writer taps it, and without a name (P-M19)."""

from typing import Any

from telegram import Update

from handlers.circles import saying
from handlers.doors import OpenMenu, OpenSupport, Unsaid
from handlers.guards import for_members
from handlers.reflections import showing
from handlers.talk.buttons import keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.unnamed import writing
from handlers.unnamed.taps import HideUnsaid, ReadUnsaid
from mentoring.people import PersonId
from mentoring.problems import OldButton, Problem
from mentoring.sessions import OFFER_STANDS
from storage import circles, sessions, unnamed
from storage.circles import Circle
from storage.unnamed import Held

TEXT = "unsaid-text"


class UnsaidIsOver(Problem):
    """The session is more than three days past."""


class NoGuidesNow(Problem):
    """Nobody guides the circle at this moment, so there is nobody to hear it."""


# Writing it


@for_members
async def open_unsaid(_: Update, turn: Turn) -> None:
    await writing.start(turn, "unsaid", turn.pressed(Unsaid).session)


async def _may(turn: Turn, session_id: str) -> Circle:
    """The circle of a session the speaker was in. Raises OldButton, UnsaidIsOver or NoGuidesNow."""
    session = await sessions.find(turn.tx, session_id)
    circle = await circles.find(turn.tx, session.circle)
    if circle.state == "closed" or await sessions.yes_of(turn.tx, session.id, turn.person) is None:
        raise OldButton
    if turn.now >= session.rule.ends + OFFER_STANDS:
        raise UnsaidIsOver
    if not (await circles.staff(turn.tx, circle.id)).guides:
        raise NoGuidesNow
    return circle


async def _holes(turn: Turn, circle: Circle) -> dict[str, Any]:
    team = await circles.staff(turn.tx, circle.id)
    return {"guides": await saying.names(turn.tx, team.guides, turn.words), "count": len(team.guides)}


async def _finish(turn: Turn, _token: str, held: Held) -> None:
    circle = await _may(turn, held.where)
    team = await circles.staff(turn.tx, circle.id)
    await unnamed.leave_unsaid(turn.tx, circle.id, team.guides, held.words, now=turn.now)
    turn.say("unsaid-sent", buttons=[[OpenMenu(), OpenSupport()]], **await _holes(turn, circle))


writing.KINDS["unsaid"] = writing.Kind("unsaid-ask-words", "unsaid-preview", "unsaid-send", _may, _holes, _finish)


# Reading it


async def _waiting(reading: Reading) -> Deed | None:
    found = await _for_guide(reading, str(reading.letter.about["unsaid"]))
    if found is None:
        return None
    rows = [[ReadUnsaid(str(reading.letter.about["unsaid"]))]]
    return Send(reading.words("unsaid-waiting"), keyboard(rows, reading.words))


async def _for_guide(reading: Reading, unsaid_id: str) -> unnamed.Question | None:
    """What was left, while its reader guides the circle and its three days are not over."""
    found = await unnamed.unsaid(reading.tx, unsaid_id, now=reading.now)
    if found is None:
        return None
    guides = (await circles.staff(reading.tx, found.circle)).guides
    return found if PersonId(reading.letter.person or "") in guides else None


@for_members
async def read_unsaid(_: Update, turn: Turn) -> None:
    unsaid = turn.pressed(ReadUnsaid).unsaid
    found = await unnamed.unsaid(turn.tx, unsaid, now=turn.now)
    if found is None or turn.person not in (await circles.staff(turn.tx, found.circle)).guides:
        raise OldButton
    await showing.hide(turn)
    showing.show_for_a_while(turn, TEXT, {"unsaid": unsaid})


async def _text(reading: Reading) -> Deed | None:
    """Worked out when it is sent; its writer's name is not here to be shown."""
    found = await _for_guide(reading, str(reading.letter.about["unsaid"]))
    if found is None:
        return showing.filled(reading, reading.words("unsaid-gone"))
    title = (await circles.find(reading.tx, found.circle)).title
    words = reading.words("unsaid-text", words=found.words, title=title)
    return showing.filled(reading, words, keyboard([[HideUnsaid(), OpenSupport()]], reading.words))


@for_members
async def hide_unsaid(_: Update, turn: Turn) -> None:
    turn.pressed(HideUnsaid)
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[OpenMenu()]])


HANDLERS = [
    Unsaid.handler(open_unsaid),
    ReadUnsaid.handler(read_unsaid),
    HideUnsaid.handler(hide_unsaid),
]
LETTERS = {
    "unsaid-waiting": LetterKind(_waiting, waits_for_morning=True),
    TEXT: LetterKind(_text),
}
