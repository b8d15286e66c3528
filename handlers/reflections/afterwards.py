"""After saving: what is said, and what one may do with the page at once, while the pages stay locked (J11.4)."""

from handlers import menu
from handlers.doors import DropWin, OpenMenu, OpenSupport, ReadWins
from handlers.reflections import moving
from handlers.reflections.adding import AddTo, first_mark, marking
from handlers.reflections.tapped import MyPages, ReadPage
from handlers.talk import post
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import pages
from mentoring.pages import Added
from storage.core.letters import About
from storage.core.sealing import Damaged

SAVED = "page-saved"


def about_page(turn: Turn, page: str, kind: str, on: str = "") -> About:
    """What the letter must know. The kind is locked in the page already, so here it is sealed for the way."""
    return {"page": page, "on": on, "kind": turn.tx.house_seal("letters", "page-kind", page, kind).hex()}


async def _saved(reading: Reading) -> post.Deed | None:
    about = reading.letter.about
    page, on, kind = str(about["page"]), str(about["on"]), _kind(reading)
    if on:
        key, rows = "page-added", _after_note(on)
    elif kind == pages.JAR:
        key, rows = "win-kept", [[DropWin().named("win-another"), ReadWins(doubt=False)], [OpenMenu(), OpenSupport()]]
    else:
        key, rows = SAVED, _after_page(page, kind)
    key = key if about["cleared"] else f"{key}-not-cleared"
    return post.Send(reading.words(key), keyboard(menu.open_rows(rows), reading.words))


def _kind(reading: Reading) -> str:
    page, sealed = str(reading.letter.about["page"]), str(reading.letter.about["kind"])
    try:
        return reading.tx.house_open("letters", "page-kind", page, bytes.fromhex(sealed))
    except Damaged:
        return pages.FREE


def _after_note(on: str) -> Rows:
    return [[ReadPage(on).named("pages-read-it"), MyPages()], [OpenMenu().named("page-done"), OpenSupport()]]


def _after_page(page: str, kind: str) -> Rows:
    mine: list[Tap] = [] if pages.is_win(kind, ()) else [marking(page, Added.IS_WIN)]
    step = AddTo(page, Added.STEP).named("page-one-step")
    rows: list[list[Tap]] = [[*mine, marking(page, first_mark(kind))], [step, OpenMenu().named("page-done")]]
    if kind == pages.HARD_DAY:
        rows.append([ReadWins(doubt=True), *moving.offer(page, kind)])
    return [*rows, [OpenSupport()]]


LETTERS = {SAVED: LetterKind(_saved)}
