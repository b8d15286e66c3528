"""Words without a name: when they are shown, what in them points to somebody, how many there may be."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import unnamed
from mentoring.quiet_hours import QuietHours
from mentoring.sessions import Session, Stage
from mentoring.unnamed import AskedEnoughToday, AskedToday, CircleIsMeeting, EnoughWaiting, Points

ZONES = st.sampled_from(["Europe/London", "Asia/Tokyo", "America/New_York", "Pacific/Auckland"])
START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes, seconds=minutes % 7))
NOW = datetime(2026, 2, 12, 18, 0, tzinfo=UTC)


@given(MOMENTS, ZONES, st.timedeltas(timedelta(days=-1), timedelta(days=3)), st.integers())
def test_a_question_is_shown_at_a_fixed_time_of_day_never_at_night_and_never_around_a_session(
    now: datetime, zone: str, ahead: timedelta, seed: int
) -> None:
    start, end = unnamed.window(Session(now + ahead, 90))
    slot = unnamed.pick_slot(now, zone, [(start, end)], Random(seed))
    assert slot.astimezone(ZoneInfo(zone)).time() in unnamed.SHOWN_AT
    assert now + unnamed.SOONEST <= slot <= now + timedelta(days=4)
    assert not start <= slot < end
    assert not QuietHours(zone=zone).is_quiet(slot)
    assert unnamed.may_show(slot, slot, [(start, end)])


def test_chance_picks_among_three_times() -> None:
    picked = {unnamed.pick_slot(NOW, "Europe/London", [], Random(seed)) for seed in range(60)}
    assert len(picked) == unnamed.AMONG


@given(MOMENTS, ZONES)
def test_what_was_put_off_waits_for_a_later_time(now: datetime, zone: str) -> None:
    assert unnamed.next_slot(now, zone, []) > now


def test_a_question_whose_time_is_long_past_waits() -> None:
    assert unnamed.may_show(NOW, NOW + timedelta(minutes=59), [])
    assert not unnamed.may_show(NOW, NOW + timedelta(hours=2), [])


@pytest.mark.parametrize(("stage", "meets"), [(Stage.PLANNED, False), (Stage.GATHERING, True), (Stage.BEGUN, True)])
def test_nobody_can_ask_while_the_circle_meets(stage: Stage, meets: bool) -> None:
    begun = NOW if stage is Stage.BEGUN else None
    session = Session(NOW, 90, stage, begun)
    if meets:
        with pytest.raises(CircleIsMeeting):
            unnamed.check_not_meeting([session], NOW)
    else:
        unnamed.check_not_meeting([session], NOW)
    unnamed.check_not_meeting([session], NOW + timedelta(minutes=91))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Does anyone else dread Mondays?", set()),
        ("Would Tunde mind if I asked?", {Points.NAME}),
        ("TUNDE said so", {Points.NAME}),
        ("Has anyone asked @some_manager", {Points.NAME}),
        ("It happened on ward 7", {Points.PLACE}),
        ("It was 12 May", {Points.PLACE}),
        ("Ring me on 07700 900123", {Points.NUMBER}),
        ("The patient is 943 476 5919", {Points.NUMBER}),
    ],
)
def test_what_may_point_to_somebody_is_seen(text: str, found: set[Points]) -> None:
    assert unnamed.points(text, ["Tunde", "Mei Ling"]) == found
    assert unnamed.is_held(found) == (Points.NUMBER in found)


def test_two_questions_a_day_and_the_same_tap_counts_once() -> None:
    asked = AskedToday()
    for token in ("a", "a", "b", "a"):
        asked.ask(b"ama", token, NOW)
    with pytest.raises(AskedEnoughToday):
        asked.ask(b"ama", "c", NOW)
    asked.ask(b"mei", "d", NOW)
    asked.ask(b"ama", "c", NOW + timedelta(days=1))
    assert set(asked.tokens) == {b"ama"}


def test_a_circle_is_never_flooded() -> None:
    unnamed.check_waiting(unnamed.MOST_WAITING - 1)
    with pytest.raises(EnoughWaiting):
        unnamed.check_waiting(unnamed.MOST_WAITING)


@given(MOMENTS)
def test_a_kept_end_says_only_the_quarter_of_an_hour(at: datetime) -> None:
    kept = unnamed.rounded(at)
    assert at <= kept < at + unnamed.A_QUARTER
    assert kept.minute % 15 == 0
    assert (kept.second, kept.microsecond) == (0, 0)


def test_the_times_of_showing_are_by_day() -> None:
    assert all(time(8) <= at < time(21) for at in unnamed.SHOWN_AT)
