"""Plans add up, and so do the turns in them."""

import pytest

from mentoring import plans
from mentoring.plans import Plan, PlanDoesNotAddUp, PlanTooLong, Step, StepRow

SHORT = Plan("PL", "Short", 30, (Step(5, "Arrive"), Step(20, "One turn", turn="T"), Step(5, "Close")))
TURN: list[StepRow] = [{"minutes": 8, "title": "Tell"}, {"minutes": 12, "title": "Wonder", "say": "Open questions."}]


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


def test_a_turn_is_spelled_out_in_its_place() -> None:
    spelled = plans.with_turns(SHORT, {"T": TURN})
    assert [step.title for step in spelled.steps] == ["Arrive", "Tell", "Wonder", "Close"]
    assert [step.within for step in spelled.steps] == [None, "One turn", "One turn", None]
    assert plans.with_turns(spelled, {"T": TURN}) == spelled


def test_a_turn_that_does_not_fill_its_place_is_refused() -> None:
    with pytest.raises(PlanDoesNotAddUp):
        plans.with_turns(SHORT, {"T": TURN[:1]})
