"""Plans add up, and a clock on the wall tells where in them we are."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import plans
from mentoring.plans import Plan, PlanDoesNotAddUp, PlanTooLong, Step, StepRow, Where

BEGAN = datetime(2026, 2, 12, 19, 0, tzinfo=UTC)
SHORT = Plan("PL", "Short", 30, (Step(5, "Arrive"), Step(20, "One turn", turn="T"), Step(5, "Close")))
TURN: list[StepRow] = [{"minutes": 8, "title": "Tell"}, {"minutes": 12, "title": "Wonder", "say": "Open questions."}]


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


def test_a_plan_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(PlanDoesNotAddUp) as refused:
        Plan("PL", "Wrong", 30, (Step(5, "Arrive"), Step(20, "Talk")))
    assert refused.value.facts == {"steps": 25, "total": 30}


def test_a_plan_of_ninety_one_minutes_is_refused() -> None:
    with pytest.raises(PlanTooLong):
        Plan("PL", "Long", 91, (Step(91, "Talk"),))


def test_a_step_that_takes_no_time_is_refused() -> None:
    with pytest.raises(PlanDoesNotAddUp):
        Plan("PL", "Odd", 10, (Step(0, "Nothing"), Step(10, "Talk")))


@pytest.mark.parametrize(
    ("minutes", "where"),
    [
        (-3, Where(0, 5, 30)),
        (0, Where(0, 5, 30)),
        (4.5, Where(0, 1, 26)),
        (5, Where(1, 20, 25)),
        (24.99, Where(1, 1, 6)),
        (25, Where(2, 5, 5)),
        (30, Where(2, 0, 0)),
        (500, Where(2, 0, 0)),
    ],
)
def test_a_guide_always_knows_where_we_are(minutes: float, where: Where) -> None:
    assert plans.where_are_we(SHORT, BEGAN, at(minutes)) == where


def test_a_turn_is_spelled_out_in_its_place() -> None:
    spelled = plans.with_turns(SHORT, {"T": TURN})
    assert [step.title for step in spelled.steps] == ["Arrive", "Tell", "Wonder", "Close"]
    assert [step.within for step in spelled.steps] == [None, "One turn", "One turn", None]
    assert plans.with_turns(spelled, {"T": TURN}) == spelled


def test_a_turn_that_does_not_fill_its_place_is_refused() -> None:
    with pytest.raises(PlanDoesNotAddUp):
        plans.with_turns(SHORT, {"T": TURN[:1]})


@given(st.lists(st.integers(1, 15), min_size=1, max_size=6), st.integers(0, 5400))
def test_what_is_left_and_what_is_gone_make_the_whole(minutes: list[int], seconds: int) -> None:
    plan = Plan("PL", "Any", sum(minutes), tuple(Step(each, "Talk") for each in minutes))
    now = BEGAN + timedelta(seconds=seconds)
    where = plans.where_are_we(plan, BEGAN, now)
    starts = plans.step_starts(plan, BEGAN)
    later = sum(step.minutes for step in plan.steps[where.step + 1 :])
    assert starts[where.step] <= now
    assert where.left_in_all == where.left_in_step + later
    assert 0 <= where.left_in_step <= minutes[where.step]
