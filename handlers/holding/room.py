"""In the room: everybody's own panel, three ways to take a minute, and the observer, who alone hears of one of them."""

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.holding.taps import (
    AskForPause,
    CallThem,
    JustBreak,
    MessageObserver,
    MyPanel,
    NeedMinute,
    OnMyWay,
    SeeThePlan,
    StepOutQuietly,
)
from handlers.joining import STARTS
from handlers.sessions import saying
from handlers.sessions.before import of_member
from handlers.sessions.letters import PANEL, link_row, ready_rows, scene, send
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import sessions as rules
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import Stage
from storage import quiet_words, rota, sessions
from storage.core.letters import Lane
from storage.quiet_words import QuietWord
from storage.sessions import Session

# Everybody's own panel


def panel_rows(session: Session) -> Rows:
    return [[NeedMinute(session.id), SeeThePlan(session.id)], [OpenSupport()]]


async def _my_panel(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is not Stage.BEGUN or found.reader is None:
        return None
    if not await saying.is_in_today(reading.tx, found.session, found.reader):
        return None
    return send(reading, "room-panel", *panel_rows(found.session))


async def from_the_group(turn: Turn, session_id: str) -> None:
    """From the circle's «My panel» into the private chat; somebody not in yet is asked first."""
    session = await sessions.find(turn.tx, session_id)
    if turn.person in (await rota.team(turn.tx, session)).everyone:
        turn.say("room-you-hold-it", buttons=[[OpenSupport()]])
        return
    session = await of_member(turn, session_id)
    if await saying.is_in_today(turn.tx, session, turn.person):
        turn.say("room-panel", buttons=panel_rows(session))
    elif session.state is Stage.BEGUN:
        turn.say("room-late-joiner", buttons=ready_rows(session))
    else:
        rules.gather(session.rule, turn.now)
        turn.say("session-ready", buttons=ready_rows(session))


async def _here(turn: Turn, session_id: str) -> Session:
    """A session the speaker is in today. Raises OldButton or AlreadyClosed."""
    session = await of_member(turn, session_id)
    if not await saying.is_in_today(turn.tx, session, turn.person):
        raise OldButton
    return session


@for_members
async def my_panel(_: Update, turn: Turn) -> None:
    turn.show("room-panel", buttons=panel_rows(await _here(turn, turn.pressed(MyPanel).session)))


@for_members
async def see_the_plan(_: Update, turn: Turn) -> None:
    session = await _here(turn, turn.pressed(SeeThePlan).session)
    back: Rows = [[MyPanel(session.id).named("form-back"), OpenSupport()]]
    if session.chat:
        turn.show("room-chat-plan", buttons=back, minutes=session.minutes)
        return
    turn.show(
        "room-plan",
        buttons=back,
        plan=saying.the_plan(session).name,
        minutes=session.minutes,
        steps=saying.steps(turn.words, session),
    )


@for_members
async def need_minute(_: Update, turn: Turn) -> None:
    """J5.4: three ways, of which one tells somebody (P-M10)."""
    session = await _here(turn, turn.pressed(NeedMinute).session)
    observer = await saying.observer_of(turn.tx, session, turn.words)
    rows: Rows = [
        [MessageObserver(session.id)],
        [StepOutQuietly(session.id), JustBreak(session.id)],
        [MyPanel(session.id).named("form-back"), OpenSupport()],
    ]
    turn.show("room-take-a-minute", buttons=rows, observer=observer)


@for_members
async def step_out_quietly(_: Update, turn: Turn) -> None:
    await _on_their_own(turn, turn.pressed(StepOutQuietly).session, "room-stepped-out")


@for_members
async def just_break(_: Update, turn: Turn) -> None:
    await _on_their_own(turn, turn.pressed(JustBreak).session, "room-break")


async def _on_their_own(turn: Turn, session_id: str, key: str) -> None:
    """Nobody is told, nothing is kept."""
    session = await _here(turn, session_id)
    link = await sessions.link_of(turn.tx, session.id)
    back = MyPanel(session.id).named("room-back-to-panel")
    turn.show(key, buttons=[[back, OpenSupport()], link_row(link)])


# Only this one tells the observer


@for_members
async def message_observer(_: Update, turn: Turn) -> None:
    session = await _here(turn, turn.pressed(MessageObserver).session)
    observer = (await rota.team(turn.tx, session)).observer
    back: Rows = [[MyPanel(session.id).named("room-back-to-panel"), OpenSupport()]]
    if observer is None:
        turn.show("room-no-observer", buttons=back)
        return
    if await quiet_words.open_of(turn.tx, session.id, turn.person, "minute") is None:
        ask = await quiet_words.ask(turn.tx, session.id, turn.person, observer, "minute", now=turn.now)
        turn.write_to(observer, "quiet-word", about={"ask": ask}, topic=quiet_words.topic(ask), lane=Lane.CRISIS)
    turn.show("room-observer-told", buttons=back, observer=await saying.one_name(turn.tx, observer, turn.words))


async def _quiet_word(reading: Reading) -> Deed | None:
    ask = await quiet_words.find(reading.tx, str(reading.letter.about["ask"]))
    if ask is None or ask.observer != reading.letter.person:
        return None
    name = await saying.one_name(reading.tx, ask.person, reading.words)
    rows: Rows = [[OnMyWay(ask.id), CallThem(ask.id)], [AskForPause(ask.id)]]
    return send(reading, "quiet-word", *(list(row) for row in rows), name=name) if name else None


async def asked_of(turn: Turn, ask_id: str) -> QuietWord:
    """An open ask that is the speaker's to answer. Raises OldButton otherwise."""
    ask = await quiet_words.find(turn.tx, ask_id)
    if ask is None or ask.observer != turn.person:
        raise OldButton
    return ask


async def answer(turn: Turn, ask: QuietWord, kind: str, **more: str | int) -> str:
    """Tell the one who asked, drop the ask, and give their name for the observer's screen (P-M10)."""
    about = {"observer": turn.person, **more}
    turn.write_to(ask.person, kind, about=about, lane=Lane.CRISIS)
    await quiet_words.done(turn.tx, ask.id)
    return await saying.one_name(turn.tx, ask.person, turn.words)


@for_members
async def on_my_way(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(OnMyWay).ask)
    turn.show("quiet-word-go", buttons=[[OpenSupport()]], name=await answer(turn, ask, "quiet-word-coming"))


@for_members
async def call_them(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(CallThem).ask)
    turn.show("quiet-word-ring", buttons=[[OpenSupport()]], name=await answer(turn, ask, "quiet-word-will-ring"))


@for_members
async def ask_for_pause(_: Update, turn: Turn) -> None:
    """The guides hear that a pause would help; not whose."""
    ask = await asked_of(turn, turn.pressed(AskForPause).ask)
    session = await sessions.find(turn.tx, ask.session)
    for guide in (await rota.team(turn.tx, session)).guides:
        about, topic = {"session": session.id}, sessions.topic(session.id)
        turn.write_to(guide, "session-pause-please", about=about, topic=topic, lane=Lane.CRISIS)
    turn.show("quiet-word-pause-asked", buttons=[[OnMyWay(ask.id), CallThem(ask.id)]])


async def _pause_please(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is not Stage.BEGUN:
        return None
    observer = await saying.observer_of(reading.tx, found.session, reading.words)
    return send(reading, "session-pause-please", observer=observer)


async def _coming(reading: Reading) -> Deed | None:
    return await from_observer(reading, "quiet-word-coming")


async def _will_ring(reading: Reading) -> Deed | None:
    return await from_observer(reading, "quiet-word-will-ring")


async def from_observer(reading: Reading, key: str, **holes: object) -> Send | None:
    """An observer's answer, under their first name, with help one tap away."""
    observer = PersonId(str(reading.letter.about["observer"]))
    name = await saying.one_name(reading.tx, observer, reading.words)
    return send(reading, key, [OpenSupport()], observer=name, **holes) if name else None


STARTS[PANEL] = from_the_group

HANDLERS = [
    MyPanel.handler(my_panel),
    SeeThePlan.handler(see_the_plan),
    NeedMinute.handler(need_minute),
    StepOutQuietly.handler(step_out_quietly),
    JustBreak.handler(just_break),
    MessageObserver.handler(message_observer),
    OnMyWay.handler(on_my_way),
    CallThem.handler(call_them),
    AskForPause.handler(ask_for_pause),
]
LETTERS = {
    "session-my-panel": LetterKind(_my_panel),
    "session-pause-please": LetterKind(_pause_please, useful_for=10),
    "quiet-word": LetterKind(_quiet_word, useful_for=180),
    "quiet-word-coming": LetterKind(_coming),
    "quiet-word-will-ring": LetterKind(_will_ring),
}
