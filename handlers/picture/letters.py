"""The picture as it is sent: with the same in words, and only while it is true and its reader still coordinates."""

from datetime import datetime

from handlers.picture import easel, saying
from handlers.talk.post import Deed, Document, LetterKind, Outcome, Reading, Send
from handlers.talk.words import UK
from mentoring.people import PersonId, Role
from storage import insights, people
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.people import Person

PICTURE, WORDS = "picture", "picture-words"
FILE = "circles.png"
CAPTION_LETTERS = 1024
"""As many as Telegram takes under a picture."""


async def reader(tx: Tx, person: PersonId) -> Person | None:
    """Whoever may see the picture at this moment: a coordinator."""
    known = await people.find(tx, person)
    return known if known is not None and known.is_member and Role.COORDINATOR in known.roles else None


def zone_of(known: Person) -> str:
    """The time zone in which they are told times."""
    return str(known.choices.get("zone", UK))


async def _picture(reading: Reading) -> Deed | None:
    """The drawing when it still shows what is true; otherwise what is true, in words."""
    known, name = await reader(reading.tx, PersonId(reading.letter.person or "")), str(reading.letter.about["drawing"])
    if known is None:
        return None
    words, zone = reading.words, zone_of(known)
    true = await insights.picture(reading.tx, reading.now)
    drawn = easel.held(name)
    if drawn is None or drawn.picture != true:
        easel.let_go(name)
        return Send(saying.text(true, words, zone, words("picture-words-alone")), protect=True)
    first = saying.lead(words, zone, reading.now)
    if reading.letter.about["words"]:
        said = "\n".join([first, *saying.sums(true, words), words("picture-too-long")])
    else:
        said = saying.text(true, words, zone, first)
    return Document(FILE, drawn.png, said, protect=True, picture=True)


async def _sent(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """The drawing is let go; what did not fit under it follows."""
    drawn = easel.let_go(str(letter.about["drawing"]))
    if drawn is not None and letter.about["words"] and outcome.state == "sent":
        await letters.owe(tx, kind=WORDS, to=letter.person, due=now, lane=Lane.REPLY)


async def _words(reading: Reading) -> Deed | None:
    known = await reader(reading.tx, PersonId(reading.letter.person or ""))
    if known is None:
        return None
    true, zone = await insights.picture(reading.tx, reading.now), zone_of(known)
    said = saying.text(true, reading.words, zone, saying.lead(reading.words, zone, reading.now))
    return Send(said, protect=True)


LETTERS = {PICTURE: LetterKind(_picture, settled=_sent), WORDS: LetterKind(_words)}
