"""Seasons: a circle has a length, counts down, ends with a circle of its own, and goes on only if enough say yes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from mentoring.people import PersonId

LENGTHS = (6, 8, 10)
LAST_CIRCLE = "PL7"
FEWEST_TO_GO_ON = 4
TOLD_AHEAD = 2
TIME_TO_SAY = timedelta(days=7)


@dataclass(frozen=True)
class Season:
    """How many circles it has (None: no end), and how many of them have taken place."""

    length: int | None
    done: int = 0

    @property
    def following(self) -> int:
        """The number of the next circle, counted from one."""
        return self.done + 1

    @property
    def is_over(self) -> bool:
        return self.length is not None and self.done >= self.length

    @property
    def to_come(self) -> int | None:
        """How many come after the next one; None without an end."""
        return None if self.length is None else max(0, self.length - self.following)

    @property
    def ends_soon(self) -> bool:
        """Is the end near enough to be spoken of: in the last circle, and the two before it?"""
        return self.to_come is not None and self.to_come <= TOLD_AHEAD

    def plan(self, usual: str) -> str:
        """The plan of the next circle: the last one looks back and says goodbye."""
        return LAST_CIRCLE if self.to_come == 0 else usual


def goes_on(yeses: Collection[PersonId], *, members: Collection[PersonId], helpers: Collection[PersonId]) -> bool:
    """Is there another season? At least four who sit in it said yes, and everybody who holds it."""
    wanting = set(yeses)
    return bool(helpers) and len(wanting & set(members)) >= FEWEST_TO_GO_ON and set(helpers) <= wanting
