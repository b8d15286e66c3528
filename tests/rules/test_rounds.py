"""The order of a round: everybody once, and whoever came late last time comes early now."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring import rounds
from mentoring.people import PersonId

ROSTERS = st.lists(st.sampled_from([PersonId(name) for name in "abcdef"]), unique=True)
MEETINGS = st.integers(0, 40)


@given(ROSTERS, MEETINGS)
def test_everybody_is_offered_the_word_once(roster: list[PersonId], meeting: int) -> None:
    assert sorted(rounds.order(roster, meeting)) == sorted(roster)


@given(ROSTERS, MEETINGS)
def test_whoever_went_late_last_time_goes_early_now(roster: list[PersonId], meeting: int) -> None:
    late = len(roster) // 2
    went_late = rounds.order(roster, meeting)[len(roster) - late :]
    now = rounds.order(roster, meeting + 1)
    assert set(went_late) <= set(now[: len(roster) - late])


@given(ROSTERS)
def test_everybody_is_first_at_some_time(roster: list[PersonId]) -> None:
    firsts = {rounds.order(roster, meeting)[0] for meeting in range(2 * len(roster)) if roster}
    assert firsts == set(roster)


def test_a_circle_of_six_over_three_evenings() -> None:
    roster = [PersonId(name) for name in "abcdef"]
    assert ["".join(rounds.order(roster, meeting)) for meeting in range(3)] == ["abcdef", "defabc", "bcaefd"]
