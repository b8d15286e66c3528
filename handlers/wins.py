"""The wins jar: drop one in with a line, and have three of one's own read back on a day of doubt (P-T1.04)."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import DropWin, OpenMenu, OpenSupport, OpenWins, ReadWins
from handlers.guards import for_members
from handlers.reflections import showing, unlocking
from handlers.reflections.page import PAGE
from handlers.reflections.page_text import own_words
from handlers.reflections.setup import explain
from handlers.reflections.tapped import MyPages
from handlers.talk import forms, post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.pieces import utf16
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import pages
from mentoring.people import PersonId
from storage import reflections
from storage.core.locks import Lock
from storage.core.vault import VaultClosed
from storage.reflections import Opened

READ = "wins-read"
LONGEST_SHOWN = 900
"""UTF-16 units of one win: three of them fit one message."""


async def wins(_: Update, turn: Turn) -> None:
    """/wins, or its door. Nothing is counted."""
    rows: Rows = [[DropWin(), ReadWins(doubt=False)], [ReadWins(doubt=True).named("win-bad-day")]]
    turn.show("wins", buttons=menu.open_rows([*rows, [OpenMenu(), OpenSupport()]]))


async def drop_win(_: Update, turn: Turn) -> None:
    """One line, written like a page: locked as it comes, and cleared."""
    if await reflections.has_lock(turn.tx, turn.person):
        await forms.start(turn, forms.FORMS[PAGE], given={"kind": pages.JAR})
    else:
        explain(turn)


async def read_wins(_: Update, turn: Turn) -> None:
    """Three of their own, once the pages are open."""
    doubt = turn.pressed(ReadWins).doubt
    about = {"doubt": int(doubt)}
    if await unlocking.is_open(turn, then=READ, about=about):
        await showing.hide(turn)
        showing.show_for_a_while(turn, READ, about)


async def _read(reading: Reading) -> post.Deed | None:
    person = PersonId(reading.letter.person or "")
    try:
        vaults = showing.vaults_of(reading)
        every = await reflections.all_opened(reading.tx, person, lambda: vaults.hold(person, Lock.PAGES))
    except VaultClosed:
        return showing.filled(
            reading, reading.words("pages-closed-meanwhile"), keyboard([[MyPages(), OpenSupport()]], reading.words)
        )
    mine = pages.three([page for page in every if page.is_win], reading.letter.id)
    rows = menu.open_rows([[DropWin(), MyPages()], [OpenSupport()]])
    return showing.filled(reading, _text(reading, mine), keyboard(rows, reading.words), spoiler=True)


def _text(reading: Reading, mine: list[Opened]) -> str:
    words, jar = reading.words, sets("reflections", reading.words.language)["wins_jar"]
    said = [jar["doubt_line"]] if reading.letter.about["doubt"] else []
    if not mine:
        return "\n\n".join([*said, words("wins-none")])
    first = jar["read"] if len(mine) == pages.READ_BACK else words("wins-so-far", count=len(mine))
    return "\n\n".join([first, *(f"• {_one(win, words)}" for win in mine), *said, words("pages-hides-soon")])


def _one(win: Opened, words: Words) -> str:
    """The answer to its first question: what they did."""
    first = min((part.place for part in win.parts if part), default=0)
    text = own_words(tuple(part for part in win.parts if part is None or part.place == first), words)
    while utf16(text) > LONGEST_SHOWN:
        text = text[: len(text) * LONGEST_SHOWN // utf16(text)].rstrip() + "…"
    return text


HANDLERS = [
    CommandHandler("wins", for_members(wins)),
    OpenWins.handler(for_members(wins)),
    DropWin.handler(for_members(drop_win)),
    ReadWins.handler(for_members(read_wins)),
]
LETTERS = {READ: LetterKind(_read, settled=showing.maybe_not_shown, secret=True)}
