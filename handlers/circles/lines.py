"""The waiting list of a full circle: joining it, leaving it, and a seat offered for 48 hours."""

from datetime import datetime

from telegram import Update

from handlers import errors
from handlers.circles.finding import AskForSeat, SeeCircles, open_circle
from handlers.circles.seats import show_held
from handlers.guards import for_members
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.circles import CircleFull
from mentoring.people import PersonId
from mentoring.problems import OldButton, Problem
from storage import circles, clashes, waiting_lists
from storage.core.database import Tx
from storage.core.letters import Letter


class JoinLine(Button, prefix="ci-line", label="line-join"):
    circle: str


class LeaveLine(Button, prefix="ci-unline", label="line-leave"):
    circle: str


def _when_full(problem: Problem) -> Rows:
    circle = str(problem.facts.get("circle", ""))
    return [[JoinLine(circle), SeeCircles()] if circle else [SeeCircles()]]


errors.NEXT_STEPS[CircleFull] = _when_full


@for_members
async def join(_: Update, turn: Turn) -> None:
    """Stand in line; when a seat has just come free, it is held at once instead."""
    circle = await open_circle(turn, turn.pressed(JoinLine).circle)
    await clashes.check(turn.tx, circle.id, turn.person)
    if await waiting_lists.join(turn.tx, circle.id, turn.person, now=turn.now):
        turn.show("line-joined", title=circle.title, buttons=[[LeaveLine(circle.id), SeeCircles()]])
    else:
        await show_held(turn, circle)


@for_members
async def leave(_: Update, turn: Turn) -> None:
    """Out of the line: no reason, nobody is told."""
    circle = await circles.find(turn.tx, turn.pressed(LeaveLine).circle)
    await waiting_lists.leave(turn.tx, circle.id, turn.person, now=turn.now)
    turn.show("line-left", title=circle.title, buttons=[[SeeCircles()]])


# Letters


def _about(letter: Letter) -> tuple[str, PersonId]:
    return str(letter.about["circle"]), PersonId(letter.person or "")


async def _offer(reading: Reading) -> Deed | None:
    circle_id, person = _about(reading.letter)
    if await waiting_lists.offered_until(reading.tx, circle_id, person) is None:
        return None
    try:
        circle = await circles.find(reading.tx, circle_id)
    except OldButton:
        return None
    want = AskForSeat(circle_id).named("line-take-it")
    rows: Rows = [[want, LeaveLine(circle_id).named("line-no-thanks")]]
    return Send(reading.words("line-offer", title=circle.title), keyboard(rows, reading.words))


async def _offered(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    circle_id, person = _about(letter)
    if outcome.state in ("sent", "unknown"):
        await waiting_lists.reached(tx, circle_id, person, now=now)
    elif outcome.state in ("resting", "given-up"):
        await waiting_lists.missed(tx, circle_id, person, now=now)


async def _over(reading: Reading) -> Deed | None:
    circle_id, person = _about(reading.letter)
    until = await waiting_lists.offered_until(reading.tx, circle_id, person)
    if until is None or until > reading.now:
        return None
    return Send(reading.words("line-over"), keyboard([[JoinLine(circle_id), SeeCircles()]], reading.words))


async def _lapsed(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    await waiting_lists.lapse(tx, *_about(letter), now=now)


async def _nothing_to_say(_: Reading) -> Deed | None:
    return None


async def _look(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    await waiting_lists.look(tx, str(letter.about["circle"]), now)


HANDLERS = [JoinLine.handler(join), LeaveLine.handler(leave)]
LETTERS = {
    waiting_lists.OFFER: LetterKind(_offer, settled=_offered),
    waiting_lists.OVER: LetterKind(_over, settled=_lapsed),
    waiting_lists.LOOK: LetterKind(_nothing_to_say, settled=_look),
}
