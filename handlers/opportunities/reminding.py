"""One reminder of a chance: a second look, then off it goes, and nobody is told how many got it."""

from telegram import Update

from handlers import errors
from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.opportunities.taps import RemindLater, SeeResults, SendReminder, YesRemind
from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn
from mentoring.opportunity_reminders import RemindedAlready, SendingIsPaused, SentTooLongAgo, TooSoonToRemind
from mentoring.people import Role
from mentoring.quiet_hours import USUAL
from storage import opportunities
from storage import opportunity_reminders as reminders
from storage.opportunities import Opportunity

for refusal in (RemindedAlready, TooSoonToRemind, SendingIsPaused, SentTooLongAgo):
    errors.NEXT_STEPS[refusal] = [[SeeResults(), OpenMenu()]]


async def rows(turn: Turn, found: Opportunity) -> Rows:
    """The button, while a reminder may go."""
    return [[SendReminder(found.id)]] if await reminders.may_go(turn.tx, found, turn.now) else []


async def send_reminder(_: Update, turn: Turn) -> None:
    """The second look: to whom, that it goes once, and whether it is late for some."""
    found = await opportunities.find(turn.tx, turn.pressed(SendReminder).opportunity)
    await reminders.check(turn.tx, found, turn.now)
    turn.show(
        "opportunities-remind-look",
        late="yes" if USUAL.is_quiet(turn.now) else "no",
        buttons=[[YesRemind(found.id), RemindLater(found.id)]],
    )


async def remind_later(_: Update, turn: Turn) -> None:
    """Not yet: nothing was sent."""
    found = await opportunities.find(turn.tx, turn.pressed(RemindLater).opportunity)
    turn.show("opportunities-remind-waiting", buttons=[[SeeResults(found.id), OpenMenu()]])


async def yes_remind(_: Update, turn: Turn) -> None:
    """Off it goes. A second tap, or another coordinator's, sends nothing more and hears the same."""
    found = await opportunities.find(turn.tx, turn.pressed(YesRemind).opportunity)
    await reminders.send(turn.tx, found, by=turn.person, now=turn.now)
    turn.show("opportunities-reminded", title=found.title, buttons=[[SeeResults(found.id), OpenMenu()]])


_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    SendReminder.handler(_coordinators(send_reminder)),
    RemindLater.handler(_coordinators(remind_later)),
    YesRemind.handler(_coordinators(yes_remind)),
]
