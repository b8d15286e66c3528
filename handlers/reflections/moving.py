"""Moving a page to the incident records: only after a hard day, and only when they say so; the bot does not guess."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.reflections import showing, unlocking
from handlers.reflections.adding import must_be_kept
from handlers.reflections.tapped import MyPages
from handlers.talk.buttons import Button, Tap
from handlers.talk.turn import Turn
from mentoring.pages import HARD_DAY
from mentoring.problems import OldButton
from storage import reflections
from storage.core.locks import Lock
from storage.reflections import Opened

Mover = Callable[[Turn, Opened], Awaitable[None]]
MOVERS: list[Mover] = []
"""Who makes a record of an opened page (`Opened.every_part`) and says so, in the turn that erases the page.

Empty until there are records: then no page offers it.
"""


class MoreARecord(Button, prefix="rf-fact", label="page-more-a-record"):
    page: str


class MoveIt(Button, prefix="rf-move", label="page-move-to-record"):
    page: str


class KeepHere(Button, prefix="rf-here", label="page-keep-here"):
    pass


def offer(page: str, kind: str) -> list[Tap]:
    """The button, for a hard day."""
    return [MoreARecord(page)] if MOVERS and kind == HARD_DAY else []


async def more_a_record(_: Update, turn: Turn) -> None:
    """Asked once more: a record is another tool, with a key of its own (K7)."""
    page = turn.pressed(MoreARecord).page
    await must_be_kept(turn, page)
    turn.say("page-is-it-a-record", buttons=menu.open_rows([[MoveIt(page), KeepHere()], [OpenSupport()]]))


async def move_it(_: Update, turn: Turn) -> None:
    """The record is made and the page goes in one transaction: the words are never in neither place."""
    page = turn.pressed(MoveIt).page
    if not MOVERS:
        raise OldButton
    if not await unlocking.is_open(turn):
        return
    vaults, person = turn.house.vaults, turn.person
    opened = await reflections.of(turn.tx, person, page, lambda: vaults.hold(person, Lock.PAGES))
    if opened is None or not await reflections.is_kept(turn.tx, person, page):
        turn.say("page-gone", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])
        return
    await MOVERS[-1](turn, opened)
    await reflections.erase(turn.tx, person, page)
    await showing.hide(turn)
    turn.later(_wipe_log)


async def _wipe_log(desk: Any) -> None:
    await desk.database.wipe_log()


async def keep_here(_: Update, turn: Turn) -> None:
    """It stays a page."""
    turn.show("page-kept-after-all", buttons=[[MyPages(), OpenMenu()], [OpenSupport()]])


HANDLERS = [
    MoreARecord.handler(for_members(more_a_record)),
    MoveIt.handler(for_members(move_it)),
    KeepHere.handler(for_members(keep_here)),
]
