"""When a check-in can't be kept: its time is let go at once, the other is told, and no reason is asked."""

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.standing import MOVABLE, calendar_rows, find_a_time, show_moved_meanwhile
from handlers.checkins.taps import CantCome, LeaveIt
from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring.checkins import HOUR_BEFORE
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import checkin_moves, checkins
from storage.core.letters import About, Lane

SOON = HOUR_BEFORE * 12


async def cant_come(_: Update, turn: Turn) -> None:
    """Its time is let go at once, with its reminders, and the other is told. No reason is asked."""
    pressed = turn.pressed(CantCome)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    if checkin.state != "booked" or turn.now >= checkin.ends:
        raise OldButton
    await checkin_moves.set_aside(turn.tx, checkin, turn.now)
    aside = await saying.own_checkin(turn, checkin.id)
    about: About = {"checkin": aside.id, "version": aside.version}
    soon = checkin.starts - turn.now < SOON
    kind = "checkin-cannot-today" if soon else "checkin-cannot"
    lane = Lane.SESSION if soon else Lane.REMINDER
    turn.write_to(aside.other(turn.person), kind, about=about, topic=checkins.topic(aside.id), lane=lane)
    rows: Rows = [[find_a_time(aside), LeaveIt(aside.id, aside.version)], *calendar_rows(aside)]
    turn.show("checkin-cant-come-said", buttons=rows)


async def leave_it(_: Update, turn: Turn) -> None:
    """This one is left out; the others stand."""
    pressed = turn.pressed(LeaveIt)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    if checkin.state == "to-move":
        await checkin_moves.let_go(turn.tx, checkin)
    turn.show("checkin-left", buttons=[[OpenMenu()]])


def news(key: str, *states: str, waits: bool) -> LetterKind:
    async def render(reading: Reading) -> Deed | None:
        checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
        if checkin is None or checkin.version != reading.letter.about["version"]:
            return None
        if checkin.state not in states:
            return None
        zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
        off = checkin.state == "to-move"
        last: list[Tap] = [LeaveIt(checkin.id, checkin.version)] if off else []
        rows: Rows = [[find_a_time(checkin), *last], *(calendar_rows(checkin) if off else [])]
        day = reading.words.day(checkin.starts, zone)
        today = "yes" if day == reading.words.day(reading.now, zone) else "no"
        return Send(reading.words(key, day=day, today=today), keyboard(rows, reading.words))

    return LetterKind(render, waits_for_morning=waits)


HANDLERS = [CantCome.handler(for_members(cant_come)), LeaveIt.handler(for_members(leave_it))]
LETTERS = {
    "checkin-neither": news("checkin-neither-told", *MOVABLE, waits=True),
    "checkin-cannot": news("checkin-cannot", "to-move", waits=True),
    "checkin-cannot-today": news("checkin-cannot-today", "to-move", waits=False),
}
