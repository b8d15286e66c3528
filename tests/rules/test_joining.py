"""Joining: who may invite whom, and how many wrong codes are borne."""

from datetime import UTC, datetime, timedelta

import pytest

from mentoring.joining import PartTooHigh, WrongCodes, may_invite
from mentoring.people import Role

NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
AMA, MEI = b"ama", b"mei"


@pytest.mark.parametrize("role", list(Role))
def test_a_coordinator_may_invite_to_any_part(role: Role) -> None:
    may_invite([Role.MEMBER, Role.COORDINATOR], role)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.GUIDE, Role.OBSERVER, Role.SAFE_CONTACT, Role.COORDINATOR])
def test_a_member_invites_members_only(role: Role) -> None:
    may_invite([Role.MEMBER], Role.MEMBER)
    with pytest.raises(PartTooHigh):
        may_invite([Role.MEMBER], role)


def test_somebody_without_a_part_invites_nobody() -> None:
    with pytest.raises(PartTooHigh):
        may_invite([], Role.MEMBER)


def test_the_hours_guesses_run_out_for_one_person_alone() -> None:
    codes = WrongCodes(borne=3)
    for minute in range(3):
        assert not codes.too_many(AMA, NOON)
        codes.note(AMA, NOON + timedelta(minutes=minute))
    assert codes.too_many(AMA, NOON + timedelta(minutes=59))
    assert not codes.too_many(MEI, NOON)
    assert not codes.too_many(AMA, NOON + timedelta(minutes=61))


def test_a_crowd_of_guessers_cannot_fill_the_memory() -> None:
    codes = WrongCodes(borne=1, most=10)
    for n in range(100):
        codes.note(str(n).encode(), NOON)
    assert sum(codes.too_many(str(n).encode(), NOON) for n in range(100)) == 10
