"""Turns: a plan has one, two or none, and they are dealt fairly among those who asked in private."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId
from mentoring.plans import Plan
from mentoring.problems import Problem


class NoTurnsInPlan(Problem):
    """This session's plan gives nobody a turn of their own."""


@dataclass(frozen=True)
class Ask:
    """Somebody who would like a turn, since when (UTC), and how many they have had in this season of the circle."""

    person: PersonId
    asked: datetime
    had: int = 0


def places(plan: Plan) -> int:
    """How many turns a plan has room for: two in a regular circle, one in a short one."""
    titles = [step.within or step.title for step in plan.steps if step.turn is not None]
    return len(dict.fromkeys(titles))


def check_any(plan: Plan) -> None:
    """Raises NoTurnsInPlan."""
    if not places(plan):
        raise NoTurnsInPlan


def deal(asks: Iterable[Ask]) -> list[PersonId]:
    """Who comes first: whoever has had fewer turns this season, then whoever asked first (P-M03)."""
    return [ask.person for ask in sorted(asks, key=lambda ask: (ask.had, ask.asked, ask.person))]
