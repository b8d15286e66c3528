"""Session plans: steps that add up to the minutes they promise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NotRequired, TypedDict

from mentoring.calendar import MAX_MINUTES
from mentoring.problems import Problem


class PlanTooLong(Problem):
    """A plan past ninety minutes (`most`)."""


class PlanDoesNotAddUp(Problem):
    """The steps come to other minutes (`steps`) than the plan promises (`total`)."""


class StepRow(TypedDict):
    """A step as content/<language>/plans.toml writes it."""

    minutes: int
    title: str
    say: NotRequired[str]
    turn: NotRequired[str]
    round: NotRequired[bool]
    opens: NotRequired[str]


class PlanRow(TypedDict):
    """A plan as content/<language>/plans.toml writes it."""

    id: str
    version: int
    source: str
    name: str
    suits: NotRequired[str]
    total: int
    steps: list[StepRow]


@dataclass(frozen=True)
class Step:
    """Some minutes with a title, the guide's line if there is one, and the turn it opens or belongs to.

    `round`: everybody is offered the word, one after another. `opens` names what a guide can open in it ("rules").
    """

    minutes: int
    title: str
    say: str | None = None
    turn: str | None = None
    within: str | None = None
    round: bool = False
    opens: str | None = None


@dataclass(frozen=True)
class Plan:
    """Steps that come to exactly `total` minutes, ninety at most (K2, P-M12)."""

    id: str
    name: str
    total: int
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if self.total > MAX_MINUTES:
            raise PlanTooLong(most=MAX_MINUTES)
        check_adds_up(self.steps, self.total)


def check_adds_up(steps: Iterable[Step], total: int) -> None:
    """Raises PlanDoesNotAddUp unless every step lasts and together they come to `total` minutes."""
    minutes = [step.minutes for step in steps]
    if sum(minutes) != total or any(each <= 0 for each in minutes):
        raise PlanDoesNotAddUp(steps=sum(minutes), total=total)


def plan_of(row: PlanRow) -> Plan:
    """A plan from its row. Raises PlanTooLong or PlanDoesNotAddUp."""
    return Plan(row["id"], row["name"], row["total"], tuple(map(step_of, row["steps"])))


def step_of(row: StepRow) -> Step:
    return Step(
        row["minutes"],
        row["title"],
        row.get("say"),
        row.get("turn"),
        round=row.get("round", False),
        opens=row.get("opens"),
    )


def with_turns(plan: Plan, turns: Mapping[str, Iterable[StepRow]]) -> Plan:
    """The plan with each turn spelled out in its own steps, marked as `within` the step they replace.

    Raises PlanDoesNotAddUp when a turn is longer or shorter than its place.
    """
    return Plan(plan.id, plan.name, plan.total, tuple(part for step in plan.steps for part in _parts(step, turns)))


def _parts(step: Step, turns: Mapping[str, Iterable[StepRow]]) -> tuple[Step, ...]:
    if step.turn is None or step.within is not None:
        return (step,)
    rows = tuple(turns[step.turn])
    parts = tuple(Step(row["minutes"], row["title"], row.get("say"), step.turn, step.title) for row in rows)
    check_adds_up(parts, step.minutes)
    return parts


def in_short(plan: Plan) -> tuple[Step, ...]:
    """The running order at a glance: each turn as one step, whatever it is made of."""
    short: list[Step] = []
    for step in plan.steps:
        if step.within is None:
            short.append(step)
        elif short and short[-1].title == step.within:
            short[-1] = replace(short[-1], minutes=short[-1].minutes + step.minutes)
        else:
            short.append(Step(step.minutes, step.within, turn=step.turn))
    return tuple(short)
