"""/rules in private: the rules of one's circle, and for a guide the way to reword them."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from handlers.circles import agreed, saying
from handlers.circles.finding import own
from handlers.doors import OpenCircles, OpenRules, OpenSupport, RewordRules
from handlers.guards import for_members
from handlers.talk.buttons import Rows, Said
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage import circles
from storage.circles import Circle


@for_members
async def rules(_: Update, turn: Turn) -> None:
    """The one circle of most people; a list for those with more."""
    mine = await own(turn)
    if not mine:
        turn.show("rules-no-circle", buttons=[[OpenCircles(), OpenSupport()]])
    elif len(mine) == 1:
        await show(turn, mine[0])
    else:
        turn.show("rules-which", buttons=[[Said(OpenRules(circle.id), circle.title[:24])] for circle in mine])


async def own_circle(turn: Turn, circle_id: str) -> Circle:
    """A circle in which the speaker has a part at this moment. Raises OldButton otherwise."""
    found = next((circle for circle in await own(turn) if circle.id == circle_id), None)
    if found is None:
        raise OldButton
    return found


async def show(turn: Turn, circle: Circle) -> None:
    """The rules as they are now; whoever has not said so yet is asked whether they can keep them."""
    seated = await circles.seat_of(turn.tx, circle.id, turn.person) is not None
    observer = (await saying.holders(turn.tx, circle, turn.words))["observer"]
    if seated and await agreed.asks(turn.tx, circle, turn.person):
        await agreed.ask(turn, circle, observer)
        return
    now, team = await agreed.current(turn.tx, circle.id), await circles.staff(turn.tx, circle.id)
    guides: Rows = [[RewordRules(circle.id)]] if turn.person in team.guides else []
    turn.show(
        "rules-page",
        buttons=[*guides, [OpenCircles().named("form-back"), OpenSupport()]],
        title=circle.title,
        version=now.version,
        rules=agreed.told(turn.words, now.rules, observer),
    )


@for_members
async def open_rules(_: Update, turn: Turn) -> None:
    await show(turn, await own_circle(turn, turn.pressed(OpenRules).circle))


HANDLERS = [
    CommandHandler("rules", rules, filters=~filters.ChatType.GROUPS),
    OpenRules.handler(open_rules),
]
