"""After a session: the one thing somebody will do, the helpers' cards, how members are, and the soft check."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenMenu, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.holding.taps import Debrief, EraseThing, ImFine, LikeChat, MyOneThing, MyThings, StopThese
from handlers.joining import STARTS
from handlers.sessions.letters import ONE_THING, scene, send
from handlers.talk import forms
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring.problems import OldButton
from storage import circles, people, quiet_words, rota, sessions

MOST_LETTERS = 500
NO_CHECKS = "no_soft_checks"
"""The choice of somebody who tapped «Stop these»."""


# The helpers' own debrief


async def _helper_debrief(reading: Reading) -> Deed | None:
    """J5.7: straight after, for the three who held it."""
    found = await scene(reading)
    if found is None or found.reader not in (await rota.team(reading.tx, found.session)).everyone:
        return None
    return send(reading, "helper-debrief", [Debrief(found.session.id, 0)], [OpenSupport()])


@for_members
async def debrief(_: Update, turn: Turn) -> None:
    """D-F1 to D-F6, one at a time. Nothing can be typed here, so nothing is kept."""
    tapped = turn.pressed(Debrief)
    session = await sessions.find(turn.tx, tapped.session)
    if turn.person not in (await rota.team(turn.tx, session)).everyone:
        raise OldButton
    cards = sets("prompts")["debrief"]["helper"]
    if not 0 <= tapped.card < len(cards):
        turn.show("helper-debrief-done", buttons=[[OpenReflect(), OpenSupport()]])
        return
    onward = Debrief(session.id, tapped.card + 1).named("after-next-card")
    turn.show(
        "helper-debrief-card",
        buttons=[[onward, OpenSupport()]],
        number=tapped.card + 1,
        count=len(cards),
        line=cards[tapped.card]["text"],
    )


# How are you doing after that?


async def _debrief(reading: Reading) -> Deed | None:
    """J5.8: offered to everybody who was in, every time (P-M11)."""
    found = await scene(reading)
    if found is None or found.reader is None:
        return None
    here = found.session.id
    see = OpenSupport().named("after-see-support")
    return send(reading, "session-debrief", [ImFine(here), LikeChat(here)], [see, OpenReflect()])


async def _next_day(reading: Reading) -> Deed | None:
    """The soft check (3.4), unless they have stopped these."""
    found = await scene(reading)
    person = await people.find(reading.tx, found.reader) if found and found.reader else None
    if found is None or person is None or person.choices.get(NO_CHECKS):
        return None
    here = found.session.id
    text = str(sets("prompts")["debrief"]["next_day"]["text"])
    rows: Rows = [[ImFine(here), LikeChat(here)], [StopThese(), OpenSupport()]]
    return Send(text, keyboard(rows, reading.words))


@for_members
async def im_fine(_: Update, turn: Turn) -> None:
    """Kept nowhere."""
    turn.pressed(ImFine)
    turn.show("after-glad", buttons=[[OpenSupport(), OpenMenu()]])


@for_members
async def stop_these(_: Update, turn: Turn) -> None:
    if turn.speaker is None:
        raise OldButton
    choices = {**turn.speaker.choices, NO_CHECKS: True}
    await people.choose(turn.tx, turn.person, choices)
    turn.speaker = replace(turn.speaker, choices=choices)
    turn.show("after-stopped", buttons=[[OpenSupport(), OpenMenu()]])


# My one thing


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
async def my_things(_: Update, turn: Turn) -> None:
    """Their own, for their eyes."""
    found = await quiet_words.one_things(turn.tx, turn.person)
    if not found:
        turn.show("after-no-things", buttons=[[OpenMenu()]])
        return
    newest = found[0]
    day = turn.words.day(newest.at, turn.zone)
    turn.show("after-thing", buttons=[[EraseThing(newest.id), OpenMenu()]], words=newest.words, day=day)


@for_members
async def erase_thing(_: Update, turn: Turn) -> None:
    await quiet_words.erase_one_thing(turn.tx, turn.person, turn.pressed(EraseThing).thing)
    turn.show("after-thing-erased", buttons=[[MyThings(), OpenMenu()]])


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
    Debrief.handler(debrief),
    ImFine.handler(im_fine),
    StopThese.handler(stop_these),
    MyOneThing.handler(my_one_thing),
    MyThings.handler(my_things),
    EraseThing.handler(erase_thing),
]
LETTERS = {
    "helper-debrief": LetterKind(_helper_debrief),
    "session-debrief": LetterKind(_debrief),
    "session-next-day": LetterKind(_next_day, waits_for_morning=True),
}
