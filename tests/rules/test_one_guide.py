"""One guide instead of two: no order of taps opens it, but everybody's yes (K3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import circles, one_guide
from mentoring.circles import NotEnoughGuides, OneGuideIsNotEnough, Room
from mentoring.one_guide import Asked, NoMoreWithOneGuide
from mentoring.people import PersonId
from mentoring.problems import Problem

FOUR = [PersonId(name) for name in ("ama", "mei", "tunde", "fatima")]
SIX = [*FOUR, PersonId("kofi"), PersonId("joy")]
ED, GUS, OBI = map(PersonId, ("ed", "gus", "obi"))
ROOM = Room(frozenset(FOUR), frozenset({ED}), OBI)

acts = st.tuples(st.sampled_from(["yes", "no", "in", "out"]), st.sampled_from(SIX))
evenings = st.lists(acts, max_size=40)


def opens(asked: Asked, room: Room) -> bool:
    try:
        circles.can_begin(one_guide.seen_in(asked, room))
    except Problem:
        return False
    return True


@given(st.sets(st.sampled_from(SIX), max_size=6), evenings, st.sampled_from([OBI, None]))
def test_no_order_of_taps_opens_it_but_a_yes_from_each_of_four_with_the_observer_there(
    first: set[PersonId], evening: list[tuple[str, PersonId]], observer: PersonId | None
) -> None:
    here, asked = set(first), Asked()
    said: dict[PersonId, bool] = {}
    anybody_said_no = False
    for act, person in evening:
        room = Room(frozenset(here), frozenset({ED}), observer)
        if act in ("yes", "no"):
            asked = one_guide.hear(asked, room, person, fine=act == "yes")
            if person in here:
                said[person] = act == "yes"
                anybody_said_no = anybody_said_no or act == "no"
        else:
            (here.add if act == "in" else here.discard)(person)
            asked = one_guide.step_out(asked, person)
            said.pop(person, None)
        room = Room(frozenset(here), frozenset({ED}), observer)
        everybody = len(here) == 4 and all(said.get(member) for member in here)
        assert opens(asked, room) == (observer is not None and everybody and not anybody_said_no)


@given(st.permutations(FOUR), st.sampled_from(FOUR))
def test_after_one_no_nothing_is_left_that_says_whose_it_was(order: list[PersonId], no: PersonId) -> None:
    asked = Asked()
    for person in order:
        asked = one_guide.hear(asked, ROOM, person, fine=person != no)
    assert asked == Asked(needs_two=True)
    for person in order:
        assert one_guide.hear(asked, ROOM, person, fine=True) == asked
    with pytest.raises(OneGuideIsNotEnough):
        circles.can_begin(one_guide.seen_in(asked, ROOM))
    with pytest.raises(OneGuideIsNotEnough):
        one_guide.whom_to_ask(asked, ROOM)


def test_the_second_guide_who_comes_after_all_ends_the_question() -> None:
    no = one_guide.hear(Asked(), ROOM, FOUR[0], fine=False)
    circles.can_begin(one_guide.seen_in(no, Room(ROOM.members, frozenset({ED, GUS}), OBI)))


@pytest.mark.parametrize(
    "room",
    [
        Room(frozenset(SIX[:5]), frozenset({ED}), OBI),
        Room(frozenset(FOUR), frozenset({ED}), None),
        Room(frozenset(FOUR), frozenset({ED}), FOUR[0]),
        Room(frozenset(FOUR), frozenset(), OBI),
        Room(frozenset(FOUR), frozenset({FOUR[0]}), OBI),
    ],
)
def test_nobody_is_asked_where_the_exception_does_not_apply(room: Room) -> None:
    with pytest.raises(NotEnoughGuides):
        one_guide.whom_to_ask(Asked(), room)


def test_whoever_has_said_yes_is_not_asked_again() -> None:
    yes = one_guide.hear(Asked(), ROOM, FOUR[0], fine=True)
    assert one_guide.whom_to_ask(yes, ROOM) == frozenset(FOUR[1:])


@given(st.sets(st.sampled_from(SIX[:5]), max_size=5), st.sets(st.sampled_from(SIX)), st.booleans(), st.booleans())
def test_nobody_comes_late_as_a_fifth_to_one_guide_unobserved_or_without_a_yes_of_their_own(
    here: set[PersonId], fine: set[PersonId], observed: bool, needs_two: bool
) -> None:
    late, room = SIX[5], Room(frozenset(here), frozenset({ED}), OBI if observed else None)
    asked = Asked(needs_two=True) if needs_two else Asked(frozenset(fine))
    if len(here) >= 4 or not observed or needs_two:
        with pytest.raises(NoMoreWithOneGuide):
            one_guide.may_come_late(asked, room, late)
    else:
        assert one_guide.may_come_late(asked, room, late) == (late in fine)


def test_with_two_guides_anybody_may_come_late_and_whoever_is_in_stays_in() -> None:
    five = frozenset(SIX[:5])
    assert one_guide.may_come_late(Asked(), Room(five, frozenset({ED, GUS}), OBI), SIX[5])
    assert one_guide.may_come_late(Asked(), Room(five, frozenset({ED}), OBI), SIX[0])
