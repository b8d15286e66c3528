"""My circle: the next time, the door, stepping out; and for those who hold one, who sits in it."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.circles import agreed, saying
from handlers.circles.clashes import MovingJobs
from handlers.circles.finding import OpenMine, SeeCircles, SeeRules, own, show_page
from handlers.circles.parts import has_part
from handlers.circles.seats import PURPOSE
from handlers.doors import AskForRest, AskTheCircle, OpenCircles, OpenSessions, OpenSupport, QuestionsHere, WhoStands
from handlers.guards import for_members
from handlers.talk.buttons import Button, Said, Tap
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage import circles, consents, seats
from storage.circles import Circle
from storage.core.letters import Lane


class OpenMyCircle(Button, prefix="ci-one", label="circle-my-circle"):
    circle: str


class DoorAgain(Button, prefix="ci-door", label="circle-open-door"):
    circle: str


class StepOut(Button, prefix="ci-out", label="circle-step-out"):
    circle: str
    sure: bool = False


@for_members
async def front(update: Update, turn: Turn) -> None:
    """/circles: one's own first, if there is one."""
    if await own(turn):
        await my_circles(update, turn)
    else:
        await show_page(turn)


@for_members
async def my_circles(_: Update, turn: Turn) -> None:
    """The one circle of most people; a list for those with more."""
    mine = await own(turn)
    if not mine:
        await show_page(turn)
        return
    if len(mine) == 1:
        await _page(turn, mine[0])
        return
    rows: list[list[Tap]] = [[Said(OpenMyCircle(circle.id), circle.title[:24])] for circle in mine]
    turn.show("circle-mine-which", buttons=[*rows, [SeeCircles()]])


@for_members
async def my_circle(_: Update, turn: Turn) -> None:
    await _page(turn, await _own(turn, turn.pressed(OpenMyCircle).circle))


async def _own(turn: Turn, circle_id: str) -> Circle:
    """A circle in which the speaker has a part at this moment. Raises OldButton otherwise."""
    found = next((circle for circle in await own(turn) if circle.id == circle_id), None)
    if found is None:
        raise OldButton
    return found


async def _page(turn: Turn, circle: Circle) -> None:
    team = await circles.staff(turn.tx, circle.id)
    holds = turn.person in team.everyone
    taken = await circles.seated(turn.tx, circle.id) if holds else []
    last: list[Tap] = [SeeCircles()] if holds else [MovingJobs(circle.id), StepOut(circle.id)]
    doors: list[Tap] = [DoorAgain(circle.id)] if circle.door else []
    turn.show(
        "circle-held-page" if holds else "circle-mine",
        buttons=[
            [*doors, OpenSessions()],
            _questions(circle, sits=not holds, guides=turn.person in team.guides),
            [SeeRules(circle.id), OpenSupport()],
            last,
        ],
        title=circle.title,
        next=await saying.next_time(turn.tx, circle, turn.words, after=turn.now, zone=turn.zone),
        who=await saying.names(turn.tx, [seat.person for seat in taken], turn.words) or turn.words("circle-nobody-yet"),
        **await saying.holders(turn.tx, circle, turn.words),
    )


def _questions(circle: Circle, *, sits: bool, guides: bool) -> list[Tap]:
    """What a member may ask of the circle; for a guide, whether it may be asked without a name."""
    if sits and circle.group is not None:
        return [AskTheCircle(circle.id), WhoStands(circle.id)]
    return [QuestionsHere(circle.id), AskForRest(circle.id)] if guides else []


@for_members
async def door_again(_: Update, turn: Turn) -> None:
    """The link once more, for somebody who has a part in the circle, if only for one evening."""
    circle = await circles.find(turn.tx, turn.pressed(DoorAgain).circle)
    if circle.state == "closed" or not await has_part(turn.tx, circle, turn.person, turn.now):
        raise OldButton
    turn.write_to(turn.person, "circle-door", about={"circle": circle.id}, lane=Lane.REPLY)


@for_members
async def step_out(_: Update, turn: Turn) -> None:
    """Give the seat back: asked once more, never why."""
    tapped = turn.pressed(StepOut)
    circle = await circles.find(turn.tx, tapped.circle)
    if not tapped.sure:
        sure = StepOut(circle.id, sure=True).named("circle-yes-step-out")
        stay = OpenMyCircle(circle.id).named("circle-stay")
        turn.show("circle-step-out-sure", buttons=[[sure, stay]], title=circle.title)
        return
    await seats.free_seat(turn.tx, circle.id, turn.person, now=turn.now)
    await consents.withdraw(turn.tx, turn.person, PURPOSE, turn.now, about=circle.id)
    await consents.forget(turn.tx, turn.person, agreed.KEEPS, about=circle.id)
    turn.show("circle-stepped-out", buttons=[[SeeCircles(), OpenSupport()]])


HANDLERS = [
    CommandHandler("circles", front),
    OpenCircles.handler(front),
    OpenMine.handler(my_circles),
    OpenMyCircle.handler(my_circle),
    DoorAgain.handler(door_again),
    StepOut.handler(step_out),
]
