"""Figures that are always ratios, and how large a run is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

SLOT = 1 / 30
"""Seconds between two messages at Telegram's ceiling of thirty a second."""


@dataclass(frozen=True)
class Scale:
    """How much is done: enough to trust, or just enough to see that it works."""

    rounds: int = 5
    turns: int = 600
    slow_turns: int = 100
    steady_seconds: float = 8.0
    audience: int = 2000
    peer_audience: int = 600
    due_at_once: int = 1000
    circles: int = 200
    letters_waiting: int = 100_000
    idle_seconds: float = 15.0
    pages: int = 2000
    unlocking: int = 100
    unlock_seconds: float = 6.0


FULL = Scale()
QUICK = Scale(
    rounds=1,
    turns=40,
    slow_turns=5,
    steady_seconds=0.5,
    audience=40,
    peer_audience=40,
    due_at_once=40,
    circles=3,
    letters_waiting=200,
    idle_seconds=1.0,
    pages=100,
    unlocking=3,
    unlock_seconds=1.0,
)


@dataclass(frozen=True)
class Ratio:
    """Ours over theirs: the median of ours through the median of theirs, and the range over the interleaved rounds."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, ours: Sequence[float], theirs: Sequence[float]) -> "Ratio":
        """From figures of the same rounds, in the same order. Theirs are above zero."""
        by_round = [our / their for our, their in zip(ours, theirs, strict=True)]
        return cls(median(ours) / median(theirs), min(by_round), max(by_round))

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True)
class Line:
    """One line of the table. `met` is None where there is no goal, or it could not be measured."""

    goal_id: str
    what: str
    measured: str
    goal: str = ""
    met: bool | None = None
    figures: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For bench/results/."""
        return asdict(self)


def at_least(goal_id: str, what: str, ratio: Ratio, goal: float, **figures: Any) -> Line:
    """A goal met by being that large."""
    met = ratio.value >= goal
    return Line(goal_id, what, str(ratio), f"≥ {goal:g}", met, {**figures, "ratio": asdict(ratio)})


def at_most(goal_id: str, what: str, ratio: Ratio, goal: float, **figures: Any) -> Line:
    """A goal met by staying that small."""
    met = ratio.value <= goal
    return Line(goal_id, what, str(ratio), f"≤ {goal:g}", met, {**figures, "ratio": asdict(ratio)})


def beside(what: str, ratio: Ratio, **figures: Any) -> Line:
    """A figure without a goal, there to compare with."""
    return Line("", what, str(ratio), figures={**figures, "ratio": asdict(ratio)})


def p95(waits: Sequence[float]) -> float:
    """The wait that one in twenty exceeds; 0 without any."""
    ordered = sorted(waits)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] if ordered else 0.0
