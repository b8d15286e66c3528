"""My one thing: what somebody will do before next time, for its owner, and offered back when next time comes."""

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.holding.taps import EraseThing, HideThing, MyOneThing, MyThings, NotNowThing, ShowThing
from handlers.joining import STARTS
from handlers.reflections import showing
from handlers.sessions.letters import LATE, ONE_THING, for_seated, send
from handlers.sessions.saying import zone_of
from handlers.talk import forms
from handlers.talk.buttons import keyboard
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import circles, quiet_words, sessions

MOST_LETTERS = 500
TEXT = "one-thing-text"


# Keeping it


async def from_the_group(turn: Turn, session_id: str) -> None:
    """From the circle's «My one thing» into the private chat."""
    await _ask_one_thing(turn, session_id)


@for_members
async def my_one_thing(_: Update, turn: Turn) -> None:
    await _ask_one_thing(turn, turn.pressed(MyOneThing).session)


async def _ask_one_thing(turn: Turn, session_id: str) -> None:
    """For whoever sits in the circle."""
    session = await sessions.find(turn.tx, session_id)
    if await circles.seat_of(turn.tx, session.circle, turn.person) is None:
        raise OldButton
    await forms.start(turn, THING, given={"session": session.id})


async def _keep_thing(turn: Turn, answers: Answers) -> None:
    """Sealed under their own key (J5.6); it stays until they erase it."""
    session, words = str(answers["session"]), str(answers["words"])
    thing = await quiet_words.keep_one_thing(turn.tx, turn.person, session, words, now=turn.now)
    turn.say("after-thing-kept", buttons=[[MyThings(), EraseThing(thing)]])


@for_members
async def erase_thing(_: Update, turn: Turn) -> None:
    """Gone, and hidden if it was on the screen."""
    await quiet_words.erase_one_thing(turn.tx, turn.person, turn.pressed(EraseThing).thing)
    await showing.hide(turn)
    turn.show("after-thing-erased", buttons=[[MyThings(), OpenMenu()]])


# Seeing it again


async def _again(reading: Reading) -> Deed | None:
    """An hour before the next session, to whoever wrote one last time; the words are not in it."""
    found = await for_seated(reading)
    if found is None or found.reader is None:
        return None
    thing = await quiet_words.thing_of_last_time(reading.tx, found.reader, found.circle.id)
    return send(reading, "one-thing-again", [ShowThing(thing), NotNowThing()], [OpenSupport()]) if thing else None


@for_members
async def my_things(_: Update, turn: Turn) -> None:
    """The newest of their own."""
    found = await quiet_words.one_things(turn.tx, turn.person)
    if not found:
        turn.show("after-no-things", buttons=[[OpenMenu()]])
        return
    await _show(turn, found[0].id)


@for_members
async def show_thing(_: Update, turn: Turn) -> None:
    await _show(turn, turn.pressed(ShowThing).thing)


async def _show(turn: Turn, thing: str) -> None:
    """Protected, and hidden after ten minutes. Raises OldButton for what is not theirs, or gone."""
    if await quiet_words.one_thing(turn.tx, turn.person, thing) is None:
        raise OldButton
    await showing.hide(turn)
    showing.show_for_a_while(turn, TEXT, {"thing": thing})


async def _text(reading: Reading) -> Deed | None:
    """For its owner alone, worked out when it is sent."""
    person = PersonId(reading.letter.person or "")
    thing = await quiet_words.one_thing(reading.tx, person, str(reading.letter.about["thing"]))
    if thing is None:
        return showing.filled(reading, reading.words("after-no-things"))
    day = reading.words.day(thing.at, await zone_of(reading.tx, person))
    words = reading.words("after-thing", words=thing.words, day=day)
    return showing.filled(reading, words, keyboard([[EraseThing(thing.id), HideThing()]], reading.words))


@for_members
async def hide_thing(_: Update, turn: Turn) -> None:
    turn.pressed(HideThing)
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[OpenMenu()]])


@for_members
async def not_now(_: Update, turn: Turn) -> None:
    turn.pressed(NotNowThing)
    turn.show("one-thing-not-now", buttons=[[MyThings(), OpenMenu()]])


THING = forms.register(
    Form(
        name="one-thing",
        questions=[Question("words", "after-ask-one-thing", text=forms.any_text(MOST_LETTERS))],
        finish=_keep_thing,
        private=True,
    )
)
STARTS[ONE_THING] = from_the_group

HANDLERS = [
    MyOneThing.handler(my_one_thing),
    MyThings.handler(my_things),
    ShowThing.handler(show_thing),
    EraseThing.handler(erase_thing),
    HideThing.handler(hide_thing),
    NotNowThing.handler(not_now),
]
LETTERS = {
    "one-thing-again": LetterKind(_again, useful_for=LATE),
    TEXT: LetterKind(_text),
}
