"""What is written about a concern: lines that say nothing on a lock screen, and the look after two working days."""

from datetime import datetime

from handlers.concerns import saying
from handlers.concerns.taps import OpenFollowUp, OpenMine, OpenTheirs, ReadIt
from handlers.doors import OpenSupport
from handlers.mentors import cards
from handlers.talk.buttons import Button, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from mentoring.concerns import Side
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import concern_moves, concerns
from storage.concern_endings import FOLLOW_UP
from storage.concerns import GONE, NEWS, REPLY, UNHEARD, WAITING, Concern
from storage.core.database import Tx
from storage.core.letters import Letter


async def _about(reading: Reading, side: Side | None = None) -> Concern | None:
    """The concern of a letter, if its reader may still read it, from that side."""
    try:
        concern = await concerns.of(
            reading.tx, str(reading.letter.about["concern"]), PersonId(reading.letter.person or "")
        )
    except OldButton:
        return None
    return concern if side in (None, concern.side) else None


def _knock(button: type[OpenMine | OpenTheirs | OpenFollowUp], side: Side) -> LetterKind:
    async def render(reading: Reading) -> Deed | None:
        concern = await _about(reading, side)
        return cards.knocking(reading.words, button(concern.id)) if concern else None

    return LetterKind(render)


async def _reply(reading: Reading) -> Deed | None:
    concern = await _about(reading)
    if concern is None:
        return None
    read: Button = ReadIt(concern.id)
    return Send(reading.words("concern-reply-waits"), keyboard([[read, OpenSupport()]], reading.words))


async def _gone(reading: Reading) -> Deed | None:
    return Send(reading.words("concern-gone"), keyboard([[OpenSupport()]], reading.words))


async def _look(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    concern, contact = str(letter.about["concern"]), PersonId(str(letter.about["contact"]))
    await concern_moves.unheard(tx, concern, contact, by=saying.answer_by(now), now=now)


LETTERS = {
    NEWS: _knock(OpenMine, Side.WRITER),
    WAITING: _knock(OpenTheirs, Side.CONTACT),
    REPLY: LetterKind(_reply),
    GONE: LetterKind(_gone),
    UNHEARD: cards.alarm(_look),
    FOLLOW_UP: LetterKind(_knock(OpenFollowUp, Side.WRITER).render, waits_for_morning=True),
}
