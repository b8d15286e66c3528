"""/broadcast: a new card asked for field by field, or a draft to go on with."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.opportunities import asking, cards, checking, timing
from handlers.opportunities.taps import NewEvent, NewOne, OpenDraft, SeeResults
from handlers.stories.taps import OpenDesk
from handlers.talk import forms
from handlers.talk.buttons import Said
from handlers.talk.forms import Answers, Form
from handlers.talk.turn import Turn
from mentoring.opportunities import Field
from mentoring.people import Role
from storage import opportunities

MOST_DRAFTS = 6


async def broadcast(_: Update, turn: Turn) -> None:
    """/broadcast: a new card, or one of the drafts."""
    drafts = await opportunities.drafts(turn.tx)
    kept = [[Said(OpenDraft(draft.id), cards.short(draft.title))] for draft in drafts[:MOST_DRAFTS]]
    key = "opportunities-broadcast-drafts" if kept else "opportunities-broadcast"
    stories = OpenDesk().named("opportunities-tap-story")
    turn.show(key, buttons=[[NewOne(), NewEvent(), stories], *kept, [SeeResults(), OpenMenu()]])


async def new_one(_: Update, turn: Turn) -> None:
    """Ask for the card, one field a message."""
    await forms.start(turn, CARD_FORM)


async def new_event(_: Update, turn: Turn) -> None:
    """Something to go to: with only those kinds to pick from."""
    await forms.start(turn, CARD_FORM, given={asking.EVENTS_ONLY: True})


async def open_draft(_: Update, turn: Turn) -> None:
    """Go on with a draft, where it was left."""
    draft = await opportunities.draft(turn.tx, turn.pressed(OpenDraft).opportunity)
    if not await timing.shown(turn, draft):
        checking.go_on_with(turn, draft)


async def _finish(turn: Turn, answers: Answers) -> None:
    await asking.allowed(turn)
    card = {field: str(answers[field]) for field in Field if field in answers}
    draft = await opportunities.add(turn.tx, card, now=turn.now)
    if answers.get(asking.SURE) == "no":
        checking.ask_what_to_fix(turn, draft, "opportunities-link-not-sure")
    else:
        checking.ask_fair(turn, draft)


CARD_FORM = forms.register(
    Form(
        "opportunity",
        (*(asking.question(field) for field in Field), asking.sure_question(tuple(Field))),
        _finish,
        allowed=asking.allowed,
        on_answer=asking.check_day,
    )
)

_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    CommandHandler("broadcast", _coordinators(broadcast)),
    NewOne.handler(_coordinators(new_one)),
    NewEvent.handler(_coordinators(new_event)),
    OpenDraft.handler(_coordinators(open_draft)),
]
