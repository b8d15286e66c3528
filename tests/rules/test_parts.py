"""Parts: whatever is taken from whom, a coordinator stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.parts import TAKEN_BACK, LastCoordinator, NotAPart, check_take_back
from mentoring.people import PersonId, Role

PEOPLE = [PersonId(name) for name in "abcd"]


@given(holders=st.sets(st.sampled_from(PEOPLE), min_size=1), taken=st.lists(st.sampled_from(PEOPLE)))
def test_however_often_it_is_taken_back_somebody_coordinates(holders: set[PersonId], taken: list[PersonId]) -> None:
    left = set(holders)
    for person in taken:
        try:
            check_take_back(Role.COORDINATOR, person, left)
        except LastCoordinator:
            assert left <= {person}
        else:
            left.discard(person)
    assert left


@pytest.mark.parametrize("role", [role for role in TAKEN_BACK if role is not Role.COORDINATOR])
def test_any_other_part_may_go_even_the_last(role: Role) -> None:
    check_take_back(role, PEOPLE[0], [PEOPLE[0]])


def test_being_a_member_is_no_part() -> None:
    with pytest.raises(NotAPart):
        check_take_back(Role.MEMBER, PEOPLE[0], PEOPLE)
