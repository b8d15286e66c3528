"""Reading back what is locked: a list of dates, one at a time for ten minutes, hiding it, erasing it."""

from datetime import datetime

from telegram import Update

from handlers import menu
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.locked import tool as tools
from handlers.locked.finishing import saved, wipe_log
from handlers.locked.taps import AddLine, Erase, Hide, KeepIt, Mine, Read, YesErase
from handlers.locked.tool import Tool
from handlers.locked.wording import title, whole
from handlers.locked.writing import start
from handlers.reflections import showing, unlocking
from handlers.reflections.unlocking import LockNow
from handlers.talk import post
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.pieces import split
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.core.locked import Hold, Listed, Opened
from storage.core.vault import OpenVaults, VaultClosed

ON_A_SCREEN = 8


async def is_open(turn: Turn, tool: Tool) -> bool:
    """Whether their lock is open now; when not, ask for the words, and show the list once they are right."""
    return await unlocking.is_open(turn, lock=tool.shelf.lock, then=f"{tool.name}-list")


async def opened_now(turn: Turn, tool: Tool, thing: str) -> Opened | None:
    """One of theirs, or None once it is said that it is gone. Only after `is_open`."""
    opened = await tool.shelf.of(turn.tx, turn.person, thing, key_of(turn.house.vaults, tool, turn.person))
    if opened is None:
        turn.say(f"{tool.name}-gone", buttons=[[Mine(tool.name), OpenMenu()], [OpenSupport()]])
    return opened


def key_of(vaults: OpenVaults, tool: Tool, person: PersonId) -> Hold:
    """Lends the key of a tool's lock."""
    return lambda: vaults.hold(person, tool.shelf.lock)


# The list


@for_members
async def mine(_: Update, turn: Turn) -> None:
    """The list, in a placeholder of its own."""
    pressed = turn.pressed(Mine)
    tool = tools.find(pressed.tool)
    if await is_open(turn, tool):
        await showing.hide(turn)
        showing.show_for_a_while(turn, f"{tool.name}-list", {"from": max(0, pressed.at)})


async def _list(reading: Reading) -> post.Deed | None:
    tool, person = tools.of_letter(reading.letter.kind), _reader(reading)
    at = int(reading.letter.about.get("from", 0))
    try:
        hold = key_of(showing.vaults_of(reading), tool, person)
        shown = await tool.shelf.listed(reading.tx, person, hold, at=at, most=ON_A_SCREEN)
    except VaultClosed:
        return _locked_again(reading, tool)
    if not shown:
        rows: Rows = [*tool.front(), [OpenMenu(), OpenSupport()]]
        return showing.filled(reading, reading.words(f"{tool.name}-none"), keyboard(rows, reading.words))
    lines = [f"{n}. {title(one.head, reading.words)}" for n, one in enumerate(shown, at + 1)]
    is_more = at + len(shown) < await tool.shelf.how_many(reading.tx, person)
    text = "\n".join([reading.words(f"{tool.name}-list"), "", *lines])
    return showing.filled(reading, text, keyboard(_list_rows(tool, shown, at, is_more=is_more), reading.words))


def _list_rows(tool: Tool, shown: list[Listed], at: int, *, is_more: bool) -> Rows:
    numbers = in_rows([Said(Read(tool.name, one.id), str(n)) for n, one in enumerate(shown, at + 1)], 4)
    turns: list[Tap] = []
    if at:
        turns.append(Mine(tool.name, max(0, at - ON_A_SCREEN)).named("pages-newer"))
    if is_more:
        turns.append(Mine(tool.name, at + ON_A_SCREEN).named("pages-older"))
    return menu.open_rows([*numbers, turns, *tool.front(), [LockNow(), OpenSupport()]])


# One of them


@for_members
async def read(_: Update, turn: Turn) -> None:
    """As many placeholders as it takes; its words come into them from memory."""
    pressed = turn.pressed(Read)
    tool = tools.find(pressed.tool)
    if not await is_open(turn, tool):
        return
    opened = await opened_now(turn, tool, pressed.thing)
    if opened is None:
        return
    await showing.hide(turn)
    for piece in range(len(_pieces(tool, opened, turn.words))):
        showing.show_for_a_while(turn, f"{tool.name}-text", {"thing": pressed.thing, "piece": piece})


async def _text(reading: Reading) -> post.Deed | None:
    tool, person = tools.of_letter(reading.letter.kind), _reader(reading)
    thing, piece = str(reading.letter.about["thing"]), int(reading.letter.about["piece"])
    try:
        opened = await tool.shelf.of(reading.tx, person, thing, key_of(showing.vaults_of(reading), tool, person))
    except VaultClosed:
        return _locked_again(reading, tool)
    if opened is None:
        return showing.filled(reading, reading.words(f"{tool.name}-gone"), keyboard([[OpenSupport()]], reading.words))
    pieces = _pieces(tool, opened, reading.words)
    if piece < len(pieces) - 1:
        return showing.filled(reading, pieces[piece], spoiler=True)
    last: list[Tap] = [Erase(tool.name, thing), Mine(tool.name).named("form-back")]
    rows: Rows = [[Hide(tool.name), AddLine(tool.name, thing)], *tool.under(thing), last, [OpenSupport()]]
    return showing.filled(reading, pieces[-1], keyboard(menu.open_rows(rows), reading.words), spoiler=True)


def _pieces(tool: Tool, opened: Opened, words: Words) -> list[str]:
    foot = [words(f"{tool.name}-foot")] if words.has(f"{tool.name}-foot") else []
    return split(
        "\n\n".join([title(opened.head, words), *whole(tool, opened, words), *foot, words("pages-hides-soon")])
    )


@for_members
async def add_line(_: Update, turn: Turn) -> None:
    """Something to add, under its own date. What is kept already does not change."""
    pressed = turn.pressed(AddLine)
    tool = tools.find(pressed.tool)
    if not await tool.shelf.is_kept(turn.tx, turn.person, pressed.thing):
        turn.say(f"{tool.name}-gone", buttons=[[Mine(tool.name), OpenMenu()], [OpenSupport()]])
        return
    await showing.hide(turn)
    await start(turn, tool, adds_to=pressed.thing)


# Hiding and erasing


@for_members
async def hide(_: Update, turn: Turn) -> None:
    """Clear what is shown."""
    tool = tools.find(turn.pressed(Hide).tool)
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[Mine(tool.name), LockNow()], [OpenSupport()]])


@for_members
async def erase(_: Update, turn: Turn) -> None:
    """Ask once more."""
    pressed = turn.pressed(Erase)
    tool = tools.find(pressed.tool)
    if await is_open(turn, tool):
        rows: Rows = [[YesErase(tool.name, pressed.thing), KeepIt(tool.name)], [OpenSupport()]]
        turn.say(f"{tool.name}-gone-for-good", buttons=rows)


@for_members
async def yes_erase(_: Update, turn: Turn) -> None:
    """Erase one with its lines, and leave no old copy in the database's log."""
    pressed = turn.pressed(YesErase)
    tool = tools.find(pressed.tool)
    if not await is_open(turn, tool):
        return
    erased = await tool.shelf.erase(turn.tx, turn.person, pressed.thing)
    await showing.hide(turn)
    key = f"{tool.name}-erased" if erased else f"{tool.name}-gone"
    turn.show(key, buttons=[[Mine(tool.name), OpenMenu()], [OpenSupport()]])
    turn.later(wipe_log)


@for_members
async def keep_it(_: Update, turn: Turn) -> None:
    """It stays."""
    tool = tools.find(turn.pressed(KeepIt).tool)
    turn.show("page-kept-after-all", buttons=[[Mine(tool.name), OpenMenu()], [OpenSupport()]])


# Letters


def _locked_again(reading: Reading, tool: Tool) -> post.Deed:
    rows: Rows = [[Mine(tool.name), OpenMenu()], [OpenSupport()]]
    return showing.filled(reading, reading.words("pages-closed-meanwhile"), keyboard(rows, reading.words))


def _reader(reading: Reading) -> PersonId:
    return PersonId(reading.letter.person or "")


async def _maybe_not_shown(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Secret words are not risked twice: when it is not known whether they arrived, say so."""
    if outcome.state in ("unknown", "given-up") and letter.person is not None:
        kind = f"{tools.of_letter(letter.kind).name}-maybe"
        await letters.owe(tx, kind=kind, to=PersonId(letter.person), due=now, lane=Lane.REPLY)


async def _maybe(reading: Reading) -> post.Deed | None:
    rows: Rows = [[Mine(tools.of_letter(reading.letter.kind).name)], [OpenSupport()]]
    return post.Send(reading.words("pages-maybe-not-shown"), keyboard(rows, reading.words))


def letters_of(tool: Tool) -> dict[str, LetterKind]:
    """The letters of one tool."""
    return {
        f"{tool.name}-saved": LetterKind(saved),
        f"{tool.name}-list": LetterKind(_list),
        f"{tool.name}-text": LetterKind(_text, settled=_maybe_not_shown, secret=True),
        f"{tool.name}-maybe": LetterKind(_maybe),
    }


HANDLERS = [
    Mine.handler(mine),
    Read.handler(read),
    AddLine.handler(add_line),
    Hide.handler(hide),
    Erase.handler(erase),
    YesErase.handler(yes_erase),
    KeepIt.handler(keep_it),
]
