"""Who holds what: prep cards, one's own turns, and the circles one looks after."""

from datetime import timedelta

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.sessions import again, saying
from handlers.sessions.bells import is_short, rung
from handlers.sessions.gaps import look_after, parts_missing
from handlers.sessions.letters import prep_text
from handlers.sessions.rota_taps import CanAfterAll, CantHold, ImBack, OpenTurn, StepBack, SwapTurn
from handlers.sessions.taps import AskStandIns, OpenRota, SeePrep, SetLink
from handlers.talk.buttons import Rows, Said, Tap
from handlers.talk.turn import Turn
from mentoring import rota as rules
from mentoring.people import Role
from mentoring.problems import OldButton
from mentoring.sessions import AlreadyBegun, AlreadyClosed, Stage
from storage import circles, sessions
from storage import rota as kept
from storage.circles import Circle
from storage.sessions import Session

FAR_AHEAD = timedelta(weeks=8)
MOST_TURNS = 6
helpers = for_roles(Role.GUIDE, Role.OBSERVER)


# Prep


@helpers
async def prep(_: Update, turn: Turn) -> None:
    """/prep: the cards before each session one holds."""
    found = [one for one in await sessions.of_person(turn.tx, turn.person, turn.now) if await _holds(turn, one)]
    if not found:
        turn.say("session-no-prep", buttons=[[OpenMenu()]])
        return
    await _show_prep(turn, found[0])


@helpers
async def see_prep(_: Update, turn: Turn) -> None:
    session = await sessions.find(turn.tx, turn.pressed(SeePrep).session)
    if not await _holds(turn, session):
        raise OldButton
    await _show_prep(turn, session)


async def _holds(turn: Turn, session: Session) -> bool:
    return turn.person in (await kept.team(turn.tx, session)).everyone


async def _show_prep(turn: Turn, session: Session) -> None:
    rows: Rows = [[CantHold(session.id), SetLink(session.id)], [OpenSupport()]]
    turn.show_text(await prep_text(turn.tx, session, turn.words, turn.zone), buttons=rows)


# The rota


@for_roles(Role.GUIDE, Role.OBSERVER, Role.COORDINATOR)
async def rota(_: Update, turn: Turn) -> None:
    """/rota: one's own turns, the circles one holds, and for a coordinator those they planned."""
    mine = await turns_to_come(turn)
    held, planned = await circles.of_staff(turn.tx, turn.person), []
    if turn.holds(Role.COORDINATOR):
        planned = await circles.made_by(turn.tx, turn.person)
    every = [*held, *(circle for circle in planned if circle.id not in {one.id for one in held})]
    back = await _back_row(turn)
    if not every and not mine:
        text = "\n".join([*await _resting(turn), turn.words("rota-nothing")])
        turn.show_text(text, buttons=[*back, [OpenMenu()]])
        return
    lines = [await _line(turn, circle) for circle in every]
    rows: Rows = [*await _turn_rows(turn, mine), *back, *await _stand_in_rows(turn, every), [OpenMenu(), OpenSupport()]]
    turn.show("rota", turns=await _my_turns(turn, mine), lines="\n\n".join(lines), buttons=rows)


async def turns_to_come(turn: Turn) -> list[kept.Turn]:
    """The sessions the speaker holds, the soonest first."""
    found = await kept.turns(turn.tx, turn.person, after=turn.now, until=turn.now + FAR_AHEAD)
    return found[:MOST_TURNS]


async def _my_turns(turn: Turn, mine: list[kept.Turn]) -> str:
    resting = await _resting(turn)
    if not mine:
        return "\n".join(resting or [turn.words("rota-no-turns")])
    lines = []
    for one in mine:
        circle = await circles.find(turn.tx, (await sessions.find(turn.tx, one.session)).circle)
        when = turn.words.when(one.starts, turn.zone)
        lines.append(turn.words("rota-turn", when=when, title=circle.title, part=one.part))
    return "\n".join([*resting, turn.words("rota-turns", lines="\n".join(lines))])


async def _resting(turn: Turn) -> list[str]:
    """A line for each pause of theirs."""
    lines = []
    for pause, circle in await kept.pausing(turn.tx, turn.person, turn.now):
        title = (await circles.find(turn.tx, circle)).title if circle else ""
        until = turn.words.day(pause.until, turn.zone) if pause.until else ""
        what, end = "one" if circle else "all", "day" if until else "open"
        lines.append(turn.words("rota-resting", what=what, title=title, end=end, until=until))
    return lines


async def _turn_rows(turn: Turn, mine: list[kept.Turn]) -> Rows:
    if len(mine) == 1:
        return [[SwapTurn(mine[0].session), CantHold(mine[0].session)]]
    return [
        [
            Said(
                OpenTurn(one.session),
                f"{turn.words.day(one.starts, turn.zone)}, {turn.words.clock(one.starts, turn.zone)}",
            )
        ]
        for one in mine
    ]


async def _back_row(turn: Turn) -> Rows:
    """«Step back a while», for whoever may be asked; and the one tap that ends it."""
    row: list[Tap] = [StepBack()] if turn.holds(Role.GUIDE) or turn.holds(Role.OBSERVER) else []
    if await kept.pausing(turn.tx, turn.person, turn.now):
        row.append(ImBack())
    return [row] if row else []


async def _stand_in_rows(turn: Turn, every: list[Circle]) -> Rows:
    rows: list[list[Tap]] = []
    for circle in every:
        session = await sessions.next_of(turn.tx, circle.id, turn.now)
        if session and is_short(await kept.team(turn.tx, session)):
            rows.append([AskStandIns(session.id)])
    return rows


async def _line(turn: Turn, circle: Circle) -> str:
    session = await sessions.next_of(turn.tx, circle.id, turn.now)
    team = await kept.team(turn.tx, session) if session else await circles.staff(turn.tx, circle.id)
    nobody = turn.words("circle-nobody-yet")
    return turn.words(
        "rota-line",
        title=circle.title,
        when=turn.words.when(session.starts, turn.zone) if session else turn.words("rota-no-date"),
        guides=await saying.guides_of(turn.tx, team, turn.words),
        observer=await saying.one_name(turn.tx, team.observer, turn.words) or nobody,
    )


# One turn


async def to_come(turn: Turn, session_id: str) -> Session:
    """A session that has not begun. Raises AlreadyBegun or AlreadyClosed."""
    session = await sessions.find(turn.tx, session_id)
    if session.state is Stage.CLOSED:
        raise AlreadyClosed
    if session.state is Stage.BEGUN:
        raise AlreadyBegun
    return session


@for_members
async def open_turn(_: Update, turn: Turn) -> None:
    session = await to_come(turn, turn.pressed(OpenTurn).session)
    if not await _holds(turn, session):
        raise OldButton
    circle = await circles.find(turn.tx, session.circle)
    rows: Rows = [[SwapTurn(session.id), CantHold(session.id)], [SeePrep(session.id), OpenRota().named("form-back")]]
    turn.show("rota-one-turn", buttons=rows, title=circle.title, when=turn.words.when(session.starts, turn.zone))


@for_members
async def cant_hold(_: Update, turn: Turn) -> None:
    """For this session alone, and no reason: somebody else is looked for (J5, «One guide drops out»)."""
    session = await sessions.find(turn.tx, turn.pressed(CantHold).session)
    if session.state is Stage.CLOSED:
        raise AlreadyClosed
    if await _holds(turn, session):
        part = await kept.step_out(turn.tx, session, turn.person, now=turn.now)
        if part == "observer":
            await again.ask_again(turn.tx, session, turn.now)
        tell = session.starts - turn.now <= rules.SHORTLY
        await look_after(await rung(turn.tx, session, turn.now), tell=tell)
    rows: Rows = [[CanAfterAll(session.id), OpenRota()], [OpenSupport()]]
    turn.show("rota-cant-is-fine", buttons=rows, when=turn.words.when(session.starts, turn.zone))


@for_members
async def can_after_all(_: Update, turn: Turn) -> None:
    """Theirs again, unless somebody has taken it."""
    session = await to_come(turn, turn.pressed(CanAfterAll).session)
    own = await circles.staff(turn.tx, session.circle)
    if turn.person not in own.everyone:
        raise OldButton
    part = "observer" if own.observer == turn.person else "guide"
    if part in parts_missing(await kept.team(turn.tx, session)):
        await kept.can_after_all(turn.tx, session, turn.person)
        if part == "observer":
            await again.ask_again(turn.tx, session, turn.now)
    if await _holds(turn, session):
        turn.show("rota-yours-again", buttons=[[SeePrep(session.id), OpenRota()]])
    else:
        turn.show("session-somebody-else", buttons=[[OpenRota()]])


HANDLERS = [
    CommandHandler("prep", prep),
    CommandHandler("rota", rota),
    OpenRota.handler(rota),
    SeePrep.handler(see_prep),
    OpenTurn.handler(open_turn),
    CantHold.handler(cant_hold),
    CanAfterAll.handler(can_after_all),
]
