"""Suggestions say why, never how much, and their order says nothing."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mentoring import matching
from mentoring.matching import Background, Offer, Suggestion, Wishes
from mentoring.people import PersonId

AMA, GRACE, OBI, LEE, KIT = map(PersonId, ("ama", "grace", "obi", "lee", "kit"))
TAGS = ["family", "straight", "EX1", "SK4", "faith"]
PEOPLE = st.sampled_from([PersonId(name) for name in "abcdefgh"])
TAG_SETS = st.frozensets(st.sampled_from(TAGS))
OFFERS = st.lists(
    st.builds(Offer, PEOPLE, TAG_SETS, st.integers(0, 2), st.booleans(), st.booleans(), st.booleans()),
    unique_by=lambda offer: offer.mentor,
)
WISHES = st.builds(
    Wishes,
    mentee=PEOPLE,
    tags=TAG_SETS,
    background=st.sampled_from([None, *Background]),
    asked_before=st.frozensets(PEOPLE, max_size=2),
    clashing=st.frozensets(PEOPLE, max_size=2),
)


def free(mentor: PersonId, *tags: str, speaks: bool = False) -> Offer:
    return Offer(mentor, frozenset(tags), places_free=1, speaks_of_background=speaks)


def test_a_suggestion_names_what_both_chose() -> None:
    wishes = Wishes(AMA, frozenset({"family", "straight", "SK4"}))
    assert matching.suggest(wishes, [free(GRACE, "straight", "family", "EX1")], Random(1)) == [
        Suggestion(GRACE, ("family", "straight"))
    ]


def test_a_wish_for_open_doors_meets_whoever_puts_names_forward() -> None:
    wishes = Wishes(AMA, frozenset({matching.DOORS_OPENED}))
    sponsor, other = Offer(GRACE, places_free=1, sponsors=True), Offer(OBI, places_free=1)
    assert matching.suggest(wishes, [sponsor, other], Random(1)) == [Suggestion(GRACE, (matching.DOORS_OPENED,))]


def test_a_lot_shows_only_those_who_speak_of_their_background() -> None:
    wishes = Wishes(AMA, background=Background.A_LOT)
    offers = [free(GRACE, speaks=True), free(OBI)]
    assert [one.person for one in matching.suggest(wishes, offers, Random(1))] == [GRACE]
    assert not matching.nobody_speaks_of_background(wishes, offers)
    assert matching.nobody_speaks_of_background(wishes, offers[1:])
    assert not matching.nobody_speaks_of_background(Wishes(AMA), offers[1:])


def test_who_shares_more_is_picked_but_not_always_first() -> None:
    wishes = Wishes(AMA, frozenset(TAGS))
    offers = [free(GRACE, *TAGS), free(OBI, "family", "faith"), free(LEE, "EX1", "SK4"), free(KIT, "EX1")]
    shown = [[one.person for one in matching.suggest(wishes, offers, Random(seed))] for seed in range(120)]
    assert all(set(people) == {GRACE, OBI, LEE} for people in shown)
    assert set(Counter(people[0] for people in shown)) == {GRACE, OBI, LEE}


def test_equals_take_turns_at_being_seen() -> None:
    offers = [free(PersonId(str(number)), "family") for number in range(6)]
    wishes = Wishes(AMA, frozenset({"family"}))
    seen = Counter(one.person for seed in range(120) for one in matching.suggest(wishes, offers, Random(seed)))
    assert len(seen) == 6
    assert min(seen.values()) > 30


@given(WISHES, OFFERS, st.integers(0, 1000))
def test_nobody_is_suggested_who_should_not_be(wishes: Wishes, offers: list[Offer], seed: int) -> None:
    by_mentor = {offer.mentor: offer for offer in offers}
    found = matching.suggest(wishes, offers, Random(seed))
    assert len(found) == len({one.person for one in found}) <= 3
    for one in found:
        offer = by_mentor[one.person]
        assert one.person not in wishes.asked_before | wishes.clashing | {wishes.mentee}
        assert offer.places_free
        assert not offer.paused
        assert set(one.shared) == wishes.tags & offer.keys
        assert one.shared or not wishes.tags
        assert wishes.background is not Background.A_LOT or offer.speaks_of_background
