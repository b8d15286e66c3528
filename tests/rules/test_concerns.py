"""Concerns: no clash ever hears one, weekends do not count, and nothing that points to a patient is let through."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import concerns as rules
from mentoring.calendar import UK
from mentoring.concerns import Agreed, Asked, Away, Contact, Hold, Never, Side
from mentoring.hints import Hint
from mentoring.people import PersonId

TODAY = date(2026, 2, 2)
WRITER = PersonId("writer")
people = st.sampled_from([PersonId(name) for name in ("writer", "yemi", "ros", "grace", "nana")])
circles = st.frozensets(st.sampled_from(["c1", "c2"]))
sectors = st.sampled_from(["nhs", "voluntary", None])
days = st.dates(date(2026, 1, 28), date(2026, 2, 7))
aways = st.lists(st.builds(Away, days, days), max_size=2).map(tuple)
contacts = st.lists(st.builds(Contact, people, sectors, st.frozensets(people), circles, aways), max_size=5)
nevers = st.builds(Never, st.frozensets(people), circles, st.frozensets(st.sampled_from(["nhs", "voluntary"])))
moments = st.integers(0, 25_000).map(lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours))


@given(contacts, nevers)
def test_whoever_may_hear_it_has_no_clash_and_is_there(everyone: list[Contact], never: Never) -> None:
    for one in rules.who_may_hear(everyone, never, writer=WRITER, today=TODAY):
        assert one.person not in never.people | {WRITER}
        assert not one.paired & never.people
        assert not one.circles & never.circles
        assert one.sector not in never.sectors
        assert not any(away.first <= TODAY <= away.last for away in one.away)


@given(contacts, nevers, people)
def test_a_clash_only_ever_takes_people_away(everyone: list[Contact], never: Never, clashing: PersonId) -> None:
    before = rules.who_may_hear(everyone, never, writer=WRITER, today=TODAY)
    after = rules.who_may_hear(everyone, never.and_not(clashing), writer=WRITER, today=TODAY)
    assert set(after) <= set(before)
    assert clashing not in {one.person for one in after}


def test_a_contact_without_a_clash_is_offered() -> None:
    yemi = Contact(PersonId("yemi"), "voluntary", away=(Away(date(2026, 2, 3), date(2026, 2, 9)),))
    assert rules.who_may_hear([yemi], Never(), writer=WRITER, today=TODAY) == [yemi]
    assert rules.who_may_hear([yemi], Never(), writer=WRITER, today=date(2026, 2, 9)) == []


@given(moments)
def test_two_working_days_never_end_on_a_weekend_or_a_holiday(sent: datetime) -> None:
    holidays = [date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)]
    by = rules.answer_by(sent, holidays).astimezone(ZoneInfo(UK))
    assert by.weekday() < 5
    assert by.date() not in holidays
    assert timedelta(days=2) - timedelta(hours=1) <= by - sent <= timedelta(days=8)


@pytest.mark.parametrize(
    ("sent", "by"),
    [
        ((2026, 2, 2), (2026, 2, 4)),
        ((2026, 2, 6), (2026, 2, 10)),
        ((2026, 2, 7), (2026, 2, 10)),
        ((2026, 4, 2), (2026, 4, 8)),
    ],
)
def test_two_working_days_are_counted_as_people_do(sent: tuple[int, int, int], by: tuple[int, int, int]) -> None:
    easter = [date(2026, 4, 3), date(2026, 4, 6)]
    assert rules.answer_by(datetime(*sent, 12, tzinfo=UTC), easter).date() == date(*by)


def test_the_writer_is_asked_as_often_as_they_said() -> None:
    closed = datetime(2026, 2, 2, 12, tzinfo=UTC)
    assert [at.date() for at in rules.asked_at(closed, Asked.BOTH)] == [date(2026, 2, 23), date(2026, 5, 2)]
    assert [at.date() for at in rules.asked_at(closed, Asked.ONCE)] == [date(2026, 2, 23)]
    assert rules.asked_at(closed, Asked.NO) == []


def test_it_closes_when_both_say_so_and_without_a_writer_who_has_left() -> None:
    for writer, contact, left in product((False, True), repeat=3):
        said = Agreed(writer, contact, writer_left=left)
        assert said.closed == (contact and (writer or left))
    assert Agreed().and_says(Side.WRITER).and_says(Side.CONTACT).closed


@given(st.frozensets(st.sampled_from(list(Hint)), min_size=1))
def test_a_new_concern_with_any_hint_is_held(found: frozenset[Hint]) -> None:
    assert rules.hold(found, answer=False) is Hold.HELD


@given(st.frozensets(st.sampled_from(list(Hint))))
def test_an_answer_with_a_patients_number_is_held(found: frozenset[Hint]) -> None:
    held = rules.hold(found | {Hint.NHS_NUMBER}, answer=True)
    assert held is Hold.HELD


def test_ones_own_number_in_an_answer_is_looked_at_twice() -> None:
    assert rules.hold({Hint.PHONE, Hint.EMAIL}, answer=True) is Hold.LOOK
    assert rules.hold((), answer=True) is Hold.FREE
    assert rules.hold((), answer=False) is Hold.FREE


@given(st.integers(0, 1000))
def test_a_code_word_is_never_one_that_is_taken(seed: int) -> None:
    taken = {f"OAK {n}" for n in range(1, 99)}
    assert rules.code_word(["OAK"], taken, Random(seed)) == "OAK 99"


def test_days_off_end_after_they_begin_and_are_not_over() -> None:
    good = Away(TODAY, TODAY)
    assert rules.check_away(good, TODAY) == good
    for first, last in ((2, 1), (-3, -1)):
        with pytest.raises(rules.AwayTheWrongWay):
            rules.check_away(Away(TODAY + timedelta(days=first), TODAY + timedelta(days=last)), TODAY)


def test_no_more_than_five_are_open_and_what_was_acted_on_stays() -> None:
    rules.check_room(4)
    with pytest.raises(rules.EnoughOpen):
        rules.check_room(5)
    rules.check_take_back(acted=False)
    with pytest.raises(rules.ActedOn):
        rules.check_take_back(acted=True)
