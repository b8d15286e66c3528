"""Reading back: the list, one page at a time for ten minutes, and hiding it."""

from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenMenu, OpenReflect, OpenSupport, OpenWins, ShowCode, TakeACopy
from handlers.guards import for_members
from handlers.reflections import moving, showing, unlocking
from handlers.reflections.adding import AddTo, marking
from handlers.reflections.erasing import EraseMany, EraseThis
from handlers.reflections.looking import ByDate, ByKind, SearchPages, ThenAndNow
from handlers.reflections.owning import SomeoneAsks
from handlers.reflections.page_text import in_pieces, title
from handlers.reflections.setup import OtherWords
from handlers.reflections.tapped import MyPages, ReadPage
from handlers.reflections.unlocking import LockNow, Unlocked
from handlers.sharing_doors import list_row, page_row
from handlers.talk import post
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import of
from mentoring.pages import Added
from mentoring.people import PersonId
from storage import people, reflections
from storage.core.letters import About
from storage.core.locks import Lock
from storage.core.vault import VaultClosed
from storage.reflections import Listed, Opened

PAGE_TEXT = "page-text"
ON_A_SCREEN = 8


class PagesFrom(Button, prefix="rf-from", label="pages-older"):
    """The list, from this place on."""

    at: int


class HideNow(Button, prefix="rf-hide", label="pages-hide-now"):
    pass


# The list


async def my_pages(_: Update, turn: Turn) -> None:
    """The list, once the pages are open."""
    if await unlocking.is_open(turn):
        await showing.hide(turn)
        showing.show_for_a_while(turn, "pages-list", {"from": 0})


async def pages_from(_: Update, turn: Turn) -> None:
    """Another part of the list, in a placeholder of its own."""
    about = {"from": max(0, turn.pressed(PagesFrom).at)}
    if await unlocking.is_open(turn, about=about):
        await showing.hide(turn)
        showing.show_for_a_while(turn, unlocking.LIST, about)


async def _list(reading: Reading) -> post.Deed | None:
    person, at = _reader(reading), int(reading.letter.about.get("from", 0))
    try:
        vaults = showing.vaults_of(reading)
        shown = await reflections.listed(
            reading.tx, person, lambda: vaults.hold(person, Lock.PAGES), at=at, most=ON_A_SCREEN
        )
    except VaultClosed:
        return _locked_again(reading)
    shared = menu.open_rows([await list_row(reading.tx, person, reading.now)])
    if not shown:
        rows: Rows = [*shared, [OpenReflect(), OpenMenu()], [OpenSupport()]]
        return showing.filled(reading, reading.words("pages-none"), keyboard(rows, reading.words))
    lines = [f"{n}. {title(page.head, reading.words)}" for n, page in enumerate(shown, at + 1)]
    is_more = at + len(shown) < await reflections.how_many(reading.tx, person)
    text = "\n".join([reading.words("pages-list"), "", *lines])
    return showing.filled(reading, text, keyboard([*_list_rows(shown, at, is_more=is_more), *shared], reading.words))


def _list_rows(shown: list[Listed], at: int, *, is_more: bool) -> Rows:
    pages = in_rows([Said(ReadPage(page.id), str(n)) for n, page in enumerate(shown, at + 1)], 4)
    turns: list[Tap] = []
    if at:
        turns.append(PagesFrom(max(0, at - ON_A_SCREEN)).named("pages-newer"))
    if is_more:
        turns.append(PagesFrom(at + ON_A_SCREEN))
    looks = [[ByKind(), ByDate(), SearchPages()], [ThenAndNow(), OpenWins()], [TakeACopy(), EraseMany()]]
    return menu.open_rows([*pages, turns, *looks, [OpenReflect(), LockNow()], [OpenSupport()]])


# One page


async def read_page(_: Update, turn: Turn) -> None:
    """As many placeholders as the page takes; its words come into them from memory."""
    page = turn.pressed(ReadPage).page
    if not await unlocking.is_open(turn, then=PAGE_TEXT, about={"page": page}):
        return
    vaults, person = turn.house.vaults, turn.person
    opened = await reflections.of(turn.tx, person, page, lambda: _held(vaults, person))
    if opened is None:
        turn.say("page-gone", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])
        return
    await showing.hide(turn)
    for piece in range(len(in_pieces(opened, turn.words))):
        showing.show_for_a_while(turn, PAGE_TEXT, {"page": page, "piece": piece})


async def _to_the_page(them: Unlocked) -> None:
    """Their words were right: the page they had tapped. One that is gone meanwhile says so in its place."""
    page = str(them.about["page"])
    opened = await reflections.of(them.tx, them.person, page, lambda: _held(them.vaults, them.person))
    known = await people.find(them.tx, them.person)
    words = of(known.language if known else "en")
    for piece in range(len(in_pieces(opened, words)) if opened else 1):
        about: About = {"page": page, "piece": piece}
        await showing.owe_placeholder(them.tx, them.person, PAGE_TEXT, now=them.now, about=about)


def _held(vaults: Any, person: PersonId) -> bytearray:
    key: bytearray = vaults.hold(person, Lock.PAGES)
    return key


async def _text(reading: Reading) -> post.Deed | None:
    person, page = _reader(reading), str(reading.letter.about["page"])
    try:
        vaults = showing.vaults_of(reading)
        opened = await reflections.of(reading.tx, person, page, lambda: vaults.hold(person, Lock.PAGES))
    except VaultClosed:
        return _locked_again(reading)
    if opened is None:
        return showing.filled(reading, reading.words("page-gone"), keyboard([[OpenSupport()]], reading.words))
    pieces, piece = in_pieces(opened, reading.words), int(reading.letter.about["piece"])
    if piece < len(pieces) - 1:
        return showing.filled(reading, pieces[piece], spoiler=True)
    rows = _page_rows(opened, await page_row(reading.tx, person, page))
    return showing.filled(reading, pieces[-1], keyboard(rows, reading.words), spoiler=True)


def _page_rows(opened: Opened, sharing: list[Tap]) -> Rows:
    page = opened.id
    cpd = Added.NOT_CPD if opened.counts_as_cpd else Added.CPD
    win = Added.NOT_WIN if opened.is_win else Added.IS_WIN
    return menu.open_rows(
        [
            [HideNow(), AddTo(page, Added.NOTE)],
            [marking(page, cpd), marking(page, win)],
            [EraseThis(page), SomeoneAsks()],
            sharing,
            moving.offer(page, opened.head.kind if opened.head else ""),
            [MyPages().named("pages-back"), OpenSupport()],
        ]
    )


async def _maybe(reading: Reading) -> post.Deed | None:
    """After trouble on the way: words for a lock are best chosen afresh; a page can be opened again."""
    token = str(reading.letter.about["token"])
    ways: dict[str, Tap] = {"five-words": OtherWords(token), "recovery-code": ShowCode().named("vault-new-code")}
    rows: Rows = [[ways.get(str(reading.letter.about["of"]), MyPages())], [OpenSupport()]]
    return post.Send(reading.words("pages-maybe-not-shown"), keyboard(rows, reading.words))


def _locked_again(reading: Reading) -> post.Deed:
    return showing.filled(
        reading, reading.words("pages-closed-meanwhile"), keyboard([[MyPages(), OpenSupport()]], reading.words)
    )


def _reader(reading: Reading) -> PersonId:
    return PersonId(reading.letter.person or "")


# Hiding


async def hide_now(_: Update, turn: Turn) -> None:
    """Clear what is shown."""
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[MyPages(), LockNow()], [OpenSupport()]])


unlocking.THEN[PAGE_TEXT] = _to_the_page

HANDLERS = [
    MyPages.handler(for_members(my_pages)),
    PagesFrom.handler(for_members(pages_from)),
    ReadPage.handler(for_members(read_page)),
    HideNow.handler(for_members(hide_now)),
]
LETTERS = {
    "pages-list": LetterKind(_list),
    PAGE_TEXT: LetterKind(_text, settled=showing.maybe_not_shown, secret=True),
    "maybe-not-shown": LetterKind(_maybe),
}
