"""The plan's clock can be held and can go on early; the planned end stays, and ninety minutes are the most."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handlers.circles.saying import plan
from mentoring import plan_clock, sessions
from mentoring.circles import Room
from mentoring.people import PersonId
from mentoring.plan_clock import Clock, Where
from mentoring.plans import Plan, Step
from mentoring.sessions import Session, Stage

SEVEN = datetime(2026, 2, 12, 19, 0, tzinfo=UTC)
ROOM = Room(frozenset(map(PersonId, "abcd")), frozenset(map(PersonId, "ef")), PersonId("g"))
PLANS = st.sampled_from([f"PL{number}" for number in range(1, 9)]).map(plan)
TAPS = st.lists(
    st.tuples(st.sampled_from(("next", "pause", "resume", "new link", "look")), st.integers(0, 40)), max_size=30
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


SHORT = Clock(
    Plan("PL", "Short", 30, (Step(5, "Arrive"), Step(20, "Talk"), Step(5, "Close"))), SEVEN, SEVEN + minutes(30)
)


@dataclass
class Played:
    """A session as guides' taps leave it: who tapped what is a list of (tap, minutes since the tap before)."""

    session: Session
    clock: Clock
    now: datetime


def play(plan_id: str, late: int, taps: list[tuple[str, int]]) -> Played:
    shape = plan(plan_id)
    session = sessions.begin(Session(SEVEN, shape.total), ROOM, SEVEN + minutes(late))
    begun = session.begun or SEVEN
    clock, now = Clock(shape, begun, session.ends), begun
    for tap, after in taps:
        now += minutes(after)
        if now >= session.must_close_by:
            break
        if tap == "next":
            clock = plan_clock.go_on(clock, now)
        elif tap == "pause":
            clock = plan_clock.pause(clock, now)
        elif tap == "resume":
            clock = plan_clock.resume(clock, now)
    return Played(session, clock, now)


@given(st.sampled_from([f"PL{number}" for number in range(1, 9)]), st.integers(-10, 89), TAPS)
def test_no_order_of_taps_makes_a_session_longer(plan_id: str, late: int, taps: list[tuple[str, int]]) -> None:
    total = plan(plan_id).total
    assume(late < total - 10)
    played = play(plan_id, late, taps)
    planned_end = SEVEN + minutes(total + min(late, 0))
    assert played.clock.ends == planned_end == played.session.ends
    begun = played.session.begun or SEVEN
    closed = sessions.close(played.session, SEVEN + timedelta(days=1))
    assert closed.stage is Stage.CLOSED
    assert closed.closed is not None
    assert closed.closed <= planned_end
    assert closed.closed - begun <= minutes(90)
    assert all(played.now < at < planned_end for at, _ in plan_clock.step_changes(played.clock, played.now))


@given(st.sampled_from([f"PL{number}" for number in range(1, 9)]), st.integers(0, 30), TAPS)
def test_the_last_step_is_always_reached_unless_the_plan_is_held(
    plan_id: str, late: int, taps: list[tuple[str, int]]
) -> None:
    played = play(plan_id, late, taps)
    assume(played.clock.paused is None and played.now < played.clock.ends)
    last = len(played.clock.plan.steps) - 1
    before_the_end = played.clock.ends - timedelta(milliseconds=1)
    assert plan_clock.where(played.clock, before_the_end).step == last
    assert plan_clock.where(played.clock, played.clock.ends).left_in_all == 0


@given(PLANS.map(lambda each: each.id), TAPS)
def test_each_change_that_was_promised_has_come_when_it_is_due(plan_id: str, taps: list[tuple[str, int]]) -> None:
    played = play(plan_id, 0, taps)
    for at, step in plan_clock.step_changes(played.clock, played.now):
        assert played.clock.plan.steps[plan_clock.where(played.clock, at).step] == step


@given(PLANS.map(lambda each: each.id), TAPS)
def test_a_plan_never_runs_backwards(plan_id: str, taps: list[tuple[str, int]]) -> None:
    places = [
        plan_clock.reached(played.clock, played.now)
        for count in range(len(taps) + 1)
        if (played := play(plan_id, 0, taps[:count]))
    ]
    assert all(later >= earlier - timedelta(milliseconds=1) for earlier, later in pairwise(places))


@pytest.mark.parametrize(
    ("count", "where"),
    [
        (-3, Where(0, 5, 33, SEVEN + minutes(5))),
        (0, Where(0, 5, 30, SEVEN + minutes(5))),
        (4.5, Where(0, 1, 26, SEVEN + minutes(5))),
        (5, Where(1, 20, 25, SEVEN + minutes(25))),
        (24.9, Where(1, 1, 6, SEVEN + minutes(25))),
        (25, Where(2, 5, 5, SEVEN + minutes(30))),
        (30, Where(2, 0, 0, SEVEN + minutes(30))),
        (500, Where(2, 0, 0, SEVEN + minutes(30))),
    ],
)
def test_a_guide_always_knows_where_we_are(count: float, where: Where) -> None:
    assert plan_clock.where(SHORT, SEVEN + minutes(count)) == where


@given(st.lists(st.integers(1, 15), min_size=1, max_size=6), st.integers(0, 5400))
def test_what_is_left_and_what_is_gone_make_the_whole(lengths: list[int], seconds: int) -> None:
    whole = Plan("PL", "Any", sum(lengths), tuple(Step(each, "Talk") for each in lengths))
    place = plan_clock.where(Clock(whole, SEVEN, SEVEN + minutes(whole.total)), SEVEN + timedelta(seconds=seconds))
    assert place.left_in_all == place.left_in_step + sum(lengths[place.step + 1 :])
    assert place.left_in_all == max(0, -(-(whole.total * 60 - seconds) // 60))
    assert 0 <= place.left_in_step <= lengths[place.step]


def test_a_pause_holds_the_step_and_takes_its_time_from_what_is_left() -> None:
    clock = Clock(plan("PL2"), SEVEN, SEVEN + minutes(90))
    held = plan_clock.pause(clock, SEVEN + minutes(6))
    assert plan_clock.where(held, SEVEN + minutes(20)).step == plan_clock.where(clock, SEVEN + minutes(6)).step
    assert plan_clock.where(held, SEVEN + minutes(20)).left_in_all == 70
    assert plan_clock.step_changes(held, SEVEN + minutes(20)) == []
    on = plan_clock.resume(held, SEVEN + minutes(20))
    assert plan_clock.where(on, SEVEN + minutes(20)).left_in_step == 4
    assert SEVEN + minutes(23) < plan_clock.where(on, SEVEN + minutes(20)).until < SEVEN + minutes(24)
    assert plan_clock.where(on, SEVEN + minutes(89)).step == len(on.plan.steps) - 1


@pytest.mark.parametrize("twice", [plan_clock.pause, plan_clock.resume])
def test_a_second_tap_changes_nothing(twice: Callable[[Clock, datetime], Clock]) -> None:
    clock = twice(Clock(plan("PL2"), SEVEN, SEVEN + minutes(90)), SEVEN + minutes(6))
    assert twice(clock, SEVEN + minutes(30)) == clock
