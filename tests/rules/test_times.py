"""Times that suit: what is offered to everybody, and the time that leaves the fewest out."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mentoring import times as rules
from mentoring.calendar import UK, check_meeting
from mentoring.calendar import Slot as Meeting
from mentoring.times import Says, WeekTime, best, left_out

WEEK = [WeekTime(name, day, time(hour)) for name, day, hour in (("a", 1, 12), ("b", 3, 19), ("c", 5, 10), ("d", 0, 18))]
NAMES = [one.id for one in WEEK]
SHIPPED = [
    WeekTime(row["id"], row["weekday"], time.fromisoformat(row["at"]), wider=bool(row.get("wider")))
    for row in tomllib.loads(
        (Path(__file__).resolve().parents[2] / "content/en/times.toml").read_text(encoding="utf-8")
    )["times"]
]
ANSWERS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([0, 1, 2]))
PEOPLE = st.lists(ANSWERS, max_size=8)


def test_the_shipped_times_suit_different_lives_for_everybody() -> None:
    """P-M15: a weekday day, a weekday evening, and a weekend or early time, whoever asks and for whatever."""
    assert rules.fits_different_lives(SHIPPED)
    assert len({one.id for one in SHIPPED}) == len(SHIPPED)


def test_asking_for_more_offers_more_of_each_kind() -> None:
    few, many = (rules.asked_of(SHIPPED, wider=wider) for wider in (False, True))
    assert set(few) < set(many)
    assert {one.part for one in many} == {"day", "evening", "weekend", "early"}


@given(st.integers(0, 2 * 365 * 24 * 60), st.sampled_from(SHIPPED))
def test_a_first_meeting_is_a_week_ahead_at_that_wall_time_and_at_a_kind_hour(minutes: int, one: WeekTime) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    first = one.next_after(now)
    local = first.astimezone(ZoneInfo(UK))
    assert timedelta(days=7) <= first - now <= timedelta(days=14, hours=1)
    assert (local.weekday(), local.time()) == (one.weekday, one.at)
    check_meeting(Meeting(first, 90), now=now)


def test_the_fewest_left_out_wins_over_the_most_points() -> None:
    answers: list[Mapping[str, int]] = [{"a": 2, "b": 1}, {"a": 2, "b": 1}, {"a": 0, "b": 1}]
    assert [one.id for one in best(WEEK, answers)] == ["b"]


def test_of_two_that_leave_nobody_out_the_one_that_suits_better_wins() -> None:
    assert [one.id for one in best(WEEK, [{"a": 1, "b": 2}, {"a": 2, "b": 2}])] == ["b"]


def test_with_no_answers_no_time_stands_out() -> None:
    assert best(WEEK, []) == []
    assert best(WEEK, [{"a": 0}, {}]) == []


@given(PEOPLE)
def test_no_other_time_leaves_fewer_out(answers: list[dict[str, int]]) -> None:
    for one in best(WEEK, answers):
        others = [left_out(other, answers) for other in WEEK if any(said.get(other.id) for said in answers)]
        assert left_out(one, answers) == min(others)


@given(PEOPLE.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_in_which_people_answered_changes_nothing(
    orders: tuple[list[dict[str, int]], list[dict[str, int]]],
) -> None:
    one, other = orders
    assert best(WEEK, one, most=4) == best(WEEK, other, most=4)


@given(PEOPLE)
def test_somebody_who_can_always_come_changes_no_choice(answers: list[dict[str, int]]) -> None:
    before = best(WEEK, answers, most=1)
    after = best(WEEK, [*answers, dict.fromkeys(NAMES, int(Says.CAN))], most=1)
    assert not before or before == after


@given(PEOPLE, st.integers(0, 7))
def test_saying_yes_to_the_chosen_time_never_loses_it(answers: list[dict[str, int]], who: int) -> None:
    for one in best(WEEK, answers):
        keener = [{**said, one.id: 2} if n == who else said for n, said in enumerate(answers)]
        assert best(WEEK, keener) == [one]


@given(ANSWERS)
def test_a_part_of_the_week_suits_only_if_some_time_in_it_does(said: dict[str, int]) -> None:
    for part in ("day", "evening", "weekend", "early"):
        can = any(said.get(one.id) for one in WEEK if one.part == part)
        assert rules.suits(part, WEEK, said) == can
