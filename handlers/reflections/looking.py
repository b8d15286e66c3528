"""Looking through one's open pages: by kind, by month, and then and now. Nothing of it is written down."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from telegram import Update

from handlers import menu
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.reflections import kinds, showing, sights, unlocking
from handlers.reflections.page_text import title
from handlers.reflections.sights import Sight
from handlers.reflections.tapped import MyPages, ReadPage
from handlers.talk import post
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import pages
from mentoring.people import PersonId
from storage import reflections
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.vault import OpenVaults, VaultClosed
from storage.reflections import Hold, Listed

ON_A_SCREEN, MONTHS_ON_A_SCREEN = 8, 12


class ByKind(Button, prefix="rf-kinds", label="pages-by-kind"):
    pass


class ByDate(Button, prefix="rf-dates", label="pages-by-date"):
    """The months that have a page."""

    at: int = 0


class SearchPages(Button, prefix="rf-find", label="pages-search"):
    pass


class ThenAndNow(Button, prefix="rf-then", label="pages-then-and-now"):
    """A page of about three months ago, if asked; never pushed (J11.6)."""


class OfKind(Button, prefix="rf-ofkind", label="pages-by-kind"):
    kind: str


class OfMonth(Button, prefix="rf-ofmon", label="pages-by-date"):
    month: str


class FoundFrom(Button, prefix="rf-ffrom", label="pages-older"):
    """What was found, from this place on."""

    at: int


async def by_kind(_: Update, turn: Turn) -> None:
    await _show(turn, "pages-kinds")


async def by_date(_: Update, turn: Turn) -> None:
    await _show(turn, "pages-months", at=turn.pressed(ByDate).at)


async def then_and_now(_: Update, turn: Turn) -> None:
    await _show(turn, "pages-then")


async def of_kind(_: Update, turn: Turn) -> None:
    await look(turn, Sight(turn.now, kind=turn.pressed(OfKind).kind))


async def of_month(_: Update, turn: Turn) -> None:
    await look(turn, Sight(turn.now, month=turn.pressed(OfMonth).month))


async def found_from(_: Update, turn: Turn) -> None:
    """On in the list of what was found."""
    await _show(turn, "pages-found", at=max(0, turn.pressed(FoundFrom).at))


async def look(turn: Turn, sight: Sight) -> None:
    """Look for this now, or once their words were right: until then it is in memory and nowhere else."""
    sights.look(turn.house.vaults, turn.person, sight)
    await _show(turn, "pages-found")


async def _show(turn: Turn, fill: str, *, at: int = 0) -> None:
    about = {"from": max(0, at)}
    if await unlocking.is_open(turn, then=fill, about=about):
        await showing.hide(turn)
        showing.show_for_a_while(turn, fill, about)


# What was found


async def _found(reading: Reading) -> post.Deed | None:
    person = PersonId(reading.letter.person or "")
    try:
        vaults = showing.vaults_of(reading)
        sight = sights.of(vaults, person, reading.now)
        if sight is None:
            return _said(reading, "pages-look-forgotten")
        if sight.found is None:
            sight = sights.found(vaults, person, sight, await _look_for(reading.tx, vaults, person, sight))
    except VaultClosed:
        if reading.vaults is not None:
            sights.forget(reading.vaults, person)
        return _said(reading, "pages-closed-meanwhile")
    every = list(sight.found or ())
    if not every:
        return _said(reading, "pages-found-none")
    at = int(reading.letter.about["from"])
    shown = every[at : at + ON_A_SCREEN]
    lines = [f"{n}. {title(page.head, reading.words)}" for n, page in enumerate(shown, at + 1)]
    rows = _found_rows(shown, at, is_more=at + ON_A_SCREEN < len(every))
    return showing.filled(reading, "\n".join([reading.words("pages-found"), "", *lines]), keyboard(rows, reading.words))


async def _look_for(tx: Tx, vaults: OpenVaults, person: PersonId, sight: Sight) -> Sequence[Listed]:
    hold = _holding(vaults, person)
    if sight.word:
        return await reflections.those_saying(tx, person, hold, pages.saying(sight.word))
    every = await reflections.every_head(tx, person, hold)
    # what failed its check has no kind and no date: it is always shown
    return [page for page in every if page.head is None or sight.kind == page.head.kind or sight.month == _month(page)]


def _holding(vaults: OpenVaults, person: PersonId) -> Hold:
    return lambda: vaults.hold(person, Lock.PAGES)


def _month(page: Listed) -> str:
    return f"{page.head.kept_at.astimezone(ZoneInfo(page.head.zone)):%Y-%m}" if page.head else ""


def _found_rows(shown: Sequence[Listed], at: int, *, is_more: bool) -> Rows:
    taps = in_rows([Said(ReadPage(page.id), str(n)) for n, page in enumerate(shown, at + 1)], 4)
    return [*taps, _turns(FoundFrom, at, ON_A_SCREEN, is_more=is_more), *_back()]


def _turns(button: type[FoundFrom] | type[ByDate], at: int, most: int, *, is_more: bool) -> list[Tap]:
    newer: list[Tap] = [button(max(0, at - most)).named("pages-newer")] if at else []
    older: list[Tap] = [button(at + most).named("pages-older")] if is_more else []
    return [*newer, *older]


def _back() -> Rows:
    return menu.open_rows([[MyPages().named("pages-back"), SearchPages()], [OpenSupport()]])


def _said(reading: Reading, key: str) -> post.Deed:
    return showing.filled(reading, reading.words(key), keyboard(_back(), reading.words))


# Which kinds and months there are, and then and now


async def _every(reading: Reading) -> list[Listed]:
    person, vaults = PersonId(reading.letter.person or ""), showing.vaults_of(reading)
    return await reflections.every_head(reading.tx, person, _holding(vaults, person))


async def _kinds(reading: Reading) -> post.Deed | None:
    try:
        there = {page.head.kind for page in await _every(reading) if page.head}
    except VaultClosed:
        return _said(reading, "pages-closed-meanwhile")
    taps = [Said(OfKind(kind), kinds.label(kind, reading.words)) for kind in sorted(there)]
    rows = [*in_rows(taps), *_back()]
    return showing.filled(reading, reading.words("pages-which-kind"), keyboard(rows, reading.words))


async def _months(reading: Reading) -> post.Deed | None:
    try:
        there = sorted({_month(page) for page in await _every(reading) if page.head}, reverse=True)
    except VaultClosed:
        return _said(reading, "pages-closed-meanwhile")
    at = int(reading.letter.about["from"])
    shown = there[at : at + MONTHS_ON_A_SCREEN]
    taps = [Said(OfMonth(month), reading.words.month(date.fromisoformat(f"{month}-01"))) for month in shown]
    turns = _turns(ByDate, at, MONTHS_ON_A_SCREEN, is_more=at + MONTHS_ON_A_SCREEN < len(there))
    rows = [*in_rows(taps, 3), turns, *_back()]
    return showing.filled(reading, reading.words("pages-which-month"), keyboard(rows, reading.words))


async def _then(reading: Reading) -> post.Deed | None:
    try:
        every = [page for page in await _every(reading) if page.head]
    except VaultClosed:
        return _said(reading, "pages-closed-meanwhile")
    place = pages.then([page.head.kept_at for page in every if page.head], reading.now)
    if place is None:
        return _said(reading, "pages-then-none")
    then, now = every[place], every[0]
    text = reading.words("pages-then", then=title(then.head, reading.words), now=title(now.head, reading.words))
    taps = [ReadPage(then.id).named("pages-read-then"), ReadPage(now.id).named("pages-read-now")]
    return showing.filled(reading, text, keyboard([taps, *_back()], reading.words))


HANDLERS = [
    ByKind.handler(for_members(by_kind)),
    ByDate.handler(for_members(by_date)),
    ThenAndNow.handler(for_members(then_and_now)),
    OfKind.handler(for_members(of_kind)),
    OfMonth.handler(for_members(of_month)),
    FoundFrom.handler(for_members(found_from)),
]
LETTERS = {
    "pages-kinds": LetterKind(_kinds),
    "pages-months": LetterKind(_months),
    "pages-found": LetterKind(_found),
    "pages-then": LetterKind(_then),
}
