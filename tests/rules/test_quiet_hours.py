"""Quiet hours hold across midnight and through both clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentoring.quiet_hours import USUAL, QuietHours

LONDON = ZoneInfo("Europe/London")
INSTANTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])


def uk(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def test_the_night_is_quiet_and_eight_in_the_morning_is_not() -> None:
    assert USUAL.is_quiet(uk(7, 1, 21))
    assert USUAL.is_quiet(uk(7, 2, 7, 59))
    assert not USUAL.is_quiet(uk(7, 2, 8))
    assert not USUAL.is_quiet(uk(7, 1, 20, 59))


def test_what_comes_in_the_evening_waits_for_the_next_morning() -> None:
    assert USUAL.next_open(uk(7, 1, 23)) == uk(7, 2, 8)
    assert USUAL.next_open(uk(7, 2, 2)) == uk(7, 2, 8)


def test_by_day_nothing_waits() -> None:
    assert USUAL.next_open(uk(7, 1, 12)) == uk(7, 1, 12)


def test_the_morning_stays_at_eight_on_the_nights_the_clocks_change() -> None:
    assert USUAL.next_open(uk(3, 28, 22)) == uk(3, 29, 8)
    assert USUAL.next_open(uk(10, 24, 22)) == uk(10, 25, 8)


def test_a_quiet_end_in_the_doubled_hour_comes_once() -> None:
    early = QuietHours(time(22), time(1, 30))
    second_time_round = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert not early.is_quiet(second_time_round)


def test_the_same_time_twice_is_never_quiet() -> None:
    assert not QuietHours(time(9), time(9)).is_quiet(uk(7, 1, 9))


def test_a_quiet_afternoon_does_not_need_midnight() -> None:
    nap = QuietHours(time(13), time(15))
    assert nap.next_open(uk(7, 1, 14)) == uk(7, 1, 15)
    assert not nap.is_quiet(uk(7, 1, 23))


@given(INSTANTS, st.times(), st.times(), ZONES)
def test_the_next_open_moment_is_open_and_never_earlier(now: datetime, start: time, end: time, zone: str) -> None:
    hours = QuietHours(start, end, zone)
    opens = hours.next_open(now)
    assert not hours.is_quiet(opens)
    assert now <= opens <= now + timedelta(hours=50)
    assert hours.is_quiet(now) == (opens != now)
