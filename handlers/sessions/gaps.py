"""A session short of somebody: the staff check two days before, and those who could stand in asked one by one."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from telegram import Update

from handlers.guards import for_members
from handlers.sessions import saying
from handlers.sessions.bells import Bell, bell, is_short, rung
from handlers.sessions.letters import scene, send
from handlers.sessions.taps import AskStandIns, MoveSession, OpenRota, StandIn
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import circles as rules
from mentoring import rota as rota_rules
from mentoring.people import PersonId, Role
from mentoring.problems import NotAllowed
from mentoring.sessions import Call, Stage
from storage import circles, people, rota, sessions, standing_in
from storage.circles import Part, Staff
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.sessions import Session

EPOCH = datetime.fromtimestamp(0, UTC)


def minute(session: Session) -> int:
    """Its start, as a button carries it."""
    return (session.starts - EPOCH) // timedelta(minutes=1)


def part_named(name: object) -> Part:
    return "observer" if name == "observer" else "guide"


def parts_missing(team: Staff) -> list[Part]:
    parts: list[Part] = [] if team.observer else ["observer"]
    return [*parts, "guide"] if len(team.guides) < rules.GUIDES_NEEDED else parts


def missing(team: Staff) -> str:
    """`observer`, `guide`, or `both`."""
    parts = parts_missing(team)
    return "both" if len(parts) > 1 else parts[0]


# Short of somebody


async def _staff_check(bell: Bell) -> None:
    """P-M09: two guides and an observer, two days before. Short: stand-ins are asked, and it is told."""
    if bell.circle.state != "closed":
        await look_after(bell, tell=True)


async def look_after(bell: Bell, *, tell: bool) -> None:
    """Whoever could fill a gap is asked. Told when `tell`, and once when nobody is left to ask."""
    parts = parts_missing(bell.team)
    unheard = [part for part in parts if not await seek(bell.tx, bell.session, part, bell.now)]
    if unheard:
        await _nobody_left(bell, unheard)
    elif parts and tell:
        await bell.write("session-short", await _who_can_act(bell))


async def _who_can_act(bell: Bell) -> list[PersonId]:
    return list(dict.fromkeys([*await saying.coordinators(bell.tx, bell.circle), *bell.team.guides]))


async def _nobody_left(bell: Bell, parts: list[Part]) -> None:
    first = [await standing_in.nobody_left(bell.tx, bell.session.id, part) for part in parts]
    if any(first):
        await bell.write("session-nobody-left", await _who_can_act(bell))


async def _short(reading: Reading) -> Deed | None:
    return await _about_gap(reading, "session-short")


async def _none_left(reading: Reading) -> Deed | None:
    return await _about_gap(reading, "session-nobody-left")


async def _about_gap(reading: Reading, key: str) -> Deed | None:
    """P-M09: said to whoever can do something about it, while it is so. Neither a name nor how it came."""
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED or reading.now >= found.session.starts:
        return None
    team = await rota.team(reading.tx, found.session)
    if not is_short(team):
        return None
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    rows: Rows = [[MoveSession(found.session.id), OpenRota()]]
    if key == "session-nobody-left":
        rows = [[AskStandIns(found.session.id).named("session-ask-again")], *rows]
    return send(reading, key, *rows, title=found.circle.title, when=when, missing=missing(team))


@for_members
async def ask_stand_ins(_: Update, turn: Turn) -> None:
    """Those who could do it are asked one after the other."""
    session = await sessions.find(turn.tx, turn.pressed(AskStandIns).session)
    circle, team = await circles.find(turn.tx, session.circle), await rota.team(turn.tx, session)
    own = (await circles.staff(turn.tx, session.circle)).everyone
    if turn.person not in {*team.everyone, *own} and not turn.holds(Role.COORDINATOR):
        raise NotAllowed
    if session.state is Stage.CLOSED or not is_short(team):
        turn.show("session-not-short", buttons=[[OpenRota()]])
        return
    asked = [await seek(turn.tx, session, part, turn.now) for part in parts_missing(team)]
    if any(asked):
        turn.show("session-asking-stand-ins", buttons=[[OpenRota()]], title=circle.title)
    else:
        turn.show("session-no-stand-ins", buttons=[[MoveSession(session.id), OpenRota()]], title=circle.title)


# One by one


async def stand_ins(tx: Tx, session: Session, part: Part) -> list[PersonId]:
    """Who could be there for somebody afterwards: in a fixed order, those who have stepped back left out."""
    found = []
    for person in sorted(await rota.others(tx, session, part)):
        if not any(pause.covers(session.starts) or pause.until is None for pause, _ in await rota.pauses(tx, person)):
            found.append(person)
    return found


async def seek(tx: Tx, session: Session, part: Part, now: datetime) -> bool:
    """Ask for a part, unless somebody is being asked already. False when there is nobody to ask."""
    line = await standing_in.line(tx, session.id, part)
    return (line is not None and line.asking is not None) or await ask_next(tx, session, part, now)


async def ask_next(tx: Tx, session: Session, part: Part, now: datetime) -> bool:
    """Ask whoever is next in line now, and the next when their time is over. False when there is nobody left.

    The line is worked out anew each time, by person: whoever erases themselves or steps back is not in it.
    """
    await standing_in.ask_nobody(tx, session.id, part)
    line = await rota.in_line(tx, session, part, now)
    if not line:
        return False
    await standing_in.ask(tx, session.id, part, line[0], now=now)
    about: About = {"session": session.id, "part": part, "person": line[0]}
    topic, lane = standing_in.topic(session.id, part), Lane.SESSION
    await letters.owe(tx, kind="session-stand-in", due=now, to=line[0], about=about, topic=topic, lane=lane)
    person = await people.find(tx, line[0])
    seen = (person.quiet_until(now) if person else None) or now
    due = seen + rota_rules.time_to_answer(session.starts, now)
    await letters.owe(tx, kind="session-stand-in-next", due=due, about=about, topic=topic, lane=lane)
    return True


async def pass_by(tx: Tx, person: PersonId, now: datetime, *, parts: Collection[str] = standing_in.PARTS) -> None:
    """They step back, or are gone, while they are being asked: whoever is next is asked at once."""
    for session, part in await standing_in.asking(tx, person):
        if part not in parts:
            continue
        await standing_in.ask_nobody(tx, session, part)
        await owe_a_look(tx, session, now)


async def owe_a_look(tx: Tx, session: str, now: datetime) -> None:
    """Look after a session's gaps in a transaction of its own: nothing there may stand in the way of leaving."""
    await letters.owe(tx, kind="session-gap", due=now, about={"session": session}, lane=Lane.SESSION)


async def _look(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    session = await sessions.find(tx, str(letter.about["session"]))
    if session.state is Stage.CLOSED or session.rule.must_close_by <= now:
        return
    bell = await rung(tx, session, now)
    if bell.circle.state != "closed":
        await look_after(bell, tell=False)


async def on_to_the_next(bell: Bell, part: Part) -> None:
    if bell.session.state is Stage.CLOSED or part not in parts_missing(bell.team):
        await standing_in.end_line(bell.tx, bell.session.id, part)
    elif not await ask_next(bell.tx, bell.session, part, bell.now):
        await _nobody_left(bell, [part])


async def _is_asked(tx: Tx, letter: Letter) -> bool:
    line = await standing_in.line(tx, str(letter.about["session"]), str(letter.about["part"]))
    return line is not None and line.asking == letter.about["person"]


async def _stand_in(reading: Reading) -> Deed | None:
    found, part = await scene(reading), part_named(reading.letter.about["part"])
    if found is None or found.session.state is Stage.CLOSED or not await _is_asked(reading.tx, reading.letter):
        return None
    yes = StandIn(found.session.id, part, minute(found.session), can=True)
    no = StandIn(found.session.id, part, minute(found.session), can=False).named("session-not-this-time")
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    return send(reading, "session-stand-in", [yes, no], part=part, when=when, title=found.circle.title)


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _nobody_answered(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    if await _is_asked(tx, letter):
        session = await sessions.find(tx, str(letter.about["session"]))
        await on_to_the_next(await rung(tx, session, now), part_named(letter.about["part"]))


HANDLERS = [AskStandIns.handler(ask_stand_ins)]
LETTERS = {
    sessions.bell(Call.STAFF_CHECK): bell(Call.STAFF_CHECK, _staff_check),
    "session-short": LetterKind(_short, waits_for_morning=True),
    "session-nobody-left": LetterKind(_none_left, waits_for_morning=True),
    "session-gap": LetterKind(_nothing, settled=_look),
    "session-stand-in": LetterKind(_stand_in, waits_for_morning=True),
    "session-stand-in-next": LetterKind(_nothing, settled=_nobody_answered),
}
