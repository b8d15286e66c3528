"""Keeping in touch: nothing opens without two yeses, nothing reopens what was stopped, and time ends all of it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring import keeping_in_touch as rules
from mentoring.keeping_in_touch import LINE_KEPT, OPEN_FOR, WINDOW, Said, Stand
from tests.stage import MONDAY

STANDS = st.builds(Stand, st.sampled_from(Said), st.just(MONDAY + WINDOW), st.booleans())
ACTS = st.lists(st.sampled_from([rules.say_yes, rules.take_back, rules.stop]))
DAYS = st.floats(0, 60).map(lambda days: timedelta(days=days))


@given(one=STANDS, other=STANDS, apart=st.booleans())
def test_it_opens_with_two_yeses_and_nothing_between_them_alike_from_either_side(
    one: Stand, other: Stand, apart: bool
) -> None:
    opens = rules.are_two(one, other, apart=apart)
    assert opens == rules.are_two(other, one, apart=apart)
    assert opens == (one.said == other.said == Said.YES and not (one.shut or other.shut or apart))


@given(one=STANDS, other=STANDS, apart=st.booleans())
def test_a_line_passes_only_while_both_stand_open(one: Stand, other: Stand, apart: bool) -> None:
    passes = rules.passes(one, other, apart=apart)
    assert passes == rules.passes(other, one, apart=apart)
    assert not passes or {one.said, other.said} == {Said.BOTH}
    assert not (passes and (one.shut or other.shut or apart))


@given(acts=ACTS, shut=st.booleans())
def test_whatever_one_of_them_does_alone_it_never_opens_and_shut_stays_shut(acts: list[object], shut: bool) -> None:
    stand = rules.at_the_end(MONDAY, shut=shut)
    for act in acts:
        stand = act(stand)  # type: ignore[operator]  # one of the three rules
    assert stand.said in (Said.NOTHING, Said.YES)
    assert (stand.shut, stand.until) == (shut, MONDAY + WINDOW)


@given(acts=ACTS)
def test_what_was_stopped_stays_so(acts: list[object]) -> None:
    stand = rules.stop(Stand(Said.BOTH, MONDAY + OPEN_FOR))
    for act in acts:
        stand = act(stand)  # type: ignore[operator]  # one of the three rules
    assert stand.said is Said.STOPPED


@given(stand=STANDS)
def test_saying_the_same_twice_is_saying_it_once(stand: Stand) -> None:
    for act in (rules.say_yes, rules.take_back, rules.stop):
        assert act(act(stand)) == act(stand)


@given(after=DAYS)
def test_a_yes_counts_for_fourteen_days_from_the_end(after: timedelta) -> None:
    stand = rules.at_the_end(MONDAY, shut=False)
    assert rules.lasts(stand, MONDAY + after) == (after < timedelta(days=14))


@given(after=DAYS, later=DAYS)
def test_a_line_that_may_be_left_is_there_its_whole_time(after: timedelta, later: timedelta) -> None:
    stand = rules.opened(Stand(Said.YES, MONDAY + WINDOW), MONDAY)
    left = MONDAY + after
    if rules.may_leave_line(stand, left):
        assert left + LINE_KEPT <= stand.until
        assert rules.is_there(left, left + later) == (later < LINE_KEPT)
    assert not rules.may_leave_line(rules.stop(stand), left)


@given(after=DAYS)
def test_however_often_a_line_is_left_the_other_hears_once_a_day(after: timedelta) -> None:
    assert rules.may_knock(None, MONDAY)
    assert rules.may_knock(MONDAY, MONDAY + after) == (after >= timedelta(days=1))
    assert not rules.is_there(None, MONDAY)
