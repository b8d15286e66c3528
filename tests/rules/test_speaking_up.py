"""Nothing for now is the first choice and one like any other; each choice that is picked is weighed three ways."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.talk.words import sets
from mentoring.speaking_up import WEEKS, Choice, NoSuchDate, Side, in_order, look_again, steps, weighing

NOW = datetime(2026, 2, 2, 10, tzinfo=UTC)
PICKED = st.lists(st.sampled_from([*Choice, "no-such-choice"]))


def test_nothing_for_now_comes_first_in_the_rule_and_in_the_words() -> None:
    """H-16."""
    assert next(iter(Choice)) is Choice.NOTHING
    assert [row["id"] for row in sets("speaking_up")["choices"]] == [str(choice) for choice in Choice]


@given(PICKED)
def test_picks_keep_the_order_in_which_they_were_offered(picked: list[str]) -> None:
    ordered = in_order(picked)
    assert list(ordered) == [choice for choice in Choice if choice in picked]


@given(PICKED)
def test_every_picked_choice_is_weighed_from_three_sides_and_no_other(picked: list[str]) -> None:
    asked = steps(picked)
    weighed = [step for step in asked if step.startswith("SP4-")]
    assert weighed == [weighing(choice, side) for choice in in_order(picked) for side in Side]
    assert [step for step in asked if step not in weighed] == ["SP1", "SP2", "SP3", "SP5", "SP6"]
    assert asked.index("SP3") == 2
    assert asked[-2:] == ("SP5", "SP6")


@pytest.mark.parametrize("weeks", WEEKS)
def test_a_date_is_so_many_weeks_from_now(weeks: int) -> None:
    assert look_again(NOW, weeks) == NOW + timedelta(weeks=weeks)


@given(st.integers().filter(lambda weeks: weeks not in WEEKS))
def test_no_other_date_is_taken(weeks: int) -> None:
    with pytest.raises(NoSuchDate):
        look_again(NOW, weeks)
