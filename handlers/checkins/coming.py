"""One's check-ins in /sessions: pick one, move it, say you can't come or run late, and see all about it."""

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.standing import MOVABLE
from handlers.checkins.taps import AddToCalendar, CantCome, CheckinDetails, MoveIt, OpenCheckin, RunLate, SeeDates
from handlers.doors import OpenMenu, OpenSessions
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.sessions.coming import Coming
from handlers.talk.buttons import Link, Rows, Said, Tap
from handlers.talk.turn import Turn
from mentoring import checkins as rules
from mentoring.problems import OldButton
from storage import checkin_secrets, checkins
from storage.checkins import Checkin


async def coming(turn: Turn) -> list[Coming]:
    """Check-ins for the list of what is coming up, each opening its own page."""
    found = []
    for checkin in await checkins.coming(turn.tx, turn.person, turn.now):
        name = await saying.first_name(turn.tx, checkin.other(turn.person), turn.words)
        when = turn.words.when(checkin.starts, turn.zone)
        key = "checkin-coming-line" if checkin.state == "booked" else "checkin-coming-to-move"
        label = saying.label(turn.words, checkin.starts, turn.zone)
        found.append(
            Coming(checkin.starts, turn.words(key, when=when, name=name), Said(OpenCheckin(checkin.id), label))
        )
    return found


async def open_checkin(_: Update, turn: Turn) -> None:
    """J7.1: move it, say you can't come, or see the details. With less than two hours to go: running late."""
    checkin = await saying.own_checkin(turn, turn.pressed(OpenCheckin).checkin)
    if checkin.state not in MOVABLE:
        raise OldButton
    link = await checkin_secrets.link_of(turn.tx, checkin)
    first: list[Tap] = [Link("checkin-open-link", link)] if link and checkin.state == "booked" else []
    last: list[Tap] = [CheckinDetails(checkin.id), OpenSessions().named("form-back"), OpenMenu()]
    turn.show(
        "checkin-page" if checkin.state == "booked" else "checkin-page-to-move",
        name=await saying.first_name(turn.tx, checkin.other(turn.person), turn.words),
        when=turn.words.when(checkin.starts, turn.zone),
        minutes=checkin.minutes,
        buttons=open_rows([first, ways_out(checkin, turn), last]),
    )


def ways_out(checkin: Checkin, turn: Turn) -> list[Tap]:
    """What can be done about it now."""
    if checkin.state != "booked":
        return [MoveIt(checkin.id, checkin.version)]
    soon = rules.is_soon(checkin.starts, turn.now)
    first: Tap = RunLate(checkin.id, checkin.version) if soon else MoveIt(checkin.id, checkin.version)
    return [first, CantCome(checkin.id, checkin.version)]


async def details(_: Update, turn: Turn) -> None:
    """How long, where, how often, and the way to every date of the two."""
    checkin = await saying.own_checkin(turn, turn.pressed(CheckinDetails).checkin)
    plan = await saying.own_plan(turn, checkin.plan)
    rows: Rows = [[SeeDates(checkin.pair), AddToCalendar(checkin.pair)], [OpenCheckin(checkin.id).named("form-back")]]
    pattern = saying.plan_line(turn.words, plan, turn.zone)
    turn.show(
        "checkin-details-page",
        name=await saying.first_name(turn.tx, checkin.other(turn.person), turn.words),
        when=turn.words.when(checkin.starts, turn.zone),
        minutes=checkin.minutes,
        place=plan.place,
        repeats="yes" if pattern else "no",
        pattern=pattern,
        buttons=rows,
    )


HANDLERS = [OpenCheckin.handler(for_members(open_checkin)), CheckinDetails.handler(for_members(details))]
