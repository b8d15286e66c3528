"""In the room: everybody's own panel, three ways to take a minute, and the observer, who alone hears of one of them."""

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.holding.live_taps import Pause, PausePlease, SayForMe, TakeTurnBack
from handlers.holding.taps import (
    AskForPause,
    CallThem,
    JustBreak,
    MessageObserver,
    MyPanel,
    NeedMinute,
    OnMyWay,
    SeePanel,
    SeeThePlan,
    StepOutQuietly,
)
from handlers.joining import STARTS
from handlers.sessions import late, saying
from handlers.sessions.before import of_member
from handlers.sessions.letters import PANEL, link_row, ready_rows, scene, send
from handlers.sessions.taps import AskForTurn, HowIAmHere, LifeCard
from handlers.talk.buttons import Rows, Tap
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import sessions as rules
from mentoring import turns as turn_rules
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import Stage
from storage import quiet_words, rota, session_ways, sessions, turns
from storage.core.database import Tx
from storage.core.letters import Lane
from storage.quiet_words import QuietWord
from storage.sessions import Session

# Everybody's own panel


async def panel_rows(tx: Tx, session: Session, person: PersonId) -> Rows:
    """Everybody's own: a minute, the plan, a turn, how they are here; never more than six."""
    own: list[Tap] = [HowIAmHere(session.id)]
    if not session.chat and turn_rules.places(saying.the_plan(session)):
        asked = await turns.has_asked(tx, session.id, person)
        own.insert(0, TakeTurnBack(session.id) if asked else AskForTurn(session.id).named("session-ask-for-turn"))
    writes = await session_ways.way_of(tx, session.id, person) == "text"
    relay: list[Tap] = [SayForMe(session.id)] if writes and session.state is Stage.BEGUN else []
    return [[NeedMinute(session.id), SeeThePlan(session.id)], own, [*relay, OpenSupport()]]


async def _my_panel(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is not Stage.BEGUN or found.reader is None:
        return None
    if not await saying.is_in_today(reading.tx, found.session, found.reader):
        return None
    return send(reading, "room-panel", *await panel_rows(reading.tx, found.session, found.reader))


async def from_the_group(turn: Turn, session_id: str) -> None:
    """From the circle's «My panel» into the private chat; somebody not in yet is asked first."""
    session = await sessions.find(turn.tx, session_id)
    if turn.person in (await rota.team(turn.tx, session)).everyone:
        turn.say("room-you-hold-it", buttons=[[OpenSupport()]])
        return
    session = await of_member(turn, session_id)
    if await saying.is_in_today(turn.tx, session, turn.person):
        turn.say("room-panel", buttons=await panel_rows(turn.tx, session, turn.person))
    elif session.state is Stage.BEGUN:
        await late.may_come(turn.tx, session, turn.person, turn.now)  # not asked in vain
        turn.say("room-late-joiner", buttons=ready_rows(session))
    else:
        rules.gather(session.rule, turn.now)
        turn.say("session-ready", buttons=ready_rows(session))


async def here(turn: Turn, session_id: str) -> Session:
    """A session the speaker is in today. Raises OldButton or AlreadyClosed."""
    session = await of_member(turn, session_id)
    if not await saying.is_in_today(turn.tx, session, turn.person):
        raise OldButton
    return session


@for_members
async def my_panel(_: Update, turn: Turn) -> None:
    session = await here(turn, turn.pressed(MyPanel).session)
    turn.show("room-panel", buttons=await panel_rows(turn.tx, session, turn.person))


@for_members
async def see_the_plan(_: Update, turn: Turn) -> None:
    session = await here(turn, turn.pressed(SeeThePlan).session)
    back: Rows = [[MyPanel(session.id).named("form-back"), OpenSupport()]]
    if session.chat:
        turn.show("room-chat-plan", buttons=back, minutes=session.minutes)
        return
    turn.show(
        "room-plan",
        buttons=back,
        plan=saying.the_plan(session).name,
        minutes=session.minutes,
        steps=saying.steps_in_short(turn.words, session),
    )


@for_members
async def need_minute(_: Update, turn: Turn) -> None:
    """J5.4: three ways, of which one tells somebody (P-M10)."""
    session = await here(turn, turn.pressed(NeedMinute).session)
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
    session = await here(turn, session_id)
    link = await sessions.link_of(turn.tx, session.id)
    back = MyPanel(session.id).named("room-back-to-panel")
    turn.show(key, buttons=[[back, OpenSupport()], link_row(link)])


# Only this one tells the observer


@for_members
async def message_observer(_: Update, turn: Turn) -> None:
    session = await here(turn, turn.pressed(MessageObserver).session)
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
    session = await sessions.find(reading.tx, ask.session)
    name = await saying.member_name(reading.tx, session, ask.person, reading.words)
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
    return await saying.member_name(turn.tx, await sessions.find(turn.tx, ask.session), ask.person, turn.words)


@for_members
async def on_my_way(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(OnMyWay).ask)
    name = await answer(turn, ask, "quiet-word-coming")
    turn.show("quiet-word-go", buttons=with_somebody(ask.session), name=name)


@for_members
async def call_them(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(CallThem).ask)
    name = await answer(turn, ask, "quiet-word-will-ring")
    turn.show("quiet-word-ring", buttons=with_somebody(ask.session), name=name)


def with_somebody(session: str) -> Rows:
    """What an observer may need while they are with somebody."""
    return [[PausePlease(session), OpenSupport()], [LifeCard(session)]]


@for_members
async def ask_for_pause(_: Update, turn: Turn) -> None:
    """The guides hear that a pause would help; not whose."""
    ask = await asked_of(turn, turn.pressed(AskForPause).ask)
    await _owe_pause(turn, await sessions.find(turn.tx, ask.session))
    turn.show("quiet-word-pause-asked", buttons=[[OnMyWay(ask.id), CallThem(ask.id)]])


@for_members
async def pause_please(_: Update, turn: Turn) -> None:
    """The same, once they are on their way to somebody."""
    session = await sessions.find(turn.tx, turn.pressed(PausePlease).session)
    if turn.person != (await rota.team(turn.tx, session)).observer:
        raise OldButton
    await _owe_pause(turn, session)
    turn.toast("quiet-word-pause-asked")


async def _owe_pause(turn: Turn, session: Session) -> None:
    for guide in (await rota.team(turn.tx, session)).guides:
        about, topic = {"session": session.id}, sessions.topic(session.id)
        turn.write_to(guide, "session-pause-please", about=about, topic=topic, lane=Lane.CRISIS)


async def _pause_please(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is not Stage.BEGUN:
        return None
    observer = await saying.observer_of(reading.tx, found.session, reading.words)
    here = found.session.id
    hold: list[Tap] = [] if found.session.chat else [Pause(here)]
    return send(reading, "session-pause-please", [*hold, SeePanel(here)], observer=observer)


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
    PausePlease.handler(pause_please),
]
LETTERS = {
    "session-my-panel": LetterKind(_my_panel),
    "session-pause-please": LetterKind(_pause_please, useful_for=10),
    "quiet-word": LetterKind(_quiet_word, useful_for=180),
    "quiet-word-coming": LetterKind(_coming),
    "quiet-word-will-ring": LetterKind(_will_ring),
}
