"""Two sends a week, and a third only for what closes soon."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring import pacing

NOW = datetime(2026, 2, 12, 12, tzinfo=UTC)
HOURS = st.lists(st.integers(0, 400), max_size=30)


def ago(*days: float) -> list[datetime]:
    return [NOW - timedelta(days=each) for each in days]


def test_a_third_in_a_week_waits_unless_it_closes_soon() -> None:
    assert pacing.may_send(ago(1), NOW)
    assert not pacing.may_send(ago(1, 2), NOW)
    assert pacing.may_send(ago(1, 2), NOW, urgent=True)


def test_the_spare_is_one() -> None:
    assert not pacing.may_send(ago(1, 2, 3), NOW, urgent=True)


def test_somebody_who_asked_for_one_a_week_gets_one_and_the_spare() -> None:
    assert not pacing.may_send(ago(1), NOW, a_week=1)
    assert pacing.may_send(ago(1), NOW, a_week=1, urgent=True)
    assert pacing.next_send(ago(1), NOW, a_week=1) == NOW + timedelta(days=6)
    assert not pacing.may_send(ago(1, 2), NOW, a_week=40)


def test_a_week_later_the_room_is_back() -> None:
    assert pacing.may_send(ago(7, 2), NOW)
    assert pacing.next_send(ago(5, 2), NOW) == NOW + timedelta(days=2)
    assert pacing.next_send(ago(5), NOW) == NOW


@given(HOURS, st.lists(st.booleans(), min_size=30, max_size=30))
def test_however_often_we_try_no_week_holds_more_than_three(gaps: list[int], urgent: list[bool]) -> None:
    sent: list[datetime] = []
    at = NOW
    for gap, closing_soon in zip(gaps, urgent, strict=False):
        at += timedelta(hours=gap)
        if pacing.may_send(sent, at, urgent=closing_soon):
            sent.append(at)
    for first in sent:
        assert sum(first <= other < first + pacing.A_WEEK for other in sent) <= 3


@given(HOURS, st.booleans())
def test_the_next_send_is_allowed_when_it_comes(hours: list[int], urgent: bool) -> None:
    sent = [NOW - timedelta(hours=each) for each in hours]
    at = pacing.next_send(sent, NOW, urgent=urgent)
    assert at >= NOW
    assert pacing.may_send(sent, at, urgent=urgent)
