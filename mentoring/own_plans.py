"""Plans a network writes itself: step by step, never past ninety minutes, with a yes from everybody at the start."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from mentoring.calendar import MAX_MINUTES
from mentoring.names import clean_text
from mentoring.plans import Plan, Step
from mentoring.problems import Problem

LONGEST_NAME = 24
"""It has to fit a button."""
LONGEST_TITLE = 40
LONGEST_LINE = 300
MOST_STEPS = 20
BREAK_AFTER = 60
"""Minutes past which a plan without a break is offered one."""
EARLY = 2
"""How many steps may pass before everybody has said yes (K5)."""

_STEP = re.compile(
    r"\s*(\d{1,4})(?:\s*min(?:ute)?s?\b\.?)?(?:\s*[,;:.·–—-]\s*|\s+)(?!min(?:ute)?s?\W*\Z)(\S.*)",
    re.IGNORECASE | re.DOTALL,
)


class UnclearStep(Problem):
    """It does not begin with minutes and go on with a title."""


class StepTakesNoTime(Problem):
    """A step of no minutes."""


class StepDoesNotFit(Problem):
    """More minutes than are left (`left`) of the ninety (`most`)."""


class TooManySteps(Problem):
    """More steps than a guide can hold (`most`)."""


class NothingPlanned(Problem):
    """A plan without a step."""


class NoYesRound(Problem):
    """Neither the first step nor the second asks everybody for their yes (K5)."""


class PlanNameTaken(Problem):
    """Another plan goes by this name."""


def read_step(text: str) -> tuple[int, str]:
    """Minutes and title out of «10, Check-in». Raises UnclearStep, StepTakesNoTime, NothingWritten or TooLong."""
    found = _STEP.fullmatch(text)
    if found is None:
        raise UnclearStep
    title = clean_text(found[2], LONGEST_TITLE)
    if int(found[1]) < 1:
        raise StepTakesNoTime
    return int(found[1]), title


def read_line(text: str) -> str:
    """The line the guide says. Raises NothingWritten or TooLong."""
    return clean_text(text, LONGEST_LINE)


def total(steps: Iterable[Step]) -> int:
    return sum(step.minutes for step in steps)


def put(steps: tuple[Step, ...], step: Step, place: int | None = None) -> tuple[Step, ...]:
    """The steps with one more, at `place` (counted from 0) or at the end. Raises StepDoesNotFit or TooManySteps."""
    at = len(steps) if place is None else place
    return _checked((*steps[:at], step, *steps[at:]), before=total(steps))


def change(steps: tuple[Step, ...], place: int, step: Step) -> tuple[Step, ...]:
    """Another step in this place. Raises StepDoesNotFit."""
    return _checked((*steps[:place], step, *steps[place + 1 :]), before=total(steps) - steps[place].minutes)


def drop(steps: tuple[Step, ...], place: int) -> tuple[Step, ...]:
    return (*steps[:place], *steps[place + 1 :])


def earlier(steps: tuple[Step, ...], place: int) -> tuple[Step, ...]:
    """The step one place up; the first stays where it is."""
    if place == 0:
        return steps
    return (*steps[: place - 1], steps[place], steps[place - 1], *steps[place + 1 :])


def _checked(steps: tuple[Step, ...], *, before: int) -> tuple[Step, ...]:
    if total(steps) > MAX_MINUTES:
        raise StepDoesNotFit(left=MAX_MINUTES - before, most=MAX_MINUTES)
    if len(steps) > MOST_STEPS:
        raise TooManySteps(most=MOST_STEPS)
    return steps


def has_yes_round(steps: tuple[Step, ...], known_as: Collection[str]) -> bool:
    """Whether everybody is asked for their yes in the first step or the second."""
    titles = [step.title.casefold() for step in steps[:EARLY]]
    return any(name.casefold() in title for title in titles for name in known_as)


def wants_break(steps: tuple[Step, ...], pause: Step) -> bool:
    """Over an hour, and no break: one is suggested, never forced."""
    return total(steps) > BREAK_AFTER and all(step.title != pause.title for step in steps)


def with_break(steps: tuple[Step, ...], pause: Step) -> tuple[Step, ...]:
    """A break as near the middle as steps allow, never before the yes round. Raises StepDoesNotFit or TooManySteps."""
    half = total(steps) / 2
    places = range(min(EARLY, len(steps)), len(steps) + 1)
    nearest = min(places, key=lambda place: abs(total(steps[:place]) - half))
    return put(steps, pause, nearest)


def whole(plan_id: str, name: str, steps: tuple[Step, ...], *, known_as: Collection[str]) -> Plan:
    """A plan to keep. Raises NothingPlanned, NoYesRound, PlanTooLong or PlanDoesNotAddUp."""
    if not steps:
        raise NothingPlanned
    if not has_yes_round(steps, known_as):
        raise NoYesRound
    return Plan(plan_id, name, total(steps), steps)


def check_name(name: str, taken: Iterable[str]) -> str:
    """Raises PlanNameTaken when another plan goes by it, however it is written."""
    if name.casefold() in {one.casefold() for one in taken}:
        raise PlanNameTaken
    return name


def plainly(plan: Plan) -> tuple[Step, ...]:
    """A plan's steps for a network to go on writing: turns stay spelled out, with their place in the title."""
    return tuple(replace(step, title=_title(step), turn=None, within=None) for step in plan.steps)


def _title(step: Step) -> str:
    return f"{step.within}: {step.title}" if step.within else step.title
