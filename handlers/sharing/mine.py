"""What somebody has shared: with whom, until when, opened or not; and taking it back, with pages locked or open."""

from datetime import UTC, date, datetime, time

from telegram import Update

from handlers.checkins.saying import first_name
from handlers.doors import OpenMenu, OpenReflect, OpenShared, OpenSupport
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.reflections.tapped import ReadPage
from handlers.sharing.taps import OneShare, TakeItBack
from handlers.talk import post
from handlers.talk.buttons import Rows, Said, in_rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import sharing
from storage import shares
from storage.shares import LOST, Share


async def shared(_: Update, turn: Turn) -> None:
    """The list. Nothing of any page is in it."""
    mine = await shares.by(turn.tx, turn.person, turn.now)
    last: Rows = [[OpenReflect(), OpenMenu()], [OpenSupport()]]
    if not mine:
        turn.show("share-mine-none", buttons=open_rows(last))
        return
    lines = [f"{n}. {await _line(turn, share)}" for n, share in enumerate(mine, 1)]
    taps = in_rows([Said(OneShare(share.id), str(n)) for n, share in enumerate(mine, 1)], 4)
    turn.show_text("\n".join([turn.words("share-mine-list"), "", *lines]), buttons=open_rows([*taps, *last]))


async def _line(turn: Turn, share: Share) -> str:
    if not share.sound:
        return turn.words("share-failed-check")
    return turn.words(
        "share-mine-line",
        name=await first_name(turn.tx, share.mentor, turn.words),
        day=turn.words.day(sharing.last_day(share.expires), turn.zone),
        opened="yes" if share.opened else "no",
        on=_day(turn.words, share.opened) if share.opened else "",
    )


def _day(words: Words, day: date) -> str:
    return words.day(datetime.combine(day, time(12), UTC), "UTC")


async def one(_: Update, turn: Turn) -> None:
    """One of them."""
    share_id = turn.pressed(OneShare).share
    share = next((s for s in await shares.by(turn.tx, turn.person, turn.now) if s.id == share_id), None)
    if share is None:
        _say_not_shared(turn)
        return
    back = OpenShared().named("form-back")
    rows: Rows = [[TakeItBack(share.id), ReadPage(share.page).named("share-read-mine")], [back, OpenSupport()]]
    turn.show_text(await _line(turn, share), buttons=open_rows(rows))


async def take_back(_: Update, turn: Turn) -> None:
    """Gone with this tap, whether it was opened or not. Nobody is told."""
    await shares.take_back(turn.tx, turn.person, turn.pressed(TakeItBack).share)
    _say_not_shared(turn)


def _say_not_shared(turn: Turn) -> None:
    turn.show("share-taken-back", buttons=[[OpenShared(), OpenMenu()], [OpenSupport()]])


async def _lost(reading: Reading) -> post.Deed | None:
    return post.Send(
        reading.words("share-lost"), keyboard([[OpenReflect(), OpenMenu()], [OpenSupport()]], reading.words)
    )


HANDLERS = [
    OpenShared.handler(for_members(shared)),
    OneShare.handler(for_members(one)),
    TakeItBack.handler(for_members(take_back)),
]
LETTERS = {LOST: LetterKind(_lost, waits_for_morning=True)}
