"""Private pages: what the marks come to, which page is «then», and which wins are read back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring import pages
from mentoring.pages import Added

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MARKS = st.lists(st.sampled_from(sorted(Added)))
KINDS = st.sampled_from(["R1", pages.HARD_DAY, pages.WIN, pages.CPD_NOTE, pages.JAR])


@given(KINDS, MARKS)
def test_the_last_mark_counts_whatever_was_said_before(kind: str, marks: list[Added]) -> None:
    assert pages.counts_as_cpd(kind, [*marks, Added.CPD])
    assert not pages.counts_as_cpd(kind, [*marks, Added.NOT_CPD, Added.NOTE])
    assert pages.is_win(kind, [*marks, Added.IS_WIN, Added.STEP])
    assert not pages.is_win(kind, [*marks, Added.NOT_WIN])


@given(KINDS, MARKS)
def test_a_mark_of_one_sort_never_changes_the_other(kind: str, marks: list[Added]) -> None:
    only_wins = [mark for mark in marks if mark not in (Added.CPD, Added.NOT_CPD)]
    assert pages.counts_as_cpd(kind, only_wins) == (kind == pages.CPD_NOTE)
    only_cpd = [mark for mark in marks if mark not in (Added.IS_WIN, Added.NOT_WIN)]
    assert pages.is_win(kind, only_cpd) == (kind in (pages.WIN, pages.JAR))


@given(st.lists(st.integers(0, 400), max_size=30))
def test_then_is_about_three_months_ago_or_nothing(ages: list[int]) -> None:
    kept = [NOW - timedelta(days=age) for age in ages]
    place = pages.then(kept, NOW)
    if place is None:
        assert not [age for age in ages if 60 <= age <= 122]
    else:
        assert abs(ages[place] - 91) == min(abs(age - 91) for age in ages) <= 31


@given(st.lists(st.integers(), unique=True), st.text())
def test_three_of_ones_own_are_read_back_and_none_twice(wins: list[int], draw: str) -> None:
    three = pages.three(wins, draw)
    assert len(three) == len(set(three)) == min(3, len(wins))
    assert set(three) <= set(wins)
    assert three == pages.three(wins, draw)


@given(st.text(), st.text(), st.text(min_size=1))
def test_a_word_is_found_wherever_it_stands(before: str, after: str, word: str) -> None:
    assert pages.saying(word)(word)
    assert pages.saying("  Ward\u00a0Round ")("the WARD\nround again")
    assert not pages.saying("ward round")("the ward was round")
