"""A rest from circles: given for some weeks, ended with a tap, and told to the one person it is about (J5)."""

from datetime import datetime

from telegram import Update

from handlers.circles import letting_go
from handlers.doors import OpenCircles, OpenConcern, OpenMenu, OpenSupport
from handlers.errors import NEXT_STEPS
from handlers.guards import for_members, for_roles
from handlers.mentors import cards
from handlers.menu import open_rows
from handlers.people import one
from handlers.people.taps import EndRest, MyRest, OpenPeople, RestThem, ThisPerson
from handlers.talk import post
from handlers.talk.buttons import Rows, Tap
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import resting as rules
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import people, rests
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.people import Person

NEXT_STEPS[rules.RestedFromCircles] = [[MyRest().named("people-my-rest"), OpenMenu()]]


@for_roles(Role.COORDINATOR)
async def rest_them(_: Update, turn: Turn) -> None:
    """For how long, then it begins. Raises OwnRest, HoldsCircles."""
    tapped = turn.pressed(RestThem)
    known = await one.member(turn, tapped.person)
    rules.check_rest(known.id, known.roles, by=turn.person)
    if await rests.until(turn.tx, known.id, turn.now) is not None:
        await one.show(turn, known)
    elif tapped.days in rules.LENGTHS:
        await _begin(turn, known, tapped.days)
    elif tapped.days:
        raise OldButton
    else:
        lengths: list[Tap] = [
            RestThem(known.id, days).named("people-for-weeks", weeks=days // 7) for days in rules.LENGTHS
        ]
        rows: Rows = [lengths, [ThisPerson(known.id)]]
        turn.show("people-rest-how-long", name=await people.name_of(turn.tx, known.id) or "?", buttons=rows)


async def _begin(turn: Turn, known: Person, days: int) -> None:
    await rests.begin(turn.tx, known.id, days, by=turn.person, now=turn.now)
    await letting_go.of_all_circles(turn.tx, known.id, turn.now)
    day = turn.words.day(rules.ends(turn.now, days), turn.zone)
    name = await people.name_of(turn.tx, known.id) or "?"
    turn.show("people-rested", name=name, day=day, buttons=[[ThisPerson(known.id), OpenPeople()]])


@for_roles(Role.COORDINATOR)
async def end_rest(_: Update, turn: Turn) -> None:
    """Over from this tap on; their page as it is then."""
    known = await one.member(turn, turn.pressed(EndRest).person)
    await rests.end(turn.tx, known.id, by=turn.person, now=turn.now)
    await one.show(turn, known)


# The one it is about


@for_members
async def my_rest(_: Update, turn: Turn) -> None:
    """Until when; or that it is over."""
    until = await rests.until(turn.tx, turn.person, turn.now)
    if until is None:
        turn.show("people-my-rest-over", buttons=open_rows([[OpenCircles().named("circle-see-others"), OpenMenu()]]))
        return
    rows = open_rows([[OpenConcern(), OpenSupport()], [OpenMenu()]])
    turn.show("people-my-rest-until", day=turn.words.day(until, turn.zone), buttons=rows)


async def _begun(reading: Reading) -> post.Deed | None:
    until = await rests.until(reading.tx, PersonId(reading.letter.person or ""), reading.now)
    return None if until is None else cards.knocking(reading.words, MyRest())


async def _over(reading: Reading) -> post.Deed | None:
    until = await rests.until(reading.tx, PersonId(reading.letter.person or ""), reading.now)
    return cards.knocking(reading.words, MyRest()) if until is None else None


async def _ends(tx: Tx, _: Letter, __: Outcome, now: datetime) -> None:
    await rests.end_over(tx, now)


HANDLERS = [
    RestThem.handler(rest_them),
    EndRest.handler(end_rest),
    MyRest.handler(my_rest),
]
LETTERS = {
    rests.BEGUN: LetterKind(_begun, waits_for_morning=True),
    rests.OVER: LetterKind(_over, waits_for_morning=True),
    rests.ENDS: cards.alarm(_ends),
}
