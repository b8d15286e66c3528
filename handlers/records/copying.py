"""Taking a copy: one record as a plain dated file, made when it is sent, kept nowhere, cleared after ten minutes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.locked.reading import is_open, key_of, opened_now
from handlers.locked.wording import whole
from handlers.records.fields import TOOL, my_notes
from handlers.records.taps import ClearCopy, TakeCopy
from handlers.reflections.showing import vaults_of
from handlers.talk import post
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import UK, Words
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.core.locked import Opened
from storage.core.vault import VaultClosed

COPY = "record-copy"
CLEARED_AFTER = timedelta(minutes=10)


def as_text(opened: Opened, words: Words, now: datetime, *, zone: str = UK) -> str:
    """The whole record: the first version with its date, later lines with theirs, what failed its check as such."""
    top = words("record-copy-top", when=words.when(now, zone))
    blocks = [top, *whole(TOOL, opened, words), words("record-copy-foot")]
    return "\n\n".join(blocks).translate(ISOLATES) + "\n"


ISOLATES = str.maketrans("", "", "\u2068\u2069")
"""The invisible signs around names: of use in a chat, and noise in a file for a lawyer."""


@for_members
async def take_copy(_: Update, turn: Turn) -> None:
    """The warning first, and then the file."""
    record = turn.pressed(TakeCopy).record
    if not await is_open(turn, TOOL) or await opened_now(turn, TOOL, record) is None:
        return
    turn.say("record-copy-coming", buttons=[[ClearCopy(), my_notes().named("record-mine")], [OpenSupport()]])
    turn.write_to(turn.person, COPY, about={"record": record, "zone": turn.zone}, lane=Lane.REPLY)


async def _copy(reading: Reading) -> post.Deed | None:
    person, record = PersonId(reading.letter.person or ""), str(reading.letter.about["record"])
    try:
        opened = await TOOL.shelf.of(reading.tx, person, record, key_of(vaults_of(reading), TOOL, person))
    except VaultClosed:
        return post.Send(reading.words("record-copy-locked"))
    if opened is None:
        return post.Send(reading.words("record-gone"))
    zone = str(reading.letter.about["zone"])
    content = as_text(opened, reading.words, reading.now, zone=zone).encode()
    day = opened.head.kept_at.astimezone(ZoneInfo(opened.head.zone)) if opened.head else reading.now
    return post.Document(f"notes-{day:%Y-%m-%d}.txt", content, reading.words("record-copy-caption"))


def _topic(person: PersonId) -> str:
    return f"record-copies:{person}"


async def _clear_soon(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """A file that is not locked does not stay in the chat."""
    if outcome.message_id is not None and letter.person is not None:
        person, about = PersonId(letter.person), {"messages": str(outcome.message_id)}
        due, topic = now + CLEARED_AFTER, _topic(PersonId(letter.person))
        await letters.owe(tx, kind="clearing", to=person, due=due, about=about, lane=Lane.CRISIS, topic=topic)


@for_members
async def clear_copy(_: Update, turn: Turn) -> None:
    """At once, and not in ten minutes."""
    owed = await letters.of_topic(turn.tx, _topic(turn.person))
    await letters.withdraw(turn.tx, _topic(turn.person))
    turn.clear([int(str(letter.about["messages"])) for letter in owed])
    turn.show("record-copy-cleared", buttons=[[my_notes().named("record-mine"), OpenSupport()]])


LETTERS = {COPY: LetterKind(_copy, settled=_clear_soon)}
HANDLERS = [TakeCopy.handler(take_copy), ClearCopy.handler(clear_copy)]
