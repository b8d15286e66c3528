"""When a message could not be saved: it is still in the chat, until it is sent again or left (J11)."""

from telegram import Update

from handlers import errors
from handlers.doors import OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections.asking import clear_and_tell
from handlers.reflections.page import PAGE
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.forms import CarryOn
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn


class LeaveIt(Button, prefix="rf-leave", label="page-leave-it"):
    """Let the page go, and clear the message that could not be saved too."""

    message: int


async def leave_it(_: Update, turn: Turn) -> None:
    """Nothing of the page is kept, and the chat is cleared of it."""
    await forms.let_go(turn)
    messages = [turn.pressed(LeaveIt).message, turn.message_id or 0]
    clear_and_tell(turn, [message for message in messages if message], "page-left")


def _steps(turn: Turn) -> Rows:
    again = CarryOn().named("page-try-again")
    return [[again, LeaveIt(turn.message_id or 0)], [OpenSupport()]]


async def _left(reading: Reading) -> post.Deed | None:
    key = "page-forgotten" if reading.letter.about["cleared"] else "page-forgotten-not-cleared"
    return post.Send(reading.words(key), keyboard([[OpenReflect(), OpenSupport()]], reading.words))


HANDLERS = [LeaveIt.handler(for_members(leave_it))]
LETTERS = {"page-left": LetterKind(_left)}
errors.AFTER_TROUBLE[PAGE] = _steps
