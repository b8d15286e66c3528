"""Starting a circle that is not there yet: who would join one, who could help run one; taken back at any time."""

from telegram import Update

from handlers.circles import saying
from handlers.doors import CouldHelp, OpenTimes, OpenWishes, WouldJoin
from handlers.guards import for_members
from handlers.talk import forms
from handlers.talk.buttons import Button, Tap, keyboard
from handlers.talk.forms import Answers, Choice, Form, PickOne, Question
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.proposals import MOST_TOPICS
from storage import circle_doors, people, proposals
from storage.proposals import Part

HELPERS = (Role.GUIDE, Role.OBSERVER)


class TakeBackWishes(Button, prefix="pr-back", label="proposal-take-back"):
    pass


class TellCoordinator(Button, prefix="pr-tell", label="proposal-tell-coordinator"):
    """With their name: they would like to be given a part."""


def _topics() -> list[Choice]:
    return [Choice(topic["id"], text=topic["says"]) for topic in sets("plans")["topics"]]


@for_members
async def would_join(_: Update, turn: Turn) -> None:
    """About what?"""
    await forms.start(turn, WISH, given={"part": "join"})


@for_members
async def could_help(_: Update, turn: Turn) -> None:
    """About what?"""
    await forms.start(turn, WISH, given={"part": "help"})


async def _ticked_one(_: Turn, __: Question, answers: Answers) -> None:
    if not answers["topics"]:
        raise PickOne


async def _keep(turn: Turn, answers: Answers) -> None:
    """Gathered with what others said. A helper without a part is asked whether a coordinator may hear their name."""
    part: Part = "help" if answers["part"] == "help" else "join"
    await proposals.wish(turn.tx, turn.person, part, answers["topics"], now=turn.now)
    await look_at_own(turn)
    mine: list[Tap] = [OpenTimes(), OpenWishes()]
    if part == "join":
        turn.show("proposal-noted", buttons=[mine])
    elif any(turn.holds(role) for role in HELPERS):
        turn.show("proposal-help-noted", buttons=[mine])
    else:
        turn.show("proposal-help-no-part", buttons=[[TellCoordinator()], mine])


async def look_at_own(turn: Turn) -> None:
    """Is there enough to start now, on any of what they would join?"""
    week = saying.week()
    for topic in (await proposals.of(turn.tx, turn.person)).get("join", []):
        await proposals.tell_when_enough(turn.tx, topic, week, now=turn.now)


@for_members
async def own_wishes(_: Update, turn: Turn) -> None:
    """What they said, for their eyes, and the way to take it back."""
    mine, hoping = await proposals.of(turn.tx, turn.person), await circle_doors.hopes(turn.tx, turn.person)
    if not mine and not hoping:
        turn.show("proposal-none-of-yours", buttons=[[WouldJoin(), CouldHelp()]])
        return
    lines = [
        turn.words(f"proposal-you-{part}", topics=", ".join(saying.topic(topic) for topic in topics))
        for part, topics in mine.items()
    ]
    if hoping:
        lines.append(turn.words("proposal-you-hope"))
    turn.show_text("\n".join(lines), buttons=[[TakeBackWishes(), OpenTimes()], [WouldJoin(), CouldHelp()]])


@for_members
async def take_back(_: Update, turn: Turn) -> None:
    """Nobody is told."""
    await proposals.withdraw(turn.tx, turn.person)
    await circle_doors.stop_hoping(turn.tx, turn.person)
    turn.show("proposal-taken-back")


@for_members
async def tell_coordinator(_: Update, turn: Turn) -> None:
    """Each coordinator hears their name, because they asked for that."""
    if "help" not in await proposals.of(turn.tx, turn.person):
        raise OldButton
    turn.unbutton()
    for coordinator in await people.holding(turn.tx, Role.COORDINATOR):
        turn.write_to(coordinator, "proposal-helper", about={"person": turn.person})
    turn.say("proposal-told")


async def _helper(reading: Reading) -> Deed | None:
    """While they still offer it, and its reader is still a coordinator."""
    person = PersonId(str(reading.letter.about["person"]))
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    name = await people.name_of(reading.tx, person)
    offers = "help" in await proposals.of(reading.tx, person)
    if not offers or name is None or reader is None or Role.COORDINATOR not in reader.roles:
        return None
    return Send(reading.words("proposal-helper", name=name), keyboard([], reading.words))


async def _is_member(turn: Turn) -> None:
    _ = turn.person


WISH = forms.register(
    Form(
        name="circle-wish",
        questions=[Question("topics", "proposal-topics", _topics(), many=MOST_TOPICS)],
        finish=_keep,
        allowed=_is_member,
        on_answer=_ticked_one,
    )
)

HANDLERS = [
    WouldJoin.handler(would_join),
    CouldHelp.handler(could_help),
    OpenWishes.handler(own_wishes),
    TakeBackWishes.handler(take_back),
    TellCoordinator.handler(tell_coordinator),
]
LETTERS = {"proposal-helper": LetterKind(_helper, waits_for_morning=True)}
NIGHTLY = [proposals.keep_times]
