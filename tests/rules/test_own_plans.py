"""Plans a network writes: whatever is typed and tapped, they add up, fit in ninety minutes and begin with a yes."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import own_plans
from mentoring.own_plans import NothingPlanned, NoYesRound, PlanNameTaken, StepDoesNotFit, StepTakesNoTime, UnclearStep
from mentoring.plans import Plan, Step, with_turns
from mentoring.problems import Problem, TooLong

KNOWN = ["yes round", "consent"]
PAUSE = Step(5, "Break", "Stretch.")
YES = Step(5, "Yes round")

steps = st.builds(
    Step, minutes=st.integers(1, 60), title=st.sampled_from(["Talk", "Break", "Yes round", "Consent first"])
)
moves = st.lists(st.tuples(st.sampled_from(["put", "change", "drop", "earlier", "break"]), st.integers(0, 8), steps))


@pytest.mark.parametrize(
    ("typed", "minutes", "title"),
    [
        ("10, Check-in", 10, "Check-in"),
        ("10 Check-in", 10, "Check-in"),
        (" 10 min Check-in ", 10, "Check-in"),
        ("10min: Check-in", 10, "Check-in"),
        ("10 minutes - Two truths", 10, "Two truths"),
        ("5. 3 good things", 5, "3 good things"),
        ("12, Minutes of the last time", 12, "Minutes of the last time"),
        ("10,\n Check-in", 10, "Check-in"),
    ],
)
def test_a_step_is_read_the_way_people_type_it(typed: str, minutes: int, title: str) -> None:
    assert own_plans.read_step(typed) == (minutes, title)


@pytest.mark.parametrize("typed", ["Check-in", "10", "10 minutes", "ten, Check-in", "105", "", "-5, Talk"])
def test_what_is_no_step_is_refused(typed: str) -> None:
    with pytest.raises(UnclearStep):
        own_plans.read_step(typed)


def test_a_step_takes_a_minute_at_least_and_its_title_forty_letters_at_most() -> None:
    with pytest.raises(StepTakesNoTime):
        own_plans.read_step("0, Nothing")
    with pytest.raises(TooLong):
        own_plans.read_step(f"5, {'x' * 41}")
    assert own_plans.read_step(f"5, {'x' * 40}")[1] == "x" * 40


@given(moves)
def test_no_order_of_changes_goes_past_ninety_minutes_or_loses_a_minute(made: list[tuple[str, int, Step]]) -> None:
    written: tuple[Step, ...] = ()
    for act, place, step in made:
        before = own_plans.total(written)
        with contextlib.suppress(Problem):
            if act == "put":
                written = own_plans.put(written, step)
                assert own_plans.total(written) == before + step.minutes
            elif act == "break":
                written = own_plans.with_break(written, PAUSE)
            elif place < len(written):
                written = _moved(written, act, place, step)
        assert own_plans.total(written) <= 90
        assert all(step.minutes >= 1 for step in written)


def _moved(written: tuple[Step, ...], act: str, place: int, step: Step) -> tuple[Step, ...]:
    if act == "change":
        return own_plans.change(written, place, step)
    if act == "drop":
        return own_plans.drop(written, place)
    moved = own_plans.earlier(written, place)
    assert sorted(moved, key=str) == sorted(written, key=str)
    return moved


@given(st.lists(steps, max_size=8))
def test_a_plan_that_is_kept_adds_up_and_begins_with_a_yes(made: list[Step]) -> None:
    try:
        plan = own_plans.whole("x", "Ours", tuple(made), known_as=KNOWN)
    except Problem:
        return
    assert plan.total == sum(step.minutes for step in plan.steps) <= 90
    assert any("yes" in step.title.casefold() or "consent" in step.title.casefold() for step in plan.steps[:2])


def test_without_a_step_or_a_yes_nothing_is_kept() -> None:
    with pytest.raises(NothingPlanned):
        own_plans.whole("x", "Ours", (), known_as=KNOWN)
    with pytest.raises(NoYesRound):
        own_plans.whole("x", "Ours", (Step(5, "Arrive"), Step(5, "Talk"), YES), known_as=KNOWN)
    assert own_plans.whole("x", "Ours", (Step(5, "Arrive"), YES), known_as=KNOWN).total == 10


def test_a_step_that_does_not_fit_says_how_much_is_left() -> None:
    with pytest.raises(StepDoesNotFit) as refused:
        own_plans.put((Step(80, "Talk"),), Step(11, "More"))
    assert refused.value.facts == {"left": 10, "most": 90}
    with pytest.raises(StepDoesNotFit) as again:
        own_plans.change((Step(80, "Talk"), Step(5, "Close")), 1, Step(20, "Close"))
    assert again.value.facts == {"left": 10, "most": 90}


def test_a_break_is_wanted_over_an_hour_and_lands_near_the_middle() -> None:
    hour = (Step(5, "Arrive"), YES, Step(25, "One"), Step(25, "Two"))
    assert not own_plans.wants_break(hour, PAUSE)
    longer = (*hour, Step(20, "Three"))
    assert own_plans.wants_break(longer, PAUSE)
    paused = own_plans.with_break(longer, PAUSE)
    assert [step.title for step in paused] == ["Arrive", "Yes round", "One", "Break", "Two", "Three"]
    assert not own_plans.wants_break(paused, PAUSE)


def test_a_break_never_comes_before_the_yes() -> None:
    paused = own_plans.with_break((Step(60, "Story"), YES), PAUSE)
    assert own_plans.has_yes_round(paused, KNOWN)


def test_a_name_is_taken_however_it_is_written() -> None:
    with pytest.raises(PlanNameTaken):
        own_plans.check_name("regular CIRCLE", ["Regular circle"])
    assert own_plans.check_name("Ours", ["Regular circle"]) == "Ours"


def test_a_shipped_plan_is_taken_over_with_its_turns_spelled_out() -> None:
    plan = Plan("PL", "Short", 30, (Step(5, "Arrive"), Step(20, "One turn", turn="T"), Step(5, "Close")))
    spelled = with_turns(plan, {"T": [{"minutes": 8, "title": "Tell"}, {"minutes": 12, "title": "Wonder"}]})
    ours = own_plans.plainly(spelled)
    assert [step.title for step in ours] == ["Arrive", "One turn: Tell", "One turn: Wonder", "Close"]
    assert {step.turn for step in ours} == {None}
