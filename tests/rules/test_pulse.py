"""The pulse's weeks and hours, the word a week is answered with, and a network's week that gives nobody away."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import pulse
from mentoring.pulse import ANSWERS, FRIDAY, SKIPPED, Band, Question, Taps
from mentoring.small_numbers import MIN_CELL, NOT_SHOWN, shown

TIMES = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants them naive
ZONES = st.sampled_from(
    ("Europe/London", "Africa/Accra", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago")
)
TAPS = st.builds(
    Taps, *(st.sampled_from((*ANSWERS[question], SKIPPED)) for question in Question)
)  # fmt: skip
COUNTS = st.fixed_dictionaries(dict.fromkeys(Band, st.integers(0, 60)))


@given(TIMES, ZONES)
def test_friday_at_four_is_in_their_own_time_and_within_a_week(now: datetime, zone: str) -> None:
    asked = pulse.next_friday(now, zone)
    local = asked.astimezone(ZoneInfo(zone))
    assert now < asked <= now + timedelta(weeks=1, hours=1)
    assert (local.weekday(), local.time()) == (FRIDAY, time(16))


@given(TIMES, ZONES)
def test_a_friday_is_followed_by_the_next_one_and_both_are_in_weeks_of_their_own(now: datetime, zone: str) -> None:
    first = pulse.next_friday(now, zone)
    second = pulse.next_friday(first, zone)
    assert (second.astimezone(ZoneInfo(zone)).date() - first.astimezone(ZoneInfo(zone)).date()).days == 7
    assert pulse.week_of(second) - pulse.week_of(first) == timedelta(weeks=1)


@given(TIMES, ZONES)
def test_the_day_after_a_circle_is_asked_in_the_afternoon_within_a_day(now: datetime, zone: str) -> None:
    asked = pulse.evening(now, zone)
    assert now < asked <= now + timedelta(days=1, hours=1)
    assert asked.astimezone(ZoneInfo(zone)).time() == time(16)


@given(TIMES)
def test_a_week_runs_from_friday_to_thursday_and_the_last_one_is_over(now: datetime) -> None:
    began = pulse.week_of(now)
    assert began.weekday() == FRIDAY
    assert began <= now < began + timedelta(weeks=1)
    assert pulse.last_week(now) + timedelta(weeks=1) <= now


@given(TIMES)
def test_nothing_is_kept_for_more_than_eight_weeks(now: datetime) -> None:
    assert pulse.gone_by(now) == now - timedelta(weeks=8)
    assert pulse.week_of(now) > pulse.gone_by(now)


@given(TAPS)
def test_a_week_is_answered_by_its_hardest_tap(taps: Taps) -> None:
    said = {question: taps.of(question) for question in Question}
    hard = any(answer == ANSWERS[question][2] for question, answer in said.items())
    mixed = any(answer == ANSWERS[question][1] for question, answer in said.items())
    skipped = all(answer == SKIPPED for answer in said.values())
    wanted = None if skipped else Band.HARD if hard else Band.MIXED if mixed else Band.MOSTLY
    assert pulse.band(taps) is wanted


def test_until_all_three_are_in_there_is_no_word_for_a_week() -> None:
    assert pulse.band(Taps("hard", "not-really")) is None
    assert Taps("hard").next is Question.BELONGED
    assert Taps("hard", "not-really", "no").next is None


@pytest.mark.parametrize("question", list(Question))
def test_only_its_own_answers_and_a_skip_are_taken(question: Question) -> None:
    assert all(pulse.takes(question, answer) for answer in (*ANSWERS[question], SKIPPED))
    assert not pulse.takes(question, "10")


@given(COUNTS)
def test_under_five_in_all_nothing_is_shown_and_never_a_small_band(counts: dict[Band, int]) -> None:
    """H-04, K4: the bands are told apart only where each has five or more, and then as rounded numbers."""
    seen = pulse.network(counts)
    assert seen.is_shown is (sum(counts.values()) >= MIN_CELL)
    assert seen.is_broken_down is all(number >= MIN_CELL for number in counts.values())
    for band, cell in seen.table.cells.items():
        assert cell == (shown(counts[Band(band)]) if seen.is_broken_down else NOT_SHOWN)


@given(st.integers(5, 500), st.sampled_from(list(Band)))
def test_a_week_in_which_all_said_the_same_is_never_told_apart(total: int, band: Band) -> None:
    """H-04: «all of them had a hard week» would be about each of them."""
    assert not pulse.network({band: total}).is_broken_down


@given(COUNTS, COUNTS)
def test_whatever_is_hidden_looks_like_whatever_else_is_hidden(one: dict[Band, int], other: dict[Band, int]) -> None:
    """H-04: nothing but the rounded total tells two such weeks apart, so nothing can be worked out by taking away."""
    first, second = pulse.network(one), pulse.network(other)
    if not first.is_broken_down and not second.is_broken_down:
        assert first.table.cells == second.table.cells
        assert (first == second) is (first.table.total == second.table.total)
