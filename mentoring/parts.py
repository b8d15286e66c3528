"""Parts: which a coordinator can take back, the one that the network is never without, and how often one may look."""

from collections.abc import Collection

from mentoring.people import PersonId, Role
from mentoring.problems import Problem

TAKEN_BACK = (Role.MENTOR, Role.GUIDE, Role.OBSERVER, Role.SAFE_CONTACT, Role.COORDINATOR)
"""Being a member is no part that somebody else takes back: that ends with them."""
LOOKS_A_DAY = 10
"""Pages of other people that one coordinator opens in a day."""


class LastCoordinator(Problem):
    """Nobody else coordinates: without them nobody could let people in, or give this part to another."""


class NotAPart(Problem):
    """Only a part that was given on top of being a member can be taken back."""


class TooManyLooks(Problem):
    """`most` pages of people were opened today already: nobody here is to be followed about (hostile.md 111)."""


def check_look(today: int) -> None:
    """May one more page of somebody be opened, after so many today? Raises TooManyLooks."""
    if today >= LOOKS_A_DAY:
        raise TooManyLooks(most=LOOKS_A_DAY)


def check_take_back(role: Role, person: PersonId, holders: Collection[PersonId]) -> None:
    """May this part be taken back from somebody, when these hold it? Raises NotAPart, LastCoordinator."""
    if role not in TAKEN_BACK:
        raise NotAPart
    if role is Role.COORDINATOR and not set(holders) - {person}:
        raise LastCoordinator
