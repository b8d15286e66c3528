"""A story waits a day, goes out in the evening, and comes down when the teller said."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import stories
from mentoring.stories import HowLong, Length, ReasonMissing, Shape, StillCoolingOff

LONDON = ZoneInfo("Europe/London")


def uk(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("last_yes", "out"),
    [
        (uk(2, 10, 17, 59), uk(2, 11, 18)),
        (uk(2, 10, 18), uk(2, 11, 18)),
        (uk(2, 10, 18, 1), uk(2, 12, 18)),
        (uk(3, 28, 18), uk(3, 30, 18)),
        (uk(10, 24, 18), uk(10, 25, 18)),
    ],
)
def test_a_story_goes_out_at_six_once_a_full_day_has_passed(last_yes: datetime, out: datetime) -> None:
    assert stories.goes_out(last_yes) == out


@given(st.integers(0, 60 * 24 * 800))
def test_no_story_goes_out_before_its_teller_has_slept_on_it(minutes: int) -> None:
    last_yes = uk(1, 1, 0) + timedelta(minutes=minutes)
    out = stories.goes_out(last_yes)
    stories.check_cooled(last_yes, out)
    assert out - last_yes <= timedelta(hours=49)
    assert out.astimezone(LONDON).time() == time(18)


def test_nobody_can_share_it_sooner() -> None:
    with pytest.raises(StillCoolingOff):
        stories.check_cooled(uk(2, 10, 18), uk(2, 11, 17, 59))


def test_a_story_stays_as_long_as_its_teller_said() -> None:
    assert stories.comes_down(uk(2, 10, 18), HowLong.HALF_A_YEAR) == uk(8, 10, 18)
    assert stories.comes_down(uk(2, 10, 18), HowLong.A_YEAR) == datetime(2027, 2, 10, 18, tzinfo=UTC)
    assert stories.comes_down(uk(2, 10, 18), HowLong.UNTIL_I_SAY) is None


def test_words_are_counted_as_people_count_them() -> None:
    assert stories.word_count("One day – I said “no”.\n\nIt's 2026…") == 7
    assert stories.word_count(" … – ") == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [(59, Length.A_BIT_MORE), (60, Length.FINE), (800, Length.FINE), (801, Length.SPLIT_IN_TWO)],
)
def test_length_is_a_hint(words: int, said: Length) -> None:
    assert stories.length(words) is said


def test_speaking_up_comes_with_the_offer_of_a_call() -> None:
    assert [shape for shape in Shape if stories.offers_call_first(shape)] == [Shape.WHEN_I_SPOKE_UP]


def test_an_editor_who_says_no_says_why() -> None:
    stories.check_turned_down("The ward is named.")
    with pytest.raises(ReasonMissing):
        stories.check_turned_down(" . ")
