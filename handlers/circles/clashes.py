"""Somebody from one team: the newcomer is asked, those seated are asked apart, and nobody learns who said what."""

from datetime import datetime

from telegram import Update

from handlers import errors, menu
from handlers.circles.finding import OpenMine, SeeCircles, TellMeWhen
from handlers.circles.seats import AskAboutTeam, AskCoordinator, NotThisOne, ReadPromises, held, read_on
from handlers.doors import OpenMentoring
from handlers.guards import for_members
from handlers.talk.buttons import Button, Rows, Tap, keyboard
from handlers.talk.post import Deed, LetterKind, NotYet, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring import clashes as rules
from mentoring.clashes import AnotherCircle, Near, StillAsking
from mentoring.problems import OldButton
from storage import circles, clashes, pairs, seats
from storage.core.database import Tx
from storage.core.letters import Letter


class IsNear(Button, prefix="ci-near", label="clash-no"):
    """What they say of working closely with somebody there; `moving` when they have a seat already."""

    circle: str
    near: str
    moving: bool = False


class SayFine(Button, prefix="ci-fine", label="clash-fine"):
    """What somebody seated says; a no is kept nowhere."""

    question: str
    fine: bool


class MovingJobs(Button, prefix="ci-move", label="moving-jobs"):
    circle: str


ANOTHER: Rows = [[SeeCircles(), TellMeWhen()]]
errors.NEXT_STEPS[StillAsking] = [[NotThisOne().named("form-stop")]]
errors.NEXT_STEPS[AnotherCircle] = ANOTHER


def _ways(circle: str, *, moving: bool) -> Rows:
    said: dict[Near, Tap] = {near: IsNear(circle, near, moving).named(f"clash-{near}") for near in Near}
    return [[said[Near.NO], said[Near.NOT_SURE]], [said[Near.FINE]], [said[Near.RATHER_NOT]]]


@for_members
async def ask_about_team(_: Update, turn: Turn) -> None:
    """After the names: does the newcomer work closely with anybody there? With nobody there, nothing is asked."""
    circle = await held(turn, turn.pressed(AskAboutTeam).circle)
    if await circles.seated(turn.tx, circle.id):
        turn.show("clash-near", buttons=_ways(circle.id, moving=False))
    else:
        await read_on(turn, circle)


@for_members
async def is_near(_: Update, turn: Turn) -> None:
    """«No» goes on; «rather not» lets the seat go; a yes or a maybe asks the others."""
    tapped = turn.pressed(IsNear)
    near = _near(tapped.near)
    if tapped.moving:
        await _moving_near(turn, tapped.circle, near)
        return
    circle = await held(turn, tapped.circle)
    if near is Near.RATHER_NOT:
        await seats.let_go(turn.tx, turn.person, now=turn.now)
        turn.show("clash-another", buttons=ANOTHER)
    elif rules.must_ask(near):
        await clashes.begin(turn.tx, circle.id, turn.person, moving=False, now=turn.now)
        turn.show("clash-asking", buttons=[[NotThisOne().named("form-stop")]])
    else:
        await read_on(turn, circle)


def _near(said: str) -> Near:
    try:
        return Near(said)
    except ValueError:
        raise OldButton from None


@for_members
async def say_fine(_: Update, turn: Turn) -> None:
    """One of those seated: the same thanks whatever they say, and whenever."""
    tapped = turn.pressed(SayFine)
    await clashes.say(turn.tx, tapped.question, turn.person, fine=tapped.fine, now=turn.now)
    turn.show("clash-thanks")


# Moving jobs


async def _own_seat(turn: Turn, circle_id: str) -> None:
    if await circles.seat_of(turn.tx, circle_id, turn.person) is None:
        raise OldButton


@for_members
async def moving_jobs(_: Update, turn: Turn) -> None:
    """The seat stays; the question about one team is asked again. Where they move to is not asked (P-T1.11)."""
    circle = turn.pressed(MovingJobs).circle
    await _own_seat(turn, circle)
    turn.show("moving-kept", buttons=_ways(circle, moving=True))


async def _moving_near(turn: Turn, circle: str, near: Near) -> None:
    await _own_seat(turn, circle)
    home: list[Tap] = [OpenMine()]
    steps = [await _week_one(turn), home]
    if near is Near.RATHER_NOT:
        turn.show("moving-another", buttons=[*_elsewhere(circle), *steps])
    elif rules.must_ask(near):
        await clashes.begin(turn.tx, circle, turn.person, moving=True, now=turn.now)
        turn.show("moving-asking", buttons=steps, mentor=_yes_or_no(steps[0]))
    else:
        turn.show("moving-done", buttons=steps, mentor=_yes_or_no(steps[0]))


async def _week_one(turn: Turn) -> list[Tap]:
    """With a mentor: a short check-in in the first week."""
    if not await pairs.of_person(turn.tx, turn.person) or not menu.is_open(OpenMentoring()):
        return []
    return [OpenMentoring().named("moving-check-in")]


def _yes_or_no(taps: list[Tap]) -> str:
    return "yes" if taps else "no"


def _elsewhere(circle: str) -> Rows:
    return [[SeeCircles(), AskCoordinator(circle)]]


# Letters


async def _ask(reading: Reading) -> Deed | None:
    question = await clashes.find(reading.tx, str(reading.letter.about["question"]))
    if question is None or question.over:
        return None
    fine, rather = SayFine(question.id, fine=True), SayFine(question.id, fine=False).named("clash-rather-not")
    return Send(reading.words("clash-ask"), keyboard([[fine], [rather]], reading.words))


async def _settled(reading: Reading) -> Deed | None:
    question = await clashes.find(reading.tx, str(reading.letter.about["question"]))
    if question is None or question.over:
        return None
    fine = await clashes.fine_with_all(reading.tx, question, reading.now)
    if fine is None:
        raise NotYet(question.since + rules.ASKED_FOR)
    if question.moving:
        rows: Rows = [[OpenMine()]] if fine else [*_elsewhere(question.circle), [OpenMine()]]
        return Send(reading.words("moving-settled" if fine else "moving-another"), keyboard(rows, reading.words))
    rows = [[ReadPromises(question.circle).named("clash-go-on"), NotThisOne()]] if fine else ANOTHER
    return Send(reading.words("clash-go-on-now" if fine else "clash-another"), keyboard(rows, reading.words))


async def _all_said(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    question = await clashes.find(tx, str(letter.about["question"]))
    if question is not None and not question.over:
        await clashes.settle(tx, question, now=now)


HANDLERS = [
    AskAboutTeam.handler(ask_about_team),
    IsNear.handler(is_near),
    SayFine.handler(say_fine),
    MovingJobs.handler(moving_jobs),
]
LETTERS = {
    clashes.ASK: LetterKind(_ask, waits_for_morning=True),
    clashes.SETTLED: LetterKind(_settled, settled=_all_said),
}
