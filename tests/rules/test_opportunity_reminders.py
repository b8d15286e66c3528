"""A reminder may go once, when its time has come; and whose own reminder falls on the same day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import opportunities, opportunity_reminders
from mentoring.opportunity_reminders import RemindedAlready, SendingIsPaused, SentTooLongAgo, TooSoonToRemind
from mentoring.problems import Problem

SENT = datetime(2026, 2, 2, 10, tzinfo=UTC)
CLOSES = SENT + timedelta(days=60)
A_DAY = timedelta(days=1)


def refused(after: timedelta, **facts: bool) -> type[Problem] | None:
    told = {"paused": False, "settled": True, "reminded": False, **facts}
    try:
        opportunity_reminders.check(SENT, CLOSES, SENT + after, **told)
    except Problem as problem:
        return type(problem)
    return None


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (A_DAY - timedelta(seconds=1), TooSoonToRemind),
        (A_DAY, None),
        (30 * A_DAY - timedelta(seconds=1), None),
        (30 * A_DAY, SentTooLongAgo),
    ],
)
def test_it_may_go_from_the_first_results_until_nobody_knows_who_got_it(
    after: timedelta, why: type[Problem] | None
) -> None:
    assert refused(after) is why


@pytest.mark.parametrize(
    ("fact", "value", "why"),
    [
        ("reminded", True, RemindedAlready),
        ("paused", True, SendingIsPaused),
        ("settled", False, TooSoonToRemind),
    ],
)
def test_once_and_not_while_the_send_itself_is_under_way(fact: str, value: bool, why: type[Problem]) -> None:
    assert refused(2 * A_DAY, **{fact: value}) is why


@given(st.timedeltas(timedelta(), timedelta(days=90)), st.booleans(), st.booleans())
def test_what_was_reminded_of_is_never_reminded_of_again(after: timedelta, paused: bool, settled: bool) -> None:
    assert refused(after, reminded=True, paused=paused, settled=settled) is RemindedAlready


@given(
    st.integers(0, 40).map(lambda days: date(2026, 3, 10) + timedelta(days=days)),
    st.datetimes(datetime(2026, 2, 20), datetime(2026, 4, 20)),  # noqa: DTZ001 -- made aware in the next line
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Tokyo", "Africa/Accra"]),
)
def test_an_own_day_is_one_on_which_a_reminder_was_promised(closes: date, at: datetime, zone: str) -> None:
    now = at.replace(tzinfo=UTC)
    promised = opportunities.reminders(closes, now - timedelta(days=60), zone=zone)
    days = {due.astimezone(ZoneInfo(zone)).date() for due in promised}
    assert opportunity_reminders.is_own_day(closes, now, zone=zone) == (now.astimezone(ZoneInfo(zone)).date() in days)


def test_the_two_days_are_a_week_and_two_days_before_it_closes() -> None:
    closes = date(2026, 2, 27)
    own = [
        day
        for day in range(1, 28)
        if opportunity_reminders.is_own_day(closes, datetime(2026, 2, day, 20, tzinfo=UTC), zone="Europe/London")
    ]
    assert own == [20, 25]
