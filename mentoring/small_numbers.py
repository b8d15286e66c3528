"""Small numbers: counts shown so that nobody can be found out from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MIN_CELL = 5
ROUND_TO = 5
_SLACK = ROUND_TO // 2


class How(StrEnum):
    """How a count may be said: «about 40», «fewer than 5», «not shown»."""

    ABOUT = "about"
    FEWER_THAN = "fewer-than"
    NOT_SHOWN = "not-shown"


@dataclass(frozen=True)
class Shown:
    """What may be said of a count. `number` is the rounded count, the threshold, or 0 when nothing is shown."""

    how: How
    number: int = 0


FEW = Shown(How.FEWER_THAN, MIN_CELL)
NOT_SHOWN = Shown(How.NOT_SHOWN)


@dataclass(frozen=True)
class Table:
    """A breakdown that is safe to release, and its total."""

    cells: Mapping[str, Shown]
    total: Shown


def shown(count: int) -> Shown:
    """One count alone: hidden under five, zero too, else rounded to the nearest five (K4)."""
    if count < 0:
        raise ValueError("a count is never under zero")
    return FEW if count < MIN_CELL else Shown(How.ABOUT, (count + _SLACK) // ROUND_TO * ROUND_TO)


def hide_second(cells: Mapping[str, int]) -> dict[str, Shown]:
    """Counts that add up to something, each shown so that none under five can be worked out by taking away.

    Beside a single hidden count the next smallest is not shown either. If a hidden count could still be narrowed
    down, nothing of the breakdown is shown (H-04). Safe even for somebody who knows the exact sum and this rule.
    """
    release = {name: shown(count) for name, count in cells.items()}
    if list(release.values()).count(FEW) == 1 and len(cells) > 1:
        release[_second(cells)] = NOT_SHOWN
    return release if _is_safe(release, sum(cells.values())) else dict.fromkeys(cells, NOT_SHOWN)


def _second(cells: Mapping[str, int]) -> str:
    return min((name for name in cells if cells[name] >= MIN_CELL), key=lambda name: (cells[name], name))


def table(cells: Mapping[str, int]) -> Table:
    """A breakdown and its total. Under five in all, only that is said."""
    total = shown(sum(cells.values()))
    if total == FEW:
        return Table(dict.fromkeys(cells, NOT_SHOWN), total)
    return Table(hide_second(cells), total)


# It must look at nothing but what is released and the sum: a choice made on the true counts would give them away.
def _is_safe(release: Mapping[str, Shown], total: int) -> bool:
    cells = list(release.values())
    if FEW not in cells:
        return True
    ceiling = min((_most(cell) - 1 for cell in cells if cell.how is How.ABOUT), default=total)
    others_least = sum(_least(cell) for cell in cells)
    others_most = sum(ceiling if cell == NOT_SHOWN else _most(cell) for cell in cells) - _most(FEW)
    return total - others_most <= 0 and total - others_least >= _most(FEW)


def _least(cell: Shown) -> int:
    if cell.how is How.FEWER_THAN:
        return 0
    return max(MIN_CELL, cell.number - _SLACK)


def _most(cell: Shown) -> int:
    return MIN_CELL - 1 if cell.how is How.FEWER_THAN else cell.number + _SLACK
