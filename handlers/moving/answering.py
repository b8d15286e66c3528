"""Answering the poll: one time after the other, in private; the last answer of all settles it."""

from telegram import Update

from handlers.doors import OpenMenu, OpenSessions, OpenSupport
from handlers.guards import for_members
from handlers.moving import place
from handlers.moving.place import Place
from handlers.moving.settling import conclude
from handlers.moving.taps import SayAgain, SayCan
from handlers.sessions import saying
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import moving
from mentoring.moving import Can
from mentoring.people import PersonId
from mentoring.problems import OldButton, Problem
from storage import session_moves
from storage.session_moves import Move


def _page(words: Words, move: Move, found: Place, at: int, zone: str) -> tuple[str, Rows]:
    """One of the times, and the three answers."""
    text = words(
        "move-poll",
        title=found.circle.title,
        day=words.day(move.starts, zone),
        number=at + 1,
        count=len(move.times),
        when=words.when(move.times[at], zone),
    )
    can, push, cannot = (SayCan(move.id, at, how.value) for how in (Can.YES, Can.PUSH, Can.NO))
    return text, [[can, push.named("move-can-push")], [cannot.named("move-cannot"), OpenSupport()]]


async def _poll(reading: Reading) -> Deed | None:
    """Dropped once it is settled, or for somebody who has left meanwhile."""
    move = await session_moves.find(reading.tx, str(reading.letter.about["move"]))
    reader = PersonId(reading.letter.person or "")
    found = await _standing(reading, move) if move else None
    if move is None or found is None or reader not in found.asked(move):
        return None
    zone = await saying.zone_of(reading.tx, reader)
    text, rows = _page(reading.words, move, found, 0, zone)
    return Send(text, keyboard(rows, reading.words))


async def _standing(reading: Reading, move: Move) -> Place | None:
    try:
        found = await place.of_session(reading.tx, move.session)
    except Problem:
        return None
    return found if found.session.starts == move.starts else None


async def _open(turn: Turn, move_id: str) -> tuple[Move, Place] | None:
    """A poll that asks the speaker; None once it is settled."""
    move = await session_moves.find(turn.tx, move_id)
    if move is None or move.ends_at is None:
        return None
    found = await place.of_session(turn.tx, move.session)
    if turn.person not in found.asked(move):
        raise OldButton
    return (move, found) if found.session.starts == move.starts else None


@for_members
async def say_can(_: Update, turn: Turn) -> None:
    """The answer to one time; then the next is asked. An answer can be changed until the poll is settled."""
    tapped = turn.pressed(SayCan)
    opened = await _open(turn, tapped.move)
    if opened is None:
        turn.show("move-settled-none", buttons=[[OpenSessions(), OpenMenu()]])
        return
    move, found = opened
    said = await session_moves.answer_of(turn.tx, move, turn.person)
    if not 0 <= tapped.place <= len(said) or tapped.place >= len(move.times):
        raise OldButton
    said[tapped.place : tapped.place + 1] = [Can(tapped.how)]
    await session_moves.answer(turn.tx, move, turn.person, said)
    if tapped.place + 1 < len(move.times):
        text, rows = _page(turn.words, move, found, tapped.place + 1, turn.zone)
        turn.show_text(text, buttons=rows)
        return
    turn.show("move-thanks", buttons=[[SayAgain(move.id)], [OpenSessions(), OpenMenu()]])
    if moving.all_in(await session_moves.answers(turn.tx, move), found.asked(move), len(move.times)):
        await conclude(turn.tx, move, found, turn.now)


@for_members
async def say_again(_: Update, turn: Turn) -> None:
    opened = await _open(turn, turn.pressed(SayAgain).move)
    if opened is None:
        turn.show("move-settled-none", buttons=[[OpenSessions(), OpenMenu()]])
        return
    text, rows = _page(turn.words, *opened, 0, turn.zone)
    turn.show_text(text, buttons=rows)


HANDLERS = [SayCan.handler(say_can), SayAgain.handler(say_again)]
LETTERS = {
    "move-poll": LetterKind(_poll, waits_for_morning=True),
    "move-poll-now": LetterKind(_poll),
}
