"""Who holds what: prep cards, the rota, stepping back without a reason, and asking stand-ins one by one."""

from datetime import datetime, timedelta

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.sessions import again, saying
from handlers.sessions.bells import Bell, is_short, rung
from handlers.sessions.letters import prep_text, scene, send
from handlers.sessions.taps import AskStandIns, OpenRota, SeePrep, SetLink, StandIn, StepBack
from handlers.talk.buttons import Labelled, Rows
from handlers.talk.post import Deed, LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import circles as rules
from mentoring.people import PersonId, Role
from mentoring.problems import NotAllowed, OldButton
from mentoring.sessions import STAND_IN_HAS, Stage
from storage import circles, people, sessions
from storage.circles import Circle, Part, Staff
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.sessions import Session

SOON = timedelta(hours=24)
WHEN_SOON = timedelta(minutes=10)
"""How long a stand-in has when the session is less than a day away."""
ROLES: dict[Part, Role] = {"guide": Role.GUIDE, "observer": Role.OBSERVER}
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
    return turn.person in (await circles.staff(turn.tx, session.circle)).everyone


async def _show_prep(turn: Turn, session: Session) -> None:
    rows: Rows = [[StepBack(session.circle), SetLink(session.id)], [OpenSupport()]]
    turn.show_text(await prep_text(turn.tx, session, turn.words, turn.zone), buttons=rows)


# The rota


@for_roles(Role.GUIDE, Role.OBSERVER, Role.COORDINATOR)
async def rota(_: Update, turn: Turn) -> None:
    """/rota: the circles one holds, and for a coordinator those they planned."""
    held, planned = await circles.of_staff(turn.tx, turn.person), []
    if turn.holds(Role.COORDINATOR):
        planned = await circles.made_by(turn.tx, turn.person)
    every = [*held, *(circle for circle in planned if circle.id not in {one.id for one in held})]
    if not every:
        turn.show("rota-nothing", buttons=[[OpenMenu()]])
        return
    lines = [await _line(turn, circle) for circle in every]
    turn.show("rota", lines="\n\n".join(lines), buttons=[*_back_buttons(held), *await _stand_in_rows(turn, every)])


def _back_buttons(held: list[Circle]) -> Rows:
    if len(held) == 1:
        return [[StepBack(held[0].id)]]
    return [[StepBack(circle.id).named("session-step-back-from", title=circle.title[:12])] for circle in held]


async def _stand_in_rows(turn: Turn, every: list[Circle]) -> Rows:
    rows: list[list[AskStandIns | Labelled]] = []
    for circle in every:
        session = await sessions.next_of(turn.tx, circle.id, turn.now)
        if session and is_short(await circles.staff(turn.tx, circle.id)):
            rows.append([AskStandIns(session.id)])
    return rows


async def _line(turn: Turn, circle: Circle) -> str:
    team = await circles.staff(turn.tx, circle.id)
    session = await sessions.next_of(turn.tx, circle.id, turn.now)
    return turn.words(
        "rota-line",
        title=circle.title,
        when=turn.words.when(session.starts, turn.zone) if session else turn.words("rota-no-date"),
        guides=await saying.guides_of(turn.tx, team, turn.words),
        observer=await saying.observer_of(turn.tx, circle.id, turn.words),
    )


@for_members
async def step_back(_: Update, turn: Turn) -> None:
    """No reason is asked; whoever planned the circle is told, and those who hold it with them (P-M20)."""
    tapped = turn.pressed(StepBack)
    circle, team = await circles.find(turn.tx, tapped.circle), await circles.staff(turn.tx, tapped.circle)
    if turn.person not in team.everyone:
        raise OldButton
    if not tapped.sure:
        yes = StepBack(circle.id, sure=True).named("session-yes-step-back")
        turn.show("rota-step-back-sure", buttons=[[yes, OpenRota().named("session-stay")]], title=circle.title)
        return
    await circles.stand_down(turn.tx, circle.id, turn.person)
    await audit.note(turn.tx, "stepped-back", by=turn.person, about=circle.id, now=turn.now)
    about = {"circle": circle.id, "person": turn.person}
    others = [person for person in team.everyone if person != turn.person]
    for person in dict.fromkeys([*await saying.coordinators(turn.tx, circle), *others]):
        turn.write_to(person, "rota-stepped-back", about=about)
    turn.show("rota-stepped-back-thanks", buttons=[[OpenMenu(), OpenSupport()]])


async def _stepped_back(reading: Reading) -> Deed | None:
    circle_id, person = str(reading.letter.about["circle"]), PersonId(str(reading.letter.about["person"]))
    circle = await circles.find(reading.tx, circle_id)
    name = await saying.one_name(reading.tx, person, reading.words)
    session = await sessions.next_of(reading.tx, circle.id, reading.now)
    if circle.state == "closed" or not name or person in (await circles.staff(reading.tx, circle.id)).everyone:
        return None
    rows = [[AskStandIns(session.id)]] if session else []
    return send(reading, "rota-stepped-back", *rows, name=name, title=circle.title)


# Short of somebody, and stand-ins


async def _short(reading: Reading) -> Deed | None:
    """P-M09: said to whoever can do something about it."""
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED or reading.now >= found.session.starts:
        return None
    team = await circles.staff(reading.tx, found.circle.id)
    if not is_short(team):
        return None
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    rows = [AskStandIns(found.session.id), OpenRota()]
    return send(reading, "session-short", rows, title=found.circle.title, when=when, missing=missing(team))


def missing(team: Staff) -> str:
    """`observer`, `guide`, or `both`."""
    if team.observer is None:
        return "both" if len(team.guides) < rules.GUIDES_NEEDED else "observer"
    return "guide"


@for_members
async def ask_stand_ins(_: Update, turn: Turn) -> None:
    """Those who could do it are asked one after the other."""
    session = await sessions.find(turn.tx, turn.pressed(AskStandIns).session)
    circle, team = await circles.find(turn.tx, session.circle), await circles.staff(turn.tx, session.circle)
    if turn.person not in team.everyone and not turn.holds(Role.COORDINATOR):
        raise NotAllowed
    if session.state is Stage.CLOSED or not is_short(team):
        turn.show("session-not-short", buttons=[[OpenRota()]])
        return
    asked = [await ask_next(turn.tx, session, part, 0, turn.now) for part in _parts_missing(team)]
    key = "session-asking-stand-ins" if any(asked) else "session-no-stand-ins"
    turn.show(key, buttons=[[OpenRota()]], title=circle.title)


def _parts_missing(team: Staff) -> list[Part]:
    parts: list[Part] = [] if team.observer else ["observer"]
    return [*parts, "guide"] if len(team.guides) < rules.GUIDES_NEEDED else parts


async def stand_ins(tx: Tx, session: Session, part: Part) -> list[PersonId]:
    """Who could take the part: those granted it who neither hold this circle nor sit in it. In a fixed order."""
    taken = {*(await circles.staff(tx, session.circle)).everyone, *await saying.seated(tx, session.circle)}
    return [person for person in await people.holding(tx, ROLES[part]) if person not in taken]


async def ask_next(tx: Tx, session: Session, part: Part, place: int, now: datetime) -> bool:
    """Ask the one whose turn it is, and the next when their time is over. False when there is nobody left."""
    topic, others = f"stand-in:{session.id}:{part}", await stand_ins(tx, session, part)
    await letters.withdraw(tx, topic)
    if place >= len(others):
        return False
    about: About = {"session": session.id, "part": part, "place": place}
    lane = Lane.SESSION
    await letters.owe(tx, kind="session-stand-in", due=now, to=others[place], about=about, topic=topic, lane=lane)
    person = await people.find(tx, others[place])
    seen = (person.quiet_until(now) if person else None) or now
    has = STAND_IN_HAS if session.starts - now > SOON else WHEN_SOON
    await letters.owe(tx, kind="session-stand-in-next", due=seen + has, about=about, topic=topic, lane=lane)
    return True


async def _stand_in(reading: Reading) -> Deed | None:
    found, part = await scene(reading), str(reading.letter.about["part"])
    if found is None or found.session.state is Stage.CLOSED:
        return None
    place = int(reading.letter.about["place"])
    yes = StandIn(found.session.id, part, place, can=True)
    no = StandIn(found.session.id, part, place, can=False).named("session-not-this-time")
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    return send(reading, "session-stand-in", [yes, no], part=part, when=when, title=found.circle.title)


async def _nobody_answered(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    session = await sessions.find(tx, str(letter.about["session"]))
    part: Part = "observer" if letter.about["part"] == "observer" else "guide"
    bell = await rung(tx, session, now)
    if session.state is Stage.CLOSED or part not in _parts_missing(bell.team):
        return
    if not await ask_next(tx, session, part, int(letter.about["place"]) + 1, now):
        await _still_short(bell)


async def _still_short(bell: Bell) -> None:
    await bell.write("session-short", [*await saying.coordinators(bell.tx, bell.circle), *bell.team.guides])


async def _nothing(_: Reading) -> Deed | None:
    return None


@for_members
async def answer_stand_in(_: Update, turn: Turn) -> None:
    """First come, first on: the part is given in this very transaction."""
    tapped = turn.pressed(StandIn)
    session = await sessions.find(turn.tx, tapped.session)
    part: Part = "observer" if tapped.part == "observer" else "guide"
    if turn.person not in await stand_ins(turn.tx, session, part):
        raise OldButton
    bell = await rung(turn.tx, session, turn.now)
    if session.state is Stage.CLOSED or part not in _parts_missing(bell.team):
        turn.show("session-somebody-else", buttons=[[OpenMenu()]])
    elif not tapped.can:
        turn.show("session-stand-in-thanks", buttons=[[OpenMenu()]])
        if not await ask_next(turn.tx, session, part, tapped.place + 1, turn.now):
            await _still_short(bell)
    else:
        await _take_part(turn, session, part, bell)


async def _take_part(turn: Turn, session: Session, part: Part, bell: Bell) -> None:
    await circles.staff_up(turn.tx, session.circle, turn.person, part, now=turn.now)
    await letters.withdraw(turn.tx, f"stand-in:{session.id}:{part}")
    await audit.note(turn.tx, f"stood-in-{part}", by=turn.person, about=session.circle, now=turn.now)
    turn.show("session-you-hold-it", buttons=[[SeePrep(session.id), OpenRota()]], title=bell.circle.title)
    if part == "observer":
        await again.ask_again(turn.tx, session, turn.now)
    told = dict.fromkeys([*await saying.coordinators(turn.tx, bell.circle), *bell.team.everyone])
    await bell.write("session-stood-in", [person for person in told if person != turn.person], person=turn.person)


async def _stood_in(reading: Reading) -> Deed | None:
    found, person = await scene(reading), PersonId(str(reading.letter.about["person"]))
    name = await saying.one_name(reading.tx, person, reading.words)
    return send(reading, "session-stood-in", name=name, title=found.circle.title) if found and name else None


HANDLERS = [
    CommandHandler("prep", prep),
    CommandHandler("rota", rota),
    OpenRota.handler(rota),
    SeePrep.handler(see_prep),
    StepBack.handler(step_back),
    AskStandIns.handler(ask_stand_ins),
    StandIn.handler(answer_stand_in),
]
LETTERS = {
    "session-short": LetterKind(_short, waits_for_morning=True),
    "session-stand-in": LetterKind(_stand_in, waits_for_morning=True),
    "session-stand-in-next": LetterKind(_nothing, settled=_nobody_answered),
    "session-stood-in": LetterKind(_stood_in, waits_for_morning=True),
    "rota-stepped-back": LetterKind(_stepped_back, waits_for_morning=True),
}
