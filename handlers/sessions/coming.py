"""What is coming up: a circle's sessions, with whatever else has a date, and the way into each call."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import ChangePlan, OpenMenu, OpenSessions, OpenSupport
from handlers.guards import for_members
from handlers.sessions import bells, saying
from handlers.sessions.letters import link_row
from handlers.sessions.rota_taps import CantHold, StepBack, SwapTurn
from handlers.sessions.taps import (
    AskQuestion,
    CantMakeIt,
    HelperCant,
    InToday,
    MoveSession,
    OpenRota,
    OpenSession,
    PickSession,
    SeeCard,
    SeePrep,
    SetLink,
)
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, Tap
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from mentoring import opportunities
from mentoring import sessions as rules
from mentoring.opportunities import UnclearLink
from mentoring.people import Role
from mentoring.problems import NotAllowed, OldButton, Problem
from mentoring.sessions import AlreadyClosed, Stage
from storage import circles, live, rota, sessions
from storage.circles import Circle, Staff
from storage.core import audit
from storage.core.letters import About, Lane
from storage.sessions import Session

MOST_SHOWN = 10


class NotACallLink(Problem):
    """Not a whole https address: nobody can be sent there safely."""


@dataclass(frozen=True)
class Coming:
    """Something with a date: when (UTC), a line about it, and the button that opens it."""

    at: datetime
    line: str
    tap: Tap


ComingUp = Callable[[Turn], Awaitable[Sequence[Coming]]]
COMING_UP: list[ComingUp] = []
"""What has a date for the speaker: each feature adds `async def coming(turn) -> Sequence[Coming]`."""


async def circle_sessions(turn: Turn) -> list[Coming]:
    """The sessions of one's circles, and of those a coordinator planned."""
    found, every = [], {one.id: one for one in await sessions.of_person(turn.tx, turn.person, turn.now)}
    for planned in await circles.made_by(turn.tx, turn.person) if turn.holds(Role.COORDINATOR) else ():
        following = await sessions.next_of(turn.tx, planned.id, turn.now)
        every |= {following.id: following} if following else {}
    for session in every.values():
        circle = await circles.find(turn.tx, session.circle)
        if circle.state != "closed":
            when = turn.words.when(session.starts, turn.zone)
            line = turn.words("session-coming-line", when=when, title=circle.title)
            label = f"{turn.words.day(session.starts, turn.zone)}, {turn.words.clock(session.starts, turn.zone)}"
            found.append(Coming(session.starts, line, Said(PickSession(session.id), label)))
    return found


COMING_UP.append(circle_sessions)


@for_members
async def coming_up(_: Update, turn: Turn) -> None:
    """/sessions: everything with a date, the soonest first."""
    found = [coming for source in COMING_UP for coming in await source(turn)]
    soonest = sorted(found, key=lambda coming: coming.at)[:MOST_SHOWN]
    if not soonest:
        turn.show("sessions-none", buttons=[[OpenMenu(), OpenSupport()]])
        return
    rows: Rows = [*([coming.tap] for coming in soonest), [OpenMenu(), OpenSupport()]]
    turn.show("sessions-coming", buttons=rows, lines="\n".join(coming.line for coming in soonest))


@dataclass(frozen=True)
class _Part:
    """A session that is not over, and the speaker's part in it: they sit in the circle, hold it, or help with it."""

    session: Session
    circle: Circle
    team: Staff
    sits: bool
    helps: bool


async def _part(turn: Turn, session_id: str) -> _Part:
    """Raises OldButton for somebody without a part, AlreadyClosed."""
    session = await sessions.find(turn.tx, session_id)
    circle, team = await circles.find(turn.tx, session.circle), await rota.team(turn.tx, session)
    sits = await circles.seat_of(turn.tx, circle.id, turn.person) is not None
    helps = turn.person in team.everyone or _coordinates(turn, circle)
    own = await circles.staff(turn.tx, circle.id)
    if circle.state == "closed" or not (sits or helps or turn.person in own.everyone):
        raise OldButton
    if session.state is Stage.CLOSED:
        raise AlreadyClosed
    return _Part(session, circle, team, sits, helps)


@for_members
async def pick_session(_: Update, turn: Turn) -> None:
    """One of the list (J7.1): move it, say you can't come, or see all about it. The way in once it is time."""
    mine = await _part(turn, turn.pressed(PickSession).session)
    session = mine.session
    moves = turn.person in mine.team.guides or turn.holds(Role.COORDINATOR)
    move: list[Tap] = [MoveSession(session.id)] if moves and session.state is not Stage.BEGUN else []
    cant: list[Tap] = [CantMakeIt(session.id).named("session-cant-come")] if mine.sits else []
    if turn.person in mine.team.everyone:
        cant = [HelperCant(session.id)]
    is_time = mine.sits and turn.now >= session.starts - rules.GATHERING_OPENS
    way_in = (await _member_rows(turn, session))[0] if is_time else []
    first = [tap for tap in way_in if not isinstance(tap, CantMakeIt)]
    turn.show(
        "session-pick-page",
        buttons=[first, [*move, *cant], [OpenSession(session.id), OpenSessions().named("form-back")]],
        title=mine.circle.title,
        when=turn.words.when(session.starts, turn.zone),
    )


@for_members
async def helper_cant(_: Update, turn: Turn) -> None:
    """No reason is asked: a guide may look for another time, anybody who holds it may give this one away."""
    mine = await _part(turn, turn.pressed(HelperCant).session)
    if turn.person not in mine.team.everyone:
        raise OldButton
    move: list[Tap] = [MoveSession(mine.session.id)] if turn.person in mine.team.guides else []
    turn.show(
        "session-helper-cant",
        buttons=[
            [SwapTurn(mine.session.id), CantHold(mine.session.id)],
            [*move, StepBack(mine.circle.id)],
            [OpenSessions().named("form-back"), OpenSupport()],
        ],
        title=mine.circle.title,
        when=turn.words.when(mine.session.starts, turn.zone),
    )


@for_members
async def one_session(_: Update, turn: Turn) -> None:
    """When, how long, who holds it; then what a member or a helper can do about it."""
    mine = await _part(turn, turn.pressed(OpenSession).session)
    session, circle, team, sits, helps = mine.session, mine.circle, mine.team, mine.sits, mine.helps
    rows: Rows = [[OpenRota()]]  # somebody of the circle who does not hold this one
    if sits or helps:
        rows = await _member_rows(turn, session) if sits else _helper_rows(session, await link(turn, session, helps))
    turn.show(
        "session-details-page",
        buttons=[*rows, [OpenSessions().named("form-back"), OpenSupport()]],
        title=circle.title,
        when=turn.words.when(session.starts, turn.zone),
        plan=saying.plan_name(turn.words, session),
        minutes=session.minutes,
        guides=await saying.guides_of(turn.tx, team, turn.words),
        observer=await saying.observer_of(turn.tx, session, turn.words),
        season=await saying.season_line(turn.tx, session, turn.words),
    )


async def _member_rows(turn: Turn, session: Session) -> Rows:
    if turn.now < session.starts - rules.GATHERING_OPENS:
        if await saying.has_read(turn.tx, session, turn.person, turn.words):
            return [[AskQuestion(session.id), CantMakeIt(session.id)]]
        return [[SeeCard(session.id)], [AskQuestion(session.id), CantMakeIt(session.id)]]
    if await saying.is_in_today(turn.tx, session, turn.person):
        return [link_row(await sessions.link_of(turn.tx, session.id)), [CantMakeIt(session.id)]]
    return [[InToday(session.id), CantMakeIt(session.id)]]


async def link(turn: Turn, session: Session, helps: bool) -> str | None:
    """The way into the call, for somebody who holds the session."""
    return await sessions.link_of(turn.tx, session.id) if helps else None


def _helper_rows(session: Session, address: str | None) -> Rows:
    key = "session-change-link" if session.has_link else "session-set-link"
    return [link_row(address), [SeePrep(session.id), SetLink(session.id).named(key)], [ChangePlan(session.id)]]


# The link of the call


def _coordinates(turn: Turn, circle: Circle) -> bool:
    return turn.holds(Role.COORDINATOR) and circle.made_by in {None, turn.person}


async def _may_set(turn: Turn, session_id: str) -> Session:
    """Its guides, or the coordinator who planned it. Raises NotAllowed, AlreadyClosed."""
    session = await sessions.find(turn.tx, session_id)
    circle, team = await circles.find(turn.tx, session.circle), await rota.team(turn.tx, session)
    if turn.person not in team.guides and not _coordinates(turn, circle):
        raise NotAllowed
    if session.state is Stage.CLOSED:
        raise AlreadyClosed
    return session


@for_members
async def ask_for_link(_: Update, turn: Turn) -> None:
    session = await _may_set(turn, turn.pressed(SetLink).session)
    await forms.start(turn, LINK, given={"session": session.id})


def call_link(text: str) -> str:
    """A whole https address. Raises NotACallLink."""
    try:
        return opportunities.clean_link(forms.any_text(LONGEST_LINK)(text))
    except UnclearLink as unclear:
        raise NotACallLink from unclear


async def _keep_link(turn: Turn, answers: Answers) -> None:
    """Sealed; those who are in today, and the others who hold it, are sent the new one in private."""
    session = await _may_set(turn, str(answers["session"]))
    await sessions.set_link(turn.tx, session.id, str(answers["link"]))
    await live.call_is_back(turn.tx, session.id)
    await audit.note(turn.tx, "call-link-set", by=turn.person, about=session.id, now=turn.now)
    turn.say("session-link-kept", buttons=[[OpenSessions()]])
    await bells.refresh_panels(turn.tx, session, turn.now)
    if turn.now >= session.starts - rules.GATHERING_OPENS:
        team = (await rota.team(turn.tx, session)).everyone
        if turn.person in team:  # back to where they were
            fresh: About = {"session": session.id, "fresh": 1}
            turn.write_to(turn.person, "session-panel", about=fresh, topic=sessions.topic(session.id), lane=Lane.REPLY)
        for person in {*await saying.in_today(turn.tx, session), *team} - {turn.person}:
            about, topic = {"session": session.id}, sessions.topic(session.id)
            turn.write_to(person, "session-link", about=about, topic=topic, lane=Lane.SESSION)


LONGEST_LINK = 400
LINK = forms.register(
    Form(
        name="session-link",
        questions=[Question("link", "session-ask-link", text=call_link)],
        finish=_keep_link,
        private=True,
    )
)

HANDLERS = [
    CommandHandler("sessions", coming_up),
    OpenSessions.handler(coming_up),
    PickSession.handler(pick_session),
    HelperCant.handler(helper_cant),
    OpenSession.handler(one_session),
    SetLink.handler(ask_for_link),
]
