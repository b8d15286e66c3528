"""Taking a copy: one record as a plain dated file, made when it is sent, kept nowhere, cleared after ten minutes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.copies import sending
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.locked.reading import is_open, key_of, opened_now
from handlers.locked.wording import whole
from handlers.records.fields import TOOL
from handlers.records.taps import TakeCopy
from handlers.reflections.showing import vaults_of
from handlers.talk import post
from handlers.talk.buttons import keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import UK, Words
from mentoring.people import PersonId
from storage.core.locked import Opened
from storage.core.vault import VaultClosed

COPY = "record-copy"


def as_text(opened: Opened, words: Words, now: datetime, *, zone: str = UK) -> str:
    """The whole record: the first version with its date, later lines with theirs, what failed its check as such."""
    top = words("record-copy-top", when=words.when(now, zone))
    blocks = [top, *whole(TOOL, opened, words), words("record-copy-foot")]
    return "\n\n".join(blocks).translate(ISOLATES) + "\n"


ISOLATES = str.maketrans("", "", "\u2068\u2069")
"""The invisible signs around names: of use in a chat, and noise in a file for a lawyer."""


@for_members
async def take_copy(_: Update, turn: Turn) -> None:
    """A message first, its deletion on disk, and then the file in its place."""
    record = turn.pressed(TakeCopy).record
    if await is_open(turn, TOOL) and await opened_now(turn, TOOL, record) is not None:
        sending.begin(turn, COPY, {"record": record, "zone": turn.zone})


async def _copy(reading: Reading) -> post.Deed | None:
    person, about = PersonId(reading.letter.person or ""), reading.letter.about
    help_now = keyboard([[OpenSupport()]], reading.words)
    try:
        opened = await TOOL.shelf.of(reading.tx, person, str(about["record"]), key_of(vaults_of(reading), TOOL, person))
    except VaultClosed:
        return post.Edit(int(about["message"]), reading.words("record-copy-locked"), help_now)
    if opened is None:
        return post.Edit(int(about["message"]), reading.words("record-gone"), help_now)
    content = as_text(opened, reading.words, reading.now, zone=str(about["zone"])).encode()
    day = opened.head.kept_at.astimezone(ZoneInfo(opened.head.zone)) if opened.head else reading.now
    return sending.document(reading, f"notes-{day:%Y-%m-%d}.txt", content)


LETTERS = {COPY: LetterKind(_copy, settled=sending.sent, useful_for=sending.USEFUL_FOR)}
HANDLERS = [TakeCopy.handler(take_copy)]
