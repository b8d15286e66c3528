"""/speakup: thinking it through, step by step, with nothing for now first (P-T4.02)."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import NothingForNow, OpenConcern, OpenMenu, OpenRecord, OpenSpeakUp, OpenSupport
from handlers.guards import for_members
from handlers.locked import writing
from handlers.reflections import showing
from handlers.speaking_up.steps import TOOL, my_plans
from handlers.speaking_up.taps import Begin
from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn


@for_members
async def front(_: Update, turn: Turn) -> None:
    """What it is, and the two lines that come before any choice."""
    if turn.message is not None:
        turn.clear([turn.message.message_id])  # that somebody asked is nobody else's business
    await showing.hide(turn)
    rows: Rows = [
        [NothingForNow(), Begin()],
        [my_plans().named("speakup-mine"), OpenRecord()],
        [OpenConcern().named("concern-talk-to-someone")],
        [OpenSupport(), OpenMenu()],
    ]
    turn.show("speakup-front", buttons=menu.open_rows(rows))


@for_members
async def begin(_: Update, turn: Turn) -> None:
    """A new plan."""
    await writing.start(turn, TOOL)


@for_members
async def nothing_for_now(_: Update, turn: Turn) -> None:
    """As good a choice as any; that it was tapped is kept nowhere."""
    await showing.hide(turn)
    turn.show("speakup-nothing", buttons=[[OpenMenu(), OpenSupport()]])


HANDLERS = [
    CommandHandler("speakup", front),
    OpenSpeakUp.handler(front),
    Begin.handler(begin),
    NothingForNow.handler(nothing_for_now),
]
