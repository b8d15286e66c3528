"""The rota: spread fairly, never more than two sessions in a week, and nobody who has stepped back (H-14)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import rota
from mentoring.calendar import UK
from mentoring.people import PersonId
from mentoring.problems import Problem
from mentoring.rota import Claim, Helper, HoldsAnother, Pause, SteppedBack, TooManyTurns

NOW = datetime(2026, 3, 20, 10, 0, tzinfo=UTC)  # the clocks change nine days later
THURSDAY = datetime(2026, 3, 26, 19, 0, tzinfo=UTC)
AMA, BEN, CY = map(PersonId, ("ama", "ben", "cy"))
WEEK = timedelta(weeks=1)

hours = st.integers(0, 24 * 45).map(lambda hour: NOW + timedelta(hours=hour))


def days(starts: Sequence[datetime]) -> list[date]:
    return sorted(start.astimezone(ZoneInfo(UK)).date() for start in starts)


def most_in_seven_days(starts: Sequence[datetime]) -> int:
    every = days(starts)
    return max((sum(timedelta() <= day - first < WEEK for day in every) for first in every), default=0)


@given(st.lists(st.tuples(hours, st.booleans()), max_size=14))
def test_h14_nobody_is_given_more_than_two_sessions_in_any_seven_days(turns: list[tuple[datetime, bool]]) -> None:
    claims = [Claim(f"s{n}", starts, stands_in) for n, (starts, stands_in) in enumerate(turns)]
    mine = rota.given(claims)
    assert most_in_seven_days([claim.starts for claim in claims if claim.session in mine]) <= 2
    assert rota.given(reversed(claims)) == mine


@given(st.lists(hours, max_size=2))
def test_two_or_fewer_are_always_theirs(turns: list[datetime]) -> None:
    claims = [Claim(f"s{n}", starts) for n, starts in enumerate(turns)]
    assert rota.given(claims) == {claim.session for claim in claims}


def test_the_same_evening_every_week_is_once_a_week_also_when_the_clocks_change() -> None:
    weekly = [Claim(f"a{n}", THURSDAY + n * WEEK - timedelta(hours=bool(n))) for n in range(4)]
    tuesdays = [Claim(f"b{n}", claim.starts - timedelta(days=2)) for n, claim in enumerate(weekly)]
    assert len(rota.given([*weekly, *tuesdays])) == 8


@given(st.lists(hours, max_size=10), hours)
def test_saying_yes_to_standing_in_never_costs_a_turn_of_their_own(own: list[datetime], starts: datetime) -> None:
    claims = [Claim(f"s{n}", mine) for n, mine in enumerate(own)]
    try:
        rota.check_turn(Helper(AMA, tuple(own)), starts)
    except Problem:
        return
    assert rota.given([*claims, Claim("new", starts, stands_in=True)]) == rota.given(claims) | {"new"}


@pytest.mark.parametrize(
    ("helper", "why"),
    [
        (Helper(AMA, (THURSDAY - timedelta(days=1), THURSDAY + timedelta(days=2))), TooManyTurns),
        (Helper(AMA, (THURSDAY + timedelta(minutes=30),)), HoldsAnother),
        (Helper(AMA, paused=(Pause(NOW),)), SteppedBack),
        (Helper(AMA, paused=(Pause(NOW, THURSDAY + WEEK),)), SteppedBack),
    ],
)
def test_a_turn_that_would_be_too_much_is_refused(helper: Helper, why: type[Problem]) -> None:
    with pytest.raises(why):
        rota.check_turn(helper, THURSDAY)
    assert not rota.may_ask(helper, THURSDAY, NOW)


def test_a_pause_that_is_over_by_then_is_no_hindrance_to_a_turn() -> None:
    rota.check_turn(Helper(AMA, paused=(Pause(NOW, THURSDAY),)), THURSDAY)


def test_whoever_has_the_fewest_turns_is_asked_first_and_then_whoever_was_asked_longest_ago() -> None:
    ama = Helper(AMA, (NOW - 2 * WEEK,), asked=NOW - 2 * WEEK)
    ben = Helper(BEN, asked=NOW - 2 * WEEK)
    cy = Helper(CY, asked=NOW - 3 * WEEK)
    assert rota.in_line([ama, ben, cy], THURSDAY, NOW) == [CY, BEN, AMA]


def test_when_it_is_near_whoever_is_awake_comes_first() -> None:
    near = NOW + timedelta(hours=20)
    asleep = Helper(AMA, awake_from=NOW + timedelta(hours=8))
    awake = Helper(BEN, (NOW - WEEK,))
    assert rota.in_line([asleep, awake], near, NOW) == [BEN, AMA]
    assert rota.in_line([asleep], NOW + timedelta(hours=8), NOW) == []


def test_six_hours_to_answer_and_ten_minutes_when_it_is_near() -> None:
    assert rota.time_to_answer(THURSDAY, THURSDAY - timedelta(hours=48)) == timedelta(hours=6)
    assert rota.time_to_answer(THURSDAY, THURSDAY - timedelta(hours=24)) == timedelta(minutes=10)


# Many weeks of gaps

PEOPLE = [PersonId(name) for name in ("ama", "ben", "cy", "dee", "eve")]
gaps = st.lists(st.tuples(st.integers(1, 80), st.integers(12, 120), st.lists(st.booleans(), max_size=5)), max_size=25)
pauses = st.dictionaries(
    st.sampled_from(PEOPLE), st.tuples(st.integers(0, 40), st.none() | st.integers(1, 30)), max_size=4
)


def paused(person: PersonId, given_pauses: dict[PersonId, tuple[int, int | None]]) -> tuple[Pause, ...]:
    if person not in given_pauses:
        return ()
    first, length = given_pauses[person]
    since = NOW + timedelta(days=first)
    return (Pause(since, None if length is None else since + timedelta(days=length)),)


@given(gaps, pauses)
def test_h14_however_gaps_come_nobody_is_asked_twice_in_a_week_or_while_they_have_stepped_back(
    gaps: list[tuple[int, int, list[bool]]], given_pauses: dict[PersonId, tuple[int, int | None]]
) -> None:
    turns: dict[PersonId, list[datetime]] = {person: [] for person in PEOPLE}
    asked: dict[PersonId, list[datetime]] = {person: [] for person in PEOPLE}
    now = NOW
    for later, until_start, answers in gaps:
        now += timedelta(hours=later)
        starts = now + timedelta(hours=until_start)
        for says_yes in answers:
            helpers = [
                Helper(p, tuple(turns[p]), asked[p][-1] if asked[p] else None, paused(p, given_pauses)) for p in PEOPLE
            ]
            line = rota.in_line(helpers, starts, now)
            if not line:
                break
            first = line[0]
            assert not any(pause.covers(now) or pause.covers(starts) for pause in paused(first, given_pauses))
            assert not asked[first] or now - asked[first][-1] >= WEEK
            asked[first].append(now)
            if says_yes:
                turns[first].append(starts)
                break
    assert all(most_in_seven_days(mine) <= 2 for mine in turns.values())


@given(st.integers(2, 5), st.integers(1, 20))
def test_turns_are_spread_so_that_nobody_has_two_more_than_another(people: int, weeks: int) -> None:
    turns: dict[PersonId, list[datetime]] = {person: [] for person in PEOPLE[:people]}
    for week in range(weeks):
        starts = THURSDAY + week * WEEK * 2
        helpers = [Helper(person, tuple(mine)) for person, mine in turns.items()]
        turns[rota.in_line(helpers, starts, starts - timedelta(days=2))[0]].append(starts)
    counts = [len(mine) for mine in turns.values()]
    assert max(counts) - min(counts) <= 1
