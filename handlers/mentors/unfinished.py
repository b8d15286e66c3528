"""An agreement that one of the two has not answered in two weeks: a gentle question to both, and a kind way out."""

from datetime import datetime

from telegram import Update

from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.mentors import agreeing, cards
from handlers.mentors.parties import own_agreement
from handlers.mentors.taps import AnswerAgreement, CloseAgreement, GiveItAWeek, OpenAgreement, StillKeen
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.agreements import ASK_AGAIN_AFTER, WEEK_MORE
from mentoring.people import PersonId
from storage import agreements
from storage.core import letters
from storage.core.database import Tx


async def owe_both(tx: Tx, agreement: str, mentee: PersonId, mentor: PersonId, now: datetime) -> None:
    """Both will be asked, in the same words, unless both have answered by then (J3)."""
    for person in (mentee, mentor):
        await _owe(tx, agreement, person, now + ASK_AGAIN_AFTER)


async def _owe(tx: Tx, agreement: str, person: PersonId, due: datetime) -> None:
    topic = f"keen:{agreement}"
    await letters.withdraw(tx, topic, to=person)
    await letters.owe(tx, kind="agreement-still-keen", to=person, due=due, about={"agreement": agreement}, topic=topic)


async def _still_keen(reading: Reading) -> Deed | None:
    written = await agreements.find(reading.tx, str(reading.letter.about["agreement"]))
    if written is None or written.closed_at or await agreements.both_done(reading.tx, written):
        return None
    return cards.knocking(reading.words, StillKeen(written.id))


async def still_keen(_: Update, turn: Turn) -> None:
    """The question itself; once both have answered, the two answers instead."""
    written, side = await own_agreement(turn, turn.pressed(StillKeen).agreement)
    if await agreements.both_done(turn.tx, written):
        await agreeing.show(turn, written, side)
        return
    rows: Rows = [[GiveItAWeek(written.id), CloseAgreement(written.id)]]
    if await agreements.answers_of(turn.tx, written, turn.person) is None:
        rows = [[AnswerAgreement(written.id)], *rows]
    turn.show("agreement-still-keen", buttons=rows)


async def give_it_a_week(_: Update, turn: Turn) -> None:
    """Only whoever tapped is asked again; a second tap asks no second time."""
    written, _side = await own_agreement(turn, turn.pressed(GiveItAWeek).agreement)
    await _owe(turn.tx, written.id, turn.person, turn.now + WEEK_MORE)
    turn.show("agreement-a-week", buttons=[[OpenAgreement(written.id), OpenMenu()]])


HANDLERS = [
    StillKeen.handler(for_members(still_keen)),
    GiveItAWeek.handler(for_members(give_it_a_week)),
]
LETTERS = {"agreement-still-keen": LetterKind(_still_keen, waits_for_morning=True)}
