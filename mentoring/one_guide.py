"""One guide instead of two: only when everybody who is in says so in private, and one no ends it for the day (K3)."""

from dataclasses import dataclass, replace

from mentoring.circles import (
    GUIDES_NEEDED,
    MOST_WITH_ONE_GUIDE,
    NOBODY,
    NotEnoughGuides,
    OneGuideIsNotEnough,
    Room,
    one_guide_may_do,
)
from mentoring.people import PersonId
from mentoring.problems import Problem


class NoMoreWithOneGuide(Problem):
    """Somebody comes late to a circle that has no two guides and is as full as it may be with one."""


@dataclass(frozen=True)
class Asked:
    """What has been said of one session. A no keeps nobody's name, and no yes from which it could be worked out."""

    fine: frozenset[PersonId] = NOBODY
    needs_two: bool = False


def whom_to_ask(asked: Asked, room: Room) -> frozenset[PersonId]:
    """The members who have not said that one guide is fine.

    Raises OneGuideIsNotEnough after a no, NotEnoughGuides where the exception does not apply at all.
    """
    if asked.needs_two:
        raise OneGuideIsNotEnough
    if len(room.guides - room.members) != 1 or not one_guide_may_do(room):
        raise NotEnoughGuides
    return room.members - asked.fine


def hear(asked: Asked, room: Room, person: PersonId, *, fine: bool) -> Asked:
    """One private tap. It counts from somebody who is in today; after a no, no tap changes anything."""
    if asked.needs_two or person not in room.members:
        return asked
    return replace(asked, fine=asked.fine | {person}) if fine else Asked(needs_two=True)


def step_out(asked: Asked, person: PersonId) -> Asked:
    """They are not in any more, or say yes anew: what they said of one guide goes with it."""
    return replace(asked, fine=asked.fine - {person})


def may_come_late(asked: Asked, room: Room, person: PersonId) -> bool:
    """May somebody come in who was not in when it began? False until they have said that one guide is fine.

    With two guides always; with one there are four at most, an observer, and a yes of each of them. Whoever is in
    stays in. Raises NoMoreWithOneGuide.
    """
    if person in room.members or len(room.guides - room.members - {person}) >= GUIDES_NEEDED:
        return True
    if asked.needs_two or len(room.members) >= MOST_WITH_ONE_GUIDE or not one_guide_may_do(room):
        raise NoMoreWithOneGuide
    return person in asked.fine


def seen_in(asked: Asked, room: Room) -> Room:
    """The room with what was said about one guide."""
    return replace(room, fine_with_one_guide=asked.fine & room.members, needs_two=asked.needs_two)
