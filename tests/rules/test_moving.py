"""Moving: times that suit different lives, never one a helper can't do, and every later date by as much."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import calendar, moving
from mentoring.calendar import UK, Slot
from mentoring.moving import Can, Near, NoTimeNear
from mentoring.people import PersonId

NOW = datetime(2026, 2, 9, 10, tzinfo=UTC)
THURSDAY = Slot(datetime(2026, 2, 12, 19, tzinfo=UTC), 90)
HELPERS = tuple(map(PersonId, ("ed", "gus", "obi")))
MEMBERS = tuple(map(PersonId, ("ama", "mei", "tunde", "fatima", "kofi")))
TIMES = [THURSDAY.start + timedelta(days=n) for n in (1, 2, 3)]
ANSWERS = st.lists(st.sampled_from(Can), max_size=3)
SAID = st.dictionaries(st.sampled_from([*HELPERS, *MEMBERS]), ANSWERS)
INSTANTS = st.integers(0, 4 * 365 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
ZONES = st.sampled_from([UK, "America/New_York", "Africa/Accra", "Australia/Lord_Howe"])


def best(said: dict[PersonId, list[Can]], *, members: Sequence[PersonId] = MEMBERS) -> datetime | None:
    return moving.best(TIMES, said, helpers=HELPERS, members=members, old=THURSDAY.start, now=NOW)


def everybody(*answers: Can) -> dict[PersonId, list[Can]]:
    return {person: list(answers) for person in (*HELPERS, *MEMBERS)}


# The best time


@given(SAID)
def test_a_time_that_a_helper_cannot_do_or_has_not_answered_for_is_never_picked(
    said: dict[PersonId, list[Can]],
) -> None:
    found = best(said)
    if found is not None:
        place = TIMES.index(found)
        for helper in HELPERS:
            assert said[helper][place] in {Can.YES, Can.PUSH}


@given(SAID)
def test_no_other_time_that_works_has_more_members(said: dict[PersonId, list[Can]]) -> None:
    def coming(place: int) -> int:
        return sum(len(said.get(one, [])) > place and said[one][place] is not Can.NO for one in MEMBERS)

    def works(place: int) -> bool:
        helpers = all(len(said.get(one, [])) > place and said[one][place] is not Can.NO for one in HELPERS)
        cannot = sum(len(said.get(one, [])) > place and said[one][place] is Can.NO for one in MEMBERS)
        return helpers and coming(place) > cannot

    working = [place for place in range(3) if works(place)]
    found = best(said)
    assert (found is None) == (not working)
    if found is not None:
        assert coming(TIMES.index(found)) == max(coming(place) for place in working)


@given(SAID, st.randoms(use_true_random=False))
def test_the_order_in_which_people_answer_changes_nothing(said: dict[PersonId, list[Can]], chance: object) -> None:
    shuffled = list(said.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis hands a random.Random
    assert best(dict(shuffled)) == best(said)


@given(SAID)
def test_somebody_who_was_not_asked_changes_nothing(said: dict[PersonId, list[Can]]) -> None:
    assert best({**said, PersonId("stranger"): [Can.NO, Can.NO, Can.NO]}) == best(said)


def test_of_times_that_suit_as_many_the_one_without_a_push_is_picked_then_the_nearest() -> None:
    pushed = everybody(Can.PUSH, Can.YES, Can.YES)
    assert best(pushed) == TIMES[1]
    assert best(everybody(Can.YES, Can.YES, Can.YES)) == TIMES[0]


def test_more_members_at_a_push_weigh_more_than_fewer_with_ease() -> None:
    said = everybody(Can.PUSH, Can.YES, Can.NO)
    said[MEMBERS[0]] = [Can.PUSH, Can.NO, Can.NO]
    assert best(said) == TIMES[0]


def test_a_tie_of_can_and_cannot_is_not_most() -> None:
    said = {helper: [Can.YES] for helper in HELPERS}
    said |= {MEMBERS[0]: [Can.YES], MEMBERS[1]: [Can.NO]}
    assert best(said) is None
    said[MEMBERS[2]] = [Can.PUSH]
    assert best(said) == TIMES[0]


def test_without_members_those_who_hold_it_decide() -> None:
    said = {helper: [Can.NO, Can.PUSH, Can.YES] for helper in HELPERS}
    assert best(said, members=()) == TIMES[2]


def test_a_time_gone_by_is_not_picked_and_nobody_to_hold_it_picks_none() -> None:
    said = everybody(Can.YES, Can.YES, Can.YES)
    later = TIMES[1] + timedelta(minutes=1)
    found = moving.best(TIMES, said, helpers=HELPERS, members=MEMBERS, old=THURSDAY.start, now=later)
    assert found == TIMES[2]
    assert moving.best(TIMES, said, helpers=(), members=MEMBERS, old=THURSDAY.start, now=NOW) is None


# The times on offer


@given(INSTANTS, ZONES, st.integers(15, 90), st.lists(INSTANTS, max_size=4), st.sets(st.dates(), max_size=5))
def test_times_on_offer_suit_different_lives_and_fit(
    start: datetime, zone: str, minutes: int, busy: list[datetime], holidays: set[date]
) -> None:
    old = Slot(start, minutes)
    near = Near(start + timedelta(days=1), zone, [Slot(at, 60) for at in busy], holidays)
    found = moving.three_times(old, near)
    assert calendar.suits_different_lives(found, zone)
    assert found == sorted(set(found))
    for at in found:
        slot = Slot(at, minutes)
        assert near.fits(slot)
        assert not slot.clashes(old)
        calendar.check_kind_hours(at, zone)


def test_a_bank_holiday_is_left_out_unless_it_is_chosen() -> None:
    old = Slot(datetime(2026, 4, 2, 18, tzinfo=UTC), 90)
    holidays = {date(2026, 4, 3), date(2026, 4, 6)}
    found = moving.three_times(old, Near(NOW, holidays=holidays))
    assert not {at.date() for at in found} & holidays
    chosen = datetime(2026, 4, 6, 18, tzinfo=UTC)
    assert chosen in moving.swap(found, chosen)


def test_when_those_who_hold_it_are_never_free_there_is_no_time_near() -> None:
    always = Slot(NOW - timedelta(days=30), 90 * 24 * 60)
    with pytest.raises(NoTimeNear):
        moving.three_times(THURSDAY, Near(NOW, busy=[always]))


@given(INSTANTS)
def test_a_time_of_ones_own_takes_the_place_of_its_kind(own: datetime) -> None:
    three = moving.three_times(THURSDAY, Near(NOW))
    swapped = moving.swap(three, own)
    assert own in swapped
    assert calendar.suits_different_lives(swapped)
    assert len(swapped) == 3


# When the poll ends


@given(st.integers(-120, 20_000))
def test_a_poll_lasts_a_day_at_most_and_ends_twelve_hours_before(minutes: int) -> None:
    starts = NOW + timedelta(minutes=minutes)
    ends = moving.poll_ends(starts, NOW)
    if ends is None:
        assert starts - NOW < moving.ENDS_BEFORE + moving.SHORTEST_POLL
        staff = moving.staff_poll_ends(starts, starts + timedelta(minutes=90), NOW)
        assert NOW <= staff <= max(NOW, starts + timedelta(minutes=90))
    else:
        assert NOW + moving.SHORTEST_POLL <= ends <= NOW + moving.POLL_LASTS
        assert starts - ends >= moving.ENDS_BEFORE


@given(SAID)
def test_a_poll_is_over_early_only_when_all_have_said_all(said: dict[PersonId, list[Can]]) -> None:
    asked = (*HELPERS, *MEMBERS)
    assert moving.all_in(said, asked, 3) == all(len(said.get(person, [])) == 3 for person in asked)


# All after, and the third in a row


@given(INSTANTS, INSTANTS, ZONES, st.integers(1, 4))
def test_every_date_after_keeps_one_wall_time_across_clock_changes(
    old: datetime, new: datetime, zone: str, weeks: int
) -> None:
    if not moving.is_kind(Slot(new, 1), zone):
        return  # a kind hour is never skipped by a clock
    later = [calendar.days_later(old, 7 * weeks * n, zone) for n in (1, 2, 3)]
    moved = moving.by_as_much(later, old, new, zone)
    wall = new.astimezone(ZoneInfo(zone)).time()
    assert {at.astimezone(ZoneInfo(zone)).time() for at in moved} == {wall}
    assert moving.by_as_much([old], old, new, zone) == [calendar.instant(*_day(new, zone), zone)]


def _day(at: datetime, zone: str) -> tuple[date, time]:
    local = at.astimezone(ZoneInfo(zone))
    return local.date(), local.time()


@given(st.lists(st.tuples(st.sampled_from(["booked", "to-move", "missed"]), st.integers(0, 3))))
def test_a_meeting_that_took_place_ends_the_row(after: list[tuple[str, int]]) -> None:
    assert moving.moves_in_a_row([("booked", 3), ("met", 2), *after]) == sum(moves for _, moves in after)


def test_every_third_move_is_tricky() -> None:
    assert [n for n in range(10) if moving.is_tricky(n)] == [3, 6, 9]
