"""/record: a place to write down what happened, apart from reflections (3.18)."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import NothingForNow, OpenMenu, OpenRecord, OpenSpeakUp, OpenSupport
from handlers.guards import for_members
from handlers.locked import writing
from handlers.records.fields import TOOL, choices, my_notes
from handlers.records.taps import Begin
from handlers.reflections import showing
from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn
from storage import records
from storage.reflections import Opened


@for_members
async def front(_: Update, turn: Turn) -> None:
    """What it is, what it is not, and what a court may do."""
    if turn.message is not None:
        turn.clear([turn.message.message_id])  # that somebody asked is nobody else's business
    await showing.hide(turn)
    notes = my_notes().named("record-mine")
    rows: Rows = [[NothingForNow(), Begin()], [notes, OpenSpeakUp()], [OpenSupport(), OpenMenu()]]
    turn.show("record-front", buttons=menu.open_rows(rows))


@for_members
async def begin(_: Update, turn: Turn) -> None:
    """A new record, field by field."""
    await writing.start(turn, TOOL)


async def take_over(turn: Turn, page: Opened) -> None:
    """A page becomes a record in this turn, which erases the page: say so, and what may come next."""
    await records.begin_from(turn.tx, turn.person, page.every_part, zone=turn.zone, now=turn.now)
    turn.say("record-moved", buttons=menu.open_rows(choices()))


HANDLERS = [
    CommandHandler("record", front),
    OpenRecord.handler(front),
    Begin.handler(begin),
]
