"""A stand-in's answer: the part is theirs for that session alone, or theirs to keep where nobody holds it."""

from telegram import Update

from handlers.circles.mine import DoorAgain
from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.sessions import again, saying
from handlers.sessions.bells import Bell, rung
from handlers.sessions.gaps import minute, on_to_the_next, part_named, parts_missing
from handlers.sessions.letters import scene, send
from handlers.sessions.rota_taps import HoldEachTime
from handlers.sessions.taps import OpenRota, SeePrep, StandIn
from handlers.talk.buttons import Rows, Tap
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import GATHERING_OPENS, Stage
from storage import circles, rota, sessions, standing_in
from storage.circles import Part
from storage.core import audit


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
        await on_to_the_next(bell, part)


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
    if part == "observer":  # the card names who looks after wellbeing
        await again.ask_again(turn.tx, bell.session, turn.now)
    told = dict.fromkeys([*await saying.coordinators(turn.tx, bell.circle), *bell.team.everyone])
    others = [person for person in told if person not in {turn.person, untold}]
    await bell.write("session-stood-in", others, person=turn.person)
    if turn.now >= bell.session.starts - GATHERING_OPENS:
        await bell.write("session-link", [turn.person])


async def show_you_hold_it(turn: Turn, bell: Bell, part: Part) -> None:
    """With the way to stay, where the circle has nobody of its own for this part."""
    door: list[Tap] = [DoorAgain(bell.circle.id)] if bell.circle.door else []
    rows: Rows = [[SeePrep(bell.session.id), OpenRota()], door]
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


HANDLERS = [StandIn.handler(answer_stand_in), HoldEachTime.handler(hold_each_time)]
LETTERS = {"session-stood-in": LetterKind(_stood_in, waits_for_morning=True)}
