"""Proposals: when there is enough to start, and whether it could be held."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import proposals as rules
from mentoring.people import PersonId
from tests.rules.test_times import ANSWERS, WEEK

NOW = datetime(2026, 2, 2, 10, tzinfo=UTC)
PEOPLE = st.frozensets(st.sampled_from([PersonId(name) for name in "abcde"]))


@pytest.mark.parametrize(("count", "enough"), [(0, False), (3, False), (4, True), (9, True)])
def test_four_are_enough_to_start(count: int, enough: bool) -> None:
    assert rules.gather("leading", WEEK, [{"a": 2}] * count).enough is enough
    assert rules.gather("leading", WEEK, [None] * count).enough is enough


def test_four_who_cannot_meet_at_one_time_are_not_enough() -> None:
    apart = [{"a": 2}, {"b": 2}, {"c": 2}, {"d": 2}]
    assert not rules.gather("leading", WEEK, apart).enough
    assert not rules.gather("leading", WEEK, [{"a": 0}, {"a": 0}, {"a": 0}, {"a": 0}]).enough


def test_somebody_who_has_not_said_when_may_still_come() -> None:
    found = rules.gather("leading", WEEK, [{"b": 1}, {"b": 2}, None, None])
    assert found.enough
    assert found.time is not None
    assert found.time.id == "b"


@given(st.lists(st.one_of(st.none(), ANSWERS), max_size=8))
def test_it_is_never_enough_with_fewer_than_four_who_could_come(answers: list[dict[str, int] | None]) -> None:
    found = rules.gather("leading", WEEK, answers)
    at = found.time.id if found.time else ""
    could = sum(1 for said in answers if said is None or said.get(at, 0) > 0)
    assert found.enough == (could >= 4)


@given(PEOPLE, PEOPLE)
def test_it_could_be_held_only_by_two_who_guide_and_a_third_who_looks_after(
    guides: frozenset[PersonId], observers: frozenset[PersonId]
) -> None:
    found = any(observer not in two for two in combinations(guides, 2) for observer in observers)
    assert rules.could_hold(guides, observers) == found


def test_a_topic_is_told_once_a_week_at_most() -> None:
    assert rules.may_tell(None, NOW)
    assert not rules.may_tell(NOW - timedelta(days=6, hours=23), NOW)
    assert rules.may_tell(NOW - timedelta(days=7), NOW)
