"""Swapping one turn: offered to those who could, and the first to say yes takes it; until then it stays where it is."""

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.sessions import saying
from handlers.sessions.bells import rung
from handlers.sessions.gaps import minute, part_named
from handlers.sessions.letters import scene, send
from handlers.sessions.rota import to_come
from handlers.sessions.rota_taps import CantHold, SwapTurn, TakeTurn
from handlers.sessions.standing_in import take_part
from handlers.sessions.taps import OpenRota
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import Stage
from storage import circles, rota, sessions, standing_in
from storage.circles import Part, Staff
from storage.core.letters import Lane
from storage.sessions import Session
from storage.standing_in import Swap

MOST_OFFERED = 3
"""An offer counts as being asked, so it goes to the three who are next in line and leaves the others for a gap."""


def part_of(team: Staff, person: PersonId) -> Part:
    return "observer" if team.observer == person else "guide"


@for_members
async def swap_turn(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(SwapTurn)
    session = await to_come(turn, tapped.session)
    team, circle = await rota.team(turn.tx, session), await circles.find(turn.tx, session.circle)
    if turn.person not in team.everyone:
        raise OldButton
    when = turn.words.when(session.starts, turn.zone)
    if not tapped.sure:
        yes = SwapTurn(session.id, sure=True).named("rota-yes-offer")
        turn.show("rota-swap-sure", buttons=[[yes, OpenRota().named("form-back")]], title=circle.title, when=when)
    elif await _offer(turn, session, part_of(team, turn.person)):
        turn.show("rota-swap-offered", buttons=[[OpenRota(), OpenMenu()]], when=when)
    else:
        turn.show("rota-swap-nobody", buttons=[[CantHold(session.id), OpenRota()]], when=when)


async def _offer(turn: Turn, session: Session, part: Part) -> bool:
    """To the next few in line. False when there is nobody who could."""
    could = (await rota.in_line(turn.tx, session, part, turn.now))[:MOST_OFFERED]
    if not could:
        return False
    swap, topic = await standing_in.offer(turn.tx, session.id, turn.person, now=turn.now), sessions.topic(session.id)
    for person in could:
        await standing_in.note_ask(turn.tx, person, now=turn.now)
        turn.write_to(person, "rota-swap-offer", about={"session": session.id, "swap": swap}, topic=topic)
    return True


async def _offered(reading: Reading) -> Deed | None:
    found, swap = await scene(reading), await standing_in.swap(reading.tx, str(reading.letter.about["swap"]))
    if found is None or swap is None or found.session.state in {Stage.BEGUN, Stage.CLOSED}:
        return None
    team = await rota.team(reading.tx, found.session)
    if swap.giver not in team.everyone:
        return None
    yes = TakeTurn(swap.id, minute(found.session), can=True)
    no = TakeTurn(swap.id, minute(found.session), can=False).named("session-not-this-time")
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    part = part_of(team, swap.giver)
    return send(reading, "rota-swap-offer", [yes, no], part=part, when=when, title=found.circle.title)


@for_members
async def take_turn(_: Update, turn: Turn) -> None:
    """The first to say yes has it. A no is kept nowhere."""
    tapped = turn.pressed(TakeTurn)
    swap = await standing_in.swap(turn.tx, tapped.swap)
    if not tapped.can:
        turn.show("session-stand-in-thanks", buttons=[[OpenMenu()]])
    elif swap is None or not await _take(turn, swap, tapped.minute):
        turn.show("session-somebody-else", buttons=[[OpenRota(), OpenMenu()]])


async def _take(turn: Turn, swap: Swap, at: int) -> bool:
    """False when it is not there to be taken any more. Raises OldButton, or what check_turn raises."""
    session = await sessions.find(turn.tx, swap.session)
    team = await rota.team(turn.tx, session)
    if session.state in {Stage.BEGUN, Stage.CLOSED} or swap.giver not in team.everyone or at != minute(session):
        return False
    part = part_named(part_of(team, swap.giver))
    if turn.person not in await rota.others(turn.tx, session, part):
        raise OldButton
    await rota.step_out(turn.tx, session, swap.giver, now=turn.now)
    bell = await rung(turn.tx, session, turn.now)
    await take_part(turn, bell, part, untold=swap.giver)
    about, topic = {"session": session.id, "person": turn.person}, sessions.topic(session.id)
    turn.write_to(swap.giver, "rota-swapped", about=about, topic=topic, lane=Lane.SESSION)
    return True


async def _swapped(reading: Reading) -> Deed | None:
    found, taker = await scene(reading), PersonId(str(reading.letter.about["person"]))
    name = await saying.one_name(reading.tx, taker, reading.words)
    if found is None or not name:
        return None
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    rows: Rows = [[OpenRota(), OpenSupport()]]
    return send(reading, "rota-swapped", *rows, name=name, when=when, title=found.circle.title)


HANDLERS = [SwapTurn.handler(swap_turn), TakeTurn.handler(take_turn)]
LETTERS = {
    "rota-swap-offer": LetterKind(_offered, waits_for_morning=True),
    "rota-swapped": LetterKind(_swapped, waits_for_morning=True),
}
