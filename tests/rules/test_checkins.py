"""The rules of check-ins: dates that keep their wall time, awkward dates, and when to ask."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import checkins as rules
from mentoring.calendar import UK, Slot
from mentoring.checkins import Awkward, NoDatesLeft, Rhythm, Week

NOW = datetime(2026, 2, 2, 10, tzinfo=UTC)
ENDS = datetime(2026, 8, 2, 9, tzinfo=UTC)
SEVEN = time(19)
MEETING = Slot(datetime(2026, 4, 6, 18, tzinfo=UTC), 45)
EASTER_MONDAY = date(2026, 4, 6)


@given(
    rhythm=st.sampled_from(sorted(rules.REPEATING)),
    weekday=st.integers(0, 6),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
    hours=st.integers(0, 2 * 365 * 24),
)
def test_every_date_keeps_its_wall_time_and_weekday_within_the_six_months(
    rhythm: Rhythm, weekday: int, nth: int, hours: int
) -> None:
    begins = NOW + timedelta(hours=hours)
    ends = begins + timedelta(days=182)
    found = rules.dates(rhythm, weekday, SEVEN, UK, nth=nth, first_after=begins, ends=ends)
    local = [at.astimezone(ZoneInfo(UK)) for at in found]
    assert {(at.weekday(), at.time()) for at in local} == {(weekday, SEVEN)}
    assert begins <= found[0]
    assert found[-1] <= ends


def test_just_once_is_one_date() -> None:
    assert len(rules.dates(Rhythm.ONCE, 1, SEVEN, UK, first_after=NOW, ends=ENDS)) == 1


def test_nothing_is_booked_past_the_six_months() -> None:
    with pytest.raises(NoDatesLeft):
        rules.dates(Rhythm.MONTHLY, 1, SEVEN, UK, first_after=ENDS - timedelta(hours=1), ends=ENDS)


def test_what_follows_a_picked_date_begins_with_it() -> None:
    picked = datetime(2026, 2, 26, 18, tzinfo=UTC)
    found = rules.following(Rhythm.MONTHLY, picked, UK, ends=ENDS)
    assert found[:3] == [picked, datetime(2026, 3, 26, 18, tzinfo=UTC), datetime(2026, 4, 23, 17, tzinfo=UTC)]


def test_a_clash_outweighs_a_bank_holiday() -> None:
    free, off = Week(), Week(holidays=[EASTER_MONDAY])
    busy = Week(busy=[Slot(MEETING.start + timedelta(minutes=30), 60)], holidays=[EASTER_MONDAY])
    assert rules.awkward(MEETING, mine=free, theirs=free) is None
    assert rules.awkward(MEETING, mine=off, theirs=free) is Awkward.HOLIDAY
    assert rules.awkward(MEETING, mine=free, theirs=off) is Awkward.HOLIDAY
    assert rules.awkward(MEETING, mine=busy, theirs=free) is Awkward.YOURS
    assert rules.awkward(MEETING, mine=busy, theirs=busy) is Awkward.BUSY


def test_times_near_a_clash_are_free_and_ahead() -> None:
    busy = Week(busy=[Slot(MEETING.start + timedelta(days=1), 45)])
    found = rules.near(MEETING, mine=Week(), theirs=busy, zone=UK, now=MEETING.start - timedelta(hours=2))
    assert found == [MEETING.start + timedelta(days=days) for days in (2, 7, 8)]


def test_only_reminders_still_ahead_are_owed() -> None:
    start = NOW + timedelta(hours=5)
    assert rules.reminders(start, NOW) == [("hour", start - timedelta(hours=1))]
    assert rules.reminders(NOW + timedelta(minutes=30), NOW) == []


@pytest.mark.parametrize(
    ("newest_first", "nudged"),
    [
        ([], False),
        (["missed"], False),
        (["missed", "missed"], True),
        (["missed", "met", "missed"], False),
        (["missed", "missed", "missed"], False),
        (["missed"] * 4, True),
        (["met", "missed", "missed"], False),
    ],
)
def test_two_missed_in_a_row_are_noticed_once(newest_first: list[str], nudged: bool) -> None:
    assert rules.nudges(newest_first) is nudged


def test_the_mentee_is_asked_after_the_first_two_meetings_only() -> None:
    assert [rules.asks_how_it_goes(met) for met in range(4)] == [False, True, True, False]
