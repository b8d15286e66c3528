"""The picture of all circles gives no count under five away, not even to somebody who takes one number from another."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.circles import saying
from mentoring import circles, insights
from mentoring.insights import Need, Picture, PictureJustDrawn, Room, Standing
from mentoring.people import PersonId
from mentoring.small_numbers import FEW, MIN_CELL, How

NOW = datetime(2026, 2, 2, 10, tzinfo=UTC)
WELL = Standing("a", "Thursday circle", 6, 6, 6, 2, observed=True, open=True, door_kept=True, next_start=NOW)


def standings() -> st.SearchStrategy[list[Standing]]:
    """Any circles there could be: seats held or not, staff or none, people waiting."""
    one = st.builds(
        _standing,
        seats=st.sampled_from((5, 6)),
        seated=st.integers(0, 6),
        held=st.integers(0, 6),
        guides=st.integers(0, 2),
        observed=st.booleans(),
        open=st.booleans(),
        waiting=st.integers(0, 40),
    )
    return st.lists(one, max_size=6).map(lambda found: [replace(c, id=str(n)) for n, c in enumerate(found)])


def _standing(*, seats: int, seated: int, held: int, waiting: int, **rest: Any) -> Standing:
    seated = min(seats, seated)
    taken = min(seats, seated + held)
    return replace(WELL, seats=seats, seated=seated, taken=taken, waiting=waiting, **rest)


def numbers(picture: Picture) -> list[int]:
    """Every number of people that the picture holds."""
    waiting = [one.waiting.number for one in picture.circles if one.waiting.how is How.ABOUT]
    hopes = [picture.hopes.number] if picture.hopes.how is How.ABOUT else []
    return [picture.members.least, picture.members.most, *waiting, *hopes]


@given(standings(), st.integers(0, 60))
def test_every_number_of_people_is_a_multiple_of_five(found: list[Standing], hopes: int) -> None:
    assert [number for number in numbers(insights.picture(found, hopes=hopes)) if number % 5] == []


def worlds(seats: tuple[int, ...]) -> list[tuple[Standing, ...]]:
    """Every way in which circles of these sizes can be filled and held. Whoever tries them all knows the sizes."""
    each = [
        [
            replace(WELL, id=str(n), title=str(n), seats=most, seated=sat, taken=taken)
            for sat in range(most + 1)
            for taken in range(sat, most + 1)
        ]
        for n, most in enumerate(seats)
    ]
    return list(product(*each))


@pytest.mark.parametrize("seats", [(5,), (6,), (5, 6), (6, 6), (6, 6, 6)])
def test_no_released_table_lets_a_cell_under_5_be_worked_out_by_taking_away(seats: tuple[int, ...]) -> None:
    """H-04: for whatever is shown, a circle of under five could have had any number of members under four."""
    possible: defaultdict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for world in worlds(seats):
        shown = insights.picture(world, hopes=0)
        possible[(*sorted(shown.circles, key=lambda one: one.title), shown.members)].append(
            tuple(one.seated for one in world)
        )
    assert len(possible) > 1
    for counts in possible.values():
        for values in (set(column) for column in zip(*counts, strict=True)):
            assert min(values) >= MIN_CELL or values >= set(range(MIN_CELL - 1))


@given(standings(), st.integers(0, 6))
def test_somebody_more_in_a_small_circle_changes_no_sum(found: list[Standing], more: int) -> None:
    small = [replace(one, seated=min(one.taken, 4, more)) if one.seated < MIN_CELL else one for one in found]
    assert insights.picture(small, hopes=0) == insights.picture(found, hopes=0)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_a_single_short_waiting_list_is_not_left_to_be_worked_out(waiting: list[int]) -> None:
    found = [replace(WELL, id=str(n), title=str(n), waiting=many) for n, many in enumerate(waiting)]
    shown = [one.waiting for one in insights.picture(found, hopes=0).circles]
    assert shown.count(FEW) != 1 or len(shown) == 1 or any(one.how is How.NOT_SHOWN for one in shown)


@given(st.integers(5, 6), st.integers(0, 6), st.integers(0, 6))
def test_seats_are_spoken_of_as_they_are_to_a_member(seats: int, seated: int, held: int) -> None:
    people = [PersonId(str(n)) for n in range(seated + held)]
    rule = circles.Circle(seats, frozenset(people[:seated]), frozenset(people[seated:]))
    assert insights.room_of(seats, seated + held).value == saying.fullness(rule)


def test_a_circle_that_has_everything_needs_nothing() -> None:
    (seen,) = insights.picture([WELL], hopes=0).circles
    assert (seen.room, seen.needs, seen.is_pressing) == (Room.FULL, (), False)


@pytest.mark.parametrize(
    ("lacking", "needs"),
    [
        ({"open": False, "door_kept": False, "next_start": None, "seated": 0}, [Need.GROUP]),
        ({"door_kept": False}, [Need.DOOR]),
        ({"observed": False}, [Need.OBSERVER]),
        ({"guides": 0}, [Need.GUIDES]),
        ({"guides": 1}, [Need.GUIDE]),
        ({"next_start": None}, [Need.DATE]),
        ({"seated": 4}, [Need.MEMBERS]),
        ({"seated": 0, "observed": False}, [Need.OBSERVER, Need.MEMBERS]),
    ],
)
def test_what_is_missing_is_named(lacking: dict[str, object], needs: list[Need]) -> None:
    found = replace(WELL, **lacking)  # type: ignore[arg-type] # each row names fields of a standing
    assert list(insights.needs_of(found)) == needs


def test_those_that_cannot_meet_come_first_then_the_soonest() -> None:
    later = replace(WELL, id="b", title="later", next_start=NOW + timedelta(days=3))
    sooner = replace(WELL, id="c", title="sooner", seated=2)
    lacking = replace(WELL, id="d", title="lacking", guides=1, next_start=NOW + timedelta(days=9))
    undated = replace(WELL, id="e", title="undated", next_start=None)
    seen = insights.picture([later, sooner, lacking, undated], hopes=0).circles
    assert [one.title for one in seen] == ["undated", "lacking", "sooner", "later"]


def test_one_picture_a_minute() -> None:
    insights.check_pace(None, NOW)
    insights.check_pace(NOW, NOW + insights.A_WHILE)
    insights.check_pace(NOW, NOW - timedelta(hours=1))  # the clock was set back: nobody waits for it
    with pytest.raises(PictureJustDrawn):
        insights.check_pace(NOW, NOW + timedelta(seconds=59))
