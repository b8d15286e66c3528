"""Turns are dealt fairly: fewer turns first, then whoever asked first."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.circles.saying import plan
from mentoring import turns
from mentoring.people import PersonId
from mentoring.turns import Ask, NoTurnsInPlan

SEVEN = datetime(2026, 2, 12, 19, 0, tzinfo=UTC)
AMA, MEI, TUNDE = map(PersonId, ("ama", "mei", "tunde"))
ASKS = st.lists(
    st.builds(
        Ask,
        st.sampled_from([PersonId(name) for name in "abcdef"]),
        st.integers(0, 600).map(lambda minutes: SEVEN + timedelta(minutes=minutes)),
        st.integers(0, 4),
    ),
    unique_by=lambda ask: ask.person,
)


@pytest.mark.parametrize(("plan_id", "places"), [("PL1", 0), ("PL2", 2), ("PL4", 0), ("PL8", 1)])
def test_a_regular_circle_has_two_turns_and_a_short_one_has_one(plan_id: str, places: int) -> None:
    assert turns.places(plan(plan_id)) == places


def test_asking_is_refused_where_the_plan_has_no_turns() -> None:
    turns.check_any(plan("PL2"))
    with pytest.raises(NoTurnsInPlan):
        turns.check_any(plan("PL4"))


def test_somebody_who_has_had_none_goes_before_somebody_who_asked_earlier() -> None:
    asks = [Ask(AMA, SEVEN, 1), Ask(MEI, SEVEN + timedelta(hours=1)), Ask(TUNDE, SEVEN + timedelta(minutes=1))]
    assert turns.deal(asks) == [TUNDE, MEI, AMA]


@given(ASKS)
def test_nobody_waits_behind_somebody_who_had_more(asks: list[Ask]) -> None:
    by_person = {ask.person: ask for ask in asks}
    dealt = [by_person[person] for person in turns.deal(asks)]
    assert len(dealt) == len(asks)
    assert all((a.had, a.asked) <= (b.had, b.asked) for a, b in pairwise(dealt))


@given(st.lists(st.sets(st.sampled_from([PersonId(name) for name in "abcdef"])), min_size=1, max_size=8))
def test_over_a_season_nobody_gets_two_ahead_of_somebody_who_always_asked(meetings: list[set[PersonId]]) -> None:
    had: dict[PersonId, int] = {}
    always = set.intersection(*meetings)
    for number, asking in enumerate(meetings):
        at = SEVEN + timedelta(weeks=number)
        for person in turns.deal([Ask(one, at, had.get(one, 0)) for one in asking])[:2]:
            had[person] = had.get(person, 0) + 1
    assert all(most - had.get(person, 0) <= 1 for person in always for most in had.values())
