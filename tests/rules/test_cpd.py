"""Where a CPD record is thin: the kinds, the months and the fields that are missing, and nothing that is not known."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mentoring import cpd
from mentoring.cpd import KINDS, Entry, Month

TODAY = date(2026, 2, 2)
DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
ENTRIES = st.lists(
    st.builds(
        Entry,
        day=DAYS,
        kind=st.sampled_from((*KINDS, "")),
        practice=st.sampled_from(("", " ", "better notes")),
        people=st.sampled_from(("", "calmer visits")),
    ),
    max_size=40,
)


def empty_months(entries: list[Entry], today: date) -> set[Month]:
    found = set()
    for stretch in cpd.gaps(entries, today).stretches:
        month = stretch.first
        for _ in range(stretch.months):
            found.add(month)
            month = month.next()
    return found


@given(ENTRIES, DAYS)
def test_each_kind_is_either_there_or_missing(entries: list[Entry], today: date) -> None:
    found = cpd.gaps(entries, today)
    there = {entry.kind for entry in entries if found.since <= entry.day <= today and entry.kind}
    assert there.isdisjoint(found.kinds)
    assert there | set(found.kinds) == set(KINDS)


@given(ENTRIES, DAYS)
def test_a_month_is_a_gap_when_it_is_over_and_nothing_is_in_it(entries: list[Entry], today: date) -> None:
    found, empty = cpd.gaps(entries, today), empty_months(entries, today)
    filled = {Month.of(entry.day) for entry in entries if found.since <= entry.day <= today}
    assert empty.isdisjoint(filled)
    assert all(month < Month.of(today) for month in empty)
    day = found.since
    while found.first and (day := day + timedelta(days=28)) < today:
        month = Month.of(day)
        whole = found.since <= month.first_day and found.first <= month.first_day and month < Month.of(today)
        assert (month in empty) is (whole and month not in filled)


@given(ENTRIES, DAYS)
def test_what_was_before_the_first_entry_is_never_called_a_gap(entries: list[Entry], today: date) -> None:
    found = cpd.gaps(entries, today)
    if found.first is None:
        assert found.stretches == ()
    else:
        assert all(stretch.first.first_day >= found.first for stretch in found.stretches)


@given(ENTRIES, DAYS)
def test_stretches_are_whole_and_in_order(entries: list[Entry], today: date) -> None:
    stretches = cpd.gaps(entries, today).stretches
    for earlier, later in pairwise(stretches):
        assert earlier.last.next() < later.first


@given(ENTRIES, DAYS)
def test_an_entry_is_unfinished_when_a_benefit_is_empty(entries: list[Entry], today: date) -> None:
    found = cpd.gaps(entries, today)
    within = [entry for entry in entries if found.since <= entry.day <= today]
    assert sorted(map(repr, found.unfinished)) == sorted(
        repr(entry) for entry in within if not entry.practice.strip() or not entry.people.strip()
    )


@given(ENTRIES, DAYS, st.sampled_from(KINDS))
def test_writing_today_never_makes_a_gap(entries: list[Entry], today: date, kind: str) -> None:
    before, more = cpd.gaps(entries, today), [*entries, Entry(today, kind, "a", "b", "c")]
    after = cpd.gaps(more, today)
    assert set(after.kinds) == set(before.kinds) - {kind}
    assert empty_months(more, today) == empty_months(entries, today)
    assert after.unfinished == before.unfinished


def test_three_months_in_a_row_are_long() -> None:
    entries = [Entry(date(2025, 6, 10)), Entry(date(2025, 10, 5)), Entry(date(2025, 12, 1))]
    found = cpd.gaps(entries, TODAY).stretches
    assert [(s.first.number, s.last.number, s.months, s.is_long) for s in found] == [
        (7, 9, 3, True),
        (11, 11, 1, False),
        (1, 1, 1, False),
    ]


def test_two_years_before_a_leap_day_is_the_last_of_february() -> None:
    assert cpd.two_years_before(date(2028, 2, 29)) == date(2026, 2, 28)
    assert cpd.two_years_before(TODAY) == date(2024, 2, 2)
