"""A copy of what two people agreed (J3): a plain file for whoever asks, made when it is sent and kept nowhere."""

from telegram import Update

from handlers.guards import for_members
from handlers.mentors import cards, terms
from handlers.mentors.parties import own_agreement
from handlers.mentors.taps import SaveCopy
from handlers.talk.post import Deed, Document, LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import ISOLATES
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import agreements
from storage.core.letters import Lane

FILE = "agreement.txt"


async def save_copy(_: Update, turn: Turn) -> None:
    """Owe the file. Raises OldButton before two have agreed, AlreadyEnded."""
    written, _side = await own_agreement(turn, turn.pressed(SaveCopy).agreement)
    if not written.terms.stands:
        raise OldButton
    turn.write_to(turn.person, "agreement-copy", about={"agreement": written.id}, lane=Lane.REPLY)


async def _copy(reading: Reading) -> Deed | None:
    """The version that stands, side by side as its reader sees it; nothing once it has ended meanwhile."""
    written = await agreements.find(reading.tx, str(reading.letter.about["agreement"]))
    side = written.side_of(PersonId(reading.letter.person or "")) if written else None
    if written is None or side is None or written.closed_at:
        return None
    version = written.terms.standing
    found = await terms.both(reading.tx, written, version)
    if version is None or found is None:
        return None
    words = reading.words
    day = words.day(reading.now, await cards.zone_of(reading))
    head = words("agreement-copy-head", version=version, day=day)
    text = f"{head}\n\n{terms.side_by_side(words, side, *found)}"
    return Document(FILE, text.translate(ISOLATES).encode(), words("agreement-copy-here"))


HANDLERS = [SaveCopy.handler(for_members(save_copy))]
LETTERS = {"agreement-copy": LetterKind(_copy)}
