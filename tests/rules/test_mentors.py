"""No profile is shown before its mentor is ready and somebody has looked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mentoring import mentors
from mentoring.mentors import ExampleMissing, NoPlaceFree, NotReadyYet, OwnProfile, Profile
from mentoring.people import PersonId

WHOLE = Profile("Midlands", "mental health", "I lead groups", "A time I was passed over", "Visa questions")
DAY = datetime(2026, 2, 2, tzinfo=UTC)


def test_a_profile_needs_its_day_of_readiness() -> None:
    mentors.check_may_go_live(WHOLE, DAY)
    with pytest.raises(NotReadyYet):
        mentors.check_may_go_live(WHOLE, None)


@pytest.mark.parametrize("profile", [None, replace(WHOLE, true_example=" "), replace(WHOLE, cannot_help="")])
def test_a_profile_needs_its_true_example_and_its_limits(profile: Profile | None) -> None:
    with pytest.raises(ExampleMissing):
        mentors.check_may_go_live(profile, DAY)


def test_one_no_in_the_self_check_is_not_ready() -> None:
    assert mentors.is_ready(["yes"] * 8)
    assert not mentors.is_ready(["yes"] * 7 + ["not-yet"])
    assert not mentors.is_ready([])


def test_nobody_checks_their_own_profile() -> None:
    mentors.check_by_eye(PersonId("grace"), PersonId("nana"))
    with pytest.raises(OwnProfile):
        mentors.check_by_eye(PersonId("nana"), PersonId("nana"))


def test_a_full_mentor_takes_nobody_more() -> None:
    mentors.check_place_free(2, 1)
    with pytest.raises(NoPlaceFree):
        mentors.check_place_free(2, 2)
