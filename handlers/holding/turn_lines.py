"""Turns on the guides' panel: whose it is, who waits, and the buttons that deal them."""

from handlers.circles.saying import member_names
from handlers.holding.live_taps import NextTurn, PassTurnOn
from handlers.sessions import saying
from handlers.talk.buttons import Tap
from handlers.talk.words import Words
from mentoring import turns as rules
from mentoring.plans import Step
from storage import turns
from storage.core.database import Tx
from storage.sessions import Session


async def line(tx: Tx, session: Session, words: Words, step: Step | None = None) -> str | None:
    """First names of those who asked, and of nobody else. None when there is nothing to say, or it is a small chat."""
    if session.chat:
        return None
    places, queue = rules.places(saying.the_plan(session)), await turns.queue(tx, session.id)
    called = await member_names(tx, session.circle, words)
    waiting = [called[person] for person in queue.waiting if person in called]
    said = [words("hold-turns-waiting", names=", ".join(waiting))] if waiting else []
    if queue.now is not None:
        name = called.get(queue.now) or await saying.one_name(tx, queue.now, words)
        said.insert(0, words("hold-turn-now", number=len(queue.dealt), places=places, name=name))
    elif not waiting and step is not None and step.turn:
        said.append(words("hold-turns-nobody"))
    return " ".join(said) or None


async def row(tx: Tx, session: Session, step: Step) -> list[Tap]:
    """[[Next turn]] while somebody waits and there is room; [[Pass it on]] while a turn is on."""
    places, queue = rules.places(saying.the_plan(session)), await turns.queue(tx, session.id)
    dealt = len(queue.dealt)
    taps: list[Tap] = []
    if queue.waiting and dealt < places:
        taps.append(NextTurn(session.id, dealt))
    if dealt and step.turn:
        taps.append(PassTurnOn(session.id, dealt))
    return taps
