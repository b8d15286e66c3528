"""Two from one team: no order of answers tells that somebody said no, or who."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.clashes import ASKED_FOR, Near, must_ask, settled

ASKED = datetime(2026, 2, 2, 10, tzinfo=UTC)
HOURS = st.integers(0, 60 * 48).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(("near", "asks"), list(zip(Near, (False, True, False, True), strict=True)))
def test_only_a_yes_or_a_maybe_asks_the_others(near: Near, asks: bool) -> None:
    assert must_ask(near) is asks


@given(st.lists(st.booleans()), HOURS)
def test_only_yeses_from_all_open_the_way(fine: list[bool], passed: timedelta) -> None:
    assert (settled(fine, asked_at=ASKED, now=ASKED + passed) is True) == all(fine)


@given(st.lists(st.booleans()).filter(lambda fine: not all(fine)), HOURS)
def test_without_them_it_ends_at_the_same_hour_whoever_is_missing(fine: list[bool], passed: timedelta) -> None:
    ended = settled(fine, asked_at=ASKED, now=ASKED + passed) is False
    assert ended == (passed >= ASKED_FOR)
