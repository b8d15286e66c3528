"""Sending a file that is not locked: a message first, its deletion on disk, and only then the file in its place."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.copies.taps import ClearIt
from handlers.doors import OpenMenu, OpenSupport, TakeACopy
from handlers.guards import for_members
from handlers.reflections import showing
from handlers.talk import post
from handlers.talk.buttons import Tap, keyboard
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from storage import shown
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter

CLEARED_AFTER = timedelta(minutes=10)
USEFUL_FOR = 10
"""Minutes a file may be late: after that the pages have locked again."""
AGAIN: dict[str, Tap] = {}
"""Where a letter's file may be asked for again, for those that are no copy of pages."""


def begin(turn: Turn, fill: str, about: About | None = None) -> None:
    """Send a placeholder; once it has a number, owe its deletion and then the letter `fill`, whose render puts the file
    in its place (`document`) and whose `settled` is `sent`."""
    coming = post.Send(turn.words("copy-coming"), keyboard([[OpenSupport()]], turn.words))
    turn.do(coming, kind="copy-begun", about={**(about or {}), "fill": fill})


async def _stands(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Its deletion and what comes into it are owed in one transaction, never the file alone."""
    if outcome.message_id is None or letter.person is None:
        return
    person, message = PersonId(letter.person), outcome.message_id
    due, topic = now + CLEARED_AFTER, shown.taken_by(person)
    about: About = {"messages": str(message)}
    await letters.owe(tx, kind="clearing", to=person, due=due, about=about, lane=Lane.CRISIS, topic=topic)
    fill = {**letter.about, "message": message}
    await letters.owe(tx, kind=str(letter.about["fill"]), to=person, due=now, about=fill, lane=Lane.REPLY)


def document(
    reading: Reading, name: str, content: bytes, *, caption: str = "copy-here", clear: Tap | None = None
) -> post.Document:
    """The file in place of the placeholder, with what it is and the button that clears it (`clear`: another's)."""
    markup = keyboard([[clear or ClearIt()], [OpenSupport()]], reading.words)
    into = int(reading.letter.about["message"])
    return post.Document(name, content, reading.words(caption), markup=markup, into=into)


async def sent(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Once the file is there its ten minutes begin; when it is not known whether it is, they are told.

    A message whose clearing is no longer owed was cleared by them meanwhile: nothing is said of it.
    """
    if letter.person is None:
        return
    owed = await letters.of_topic(tx, shown.taken_by(PersonId(letter.person)))
    mine = [clearing for clearing in owed if clearing.about["messages"] == str(letter.about["message"])]
    if outcome.state == "sent":
        for clearing in mine:
            await letters.move(tx, clearing, now + CLEARED_AFTER)
    elif mine and outcome.state in ("unknown", "given-up", "dropped"):
        about: About = {"of": letter.kind}
        await letters.owe(tx, kind="copy-maybe", to=letter.person, due=now, about=about, lane=Lane.REPLY)


async def clear_it(_: Update, turn: Turn) -> None:
    """Clear every file of theirs at once."""
    await clear(turn, turn.person)
    turn.say("copy-cleared", buttons=[[TakeACopy(), OpenMenu()], [OpenSupport()]])


async def clear(turn: Turn, person: PersonId) -> None:
    """Clear every file that whoever speaks has taken, and the one under whose button they tapped in any case."""
    await showing.clear_taken(turn, person)
    if turn.message_id is not None and turn.message_id not in turn.cleared:
        turn.clear([turn.message_id])


async def _begun(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("copy-coming"), keyboard([[OpenSupport()]], reading.words))


async def _maybe(reading: Reading) -> post.Deed | None:
    again = AGAIN.get(str(reading.letter.about.get("of", "")), TakeACopy())
    return post.Send(reading.words("copy-maybe"), keyboard([[again, OpenSupport()]], reading.words))


HANDLERS = [ClearIt.handler(for_members(clear_it))]
LETTERS = {"copy-begun": LetterKind(_begun, settled=_stands), "copy-maybe": LetterKind(_maybe)}
