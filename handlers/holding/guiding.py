"""Guiding: /hold, beginning with the right people there, going on step by step, and closing in time."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.holding import fallback, panel
from handlers.holding.open_session import being_guided, guided
from handlers.holding.taps import (
    Begin,
    Close,
    NeedHelp,
    NextStep,
    Opening,
    SeePanel,
    WaitFive,
)
from handlers.sessions import bells, saying
from handlers.sessions.taps import AskStandIns
from handlers.talk.buttons import Said
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import plan_clock
from mentoring import sessions as rules
from mentoring.circles import Room
from mentoring.people import Role
from mentoring.plan_clock import Clock
from mentoring.problems import Problem
from mentoring.sessions import AlreadyBegun, Stage
from storage import circles, panels, rota, sessions
from storage.core import audit
from storage.core.letters import About, Lane
from storage.sessions import Session

FIVE_MINUTES = rules.GATHERING_OPENS / 2


async def _guided(turn: Turn) -> list[Session]:
    """The sessions the speaker guides, the soonest first."""
    found = await sessions.of_person(turn.tx, turn.person, turn.now)
    return [one for one in found if turn.person in (await rota.team(turn.tx, one)).guides]


@for_roles(Role.GUIDE)
async def hold(_: Update, turn: Turn) -> None:
    """/hold: the panel of the session that is on, or next; a choice when two start on the same day."""
    found = await _guided(turn)
    if not found:
        turn.say("hold-nothing", buttons=[[OpenMenu()]])
        return
    same_day = [one for one in found if one.starts - found[0].starts < 2 * rules.LATE_BUT_USEFUL]
    if len(same_day) == 1:
        _owe_panel(turn, found[0])
        return
    turn.say("hold-which", buttons=[[Said(SeePanel(one.id), _label(turn, one))] for one in same_day])


def _label(turn: Turn, session: Session) -> str:
    return f"{turn.words.day(session.starts, turn.zone)}, {turn.words.clock(session.starts, turn.zone)}"


def _owe_panel(turn: Turn, session: Session) -> None:
    about: About = {"session": session.id, "fresh": 1}
    topic = sessions.topic(session.id)
    turn.write_to(turn.person, "session-panel", about=about, topic=topic, lane=Lane.REPLY)


@for_members
async def see_panel(_: Update, turn: Turn) -> None:
    await show(turn, await guided(turn, turn.pressed(SeePanel).session))


async def show(turn: Turn, session: Session) -> None:
    """The pressed message becomes the panel, and the other guide's turns with it."""
    if turn.message_id is not None:
        await panels.keep(turn.tx, session.id, turn.person, turn.message_id)
    text, rows = await panel.page(turn.tx, session, turn.words, turn.zone, turn.now)
    turn.show_text(text, buttons=rows)


@for_members
async def opening(_: Update, turn: Turn) -> None:
    """What to say before anybody speaks (3.2), in a message of its own."""
    session = await guided(turn, turn.pressed(Opening).session)
    observer = await saying.observer_of(turn.tx, session, turn.words)
    lines = [str(line).replace("{observer}", observer) for line in sets("prompts")["opening"]["guide_says"]]
    turn.say("hold-opening-lines", lines="\n".join(turn.words("hold-say", line=line) for line in lines))


# Begin


@for_members
async def begin(_: Update, turn: Turn) -> None:
    """J5.1–2: only with an observer, the guides, and four to six in today (K1, K3, H-08); or as a small chat."""
    session = await being_guided(turn, turn.pressed(Begin).session)
    room = await saying.room(turn.tx, session, turn.now)
    try:
        rules.begin(session.rule, room, turn.now)
    except Problem as no:
        await fallback.say_why(turn, no, session, room)
        return
    starting = await sessions.begin(turn.tx, session, now=turn.now, steps=(), counted=room.members)
    if starting is None:
        raise AlreadyBegun
    if not starting.chat:  # a small chat has no steps, so no clock either
        clock = Clock(saying.the_plan(starting), turn.now, starting.rule.ends)
        await panel.wind(turn.tx, starting, clock, turn.now, turn.words)
    await audit.note(turn.tx, "session-begun", by=turn.person, about=session.id, now=turn.now)
    await _tell_room(turn, starting, room)
    await show(turn, starting)
    await bells.refresh_panels(turn.tx, starting, turn.now, but=turn.person)


async def _tell_room(turn: Turn, session: Session, room: Room) -> None:
    """One line for the circle; a panel of their own for everybody who is in today (J5.3)."""
    about, topic = {"session": session.id}, sessions.topic(session.id)
    circle = await circles.find(turn.tx, session.circle)
    if circle.group is not None:
        turn.write_to_group(circle.group, "session-begun", about=about, topic=topic)
    for person in sorted(room.members):
        turn.write_to(person, "session-my-panel", about=about, topic=topic, lane=Lane.SESSION)


# Waiting, help, the next step


@for_members
async def wait_five(_: Update, turn: Turn) -> None:
    """The panel comes back in five minutes. The end of the session stays where it is."""
    session = await being_guided(turn, turn.pressed(WaitFive).session)
    about: About = {"session": session.id, "fresh": 1}
    topic = sessions.topic(session.id)
    due = turn.now + FIVE_MINUTES
    turn.write_to(turn.person, "session-panel", about=about, topic=topic, lane=Lane.SESSION, due=due)
    turn.toast("hold-waiting-five")


@for_members
async def need_help(_: Update, turn: Turn) -> None:
    """The coordinator hears that a hand is needed, at any hour; help lines are one tap away."""
    session = await being_guided(turn, turn.pressed(NeedHelp).session)
    circle = await circles.find(turn.tx, session.circle)
    about = {"session": session.id, "person": turn.person}
    told = [person for person in await saying.coordinators(turn.tx, circle) if person != turn.person]
    for person in told:
        turn.write_to(person, "session-help-wanted", about=about, lane=Lane.CRISIS)
    key = "hold-help-asked" if told else "hold-no-help"
    turn.say(key, buttons=[[AskStandIns(session.id), OpenSupport()]])


@for_members
async def next_step(_: Update, turn: Turn) -> None:
    """On to the next step now; the end stays where it was. Two guides who tap at once move one step."""
    tapped = turn.pressed(NextStep)
    session = await being_guided(turn, tapped.session)
    clock = await panel.clock_of(turn.tx, session, turn.now)
    if session.state is Stage.BEGUN and not session.chat and plan_clock.where(clock, turn.now).step == tapped.step:
        await panel.wind(turn.tx, session, plan_clock.go_on(clock, turn.now), turn.now, turn.words)
        await bells.refresh_panels(turn.tx, session, turn.now, but=turn.person)
    await show(turn, session)


# Close


@for_members
async def close(_: Update, turn: Turn) -> None:
    """J5.6. With more than ten minutes left it is asked once more."""
    tapped = turn.pressed(Close)
    session = await being_guided(turn, tapped.session)
    if not tapped.sure and turn.now < session.rule.ten_left:
        yes = Close(session.id, sure=True).named("hold-yes-close")
        turn.say("hold-close-sure", buttons=[[yes, SeePanel(session.id).named("hold-go-on")]])
        return
    await bells.close(turn.tx, session, turn.now)
    await audit.note(turn.tx, "session-closed", by=turn.person, about=session.id, now=turn.now)
    await show(turn, await sessions.find(turn.tx, session.id))


HANDLERS = [
    CommandHandler("hold", hold),
    SeePanel.handler(see_panel),
    Opening.handler(opening),
    Begin.handler(begin),
    WaitFive.handler(wait_five),
    NeedHelp.handler(need_help),
    NextStep.handler(next_step),
    Close.handler(close),
]
