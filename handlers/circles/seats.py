"""Taking a seat: who is there, the promises, being shown or not, and the door."""

from datetime import timedelta

from telegram import Update

from handlers import errors
from handlers.circles import agreed, saying
from handlers.circles.finding import AskForSeat, OpenMine, SeeCircles, open_circle
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.talk.buttons import Button, Rows, Tap
from handlers.talk.turn import Turn
from mentoring.circles import AlreadySeated, HoldsThisCircle
from mentoring.problems import OldButton
from storage import circle_doors, circles, clashes, consents, proposals, seats
from storage.circles import Circle
from storage.core.letters import Lane

PURPOSE = "circle-promises"
SHORT = 8
JUST_NOW = timedelta(minutes=1)
errors.NEXT_STEPS[AlreadySeated] = [[OpenMine()]]
errors.NEXT_STEPS[HoldsThisCircle] = [[OpenMine()]]


class ShowWho(Button, prefix="ci-who", label="circle-show-me"):
    circle: str


class ReadPromises(Button, prefix="ci-read", label="circle-no-need"):
    circle: str


class AskAboutTeam(Button, prefix="ci-team", label="circle-yes"):
    """The names are right for them: is anybody there from their own team?"""

    circle: str


class NotThisOne(Button, prefix="ci-not", label="circle-not-this-one"):
    """Let the held seat go: no reason, nobody is told."""


class AskCoordinator(Button, prefix="ci-ask", label="circle-talk-to-coordinator"):
    circle: str


class TakeSeat(Button, prefix="ci-take", label="circle-yes-i-can"):
    """Yes to the very words that were shown: `version` is the start of their hash."""

    circle: str
    version: str


class ShowMyName(Button, prefix="ci-name", label="circle-yes"):
    circle: str
    seen: bool


async def held(turn: Turn, circle_id: str) -> Circle:
    """The circle, with a seat held for the speaker.

    Raises NoSeatsJustNow, StillAsking or AnotherCircle, or as rules.check_seat does.
    """
    circle = await open_circle(turn, circle_id)
    await clashes.check(turn.tx, circle.id, turn.person)
    if await seats.held_for(turn.tx, turn.person) != circle.id:
        await clashes.drop(turn.tx, turn.person)
    await seats.hold_seat(turn.tx, circle.id, turn.person, now=turn.now)
    return circle


@for_members
async def ask_for_seat(_: Update, turn: Turn) -> None:
    """J4.3: a seat is held for 48 hours from now."""
    await show_held(turn, await held(turn, turn.pressed(AskForSeat).circle))


async def show_held(turn: Turn, circle: Circle) -> None:
    """A seat is held for them, and until when; would they like to see who is there?"""
    until = await seats.held_until(turn.tx, circle.id, turn.person) or turn.now
    rows: Rows = [[ShowWho(circle.id), ReadPromises(circle.id)], [NotThisOne().named("form-stop")]]
    again = "no" if until - turn.now > seats.HELD_FOR - JUST_NOW else "yes"
    when = turn.words.when(until, turn.zone)
    turn.show("circle-held", buttons=rows, title=circle.title, again=again, until=when)


@for_members
async def show_who(_: Update, turn: Turn) -> None:
    """J4.4: first names of those who said that is fine, to somebody with a seat held here."""
    circle = await held(turn, turn.pressed(ShowWho).circle)
    taken = await circles.seated(turn.tx, circle.id)
    names = await saying.names(turn.tx, [seat.person for seat in taken if seat.shown], turn.words)
    hidden = sum(1 for seat in taken if not seat.shown)
    yes, ask = AskAboutTeam(circle.id), AskCoordinator(circle.id)
    key = "circle-who" if names else "circle-who-nobody"
    turn.show(key, buttons=[[yes, NotThisOne()], [ask]], names=names, hidden=hidden)


@for_members
async def read_promises(_: Update, turn: Turn) -> None:
    """J4.5: the before card and the rules; can they keep them?"""
    await read_on(turn, await held(turn, turn.pressed(ReadPromises).circle))


async def read_on(turn: Turn, circle: Circle) -> None:
    promises = await saying.promises(turn, circle)
    yes = TakeSeat(circle.id, consents.version_of(promises)[:SHORT])
    ask, no = AskCoordinator(circle.id).named("circle-ask-a-question"), NotThisOne().named("circle-not-for-me")
    turn.show("circle-promises", buttons=[[yes, ask], [no, OpenSupport()]], promises=promises)


@for_members
async def take_seat(_: Update, turn: Turn) -> None:
    """J4.5: «Yes, I can» takes the seat in this very transaction: one person gets the last one."""
    tapped = turn.pressed(TakeSeat)
    circle = await open_circle(turn, tapped.circle)
    if await circles.seat_of(turn.tx, circle.id, turn.person) is None:
        promises = await saying.promises(turn, circle)
        version = consents.version_of(promises)
        if not version.startswith(tapped.version):
            await read_on(turn, await held(turn, circle.id))
            return
        await clashes.check(turn.tx, circle.id, turn.person)
        await seats.take_seat(turn.tx, circle.id, turn.person, promised=version, now=turn.now)
        await consents.give(turn.tx, turn.person, PURPOSE, promises, turn.now, about=circle.id)
        await agreed.keep_with_the_seat(turn, circle.id)
        await circle_doors.stop_hoping(turn.tx, turn.person)
        await proposals.found_one(turn.tx, turn.person)
    turn.show("circle-may-they-see", buttons=_shown_or_not(circle))


def _shown_or_not(circle: Circle) -> Rows:
    return [[ShowMyName(circle.id, seen=True), ShowMyName(circle.id, seen=False).named("circle-keep-hidden")]]


@for_members
async def show_my_name(_: Update, turn: Turn) -> None:
    """J4.6 and 7: shown or hidden, then the door."""
    chosen = turn.pressed(ShowMyName)
    circle = await circles.find(turn.tx, chosen.circle)
    if await circles.seat_of(turn.tx, circle.id, turn.person) is None:
        raise OldButton
    await circles.show(turn.tx, circle.id, turn.person, shown=chosen.seen)
    turn.unbutton()
    turn.write_to(turn.person, "circle-door", about={"circle": circle.id}, lane=Lane.REPLY)


@for_members
async def not_this_one(_: Update, turn: Turn) -> None:
    """The seat is free for others; whoever was being asked for it is not asked any more."""
    await clashes.drop(turn.tx, turn.person)
    await seats.let_go(turn.tx, turn.person, now=turn.now)
    turn.show("circle-let-go", buttons=[[SeeCircles()]])


@for_members
async def ask_coordinator(_: Update, turn: Turn) -> None:
    """The coordinator hears that they would like a word; the seat stays held, or theirs, meanwhile."""
    circle = await circles.find(turn.tx, turn.pressed(AskCoordinator).circle)
    has_seat = await circles.seat_of(turn.tx, circle.id, turn.person) is not None
    back: Tap = OpenMine() if has_seat else ReadPromises(circle.id).named("form-back")
    if circle.made_by is None:
        turn.show("circle-no-coordinator", buttons=[[back, OpenSupport()]])
        return
    turn.write_to(circle.made_by, "circle-a-word", about={"circle": circle.id, "person": turn.person})
    turn.show("circle-word-passed-on", buttons=[[back]])


HANDLERS = [
    AskForSeat.handler(ask_for_seat),
    ShowWho.handler(show_who),
    ReadPromises.handler(read_promises),
    TakeSeat.handler(take_seat),
    ShowMyName.handler(show_my_name),
    NotThisOne.handler(not_this_one),
    AskCoordinator.handler(ask_coordinator),
]
