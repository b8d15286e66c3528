"""A date to look again: only for somebody who asks, and by a letter that says nothing of what it is about."""

from telegram import Update

from handlers.doors import OpenMenu, OpenSpeakUp, OpenSupport
from handlers.guards import for_members
from handlers.speaking_up.steps import TOOL
from handlers.speaking_up.taps import InWeeks, LookAgain
from handlers.talk import post
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.speaking_up import WEEKS
from storage import speaking_up


@for_members
async def ask(_: Update, turn: Turn) -> None:
    """When, if at all."""
    weeks: list[Tap] = [InWeeks(n).named("speakup-in-weeks", weeks=n) for n in WEEKS]
    turn.say("speakup-look-when", buttons=[weeks, [InWeeks(0), OpenSupport()]])


@for_members
async def in_weeks(_: Update, turn: Turn) -> None:
    """In place of any date before."""
    weeks, rows = turn.pressed(InWeeks).weeks, [[OpenMenu(), OpenSupport()]]
    if not weeks:
        await speaking_up.forget_date(turn.tx, turn.person)
        turn.show("speakup-look-off", buttons=rows)
        return
    due = await speaking_up.look_again(turn.tx, turn.person, weeks, now=turn.now)
    turn.show("speakup-look-set", day=turn.words.day(due, turn.zone), buttons=rows)


async def _look_again(reading: Reading) -> post.Deed | None:
    """Nothing to look at any more: nothing is sent."""
    if not await TOOL.shelf.how_many(reading.tx, PersonId(reading.letter.person or "")):
        return None
    rows: Rows = [[OpenSpeakUp().named("speakup-open-it"), OpenSupport()]]
    return post.Send(reading.words("speakup-look-again"), keyboard(rows, reading.words))


HANDLERS = [LookAgain.handler(ask), InWeeks.handler(in_weeks)]
LETTERS = {speaking_up.LOOK_AGAIN: LetterKind(_look_again, waits_for_morning=True)}
