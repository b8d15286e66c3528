"""Seats and rooms: never more than six, never without an observer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import circles
from mentoring.circles import (
    AlreadySeated,
    Circle,
    CircleFull,
    HoldsThisCircle,
    MoreThanSixInTheGroup,
    NoObserver,
    NotEnoughGuides,
    Room,
    TooFewToChat,
    TooFewToRun,
    TooManyInTheRoom,
    TooManySeats,
)
from mentoring.people import PersonId
from mentoring.problems import Problem


def people(*names: str) -> frozenset[PersonId]:
    return frozenset(map(PersonId, names))


AMA, MEI, TUNDE = map(PersonId, ("ama", "mei", "tunde"))
FOUR = people("ama", "mei", "tunde", "fatima")
TWO_GUIDES = people("joy", "sam")
OBSERVER = PersonId("ros")
SOMEONE = st.sampled_from([PersonId(name) for name in "abcdefghij"])


def test_the_last_seat_is_taken_once() -> None:
    full = circles.seat(Circle(seats=1), AMA)
    with pytest.raises(CircleFull):
        circles.seat(full, MEI)


def test_nobody_sits_twice() -> None:
    with pytest.raises(AlreadySeated):
        circles.seat(Circle(seats=6, seated=people("ama")), AMA)


def test_a_held_seat_is_free_for_its_holder_alone() -> None:
    held = circles.hold_seat(Circle(seats=1), AMA)
    with pytest.raises(CircleFull):
        circles.seat(held, MEI)
    assert circles.seat(held, AMA) == Circle(seats=1, seated=people("ama"))


def test_whoever_holds_a_circle_takes_no_seat_in_it() -> None:
    held_by_ama = Circle(seats=6, guides=people("ama"), observer=MEI)
    for helper in (AMA, MEI):
        with pytest.raises(HoldsThisCircle):
            circles.seat(held_by_ama, helper)


def test_a_circle_of_seven_cannot_be_made() -> None:
    with pytest.raises(TooManySeats):
        Circle(seats=7)


def test_nearly_full_means_one_seat_left_held_ones_counted() -> None:
    assert circles.nearly_full(Circle(seats=3, seated=people("ama"), held=people("mei")))
    assert not circles.nearly_full(Circle(seats=3, seated=people("ama")))


@given(st.integers(0, 6), st.lists(st.tuples(st.sampled_from(["seat", "hold"]), SOMEONE)))
def test_in_whatever_order_people_come_seats_are_never_overfilled(
    seats: int, moves: list[tuple[str, PersonId]]
) -> None:
    circle = Circle(seats)
    acts = {"seat": circles.seat, "hold": circles.hold_seat}
    for move, who in moves:
        try:
            circle = acts[move](circle, who)
        except (CircleFull, AlreadySeated):
            continue
        assert len(circle.seated | circle.held) <= seats
        assert not circle.seated & circle.held


def test_four_members_two_guides_and_an_observer_can_begin() -> None:
    circles.can_begin(Room(FOUR, TWO_GUIDES, OBSERVER))


@pytest.mark.parametrize(
    ("room", "why"),
    [
        (Room(FOUR, TWO_GUIDES), NoObserver),
        (Room(FOUR, TWO_GUIDES, PersonId("joy")), NoObserver),
        (Room(FOUR, TWO_GUIDES, AMA), NoObserver),
        (Room(FOUR, people("joy"), OBSERVER), NotEnoughGuides),
        (Room(FOUR, people("joy"), OBSERVER, people("ama", "mei", "tunde")), NotEnoughGuides),
        (Room(FOUR, people("joy", "ama"), OBSERVER), NotEnoughGuides),
        (Room(FOUR, frozenset(), OBSERVER, FOUR), NotEnoughGuides),
        (Room(FOUR | people("ben"), people("joy"), OBSERVER, FOUR | people("ben")), NotEnoughGuides),
        (Room(FOUR, people("joy"), None, FOUR), NoObserver),
        (Room(people("ama", "mei", "tunde"), TWO_GUIDES, OBSERVER), TooFewToRun),
        (Room(FOUR | people("ben", "ife", "kit"), TWO_GUIDES, OBSERVER), TooManyInTheRoom),
        (Room(FOUR, TWO_GUIDES, OBSERVER, in_the_group=7), MoreThanSixInTheGroup),
    ],
)
def test_a_room_that_is_not_safe_does_not_begin(room: Room, why: type[Problem]) -> None:
    with pytest.raises(why):
        circles.can_begin(room)


ROOMS = st.builds(
    Room,
    members=st.frozensets(SOMEONE),
    guides=st.frozensets(SOMEONE),
    observer=st.none() | SOMEONE,
    fine_with_one_guide=st.frozensets(SOMEONE),
    in_the_group=st.integers(0, 9),
)


@given(ROOMS)
def test_whatever_the_room_nothing_begins_with_a_seventh_in_it_or_in_its_group(room: Room) -> None:
    for begins in (circles.can_begin, circles.can_chat):
        try:
            begins(room)
        except Problem:
            continue
        assert max(len(room.members), room.in_the_group) <= circles.MOST_SEATS


@given(st.integers(0, 8), st.integers(0, 4), st.integers(0, 4))
def test_counting_heads_finds_whoever_came_before_us_and_never_counts_helpers(
    seen: int, early: int, helpers: int
) -> None:
    heads = 1 + seen + early + helpers
    assert circles.in_the_group(seen=seen, heads=heads, helpers=helpers) == seen + early
    assert circles.in_the_group(seen=seen, heads=0, helpers=helpers) == seen


def test_one_guide_may_hold_four_who_all_said_yes() -> None:
    circles.can_begin(Room(FOUR, people("joy"), OBSERVER, FOUR))


def test_three_with_one_helper_can_chat_and_two_cannot() -> None:
    circles.can_chat(Room(people("ama", "mei", "tunde"), people("joy")))
    with pytest.raises(TooFewToChat):
        circles.can_chat(Room(people("ama", "mei"), TWO_GUIDES, OBSERVER))
    with pytest.raises(TooFewToChat):
        circles.can_chat(Room(people("ama", "mei", "tunde")))
    with pytest.raises(TooManyInTheRoom):
        circles.can_chat(Room(FOUR | people("ben", "ife", "kit"), TWO_GUIDES))
