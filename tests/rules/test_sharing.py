"""Sharing one page: exactly what goes, when it ends, and how often in a day."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import sharing
from mentoring.problems import OldButton
from mentoring.sharing import Answer, Copy, CopyTooLong, NothingLeft, SharedEnoughToday

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
ANSWERS = st.lists(st.builds(Answer, TEXTS, TEXTS), min_size=1, max_size=8).map(tuple)
ZONES = st.sampled_from(["Europe/London", "Asia/Tokyo", "America/New_York", "Pacific/Auckland"])
START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@given(ANSWERS, st.data())
def test_what_is_left_out_does_not_go_and_what_is_put_back_does(
    answers: tuple[Answer, ...], data: st.DataObject
) -> None:
    copy, place = Copy(answers), data.draw(st.integers(0, len(answers) - 1))
    without = copy.toggled(place)
    assert without.text == "\n\n".join(answer.whole for n, answer in enumerate(answers) if n != place)
    assert without.toggled(place) == copy


@given(ANSWERS, TEXTS)
def test_own_words_go_in_place_of_all_the_others(answers: tuple[Answer, ...], own: str) -> None:
    assert Copy(answers, frozenset({0}), own=own).text == own


@pytest.mark.parametrize("place", [-1, 1, 99])
def test_there_is_nothing_to_leave_out_where_no_answer_is(place: int) -> None:
    with pytest.raises(OldButton):
        Copy((Answer("Q", "A"),)).toggled(place)


def test_parts_of_one_answer_stay_together_and_what_failed_is_counted() -> None:
    copy = sharing.gathered([("Q1", "one"), ("Q1", "two"), None, ("Q2", "three"), None])
    assert copy.answers == (Answer("Q1", "one\ntwo"), Answer("Q2", "three"))
    assert copy.failed == 2
    assert copy.text == "Q1\none\ntwo\n\nQ2\nthree"


def test_a_copy_without_words_and_one_too_long_do_not_go() -> None:
    with pytest.raises(NothingLeft):
        sharing.check(Copy((Answer("Q", "A"),), frozenset({0})))
    with pytest.raises(CopyTooLong) as refused:
        sharing.check(Copy(own="x" * (sharing.LONGEST + 7)))
    assert refused.value.facts == {"over": 7}
    assert sharing.check(Copy(own="x" * sharing.LONGEST))


def test_letters_are_counted_as_telegram_counts_them() -> None:
    assert sharing.over("🌿" * (sharing.LONGEST // 2)) == 0
    assert sharing.over("🌿" * (sharing.LONGEST // 2) + "x") == 1


@given(MOMENTS, st.sampled_from(sharing.LENGTHS), ZONES)
def test_it_ends_with_the_last_day_where_its_writer_is_and_tells_no_hour(now: datetime, days: int, zone: str) -> None:
    local = ZoneInfo(zone)
    ends = sharing.ends(now, days, zone)
    assert ends.astimezone(local).time() == time()
    assert sharing.last_day(ends).astimezone(local).date() == now.astimezone(local).date() + timedelta(days=days)
    earlier_that_day = datetime.combine(now.astimezone(local).date(), time(), local).astimezone(UTC)
    assert sharing.ends(earlier_that_day, days, zone) == ends


@given(st.integers().filter(lambda days: days not in sharing.LENGTHS))
def test_nobody_picks_another_length(days: int) -> None:
    with pytest.raises(OldButton):
        sharing.ends(START, days, "Europe/London")


@given(st.integers(0, 30))
def test_ten_a_day_is_the_most(shared: int) -> None:
    if shared < sharing.MOST_A_DAY:
        sharing.check_today(shared)
    else:
        with pytest.raises(SharedEnoughToday):
            sharing.check_today(shared)
