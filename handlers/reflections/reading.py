"""Reading back: the list, one page at a time for ten minutes, hiding it, and erasing it."""

from itertools import groupby
from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenMenu, OpenReflect, OpenSupport, ShowCode, TakeACopy
from handlers.guards import for_members
from handlers.reflections import kinds, showing, unlocking
from handlers.reflections.setup import OtherWords
from handlers.reflections.unlocking import LockNow
from handlers.sharing_doors import list_row, page_row
from handlers.talk import post
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows, keyboard
from handlers.talk.pieces import split, utf16
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from storage import reflections, shares
from storage.core.vault import VaultClosed
from storage.reflections import Head, Listed, Opened, Part

ON_A_SCREEN = 8
CUT_BY_A_PHONE = 4090
"""A message this long was cut by the phone that sent it: the next one goes on in the middle of a sentence."""


class MyPages(Button, prefix="rf-mine", label="pages-mine"):
    """The list."""


class PagesFrom(Button, prefix="rf-from", label="pages-older"):
    """The list, from this place on."""

    at: int


class ReadPage(Button, prefix="rf-read", label="pages-read"):
    page: str


class HideNow(Button, prefix="rf-hide", label="pages-hide-now"):
    pass


class EraseThis(Button, prefix="rf-erase", label="pages-erase-this"):
    page: str


class YesErase(Button, prefix="rf-gone", label="pages-yes-erase"):
    page: str


class KeepIt(Button, prefix="rf-stay", label="pages-keep-it"):
    pass


# The list


async def my_pages(_: Update, turn: Turn) -> None:
    """The list, once the pages are open."""
    if await unlocking.is_open(turn):
        await showing.hide(turn)
        showing.show_for_a_while(turn, "pages-list", {"from": 0})


async def pages_from(_: Update, turn: Turn) -> None:
    """Another part of the list, in a placeholder of its own."""
    at = turn.pressed(PagesFrom).at
    if await unlocking.is_open(turn):
        await showing.hide(turn)
        showing.show_for_a_while(turn, "pages-list", {"from": max(0, at)})


async def _list(reading: Reading) -> post.Deed | None:
    person, at = _reader(reading), int(reading.letter.about.get("from", 0))
    try:
        vaults = showing.vaults_of(reading)
        shown = await reflections.listed(reading.tx, person, lambda: vaults.hold(person), at=at, most=ON_A_SCREEN)
    except VaultClosed:
        return _locked_again(reading)
    shared = menu.open_rows([await list_row(reading.tx, person, reading.now)])
    if not shown:
        rows: Rows = [*shared, [OpenReflect(), OpenMenu()]]
        return showing.filled(reading, reading.words("pages-none"), keyboard(rows, reading.words))
    lines = [f"{n}. {_title(page.head, reading.words)}" for n, page in enumerate(shown, at + 1)]
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
    return menu.open_rows([*pages, turns, [OpenReflect(), LockNow()], [TakeACopy(), OpenSupport()]])


def _title(head: Head | None, words: Words) -> str:
    """Date and kind, no more (J11.5)."""
    if head is None:
        return words("page-failed-check")
    day = f"{words.day(head.kept_at, head.zone)} {head.kept_at.year}"
    return words.label("page-title", day=day, kind=kinds.label(head.kind, words))


# One page


async def read_page(_: Update, turn: Turn) -> None:
    """As many placeholders as the page takes; its words come into them from memory."""
    page = turn.pressed(ReadPage).page
    if not await unlocking.is_open(turn):
        return
    vaults, person = turn.house.vaults, turn.person
    opened = await reflections.of(turn.tx, person, page, lambda: _held(vaults, person))
    if opened is None:
        turn.say("page-gone", buttons=[[MyPages(), OpenMenu()]])
        return
    await showing.hide(turn)
    for piece in range(len(_pieces(opened, turn.words))):
        showing.show_for_a_while(turn, "page-text", {"page": page, "piece": piece})


def _held(vaults: Any, person: PersonId) -> bytearray:
    key: bytearray = vaults.hold(person)
    return key


async def _text(reading: Reading) -> post.Deed | None:
    person, page = _reader(reading), str(reading.letter.about["page"])
    try:
        vaults = showing.vaults_of(reading)
        opened = await reflections.of(reading.tx, person, page, lambda: vaults.hold(person))
    except VaultClosed:
        return _locked_again(reading)
    if opened is None:
        return showing.filled(reading, reading.words("page-gone"))
    pieces, piece = _pieces(opened, reading.words), int(reading.letter.about["piece"])
    if piece < len(pieces) - 1:
        return showing.filled(reading, pieces[piece], spoiler=True)
    sharing = await page_row(reading.tx, person, page)
    rows = menu.open_rows([[HideNow(), EraseThis(page)], sharing, [MyPages().named("pages-back"), OpenSupport()]])
    return showing.filled(reading, pieces[-1], keyboard(rows, reading.words), spoiler=True)


def _pieces(opened: Opened, words: Words) -> list[str]:
    """The page as messages: its title, each question with its answer, and what failed its check, never left out."""
    blocks = [_title(opened.head, words)]
    for question, parts in groupby(opened.parts, key=lambda part: part.question if part else None):
        blocks.append(_block(question, list(parts), words))
    if opened.missing:
        blocks.append(words("page-parts-missing", missing=opened.missing))
    blocks.append(words("pages-hides-soon"))
    return split("\n\n".join(blocks))


def _block(question: str | None, parts: list[Part | None], words: Words) -> str:
    if question is None:
        return "\n".join(words("page-part-failed-check") for _ in parts)
    texts = [part.text for part in parts if part is not None]
    joined = [text if utf16(text) >= CUT_BY_A_PHONE else f"{text}\n" for text in texts]
    return f"{question}\n{''.join(joined)}".strip("\n")


async def _maybe(reading: Reading) -> post.Deed | None:
    """After trouble on the way: words for a lock are best chosen afresh; a page can be opened again."""
    token = str(reading.letter.about["token"])
    ways: dict[str, Tap] = {"five-words": OtherWords(token), "recovery-code": ShowCode().named("vault-new-code")}
    rows: Rows = [[ways.get(str(reading.letter.about["of"]), MyPages())]]
    return post.Send(reading.words("pages-maybe-not-shown"), keyboard(rows, reading.words))


def _locked_again(reading: Reading) -> post.Deed:
    return showing.filled(reading, reading.words("pages-closed-meanwhile"), keyboard([[MyPages()]], reading.words))


def _reader(reading: Reading) -> PersonId:
    return PersonId(reading.letter.person or "")


# Hiding and erasing


async def hide_now(_: Update, turn: Turn) -> None:
    """Clear what is shown."""
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[MyPages(), LockNow()]])


async def erase_this(_: Update, turn: Turn) -> None:
    """Ask once more."""
    page = turn.pressed(EraseThis).page
    if await unlocking.is_open(turn):
        is_shared = await shares.is_shared(turn.tx, turn.person, page)
        lines = [turn.words("page-gone-for-good"), *([turn.words("share-goes-too")] if is_shared else [])]
        turn.say_text("\n".join(lines), buttons=menu.open_rows([[YesErase(page), KeepIt()], [OpenSupport()]]))


async def yes_erase(_: Update, turn: Turn) -> None:
    """Erase one page, and leave no old copy of it in the database's log."""
    page = turn.pressed(YesErase).page
    if not await unlocking.is_open(turn):
        return
    erased = await reflections.erase(turn.tx, turn.person, page)
    await showing.hide(turn)
    turn.show("page-erased" if erased else "page-gone", buttons=[[MyPages(), OpenMenu()]])
    turn.later(_wipe_log)


async def _wipe_log(desk: Any) -> None:
    await desk.database.wipe_log()


async def keep_it(_: Update, turn: Turn) -> None:
    """It stays."""
    turn.show("page-kept-after-all", buttons=[[MyPages(), OpenMenu()]])


HANDLERS = [
    MyPages.handler(for_members(my_pages)),
    PagesFrom.handler(for_members(pages_from)),
    ReadPage.handler(for_members(read_page)),
    HideNow.handler(for_members(hide_now)),
    EraseThis.handler(for_members(erase_this)),
    YesErase.handler(for_members(yes_erase)),
    KeepIt.handler(for_members(keep_it)),
]
LETTERS = {
    "pages-list": LetterKind(_list),
    "page-text": LetterKind(_text, settled=showing.maybe_not_shown, secret=True),
    "maybe-not-shown": LetterKind(_maybe),
}
