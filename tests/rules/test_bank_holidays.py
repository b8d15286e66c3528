"""Bank holidays as the government published them (gov.uk/bank-holidays), and the rules they follow."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from dateutil.easter import easter

from mentoring.calendar import nth_weekday

LISTED = tomllib.loads((Path(__file__).parents[2] / "content" / "en" / "bank_holidays.toml").read_text())
NATIONS = ("england", "wales", "scotland", "ni")
ENGLAND_AND_WALES = {
    2025: "1 Jan, 18 Apr, 21 Apr, 5 May, 26 May, 25 Aug, 25 Dec, 26 Dec",
    2026: "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
}
SCOTLAND = {
    2025: "1 Jan, 2 Jan, 18 Apr, 5 May, 26 May, 4 Aug, 1 Dec, 25 Dec, 26 Dec",
    2026: "1 Jan, 2 Jan, 3 Apr, 4 May, 25 May, 15 Jun, 3 Aug, 30 Nov, 25 Dec, 28 Dec",
    2027: "1 Jan, 4 Jan, 26 Mar, 3 May, 31 May, 2 Aug, 30 Nov, 27 Dec, 28 Dec",
}
NORTHERN_IRELAND = {
    2025: "1 Jan, 17 Mar, 18 Apr, 21 Apr, 5 May, 26 May, 14 Jul, 25 Aug, 25 Dec, 26 Dec",
    2026: "1 Jan, 17 Mar, 3 Apr, 6 Apr, 4 May, 25 May, 13 Jul, 31 Aug, 25 Dec, 28 Dec",
    2027: "1 Jan, 17 Mar, 26 Mar, 29 Mar, 3 May, 31 May, 12 Jul, 30 Aug, 27 Dec, 28 Dec",
}
PUBLISHED = dict(zip(NATIONS, (ENGLAND_AND_WALES, ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND), strict=True))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ONE_OFF = {("scotland", 2026): {date(2026, 6, 15)}}
"""Proclaimed for one year alone: Scotland's return to the World Cup."""


def listed(nation: str, year: int) -> list[date]:
    return [day for day in LISTED[nation] if day.year == year]


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_bank_holidays_are_those_that_were_published(nation: str, year: int) -> None:
    told = [f"{day.day} {MONTHS[day.month - 1]}" for day in listed(nation, year)]
    assert ", ".join(told) == PUBLISHED[nation][year]


def _stand_in(days: set[date], *wanted: date) -> set[date]:
    """The weekdays on which these days are kept: one on a weekend moves to the next free weekday."""
    kept: set[date] = set(days)
    for day in wanted:
        while day.weekday() >= 5 or day in kept:
            day += timedelta(days=1)  # noqa: PLW2901 -- the day walks on to the weekday that stands in
        kept.add(day)
    return kept


def _by_rule(nation: str, year: int) -> set[date]:
    days = {easter(year) - timedelta(days=2), nth_weekday(year, 5, 1, 0), nth_weekday(year, 5, -1, 0)}
    if nation == "scotland":
        days |= {nth_weekday(year, 8, 1, 0)}
        days = _stand_in(days, date(year, 1, 1), date(year, 1, 2), date(year, 11, 30))
    else:
        days |= {easter(year) + timedelta(days=1), nth_weekday(year, 8, -1, 0)}
        days = _stand_in(days, date(year, 1, 1))
    if nation == "ni":
        days = _stand_in(days, date(year, 3, 17), date(year, 7, 12))
    return _stand_in(days, date(year, 12, 25), date(year, 12, 26)) | ONE_OFF.get((nation, year), set())


@pytest.mark.parametrize("nation", NATIONS)
def test_the_bank_holidays_of_each_year_follow_their_nations_rules(nation: str) -> None:
    for year in range(2025, LISTED["last_year"] + 1):
        assert set(listed(nation, year)) == _by_rule(nation, year)


@pytest.mark.parametrize("nation", NATIONS)
def test_the_list_is_in_order_and_names_no_day_twice(nation: str) -> None:
    assert LISTED[nation] == sorted(set(LISTED[nation]))
    assert LISTED[nation][-1].year == LISTED["last_year"]
