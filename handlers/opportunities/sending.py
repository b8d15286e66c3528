"""While a send goes out: one message that shows how far it is, a pause, and taking it back."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.guards import for_roles
from handlers.opportunities import cards
from handlers.opportunities.taps import GoOn, Pause, SeeProgress, SeeResults, StopAndRecall
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, Edit, LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import small_numbers
from mentoring.people import Role
from storage import opportunities
from storage import opportunity_sends as sends
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.opportunities import Opportunity
from storage.opportunity_sends import Progress

BETWEEN = timedelta(seconds=2)


def progress_text(words: Words, opportunity: Opportunity, so_far: Progress) -> str:
    """«Sent to about 25 of 40», from rounded numbers, with a bar of them."""
    if opportunity.state == "recalled":
        return words("opportunities-recalled", title=opportunity.title)
    reached, of = small_numbers.shown(so_far.reached), small_numbers.shown(so_far.copies)
    state = "paused" if opportunity.state == "paused" else "done" if so_far.done else "going"
    return words(
        f"opportunities-progress-{state}",
        title=opportunity.title,
        bar=cards.bar(reached, of),
        sent=cards.count(words, reached),
        n=of.number,
        later="yes" if so_far.later >= small_numbers.MIN_CELL else "no",
    )


def progress_rows(opportunity: Opportunity, so_far: Progress) -> Rows:
    """What the sender may do at this point."""
    again: Rows = [[SeeResults(opportunity.id)]]
    if opportunity.state == "recalled":
        return again
    recall = StopAndRecall(opportunity.id)
    if opportunity.state == "paused":
        return [[GoOn(opportunity.id), recall]]
    return [[SeeResults(opportunity.id), recall]] if so_far.done else [[Pause(opportunity.id), recall]]


async def show(turn: Turn, opportunity: Opportunity) -> None:
    """How it goes, in the message that was tapped; later news comes into the same one."""
    so_far = await sends.progress(turn.tx, opportunity, turn.now)
    text = progress_text(turn.words, opportunity, so_far)
    turn.show_text(text, buttons=progress_rows(opportunity, so_far))


async def see_progress(_: Update, turn: Turn) -> None:
    """Show the progress here from now on."""
    opportunity = await opportunities.find(turn.tx, turn.pressed(SeeProgress).opportunity)
    await sends.watch(turn.tx, opportunity.id, by=turn.person, screen=turn.message_id)
    await show(turn, opportunity)


async def pause(_: Update, turn: Turn) -> None:
    """Hold what has not left."""
    opportunity = turn.pressed(Pause).opportunity
    await sends.pause(turn.tx, opportunity)
    await show(turn, await opportunities.find(turn.tx, opportunity))


async def go_on(_: Update, turn: Turn) -> None:
    """Let it go on."""
    opportunity = turn.pressed(GoOn).opportunity
    await sends.go_on(turn.tx, opportunity, now=turn.now)
    found = await opportunities.find(turn.tx, opportunity)
    await show(turn, found)
    await owe_progress(turn.tx, found, now=turn.now)


async def stop_and_recall(_: Update, turn: Turn) -> None:
    """Withdraw what waits, and change every copy that is out. Twice is once."""
    opportunity = turn.pressed(StopAndRecall).opportunity
    await sends.recall(turn.tx, opportunity, by=turn.person, now=turn.now)
    await show(turn, await opportunities.find(turn.tx, opportunity))


# The one message, kept up to date


def _topic(opportunity: str) -> str:
    return f"opportunity-progress:{opportunity}"


async def owe_progress(tx: Tx, opportunity: Opportunity, *, now: datetime) -> None:
    """Owe the sender a fresh look, unless one is owed already: never more than one every two seconds."""
    topic = _topic(opportunity.id)
    if opportunity.sent_by is None or opportunity.screen is None:
        return
    if any(letter.topic == topic for letter in tx.owed) or await sends.is_owed(tx, topic):
        return
    so_far = await sends.progress(tx, opportunity, now)
    await letters.owe(
        tx,
        kind="opportunity-progress",
        to=opportunity.sent_by,
        due=now + BETWEEN,
        about={"opportunity": opportunity.id, "settled": so_far.settled},
        topic=topic,
    )


async def _progress(reading: Reading) -> Deed | None:
    opportunity = await opportunities.find(reading.tx, str(reading.letter.about["opportunity"]))
    if opportunity.screen is None or opportunity.sent_by != reading.letter.person:
        return None
    so_far = await sends.progress(reading.tx, opportunity, reading.now)
    text = progress_text(reading.words, opportunity, so_far)
    return Edit(opportunity.screen, text, keyboard(progress_rows(opportunity, so_far), reading.words))


async def _shown(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Copies may have arrived since these words were made: owe one more look if any did."""
    opportunity = await opportunities.find(tx, str(letter.about["opportunity"]))
    so_far = await sends.progress(tx, opportunity, now)
    if outcome.state == "sent" and so_far.settled > int(letter.about["settled"]):
        await owe_progress(tx, opportunity, now=now)


_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    SeeProgress.handler(_coordinators(see_progress)),
    Pause.handler(_coordinators(pause)),
    GoOn.handler(_coordinators(go_on)),
    StopAndRecall.handler(_coordinators(stop_and_recall)),
]
LETTERS = {"opportunity-progress": LetterKind(_progress, _shown)}
