"""A question to one's circle, shown in its group without a name, at a set time; guides may take it down."""

from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from telegram import Update

from handlers.doors import AskTheCircle, OpenCircles, OpenMenu, OpenSupport, QuestionsHere
from handlers.groups.place import circle_here
from handlers.guards import for_members
from handlers.talk.buttons import keyboard
from handlers.talk.post import Deed, Edit, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from handlers.unnamed import writing
from handlers.unnamed.taps import SwitchQuestions, TakeDown
from mentoring.calendar import instant
from mentoring.problems import OldButton
from mentoring.unnamed import SHOWN_AT, SHOWN_WITHIN, AskedToday
from storage import circles, unnamed
from storage.circles import Circle
from storage.core import audit
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.unnamed import DUE, LAPSES, QUESTION, Held

LATE = int(SHOWN_WITHIN / timedelta(minutes=1))

# How often somebody has asked lives here, one memory for each bot that is open, and on no disk.
_asked: WeakKeyDictionary[Any, AskedToday] = WeakKeyDictionary()


# Asking


@for_members
async def ask_the_circle(_: Update, turn: Turn) -> None:
    await writing.start(turn, "question", turn.pressed(AskTheCircle).circle)


async def _may_ask(turn: Turn, circle_id: str) -> Circle:
    """A circle in which the speaker sits. Raises OldButton, or why it cannot be asked just now."""
    circle = await circles.find(turn.tx, circle_id)
    if circle.state != "open" or await circles.seat_of(turn.tx, circle.id, turn.person) is None:
        raise OldButton
    await unnamed.check_may_ask(turn.tx, circle, turn.now)
    return circle


async def _holes(turn: Turn, circle: Circle) -> dict[str, Any]:
    return {"title": circle.title, "times": _times(turn, circle)}


async def _finish(turn: Turn, token: str, held: Held) -> None:
    """Counted in memory, kept without a name, and gone from here once the circle has seen it."""
    circle = await _may_ask(turn, held.where)
    who = turn.tx.lookup("asked-today", f"{circle.id}/{turn.person}")
    _asked.setdefault(turn.application, AskedToday()).ask(who, token, turn.now)
    await unnamed.ask(turn.tx, circle, held.words, now=turn.now)
    turn.say("question-asked", buttons=[[OpenMenu(), OpenSupport()]])


writing.KINDS["question"] = writing.Kind(
    "question-ask-words", "question-preview", "question-send", _may_ask, _holes, _finish
)


# Showing


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _due(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """A fixed time has come: whatever waits for this circle is shown, in an order of chance."""
    try:
        circle = await circles.find(tx, str(letter.about["circle"]))
    except OldButton:
        return
    await unnamed.show(tx, circle, letter.made or letter.due, now)


async def _lapsed(tx: Tx, _letter: Letter, _: Outcome, now: datetime) -> None:
    await unnamed.lapse(tx, now)


async def _question(reading: Reading) -> Deed | None:
    """Never in the middle of a session, and not once it has been switched off."""
    found = await unnamed.question(reading.tx, str(reading.letter.about["question"]))
    if found is None or await unnamed.are_off(reading.tx, found.circle):
        return None
    if await unnamed.is_meeting(reading.tx, found.circle, reading.now):
        return None
    words = reading.words("question-shown", words=found.words)
    return Send(words, keyboard([[TakeDown()]], reading.words))


async def _shown(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Shown, or perhaps: it is forgotten. Not shown: at the next time."""
    question = str(letter.about["question"])
    found = await unnamed.question(tx, question)
    if found is None:
        return
    if outcome.state in ("dropped", "resting"):
        await unnamed.put_off(tx, await circles.find(tx, found.circle), question, now)
    else:
        await unnamed.forget(tx, question)


# For guides


async def take_down(_: Update, turn: Turn) -> None:
    """Tapped in the group by a guide. Nobody learns whose it was, for nobody here knows."""
    turn.pressed(TakeDown)
    circle = await circle_here(turn)
    person = turn.speaker.id if turn.speaker and turn.speaker.is_member else None
    if circle is None or person is None or person not in (await circles.staff(turn.tx, circle.id)).guides:
        turn.toast("question-for-guides")
        return
    await audit.note(turn.tx, "question-taken-down", by=person, about=circle.id, now=turn.now)
    if turn.message_id is not None:
        turn.do(Edit(turn.message_id, turn.words("question-taken-down")))


async def _guided(turn: Turn, circle_id: str) -> Circle:
    """A circle the speaker guides. Raises OldButton."""
    circle = await circles.find(turn.tx, circle_id)
    if circle.state == "closed" or turn.person not in (await circles.staff(turn.tx, circle.id)).guides:
        raise OldButton
    return circle


@for_members
async def questions_here(_: Update, turn: Turn) -> None:
    await _show_switch(turn, await _guided(turn, turn.pressed(QuestionsHere).circle))


@for_members
async def switch(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(SwitchQuestions)
    circle = await _guided(turn, tapped.circle)
    await unnamed.switch(turn.tx, circle.id, on=tapped.on)
    await audit.note(
        turn.tx, f"questions-{'on' if tapped.on else 'off'}", by=turn.person, about=circle.id, now=turn.now
    )
    await _show_switch(turn, circle)


async def _show_switch(turn: Turn, circle: Circle) -> None:
    off = await unnamed.are_off(turn.tx, circle.id)
    other = SwitchQuestions(circle.id, on=off)
    turn.show(
        "question-switch",
        buttons=[[other if off else other.named("question-turn-off"), OpenCircles()], [OpenSupport()]],
        title=circle.title,
        state="off" if off else "on",
        times=_times(turn, circle),
    )


def _times(turn: Turn, circle: Circle) -> str:
    first, last = (turn.words.clock(instant(turn.now.date(), at, circle.zone), circle.zone) for at in SHOWN_AT)
    return turn.words("question-times", first=first, last=last)


HANDLERS = [
    AskTheCircle.handler(ask_the_circle),
    TakeDown.handler(take_down),
    QuestionsHere.handler(questions_here),
    SwitchQuestions.handler(switch),
]
LETTERS = {
    LAPSES: LetterKind(_nothing, settled=_lapsed),
    DUE: LetterKind(_nothing, settled=_due),
    QUESTION: LetterKind(_question, settled=_shown, useful_for=LATE),
}
