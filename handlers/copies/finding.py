"""The gap finder: where somebody's CPD record is thin, for their own eyes, for ten minutes. Words, no score."""

from zoneinfo import ZoneInfo

from telegram import Update

from handlers import menu
from handlers.copies import pages, paper, saying
from handlers.copies.taps import CpdOnly, FindGaps
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.reflections import showing, unlocking
from handlers.reflections.tapped import MyPages
from handlers.talk import post
from handlers.talk.buttons import keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import UK
from mentoring import cpd
from mentoring.people import PersonId
from storage import people
from storage.core.locks import Lock
from storage.core.vault import VaultClosed

GAPS = "copy-gaps"


async def find_gaps(_: Update, turn: Turn) -> None:
    """Look, once the pages are open."""
    if await unlocking.is_open(turn):
        await showing.hide(turn)
        showing.show_for_a_while(turn, GAPS)


async def _gaps(reading: Reading) -> post.Deed | None:
    person, words = PersonId(reading.letter.person or ""), reading.words
    known = await people.find(reading.tx, person)
    zone = str(known.choices.get("zone", UK)) if known else UK
    try:
        vaults = showing.vaults_of(reading)

        def hold() -> bytearray:
            return vaults.hold(person, Lock.PAGES)

        ids = await pages.chosen(reading.tx, person, hold, None, None)
        taken = await pages.opened(reading.tx, person, ids, hold)
    except VaultClosed:
        rows = keyboard([[MyPages(), OpenSupport()]], words)
        return showing.filled(reading, words("pages-closed-meanwhile"), rows)
    entries = [row.entry for row in paper.cpd_rows(taken, words)]
    found = cpd.gaps(entries, reading.now.astimezone(ZoneInfo(zone)).date())
    lines = [words("copy-gaps-top"), "", *(f"• {line}" for line in saying.gap_lines(found, words))]
    rows = keyboard(menu.open_rows([[CpdOnly().named("form-back"), MyPages()], [OpenSupport()]]), words)
    return showing.filled(reading, "\n".join(lines), rows)


HANDLERS = [FindGaps.handler(for_members(find_gaps))]
LETTERS = {GAPS: LetterKind(_gaps)}
