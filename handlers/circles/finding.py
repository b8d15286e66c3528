"""Finding a circle: what is open, who holds it, and how it runs."""

from dataclasses import replace

from telegram import Update

from handlers import errors
from handlers.circles import saying, sifting
from handlers.circles.sifting import ChooseSift, Sift
from handlers.doors import CouldHelp, OpenRules, OpenSupport, OpenTimes, OpenWishes, WouldJoin
from handlers.guards import for_members
from handlers.talk.buttons import Button, Rows, Tap
from handlers.talk.turn import Turn
from mentoring.problems import Problem
from storage import circle_doors, circles, clashes, proposals, times
from storage.circles import Circle


class NoSeatsJustNow(Problem):
    """The circle is not open: its door is not ready, or nobody looks after it."""


class SeeCircles(Button, prefix="ci", label="circle-see-others"):
    """Browse, from the circle after this one; empty for the first."""

    after: str = ""


class MoreAbout(Button, prefix="ci-more", label="circle-more-about"):
    circle: str


class SeeRules(Button, prefix="ci-rules", label="circle-see-rules"):
    circle: str


class AskForSeat(Button, prefix="ci-seat", label="circle-ask-for-seat"):
    circle: str


class OpenMine(Button, prefix="ci-mine", label="circle-my-circle"):
    """The circles somebody sits in or holds."""


class NoneOfThese(Button, prefix="ci-none", label="circle-none-of-these"):
    pass


class TellMeWhen(Button, prefix="ci-when", label="circle-tell-me-when"):
    pass


EVERYTHING = Sift()
errors.NEXT_STEPS[NoSeatsJustNow] = [[SeeCircles()]]


async def open_circle(turn: Turn, circle_id: str) -> Circle:
    """A circle that may be asked for a seat now. Raises OldButton or NoSeatsJustNow."""
    circle = await circles.find(turn.tx, circle_id)
    if circle.id not in {one.id for one in await circles.open_ones(turn.tx)}:
        raise NoSeatsJustNow
    return circle


async def others(turn: Turn) -> list[Circle]:
    """The open circles in which the speaker has no part yet, and that did not pass by them lately (P-M22)."""
    but = {circle.id for circle in await own(turn)} | await clashes.closed_to(turn.tx, turn.person)
    return [circle for circle in await circles.open_ones(turn.tx) if circle.id not in but]


async def own(turn: Turn) -> list[Circle]:
    """The circles the speaker sits in, then those they hold."""
    sits, holds = await circles.of_member(turn.tx, turn.person), await circles.of_staff(turn.tx, turn.person)
    return [*sits, *(circle for circle in holds if circle.id not in {one.id for one in sits})]


@for_members
async def browse(_: Update, turn: Turn) -> None:
    """The way to the next page, round and round."""
    await show_page(turn, after=turn.pressed(SeeCircles).after)


@for_members
async def sifted(_: Update, turn: Turn) -> None:
    """The same pages, of those alone that fit what was tapped."""
    tapped = turn.pressed(Sift)
    await show_page(turn, after=tapped.after, sift=tapped)


async def show_page(turn: Turn, *, after: str = "", sift: Sift = EVERYTHING) -> None:
    """J4.1: one circle a page."""
    found = await others(turn)
    home: list[Tap] = [OpenMine()] if await own(turn) else []
    if not found:
        turn.show("circle-none-open", buttons=[*await ways_to_start(turn), home])
        return
    if not sift.everything:
        found = sifting.fitting(found, sift, saying.week(), await times.of(turn.tx, turn.person) or {})
    if not found:
        show_all = Sift().named("circle-show-all")
        turn.show("circle-none-like-that", buttons=[[show_all], *await ways_to_start(turn)])
        return
    place = next((n for n, circle in enumerate(found) if circle.id > after), 0)
    circle = found[place]
    more: list[Tap] = [replace(sift, after=circle.id).named("circle-next")] if len(found) > 1 else []
    look: list[Tap] = [OpenTimes(), ChooseSift(sift.part, sift.topic, sift.who, sift.mine)]
    rows: Rows = [[MoreAbout(circle.id), *more], look, [NoneOfThese(), *home]]
    turn.show("circle-open-ones", buttons=rows, card=await saying.card(turn, circle))


async def ways_to_start(turn: Turn) -> Rows:
    """What somebody may do when no circle is theirs: help to start one, or wait for one."""
    wishes = await proposals.of(turn.tx, turn.person) or await circle_doors.hopes(turn.tx, turn.person)
    mine: list[Tap] = [OpenWishes()] if wishes else []
    return [[WouldJoin(), CouldHelp()], [TellMeWhen(), OpenTimes()], mine]


@for_members
async def none_of_these(_: Update, turn: Turn) -> None:
    """None of the open ones is right: would they like to start another?"""
    turn.show("circle-none-right", buttons=[*await ways_to_start(turn), [SeeCircles().named("form-back")]])


@for_members
async def more_about(_: Update, turn: Turn) -> None:
    """J4.2: who holds it, dates, length, how it runs, and whom it is for."""
    circle = await open_circle(turn, turn.pressed(MoreAbout).circle)
    nexts = await saying.next_times(turn.tx, circle, after=turn.now, count=3)
    turn.show(
        "circle-page",
        buttons=[
            [AskForSeat(circle.id), SeeRules(circle.id)],
            [SeeCircles().named("form-back"), OpenSupport()],
        ],
        card=await saying.card(turn, circle),
        dates="\n".join(turn.words.when(at, turn.zone) for at in nexts),
        minutes=(await saying.plan_now(turn.tx, circle.plan)).total,
        who=circle.for_whom,
        **await saying.holders(turn.tx, circle, turn.words),
    )


@for_members
async def see_rules(_: Update, turn: Turn) -> None:
    """The ground rules, before anybody asks for anything; for those inside, the way to their own page of them."""
    circle = await circles.find(turn.tx, turn.pressed(SeeRules).circle)
    back = MoreAbout(circle.id).named("form-back")
    inside = circle.id in {one.id for one in await own(turn)}
    row: list[Tap] = [OpenRules(circle.id), OpenMine()] if inside else [AskForSeat(circle.id), back]
    turn.show_text(await saying.rules_of(turn, circle), buttons=[row])


@for_members
async def tell_me_when(_: Update, turn: Turn) -> None:
    await circle_doors.hope(turn.tx, turn.person, now=turn.now)
    turn.show("circle-will-tell", buttons=[[OpenWishes()]])


HANDLERS = [
    SeeCircles.handler(browse),
    Sift.handler(sifted),
    NoneOfThese.handler(none_of_these),
    MoreAbout.handler(more_about),
    SeeRules.handler(see_rules),
    TellMeWhen.handler(tell_me_when),
]
