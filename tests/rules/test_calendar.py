"""Meeting times keep their wall time, avoid the night, and know when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import calendar
from mentoring.calendar import Every, InThePast, PartOfWeek, Pattern, Slot, TooLongAMeeting, UnkindHour

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Lagos"])
INSTANTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def uk(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON).astimezone(UTC)  # type: ignore[misc,arg-type]  # year to minute, as numbers


def test_the_first_tuesday_keeps_its_wall_time_through_both_clock_changes() -> None:
    tuesdays = Pattern(Every.MONTHS, 1, weekday=1, at=time(19), nth=1)
    found = calendar.occurrences(tuesdays, uk(2026, 3, 1), count=10)
    assert [at.astimezone(LONDON).hour for at in found] == [19] * 10
    assert {at.hour for at in found} == {18, 19}
    assert found[0] == uk(2026, 3, 3, 19)


def test_every_other_week_counts_from_the_first_that_fits() -> None:
    fortnights = Pattern(Every.WEEKS, 2, weekday=3, at=time(19))
    found = calendar.occurrences(fortnights, uk(2026, 2, 5, 19), until=uk(2026, 3, 5, 19))
    assert found == [uk(2026, 2, 5, 19), uk(2026, 2, 19, 19), uk(2026, 3, 5, 19)]


def test_a_day_whose_hour_has_gone_waits_for_the_next_one() -> None:
    weekly = Pattern(Every.WEEKS, 1, weekday=3, at=time(19))
    assert calendar.occurrences(weekly, uk(2026, 2, 5, 19, 1), count=1) == [uk(2026, 2, 12, 19)]


def test_a_time_the_clocks_skip_moves_forward_by_the_gap() -> None:
    assert calendar.instant(date(2026, 3, 29), time(1, 30), "Europe/London") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert calendar.instant(date(2026, 3, 29), time(1, 30), "Europe/London").astimezone(LONDON).time() == time(2, 30)


def test_of_a_time_that_comes_twice_the_first_is_taken() -> None:
    assert calendar.instant(date(2026, 10, 25), time(1, 30), "Europe/London") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@given(
    first_after=INSTANTS,
    zone=ZONES,
    every=st.sampled_from(Every),
    interval=st.integers(1, 6),
    weekday=st.integers(0, 6),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
    at=st.times(),
)
def test_every_occurrence_is_on_its_day_and_none_is_doubled(
    first_after: datetime, zone: str, every: Every, interval: int, weekday: int, nth: int, at: time
) -> None:
    found = calendar.occurrences(Pattern(every, interval, weekday, at, zone, nth), first_after, count=8)
    days = [one.astimezone(ZoneInfo(zone)).date() for one in found]
    assert found[0] >= first_after
    assert len(set(days)) == 8
    assert found == sorted(found)
    assert {day.weekday() for day in days} <= {weekday, (weekday + 1) % 7}
    if at < time(22):
        assert {day.weekday() for day in days} == {weekday}
        assert every is Every.WEEKS or set(days) == {
            calendar.nth_weekday(day.year, day.month, nth, weekday) for day in days
        }


def test_a_pattern_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="count or an until"):
        calendar.occurrences(Pattern(Every.WEEKS, 1, 0, time(9)), uk(2026, 1, 1))


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_day_and_its_nth_weekday_agree(day: date) -> None:
    nth, weekday = calendar.nth_weekday_of(day)
    back = calendar.nth_weekday(day.year, day.month, nth, weekday)
    assert back == day


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(-30, 30))
def test_months_on_never_skip_a_month(day: date, months: int) -> None:
    later = calendar.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_six_months_from_the_end_of_august_is_the_end_of_february() -> None:
    assert calendar.months_later(uk(2026, 8, 31, 19), 6) == uk(2027, 2, 28, 19)


def test_a_week_later_is_the_same_time_on_the_clock() -> None:
    assert calendar.days_later(uk(2026, 10, 22, 19), 7) == uk(2026, 10, 29, 19)


@pytest.mark.parametrize("hour", [1, 2])
def test_nobody_meets_at_one_or_two_in_the_morning(hour: int) -> None:
    with pytest.raises(UnkindHour):
        calendar.check_kind_hours(uk(2026, 7, 1, hour, 59))


@pytest.mark.parametrize("when", [(2026, 7, 1, 0, 59), (2026, 7, 1, 3, 0)])
def test_the_hours_beside_the_night_are_kind(when: tuple[int, ...]) -> None:
    calendar.check_kind_hours(uk(*when))


def test_a_meeting_may_not_run_into_the_unkind_hours() -> None:
    with pytest.raises(UnkindHour):
        calendar.check_meeting(Slot(uk(2026, 7, 1, 0, 30), 60), now=uk(2026, 6, 1))


def test_ninety_minutes_are_fine_and_ninety_one_are_not() -> None:
    calendar.check_meeting(Slot(uk(2026, 7, 1, 19), 90), now=uk(2026, 6, 1))
    with pytest.raises(TooLongAMeeting) as refused:
        calendar.check_meeting(Slot(uk(2026, 7, 1, 19), 91), now=uk(2026, 6, 1))
    assert refused.value.facts == {"most": 90}


def test_now_is_already_the_past() -> None:
    with pytest.raises(InThePast):
        calendar.check_ahead(uk(2026, 7, 1), uk(2026, 7, 1))


def test_slots_that_touch_do_not_clash_and_slots_that_overlap_do() -> None:
    first, next_door = Slot(uk(2026, 7, 1, 19), 60), Slot(uk(2026, 7, 1, 20), 30)
    assert not first.clashes(next_door)
    assert not next_door.clashes(first)
    assert first.clashes(Slot(uk(2026, 7, 1, 19, 59), 30))


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_slot_without_minutes_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="some minutes"):
        Slot(uk(2026, 7, 1), minutes)


def test_the_day_the_clocks_change_is_named() -> None:
    assert calendar.clock_change_between(uk(2026, 3, 24, 19), uk(2026, 3, 31, 19)) == date(2026, 3, 29)
    assert calendar.clock_change_between(uk(2026, 10, 31), uk(2026, 10, 1)) == date(2026, 10, 25)


def test_a_year_apart_the_clocks_have_changed_although_they_agree() -> None:
    assert calendar.clock_change_between(uk(2026, 1, 1), uk(2027, 1, 1)) == date(2026, 3, 29)


@given(INSTANTS, st.integers(0, 10_000))
def test_where_clocks_never_change_they_do_not(start: datetime, hours: int) -> None:
    assert calendar.clock_change_between(start, start + timedelta(hours=hours), "Africa/Lagos") is None


def test_a_poll_with_a_day_an_evening_and_a_weekend_suits_different_lives() -> None:
    day, evening, weekend, early = uk(2026, 2, 10, 12), uk(2026, 2, 10, 19), uk(2026, 2, 14, 16), uk(2026, 2, 10, 7)
    assert calendar.suits_different_lives([day, evening, weekend])
    assert calendar.suits_different_lives([day, evening, early])
    assert not calendar.suits_different_lives([day, evening])
    assert calendar.part_of_week(weekend) is PartOfWeek.WEEKEND


def test_a_late_evening_belongs_to_the_day_people_live_it() -> None:
    christmas = {date(2026, 12, 25)}
    assert calendar.on_a_bank_holiday(datetime(2026, 12, 25, 23, 30, tzinfo=UTC), christmas)
    assert not calendar.on_a_bank_holiday(datetime(2026, 12, 25, 23, 30, tzinfo=UTC), christmas, "Asia/Kolkata")
