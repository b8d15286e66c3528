"""Being erased with a concern open: asked first what shall become of it."""

from telegram import Update

from handlers import privacy
from handlers.concerns.mine import finish_endings
from handlers.concerns.taps import LeaveThem
from handlers.doors import OpenPrivacy, OpenSupport
from handlers.guards import for_members
from handlers.talk import forms
from handlers.talk.turn import Turn
from storage import concern_endings, concerns


async def ask_first(turn: Turn) -> bool:
    """Close it, or leave it with no name? False when none is open."""
    if turn.speaker is None or not await concerns.mine(turn.tx, turn.speaker.id):
        return False
    close = LeaveThem(leave=False).named("concern-close-it")
    back = OpenPrivacy().named("privacy-back")
    turn.show("concern-one-open", buttons=[[close, LeaveThem(leave=True)], [back, OpenSupport()]])
    return True


@for_members
async def leave_them(_: Update, turn: Turn) -> None:
    """Kept until they are erased: if they stop there, nothing has changed."""
    await concern_endings.leave_them(turn.tx, turn.person, leave=turn.pressed(LeaveThem).leave)
    await forms.start(turn, privacy.FORM)


privacy.ASK_FIRST.append(ask_first)
privacy.ALSO_FINISH.append(finish_endings)

HANDLERS = [LeaveThem.handler(leave_them)]
