"""Proposals as a coordinator sees them: a topic, a time, and whether it could be held. Never who, never how many."""

from datetime import datetime
from typing import Any

from telegram import Update

from handlers import errors, menu, planning
from handlers.circles import saying
from handlers.guards import for_roles
from handlers.menu import HomeDoor
from handlers.talk.buttons import Button, Said, Tap, in_rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring import small_numbers
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.proposals import NotEnoughYet, PlannedAlready, Proposal
from storage import people, proposals
from storage.core.database import Tx
from storage.core.letters import Letter


class OpenProposals(Button, prefix="pr-all", label="proposal-all"):
    """What there is enough to start with."""


class SeeProposal(Button, prefix="pr-see", label="proposal-see"):
    topic: str


class PlanIt(Button, prefix="pr-plan", label="proposal-plan-it"):
    """Into the planning form, topic and time filled in."""

    topic: str


menu.DOORS.append(HomeDoor(OpenProposals(), frozenset({Role.COORDINATOR}), more=True))
for _problem in (NotEnoughYet, PlannedAlready):
    errors.NEXT_STEPS[_problem] = [[OpenProposals()]]


@for_roles(Role.COORDINATOR)
async def browse(_: Update, turn: Turn) -> None:
    """Topics with enough to start; the others are not said."""
    found = await proposals.ready(turn.tx, saying.week())
    taps: list[Tap] = [Said(SeeProposal(one.topic), saying.topic(one.topic)[:24]) for one in found]
    turn.show("proposal-ready-ones" if taps else "proposal-none-ready", buttons=in_rows(taps))


@for_roles(Role.COORDINATOR)
async def see(_: Update, turn: Turn) -> None:
    """One proposal, in words and without a number under five."""
    found = await _ready(turn, turn.pressed(SeeProposal).topic)
    helping = small_numbers.shown(await proposals.helping(turn.tx, found.topic))
    turn.show(
        "proposal-page",
        buttons=[[PlanIt(found.topic), OpenProposals().named("form-back")]],
        topic=saying.topic(found.topic),
        time=saying.time_of_week(found.time.id) if found.time else "",
        known="yes" if found.time else "no",
        held="yes" if found.could_be_held else "no",
        how=helping.how.value,
        number=helping.number,
    )


async def _ready(turn: Turn, topic: str) -> Proposal:
    """Raises OldButton, PlannedAlready or NotEnoughYet."""
    if topic == saying.topic(topic):
        raise OldButton
    if await proposals.is_planned(turn.tx, topic):
        raise PlannedAlready
    found = await proposals.gathered(turn.tx, topic, saying.week())
    if not found.enough:
        raise NotEnoughYet
    return found


@for_roles(Role.COORDINATOR)
async def plan_it(_: Update, turn: Turn) -> None:
    """One tap: /newcircle with what people wished for."""
    found = await _ready(turn, turn.pressed(PlanIt).topic)
    given: dict[str, Any] = {"topic": found.topic}
    if found.time:
        given["first"] = found.time.next_after(turn.now, turn.zone).isoformat()
    await planning.begin(turn, given)


async def _enough(reading: Reading) -> Deed | None:
    """A line that tells a lock screen nothing; dropped when it is not so any more."""
    topic = str(reading.letter.about["topic"])
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    if reader is None or Role.COORDINATOR not in reader.roles or await proposals.is_planned(reading.tx, topic):
        return None
    if not (await proposals.gathered(reading.tx, topic, saying.week())).enough:
        return None
    return Send(reading.words("proposal-enough"), keyboard([[SeeProposal(topic), PlanIt(topic)]], reading.words))


async def _told(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if outcome.state == "dropped":
        await proposals.untold(tx, str(letter.about["topic"]))


HANDLERS = [OpenProposals.handler(browse), SeeProposal.handler(see), PlanIt.handler(plan_it)]
LETTERS = {proposals.READY: LetterKind(_enough, settled=_told, waits_for_morning=True)}
