"""No released table lets a count under five be worked out, not even by someone who knows the rule and the sum."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import small_numbers
from mentoring.small_numbers import FEW, MIN_CELL, NOT_SHOWN, How, Shown

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 200), min_size=1)


@pytest.mark.parametrize("count", range(5))
def test_under_five_is_fewer_than_five_and_so_is_none(count: int) -> None:
    assert small_numbers.shown(count) == FEW


@pytest.mark.parametrize(("count", "said"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (38, 40), (42, 40), (43, 45)])
def test_other_counts_are_rounded_to_the_nearest_five(count: int, said: int) -> None:
    assert small_numbers.shown(count) == Shown(How.ABOUT, said)


def test_a_count_under_zero_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="never under zero"):
        small_numbers.shown(-1)


def test_a_second_cell_is_hidden_when_the_first_could_be_worked_out() -> None:
    assert small_numbers.hide_second({"reached": 42, "not reached": 4}) == {"reached": NOT_SHOWN, "not reached": FEW}


def test_two_hidden_cells_hide_each_other() -> None:
    assert small_numbers.hide_second({"nhs": 30, "council": 2, "voluntary": 3}) == {
        "nhs": Shown(How.ABOUT, 30),
        "council": FEW,
        "voluntary": FEW,
    }


def test_without_small_cells_nothing_is_hidden() -> None:
    assert small_numbers.hide_second({"nhs": 12, "council": 5}) == {
        "nhs": Shown(How.ABOUT, 10),
        "council": Shown(How.ABOUT, 5),
    }


@pytest.mark.parametrize("total", range(9))
def test_a_small_total_gives_no_breakdown(total: int) -> None:
    released = small_numbers.table({"yes": total, "no": 0}).cells
    assert set(released.values()) == {NOT_SHOWN}


@given(COUNTS)
def test_no_number_under_five_is_ever_printed(cells: dict[str, int]) -> None:
    released = small_numbers.table(cells)
    for name, cell in [*released.cells.items(), ("total", released.total)]:
        assert cell.how is not How.ABOUT or cell.number >= MIN_CELL
        assert cell.how is not How.ABOUT or name == "total" or abs(cell.number - cells[name]) <= 2


def _worlds(names: str, most: int) -> Iterable[dict[str, int]]:
    """Every way to share out up to `most` people."""
    every = product(range(most + 1), repeat=len(names))
    return (dict(zip(names, counts, strict=True)) for counts in every if sum(counts) <= most)


@pytest.mark.parametrize("sum_known", [False, True])
@pytest.mark.parametrize(("names", "most"), [("ab", 40), ("abc", 30), ("abcd", 17)])
def test_whoever_tries_every_world_cannot_pin_down_a_small_cell(names: str, most: int, sum_known: bool) -> None:
    possible: defaultdict[tuple[object, ...], list[dict[str, int]]] = defaultdict(list)
    for world in _worlds(names, most):
        released, total = small_numbers.table(world), sum(world.values())
        known = total if sum_known and total >= MIN_CELL else None
        if released.total.number + 2 <= most:
            possible[(*released.cells.values(), released.total, known)].append(world)
    for worlds in possible.values():
        for name in names:
            values = {world[name] for world in worlds}
            assert len(values) > 1 or min(values) >= MIN_CELL
            if small_numbers.table(worlds[0]).cells[name] == FEW:
                assert values == set(range(MIN_CELL))
