"""From a tap to a file: pages are opened a few at a time, with a look at how far it is, and the file made when due."""

from datetime import date, datetime

from handlers.copies import gathering, sending
from handlers.copies.gathering import Gathered, Wanted
from handlers.doors import OpenMenu, OpenSupport, TakeACopy
from handlers.reflections import showing
from handlers.reflections.tapped import MyPages
from handlers.talk import post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.words import UK, Words
from mentoring.people import PersonId
from storage import people
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.core.locks import Lock
from storage.core.vault import VaultClosed

GATHER, FILE = "copy-gathering", "copy-file"
CELLS = 10
FULL, EMPTY = "█", "░"


def _wanted(letter: Letter) -> Wanted:
    about = letter.about
    since, until = _day(int(about["since"])), _day(int(about["until"]))
    return Wanted(PersonId(letter.person or ""), str(about["what"]), str(about["form"]), since, until)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


async def _gather(reading: Reading) -> post.Deed | None:
    """Open the next pages. A long copy says how far it is; a short one goes straight on."""
    wanted, copy = _wanted(reading.letter), str(reading.letter.about["copy"])
    known = await people.find(reading.tx, wanted.person)
    zone = str(known.choices.get("zone", UK)) if known else UK
    try:
        vaults = showing.vaults_of(reading)
        gathered = await gathering.step(
            reading.tx,
            copy,
            wanted,
            lambda: vaults.hold(wanted.person, Lock.PAGES),
            words=reading.words,
            zone=zone,
            now=reading.now,
        )
    except VaultClosed:
        return _locked(reading, copy)
    if gathered.is_whole and not gathered.pages:
        gathering.let_go(copy)
        return _instead(reading, f"copy-nothing-{wanted.what}", [[TakeACopy(), MyPages()], [OpenSupport()]])
    if gathered.is_whole:
        return None
    return showing.filled(reading, progress(gathered, reading.words), keyboard([[OpenSupport()]], reading.words))


def progress(gathered: Gathered, words: Words) -> str:
    """How far it is, in words and a bar."""
    done, of = gathered.seen, len(gathered.ids)
    full = CELLS * done // of
    return words("copy-progress", bar=FULL * full + EMPTY * (CELLS - full), done=done, of=of)


async def _gathered(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """On to the next pages, or to the file when all are there."""
    copy = str(letter.about["copy"])
    gathered = gathering.held(copy)
    if gathered is None:
        return
    if outcome.state in ("resting", "given-up"):
        gathering.let_go(copy)
        return
    kind = FILE if gathered.is_whole else GATHER
    await letters.owe(tx, kind=kind, to=letter.person, due=now, about=letter.about, lane=Lane.REPLY)


async def _make(letter: Letter) -> None:
    await gathering.make(str(letter.about["copy"]))


async def _file(reading: Reading) -> post.Deed | None:
    """The file, while the pages are still open."""
    copy = str(reading.letter.about["copy"])
    try:
        showing.vaults_of(reading).hold(PersonId(reading.letter.person or ""), Lock.PAGES)
    except VaultClosed:
        return _locked(reading, copy)
    gathered = gathering.held(copy)
    if gathered is None or gathered.file is None:
        return _instead(reading, "copy-not-made", [[TakeACopy(), OpenMenu()], [OpenSupport()]])
    return sending.document(reading, gathered.name, gathered.file)


def _locked(reading: Reading, copy: str) -> post.Deed:
    gathering.let_go(copy)
    return _instead(reading, "copy-locked-meanwhile", [[TakeACopy(), OpenMenu()], [OpenSupport()]])


def _instead(reading: Reading, key: str, rows: Rows) -> post.Edit:
    return showing.filled(reading, reading.words(key), keyboard(rows, reading.words))


async def _sent(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    gathering.let_go(str(letter.about["copy"]))
    await sending.sent(tx, letter, outcome, now)


LETTERS = {
    GATHER: LetterKind(_gather, settled=_gathered, useful_for=sending.USEFUL_FOR),
    FILE: LetterKind(_file, settled=_sent, useful_for=sending.USEFUL_FOR, prepare=_make),
}
