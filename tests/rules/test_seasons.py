"""Seasons: counting down, the last circle, and who makes another one."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring import seasons
from mentoring.people import PersonId
from mentoring.seasons import FEWEST_TO_GO_ON, LAST_CIRCLE, Season

PEOPLE = st.frozensets(st.sampled_from([PersonId(name) for name in "abcdefghij"]))


@given(st.integers(1, 52))
def test_exactly_one_circle_of_a_season_is_the_last_and_it_is_told_two_ahead(length: int) -> None:
    season = [Season(length, done) for done in range(length)]
    assert [one.plan("PL2") for one in season].count(LAST_CIRCLE) == 1
    assert season[-1].plan("PL2") == LAST_CIRCLE
    assert [one.following for one in season] == list(range(1, length + 1))
    assert [one.ends_soon for one in season] == [length - one.following <= 2 for one in season]
    assert not any(one.is_over for one in season)
    assert Season(length, length).is_over


@given(st.integers(0, 500))
def test_a_circle_without_an_end_never_ends(done: int) -> None:
    season = Season(None, done)
    assert (season.is_over, season.ends_soon, season.plan("PL2")) == (False, False, "PL2")


@given(PEOPLE, PEOPLE, PEOPLE)
def test_another_season_needs_four_members_and_everybody_who_holds_it(
    yeses: frozenset[PersonId], members: frozenset[PersonId], helpers: frozenset[PersonId]
) -> None:
    goes_on = seasons.goes_on(yeses, members=members, helpers=helpers)
    assert goes_on == (bool(helpers) and helpers <= yeses and len(yeses & members) >= FEWEST_TO_GO_ON)
