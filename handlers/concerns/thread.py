"""The words themselves: shown after a tap, protected, and gone from the chat in ten minutes."""

from telegram import Update

from handlers.concerns import saying
from handlers.concerns.taps import (
    AskToTalk,
    HadToAct,
    HandOver,
    HappyToClose,
    HaveClash,
    HaveRead,
    HideIt,
    OpenMine,
    OpenTheirs,
    ReadIt,
    WriteMore,
)
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.reflections import showing
from handlers.sessions.saying import zone_of
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.pieces import split
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.concerns import Side, State
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import concern_moves, concerns
from storage.concerns import Concern
from storage.core.database import Tx

TEXT = "concern-text"


@for_members
async def read_it(_: Update, turn: Turn) -> None:
    """From a letter, a list or a page; for the writer and the contact of this moment alone."""
    await show(turn, turn.pressed(ReadIt).concern)


@for_members
async def open_theirs(_: Update, turn: Turn) -> None:
    await show(turn, turn.pressed(OpenTheirs).concern)


async def show(turn: Turn, concern_id: str) -> None:
    """As many placeholders as it takes; the words come into them when they are sent, if they still may."""
    concern = await concerns.of(turn.tx, concern_id, turn.person)
    if concern.side is Side.CONTACT:
        await concern_moves.open_it(turn.tx, concern.id, turn.person)
    pieces = await _pieces(turn.tx, concern, turn.person, turn.words)
    await showing.hide(turn)
    for piece in range(len(pieces)):
        showing.show_for_a_while(turn, TEXT, {"concern": concern.id, "piece": piece})


async def _text(reading: Reading) -> Deed | None:
    """Worked out when it is sent: whoever may not read it by then reads one line instead."""
    reader = PersonId(reading.letter.person or "")
    try:
        concern = await concerns.of(reading.tx, str(reading.letter.about["concern"]), reader)
    except OldButton:
        return showing.filled(
            reading, reading.words("concern-closed-to-you"), keyboard([[OpenSupport()]], reading.words)
        )
    pieces, piece = await _pieces(reading.tx, concern, reader, reading.words), int(reading.letter.about["piece"])
    if piece < len(pieces) - 1:
        return showing.filled(reading, pieces[piece])
    return showing.filled(reading, pieces[-1], keyboard(_rows(concern), reading.words))


async def _pieces(tx: Tx, concern: Concern, reader: PersonId, words: Words) -> list[str]:
    blocks, zone = [await _head(tx, concern, words)], await zone_of(tx, reader)
    for note in await concerns.read(tx, concern.id, reader):
        own = "yes" if note.side is concern.side else "no"
        blocks.append(f"{words('concern-wrote', own=own, day=words.day(note.at, zone))}\n{note.words}")
    if concern.side is Side.CONTACT:
        blocks.append(words("concern-if-they-ask"))
    return split("\n\n".join([*blocks, words("pages-hides-soon")]))


async def _head(tx: Tx, concern: Concern, words: Words) -> str:
    if concern.side is Side.WRITER:
        contact = await saying.first_name(tx, concern.contact, words)
        return words("concern-head-mine", word=concern.word, contact=contact)
    who = await saying.who_wrote(tx, concern, words)
    return words("concern-head-theirs", word=concern.word, kind=concern.kind, wanted=concern.wanted, who=who)


def _rows(concern: Concern) -> Rows:
    here, close = concern.id, HappyToClose(concern.id)
    if concern.side is Side.WRITER:
        first = [WriteMore(here), close] if concern.state is not State.CLOSED else [WriteMore(here)]
        return [first, [OpenMine(here).named("concern-see-it"), HideIt()], [OpenSupport()]]
    if concern.left:
        return [[close, HaveClash(here)], [HadToAct(here), HideIt()], [OpenSupport()]]
    return [
        [HaveRead(here), WriteMore(here)],
        [AskToTalk(here), HandOver(here)],
        [HaveClash(here), close],
        [HadToAct(here), HideIt()],
        [OpenSupport()],
    ]


@for_members
async def hide_it(_: Update, turn: Turn) -> None:
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[OpenMenu(), OpenSupport()]])


HANDLERS = [
    ReadIt.handler(read_it),
    OpenTheirs.handler(open_theirs),
    HideIt.handler(hide_it),
]
LETTERS = {TEXT: LetterKind(_text)}
