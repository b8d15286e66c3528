"""A rest from circles: whom it may be given, how long it stands, and that it stands to its very end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.people import PersonId, Role
from mentoring.resting import (
    HOLDING,
    LENGTHS,
    HoldsCircles,
    OwnRest,
    RestedFromCircles,
    check_rest,
    check_seat,
    ends,
)

NOW = datetime(2026, 2, 2, 10, tzinfo=UTC)
ROLES = st.sets(st.sampled_from(list(Role)))


@given(days=st.sampled_from(LENGTHS), later=st.timedeltas(timedelta(), timedelta(days=120)))
def test_no_seat_before_its_end_and_none_is_refused_after(days: int, later: timedelta) -> None:
    until = ends(NOW, days)
    if later < timedelta(days=days):
        with pytest.raises(RestedFromCircles) as refused:
            check_seat(until, NOW + later)
        left = refused.value.facts["days"]
        assert isinstance(left, int)
        assert timedelta(days=left - 1) < until - (NOW + later) <= timedelta(days=left)
    else:
        check_seat(until, NOW + later)


def test_whoever_does_not_rest_may_take_a_seat() -> None:
    check_seat(None, NOW)


@pytest.mark.parametrize("days", [0, 1, -28, 365])
def test_only_the_lengths_that_are_offered_are_given(days: int) -> None:
    with pytest.raises(ValueError, match="length"):
        ends(NOW, days)


@given(roles=ROLES)
def test_nobody_who_holds_circles_is_rested_and_nobody_rests_themselves(roles: set[Role]) -> None:
    ama, nana = PersonId("ama"), PersonId("nana")
    with pytest.raises(OwnRest):
        check_rest(nana, roles, by=nana)
    if roles & HOLDING:
        with pytest.raises(HoldsCircles):
            check_rest(ama, roles, by=nana)
    else:
        check_rest(ama, roles, by=nana)
