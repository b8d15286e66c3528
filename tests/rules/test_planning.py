"""Planning: titles that tell nothing, and meetings that keep step through the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.talk.dates import TimeNotUnderstood, understand
from mentoring.calendar import UK, InThePast, UnkindHour
from mentoring.names import UnclearName
from mentoring.planning import TitleTellsTooMuch, TooFarAhead, check_first, check_title, dates, tells_too_much

STEMS, WORDS = ["minorit", "racis", "african"], ["bme", "black", "race"]
NOW = datetime(2026, 2, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "title", ["BME", "b.m.e. staff", "B M E", "Black nurses", "Minoritised OTs", "ANTI-RACISM", "bmé"]
)
def test_a_title_that_outs_people_is_seen(title: str) -> None:
    with pytest.raises(TitleTellsTooMuch):
        check_title(title, STEMS, WORDS, suggestion="Thursday circle")


@pytest.mark.parametrize("title", ["Thursday circle", "Blackpool evenings", "River", "Grace", "A b c"])
def test_a_plain_title_is_kept(title: str) -> None:
    assert check_title(title, STEMS, WORDS, suggestion="x") == title


def test_a_title_of_invisible_signs_is_no_title() -> None:
    with pytest.raises(UnclearName):
        check_title("\u200b\u2060", STEMS, WORDS, suggestion="x")


@given(st.text(max_size=60))
def test_looking_at_a_title_never_breaks(title: str) -> None:
    assert tells_too_much(title, STEMS, WORDS) in (True, False)


@given(day=st.dates(date(2026, 1, 1), date(2027, 1, 1)), weeks=st.integers(1, 4), later=st.integers(0, 900))
def test_every_meeting_is_at_the_same_wall_time_and_in_step(day: date, weeks: int, later: int) -> None:
    local = datetime.combine(day, time(19, 30), ZoneInfo(UK))
    after = local.astimezone(UTC) + timedelta(days=later)
    found = dates(local.astimezone(UTC), weeks, UK, after=after, count=4)
    assert len(found) == 4
    assert found[0] > after
    assert found[0] <= after + timedelta(weeks=weeks, hours=1)
    for at in found:
        there = at.astimezone(ZoneInfo(UK))
        assert (there.hour, there.minute) == (19, 30)
        assert (there.date() - local.date()).days % (7 * weeks) == 0


def test_the_first_meeting_comes_first() -> None:
    first = datetime(2026, 2, 12, 19, tzinfo=UTC)
    assert dates(first, 3, UK, after=NOW, count=2) == [first, first + timedelta(weeks=3)]


def test_first_meetings_that_cannot_be() -> None:
    for at, problem in (
        (NOW - timedelta(minutes=1), InThePast),
        (datetime(2026, 2, 12, 2, tzinfo=UTC), UnkindHour),
        (datetime(2026, 2, 12, 0, 30, tzinfo=UTC), UnkindHour),
        (datetime(9999, 12, 30, 19, tzinfo=UTC), TooFarAhead),
    ):
        with pytest.raises(problem):
            check_first(at, now=NOW, zone=UK)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Thu 12 Feb 7pm", (2026, 2, 12, 19, 0)),
        ("12/02/2026 19:30", (2026, 2, 12, 19, 30)),
        ("next Tuesday at 18:30", (2026, 2, 3, 18, 30)),
        ("tomorrow 6.30 p.m.", (2026, 2, 3, 18, 30)),
        ("1 May noon", (2026, 5, 1, 11, 0)),
    ],
)
def test_times_as_people_type_them(typed: str, meant: tuple[int, int, int, int, int]) -> None:
    assert understand(typed, now=NOW) == datetime(*meant, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["banana", "12 Feb", "7pm-ish banana" * 9, "Feb 30 7pm", "", "tomorrow 19.30"])
def test_what_cannot_be_read_is_asked_again_and_never_guessed(typed: str) -> None:
    with pytest.raises(TimeNotUnderstood):
        understand(typed, now=NOW)
