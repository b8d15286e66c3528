"""Proposals: when enough people would join a circle on one topic, at a time that most of them can make."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.circles import FEWEST_TO_RUN, GUIDES_NEEDED
from mentoring.people import PersonId
from mentoring.problems import Problem
from mentoring.times import Answers, WeekTime, best, left_out

ENOUGH = FEWEST_TO_RUN
TOLD_AGAIN_AFTER = timedelta(days=7)
MOST_TOPICS = 3


class NotEnoughYet(Problem):
    """Fewer than four would join at one time: somebody may have changed their mind."""


class PlannedAlready(Problem):
    """A circle on this topic is being planned."""


@dataclass(frozen=True)
class Proposal:
    """What may be said of one: the topic, the best time if there is one, and two yes-or-no facts. Never how many."""

    topic: str
    time: WeekTime | None
    enough: bool
    could_be_held: bool


def gather(
    topic: str,
    times: Sequence[WeekTime],
    answers: Collection[Answers | None],
    *,
    guides: AbstractSet[PersonId] = frozenset(),
    observers: AbstractSet[PersonId] = frozenset(),
) -> Proposal:
    """`answers` has one entry for each who would join: their times, or None for who has not said any.

    Somebody who has not said may be able to come; somebody who cannot make the best time is not counted (P-M15).
    """
    said = [one for one in answers if one is not None]
    found = next(iter(best(times, said)), None)
    out = len(said) if found is None else left_out(found, said)
    return Proposal(topic, found, len(answers) - out >= ENOUGH, could_hold(guides, observers))


def could_hold(guides: AbstractSet[PersonId], observers: AbstractSet[PersonId]) -> bool:
    """Can two be found to guide, and somebody else to look after wellbeing (K3)?"""
    return len(guides) >= GUIDES_NEEDED and bool(observers) and len(guides | observers) > GUIDES_NEEDED


def may_tell(told_at: datetime | None, now: datetime) -> bool:
    """Coordinators hear of one topic once; again only when a week has gone by."""
    return told_at is None or now - told_at >= TOLD_AGAIN_AFTER
