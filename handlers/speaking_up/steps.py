"""The planner's steps, as content/<language>/speaking_up.toml asks them, and what may follow (3.17)."""

from collections.abc import Sequence

from handlers.doors import NothingForNow, OpenConcern, OpenMenu, OpenRecord, OpenSupport
from handlers.locked.taps import Mine
from handlers.locked.tool import Step, Tool
from handlers.locked.writing import form_of
from handlers.speaking_up.taps import Begin, Change, LookAgain
from handlers.talk.buttons import Rows, Tap
from handlers.talk.words import Words, sets
from mentoring import speaking_up as rules
from mentoring.speaking_up import CHOICES, FIRST, Choice, Side
from storage import speaking_up

NAME = "speakup"


def _steps(words: Words, picked: Sequence[str]) -> tuple[Step, ...]:
    kept = sets("speaking_up", words.language)
    says = {row["id"]: str(row["says"]) for row in kept["choices"]}
    weighed = {
        rules.weighing(choice, side): Step(
            rules.weighing(choice, side),
            words.label("speakup-weigh", choice=says[choice], ask=str(kept["weighing"][side])),
            group=choice,
        )
        for choice in rules.in_order(picked)
        for side in Side
    }
    plain = {step: Step(step, str(ask)) for step, ask in kept["steps"].items()}
    ticks = Step(CHOICES, plain[CHOICES].ask, tuple(says[choice] for choice in Choice), tuple(Choice))
    first = Step(FIRST, plain[FIRST].ask, tuple(kept["first"]["options"]))
    known = {**plain, **weighed, CHOICES: ticks, FIRST: first}
    return tuple(known[step] for step in rules.steps(picked))


def my_plans() -> Mine:
    """The list."""
    return Mine(NAME)


def _after() -> Rows:
    """Nothing for now first; none of these sends anything (H-16)."""
    last: list[Tap] = [my_plans().named("speakup-mine"), OpenMenu(), OpenSupport()]
    talk = OpenConcern().named("concern-talk-to-someone")
    return [[NothingForNow(), LookAgain()], [OpenRecord().named("concern-write-down"), talk], last]


def _under(plan: str) -> Rows:
    return [[Change(plan), LookAgain()], [NothingForNow(), OpenRecord().named("concern-write-down")]]


def _front() -> Rows:
    return [[Begin(), LookAgain()]]


TOOL = Tool(NAME, speaking_up.SHELF, _steps, _after, _under, _front)
FORM = form_of(TOOL)
