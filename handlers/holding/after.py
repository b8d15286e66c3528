"""After a session: the helpers' cards, how members are, the soft check, and a door for all when harm was said."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenMenu, OpenReflect, OpenSupport, Unsaid
from handlers.guards import for_members
from handlers.holding.taps import Debrief, ImFine, LikeChat, StopThese
from handlers.sessions.letters import scene, send
from handlers.sessions.rota_taps import StepBack
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring.problems import OldButton
from storage import people, rota, sessions

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
        rows: Rows = [[OpenReflect(), StepBack(session.circle)], [OpenSupport()]]
        turn.show("helper-debrief-done", buttons=rows)
        return
    onward = Debrief(session.id, tapped.card + 1).named("after-next-card")
    turn.show(
        "helper-debrief-card",
        buttons=[[onward], [OpenReflect(), OpenSupport()]],
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
    return send(reading, "session-debrief", [ImFine(here), LikeChat(here)], [see, OpenReflect()], [Unsaid(here)])


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
    session = turn.pressed(ImFine).session
    turn.show("after-glad", buttons=[[LikeChat(session), OpenSupport()], [Unsaid(session), OpenMenu()]])


@for_members
async def stop_these(_: Update, turn: Turn) -> None:
    if turn.speaker is None:
        raise OldButton
    choices = {**turn.speaker.choices, NO_CHECKS: True}
    await people.choose(turn.tx, turn.person, choices)
    turn.speaker = replace(turn.speaker, choices=choices)
    turn.show("after-stopped", buttons=[[OpenSupport(), OpenMenu()]])


HANDLERS = [
    Debrief.handler(debrief),
    ImFine.handler(im_fine),
    StopThese.handler(stop_these),
]
LETTERS = {
    "helper-debrief": LetterKind(_helper_debrief),
    "session-debrief": LetterKind(_debrief),
    "session-next-day": LetterKind(_next_day, waits_for_morning=True),
}
