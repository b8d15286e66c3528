"""Whose page it is, for when somebody asks to see it: the bot shows it to nobody, and says what the law may (J11)."""

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.reflections.tapped import MyPages
from handlers.talk.buttons import Button
from handlers.talk.turn import Turn


class SomeoneAsks(Button, prefix="rf-asks", label="page-someone-asks"):
    """A mentor, an employer or a regulator wants to see it."""


async def someone_asks(_: Update, turn: Turn) -> None:
    """The card; nothing is shown to anybody, and nothing is kept of asking."""
    turn.say("page-its-yours", buttons=[[MyPages().named("pages-back"), OpenSupport()]])


HANDLERS = [SomeoneAsks.handler(for_members(someone_asks))]
