"""Recovery codes: three tries a day, counted from the first, whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.code_guesses import A_DAY, MOST_A_DAY, Guesses, TooManyCodes, one_more

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_three_a_day_and_again_the_next() -> None:
    count = None
    for _ in range(MOST_A_DAY):
        count = one_more(count, NOON)
    with pytest.raises(TooManyCodes):
        one_more(count, NOON + A_DAY - timedelta(seconds=1))

    assert one_more(count, NOON + A_DAY) == Guesses(1, NOON + A_DAY)


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    assert one_more(Guesses(MOST_A_DAY, NOON + timedelta(days=400)), NOON) == Guesses(1, NOON)


@given(gaps=st.lists(st.timedeltas(timedelta(), timedelta(hours=30)), max_size=40), most=st.integers(1, 5))
def test_however_they_are_spread_no_day_has_more(gaps: list[timedelta], most: int) -> None:
    now, count, taken = NOON, None, []
    for gap in gaps:
        now += gap
        try:
            count = one_more(count, now, most=most)
        except TooManyCodes:
            continue
        taken.append(now)
    for first in taken:
        assert sum(first <= at < first + A_DAY for at in taken) <= 2 * most
