"""Less than two hours to go: running ten or twenty minutes late, and the other knows at once (J7)."""

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.standing import show_moved_meanwhile
from handlers.checkins.taps import LateBy, OpenCheckin, RunLate
from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import checkins as rules
from mentoring.problems import OldButton
from storage import checkins
from storage.core.instants import ms
from storage.core.letters import About, Lane

MINUTES = (10, 20)
HALF_AN_HOUR = 30


async def run_late(_: Update, turn: Turn) -> None:
    pressed = turn.pressed(RunLate)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    taps = [LateBy(checkin.id, checkin.version, n).named("checkin-late-minutes", minutes=n) for n in MINUTES]
    turn.show("checkin-how-late", buttons=[taps, [OpenCheckin(checkin.id).named("form-back")]])


async def late_by(_: Update, turn: Turn) -> None:
    """Told once, at once, at any hour: the meeting is near. Nothing of it is kept."""
    pressed = turn.pressed(LateBy)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    if checkin.state != "booked" or not rules.is_soon(checkin.starts, turn.now) or turn.now >= checkin.ends:
        raise OldButton
    if pressed.minutes not in MINUTES:
        raise OldButton
    about: About = {"checkin": checkin.id, "at": ms(checkin.starts), "minutes": pressed.minutes}
    topic = checkins.topic(checkin.id)
    turn.write_to(checkin.other(turn.person), "checkin-running-late", about=about, topic=topic, lane=Lane.SESSION)
    turn.show("checkin-late-told", buttons=[[OpenMenu()]])


async def _running_late(reading: Reading) -> Deed | None:
    checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
    if checkin is None or checkin.state != "booked" or ms(checkin.starts) != reading.letter.about["at"]:
        return None
    return Send(reading.words("checkin-running-late", minutes=reading.letter.about["minutes"]))


HANDLERS = [RunLate.handler(for_members(run_late)), LateBy.handler(for_members(late_by))]
LETTERS = {"checkin-running-late": LetterKind(_running_late, useful_for=HALF_AN_HOUR)}
