"""Steps are asked in order, each once, whatever was skipped or chosen on the way."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring.records import FIELDS
from mentoring.step_by_step import next_step, still_asked

STEPS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(STEPS, STEPS)
def test_each_step_is_asked_once_and_in_order(steps: list[str], seen_before: list[str]) -> None:
    seen, asked = list(seen_before), []
    while (step := next_step(steps, seen)) is not None:
        asked.append(step)
        seen.append(step)
    assert asked == [step for step in steps if step not in seen_before]


@given(STEPS, st.lists(st.sampled_from("abcdefgh")))
def test_a_step_that_is_gone_counts_as_never_seen(steps: list[str], seen: list[str]) -> None:
    left = still_asked(steps, seen)
    assert set(left) == set(steps) & set(seen)
    assert len(left) == len(set(left))


def test_there_are_ten_fields_in_the_order_of_the_plan() -> None:
    assert FIELDS == ("IN1", "IN2", "IN3", "IN4", "IN5", "IN6", "IN7", "IN8", "IN9", "IN10")
