"""Stand-ins: the staff check two days before, and those who could help asked one by one, for that session alone."""

from datetime import UTC, datetime, timedelta

from telegram import Update

from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.sessions import saying
from handlers.sessions.bells import Bell, bell, is_short, rung
from handlers.sessions.letters import scene, send
from handlers.sessions.rota_taps import HoldEachTime
from handlers.sessions.taps import AskStandIns, MoveSession, OpenRota, SeePrep, StandIn
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import circles as rules
from mentoring import rota as rota_rules
from mentoring.people import PersonId, Role
from mentoring.problems import NotAllowed, OldButton
from mentoring.sessions import GATHERING_OPENS, Call, Stage
from storage import circles, people, rota, sessions, standing_in
from storage.circles import Part, Staff
from storage.core import audit, letters
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


async def pass_by(tx: Tx, person: PersonId, now: datetime) -> None:
    """They step back, or are gone, while they are being asked: whoever is next is asked at once."""
    for session_id, name in await standing_in.asking(tx, person):
        session, part = await sessions.find(tx, session_id), part_named(name)
        await standing_in.ask_nobody(tx, session_id, part)
        await _on_to_the_next(await rung(tx, session, now), part)


async def _on_to_the_next(bell: Bell, part: Part) -> None:
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
        await _on_to_the_next(await rung(tx, session, now), part_named(letter.about["part"]))


# Their answer


@for_members
async def answer_stand_in(_: Update, turn: Turn) -> None:
    """First come, first on. A no is kept nowhere; a yes that comes late is welcome while somebody is needed."""
    tapped = turn.pressed(StandIn)
    session, part = await sessions.find(turn.tx, tapped.session), part_named(tapped.part)
    bell = await rung(turn.tx, session, turn.now)
    if turn.person in bell.team.everyone:
        await show_you_hold_it(turn, bell, part)
    elif session.state is Stage.CLOSED or part not in parts_missing(bell.team):
        turn.show("session-somebody-else", buttons=[[OpenMenu()]])
    elif not tapped.can:
        await _not_this_time(turn, bell, part)
    elif turn.person not in await rota.others(turn.tx, session, part):
        raise OldButton
    elif tapped.minute != minute(session):
        _ask_anew(turn, bell, part)
    else:
        await take_part(turn, bell, part)


async def _not_this_time(turn: Turn, bell: Bell, part: Part) -> None:
    turn.show("session-stand-in-thanks", buttons=[[OpenMenu()]])
    line = await standing_in.line(turn.tx, bell.session.id, part)
    if line is not None and line.asking == turn.person:
        await _on_to_the_next(bell, part)


def _ask_anew(turn: Turn, bell: Bell, part: Part) -> None:
    """The session has moved since they were asked."""
    yes = StandIn(bell.session.id, part, minute(bell.session), can=True)
    no = StandIn(bell.session.id, part, minute(bell.session), can=False).named("session-not-this-time")
    when = turn.words.when(bell.session.starts, turn.zone)
    turn.show("session-stand-in", buttons=[[yes, no]], part=part, when=when, title=bell.circle.title)


async def take_part(turn: Turn, bell: Bell, part: Part, *, untold: PersonId | None = None) -> None:
    """The part is theirs in this very transaction, for this session alone. `untold` hears of it in other words."""
    await rota.stand_in(turn.tx, bell.session, turn.person, part, now=turn.now)
    await audit.note(turn.tx, f"stood-in-{part}", by=turn.person, about=bell.session.id, now=turn.now)
    await show_you_hold_it(turn, bell, part)
    told = dict.fromkeys([*await saying.coordinators(turn.tx, bell.circle), *bell.team.everyone])
    others = [person for person in told if person not in {turn.person, untold}]
    await bell.write("session-stood-in", others, person=turn.person)
    if turn.now >= bell.session.starts - GATHERING_OPENS:
        await bell.write("session-link", [turn.person])


async def show_you_hold_it(turn: Turn, bell: Bell, part: Part) -> None:
    """With the way to stay, where the circle has nobody of its own for this part."""
    rows: Rows = [[SeePrep(bell.session.id), OpenRota()]]
    if part in parts_missing(await circles.staff(turn.tx, bell.circle.id)):
        rows = [*rows, [HoldEachTime(bell.session.id, part)]]
    when = turn.words.when(bell.session.starts, turn.zone)
    turn.show("session-you-hold-it", buttons=rows, title=bell.circle.title, when=when)


@for_members
async def hold_each_time(_: Update, turn: Turn) -> None:
    """A stand-in takes the free part of the circle, until they step back from it."""
    tapped = turn.pressed(HoldEachTime)
    session, part = await sessions.find(turn.tx, tapped.session), part_named(tapped.part)
    circle, own = await circles.find(turn.tx, session.circle), await circles.staff(turn.tx, session.circle)
    seat = await circles.seat_of(turn.tx, circle.id, turn.person)
    if turn.person not in own.everyone:
        if part not in parts_missing(own) or seat is not None or not turn.holds(rota.ROLES[part]):
            raise OldButton
        await circles.staff_up(turn.tx, circle.id, turn.person, part, now=turn.now)
        await audit.note(turn.tx, f"holds-{part}", by=turn.person, about=circle.id, now=turn.now)
    turn.show("rota-you-stay", buttons=[[OpenRota()]], title=circle.title)


async def _stood_in(reading: Reading) -> Deed | None:
    found, person = await scene(reading), PersonId(str(reading.letter.about["person"]))
    if found is None or person not in (await rota.team(reading.tx, found.session)).everyone:
        return None
    name = await saying.one_name(reading.tx, person, reading.words)
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    return send(reading, "session-stood-in", name=name, title=found.circle.title, when=when)


HANDLERS = [
    AskStandIns.handler(ask_stand_ins),
    StandIn.handler(answer_stand_in),
    HoldEachTime.handler(hold_each_time),
]
LETTERS = {
    sessions.bell(Call.STAFF_CHECK): bell(Call.STAFF_CHECK, _staff_check),
    "session-short": LetterKind(_short, waits_for_morning=True),
    "session-nobody-left": LetterKind(_none_left, waits_for_morning=True),
    "session-stand-in": LetterKind(_stand_in, waits_for_morning=True),
    "session-stand-in-next": LetterKind(_nothing, settled=_nobody_answered),
    "session-stood-in": LetterKind(_stood_in, waits_for_morning=True),
}
