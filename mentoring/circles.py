"""Circles: who may take a seat, and when a room is safe enough to begin."""

from dataclasses import dataclass, replace

from mentoring.people import PersonId
from mentoring.problems import Problem

MOST_SEATS = 6
FEWEST_TO_RUN = 4
FEWEST_TO_CHAT = 3
GUIDES_NEEDED = 2
MOST_WITH_ONE_GUIDE = 4
NOBODY: frozenset[PersonId] = frozenset()


class AlreadySeated(Problem):
    """They already have a seat in this circle."""


class CircleFull(Problem):
    """Every seat is taken or held (`seats`), or is for those who stand in line (`circle`)."""


class TooManySeats(Problem):
    """A circle with more than six seats is no small circle (`most`)."""


class HoldsThisCircle(Problem):
    """A guide or the observer asked for a member's seat in the circle they hold."""


class NoObserver(Problem):
    """Nobody is there to look after wellbeing."""


class NotEnoughGuides(Problem):
    """Fewer than two guides, and not everyone said yes to one."""


class OneGuideIsNotEnough(Problem):
    """There is one guide, and this session needs its two: somebody said so, and nobody knows who."""


class TooFewToRun(Problem):
    """Fewer than four members (`here`, `fewest`)."""


class TooManyInTheRoom(Problem):
    """More than six members (`here`, `most`)."""


class MoreThanSixInTheGroup(Problem):
    """A seventh is in the group, let in by hand: no session begins until that is agreed (`most`)."""


class TooFewToChat(Problem):
    """Fewer than three members, or no helper: better to move it (`here`, `fewest`)."""


@dataclass(frozen=True)
class Circle:
    """Seats, who sits in them, whose seat is being held, and who holds the space. Never more than six seats (K1)."""

    seats: int
    seated: frozenset[PersonId] = NOBODY
    held: frozenset[PersonId] = NOBODY
    guides: frozenset[PersonId] = NOBODY
    observer: PersonId | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if self.seats > MOST_SEATS:
            raise TooManySeats(most=MOST_SEATS)

    def free_for(self, newcomer: PersonId) -> int:
        """Seats the newcomer could still take: a seat held for them counts as free."""
        return self.seats - len((self.seated | self.held) - {newcomer})


def check_seat(circle: Circle, newcomer: PersonId) -> None:
    """Raises AlreadySeated, HoldsThisCircle or CircleFull (P-M08)."""
    if newcomer in circle.seated:
        raise AlreadySeated
    if newcomer in circle.guides or newcomer == circle.observer:
        raise HoldsThisCircle
    if circle.free_for(newcomer) <= 0:
        raise CircleFull(seats=circle.seats, circle=circle.id)


def hold_seat(circle: Circle, newcomer: PersonId) -> Circle:
    """Keep a seat while they decide. Holding twice is the same as once. Raises as check_seat does."""
    check_seat(circle, newcomer)
    return replace(circle, held=circle.held | {newcomer})


def seat(circle: Circle, newcomer: PersonId) -> Circle:
    """Seat the newcomer, using up a seat held for them. Raises as check_seat does."""
    check_seat(circle, newcomer)
    return replace(circle, seated=circle.seated | {newcomer}, held=circle.held - {newcomer})


def nearly_full(circle: Circle) -> bool:
    """One seat left, as J4 says it without giving numbers away."""
    return circle.seats - len(circle.seated | circle.held) == 1


@dataclass(frozen=True)
class Room:
    """Who is in today. `fine_with_one_guide` holds the members who privately tapped yes to that.

    `in_the_group` is how many would be members if everybody in the circle's group came. `needs_two`: somebody said no
    to one guide, and nobody knows who.
    """

    members: frozenset[PersonId]
    guides: frozenset[PersonId] = NOBODY
    observer: PersonId | None = None
    fine_with_one_guide: frozenset[PersonId] = NOBODY
    in_the_group: int = 0
    needs_two: bool = False

    def observed(self) -> bool:
        """The observer does nothing else: one who guides or takes part does not count."""
        return self.observer is not None and self.observer not in self.guides | self.members


def in_the_group(*, seen: int, heads: int, helpers: int) -> int:
    """How many members there would be if everybody in a circle's group came.

    `seen` are the seats of people who have not left the group, and guests who came in while we looked. Whoever was
    there before us is found by counting: `heads` in all (0 when never counted), less the bot and `helpers` (who holds
    the circle, coordinators, other bots). The larger of the two counts.
    """
    return max(seen, heads - 1 - helpers)


def check_group(in_the_group: int) -> None:
    """Raises MoreThanSixInTheGroup (K1, H-08)."""
    if in_the_group > MOST_SEATS:
        raise MoreThanSixInTheGroup(most=MOST_SEATS)


def can_begin(room: Room) -> None:
    """K1, K3, H-08. Raises, in this order: MoreThanSixInTheGroup, NoObserver, OneGuideIsNotEnough, NotEnoughGuides,
    TooManyInTheRoom, TooFewToRun.
    """
    check_group(room.in_the_group)
    if not room.observed():
        raise NoObserver
    if not _guided(room):
        raise OneGuideIsNotEnough if room.needs_two and room.guides - room.members else NotEnoughGuides
    if len(room.members) > MOST_SEATS:
        raise TooManyInTheRoom(here=len(room.members), most=MOST_SEATS)
    if len(room.members) < FEWEST_TO_RUN:
        raise TooFewToRun(here=len(room.members), fewest=FEWEST_TO_RUN)


def _guided(room: Room) -> bool:
    guides = len(room.guides - room.members)
    if guides >= GUIDES_NEEDED:
        return True
    if guides != 1 or room.needs_two:
        return False
    return one_guide_may_do(room) and room.members <= room.fine_with_one_guide


def one_guide_may_do(room: Room) -> bool:
    """May the members be asked whether one guide is fine? Four or fewer of them, and an observer there (K3)."""
    return room.observed() and len(room.members) <= MOST_WITH_ONE_GUIDE


def can_chat(room: Room) -> None:
    """A small chat has no turns and needs three to six members and a helper (J5).

    It is what J5 offers where no observer is there: a circle can't run without one (K3), mere company can.

    Raises MoreThanSixInTheGroup, TooFewToChat or TooManyInTheRoom.
    """
    check_group(room.in_the_group)
    helpers = (room.guides | ({room.observer} if room.observer else NOBODY)) - room.members
    if len(room.members) < FEWEST_TO_CHAT or not helpers:
        raise TooFewToChat(here=len(room.members), fewest=FEWEST_TO_CHAT)
    if len(room.members) > MOST_SEATS:
        raise TooManyInTheRoom(here=len(room.members), most=MOST_SEATS)
