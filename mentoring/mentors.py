"""Mentors: what a profile must hold before anybody is shown it, and how many people one mentor walks beside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mentoring.people import PersonId
from mentoring.problems import Problem

PLACES = (1, 2, 3, 4)


class NotReadyYet(Problem):
    """The self-check has not been done."""


class ExampleMissing(Problem):
    """A profile without its one true example, or without what the mentor can't help with."""


class OwnProfile(Problem):
    """A coordinator may not check their own profile."""


class NoPlaceFree(Problem):
    """A mentor with as many mentees as they have places for (P-T2.07)."""


class MentorNotOpen(Problem):
    """The mentor a mentee would like to ask has filled up, or rests, since they were shown."""


class State(StrEnum):
    """Where a profile is on its road."""

    BEGUN = "begun"
    TO_CHECK = "to-check"
    TO_CHANGE = "to-change"
    LIVE = "live"
    RESTING = "resting"


@dataclass(frozen=True)
class Profile:
    """What a mentor says of themselves to members, in their own words and in tags (3.20)."""

    region: str
    field: str
    what_i_do: str
    true_example: str
    cannot_help: str
    can_help: str | None = None
    own_words: str | None = None
    speaks_of_background: bool = False
    gives: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    times: str | None = None
    sponsors: bool = False
    past: str | None = None

    @property
    def tags(self) -> frozenset[str]:
        """All that somebody's wishes can meet."""
        return frozenset((*self.gives, *self.skills, *self.values, *self.styles, *self.experience))


def check_may_go_live(profile: Profile | None, ready_at: datetime | None) -> None:
    """No profile is shown without the day of the self-check and a true example (H-15, P-T3.08).

    Raises NotReadyYet, ExampleMissing.
    """
    if ready_at is None:
        raise NotReadyYet
    if profile is None or not profile.true_example.strip() or not profile.cannot_help.strip():
        raise ExampleMissing


def check_by_eye(mentor: PersonId, checker: PersonId) -> None:
    """Somebody else looks at a profile before members do (P-T2.10). Raises OwnProfile."""
    if mentor == checker:
        raise OwnProfile


def is_ready(answers: Iterable[object]) -> bool:
    """Is every line of the self-check true? Only the day is kept, never the answers (P-T2.06)."""
    said = list(answers)
    return bool(said) and all(answer == "yes" for answer in said)


def check_place_free(places: int, taken: int) -> None:
    """Raises NoPlaceFree when a mentor is full."""
    if taken >= places:
        raise NoPlaceFree
