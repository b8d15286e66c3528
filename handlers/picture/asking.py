"""/picture: a coordinator asks, and it is drawn between two turns."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import OpenMenu, OpenPicture
from handlers.guards import for_roles
from handlers.menu import HomeDoor
from handlers.picture import easel, saying
from handlers.picture.letters import CAPTION_LETTERS, PICTURE
from handlers.picture.taps import OpenPage
from handlers.talk.buttons import Rows
from handlers.talk.pieces import utf16
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import insights as rules
from mentoring.insights import Picture
from mentoring.people import PersonId, Role
from storage import insights
from storage.core import letters
from storage.core.letters import Lane

log = structlog.get_logger("picture")

menu.DOORS.insert(1, HomeDoor(OpenPicture(), frozenset({Role.COORDINATOR})))

_last: dict[PersonId, datetime] = {}
"""When each coordinator was last drawn one. It is forgotten with the process: then they may ask at once."""


@for_roles(Role.COORDINATOR)
async def ask(_: Update, turn: Turn) -> None:
    """What is drawn is read here, in the turn; drawing it takes about a second. Raises PictureJustDrawn."""
    rules.check_pace(_last.get(turn.person), turn.now)
    picture = await insights.picture(turn.tx, turn.now)
    if not picture.circles:
        turn.say("picture-no-circles", buttons=[[OpenMenu()]])
        return
    turn.say("picture-coming", buttons=_ways_on(turn))
    turn.later(_drawing(turn.person, picture, turn.words, turn.zone))


def _ways_on(turn: Turn) -> Rows:
    return [[OpenPage(), OpenMenu()]] if turn.house.settings.web.public_url else [[OpenMenu()]]


def _drawing(person: PersonId, picture: Picture, words: Words, zone: str) -> Callable[[Any], Awaitable[None]]:
    async def draw(desk: Any) -> None:
        now = desk.clock.now()
        _last[person] = now
        name, said = "", saying.text(picture, words, zone, saying.lead(words, zone, now))
        try:
            png = await easel.draw(saying.board(picture, words, zone, now))
            name = easel.hold(easel.Drawn(picture, png))
        except easel.DrawingFailed:
            log.warning("not-drawn")
        about: letters.About = {"drawing": name, "words": int(utf16(said) > CAPTION_LETTERS)}
        async with desk.database.begin() as tx:
            await letters.owe(tx, kind=PICTURE, to=person, due=now, about=about, lane=Lane.REPLY)

    return draw


HANDLERS = [
    CommandHandler("picture", ask),
    OpenPicture.handler(ask),
]
