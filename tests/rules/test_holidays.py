"""Which bank holiday a day is: every listed one has a name, and the names are the right ones."""

from datetime import date

import pytest

from handlers.talk.words import of
from mentoring.holidays import Holiday, which
from tests.rules.test_bank_holidays import LISTED, NATIONS

TOLD = {
    date(2026, 1, 1): "New Year",
    date(2027, 1, 4): "New Year",
    date(2026, 3, 17): "St Patrick's Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
    date(2026, 5, 4): "early May bank holiday",
    date(2027, 5, 31): "spring bank holiday",
    date(2026, 6, 15): "a bank holiday",
    date(2026, 7, 13): "Battle of the Boyne",
    date(2026, 8, 3): "summer bank holiday",
    date(2026, 11, 30): "St Andrew's Day",
    date(2025, 12, 1): "St Andrew's Day",
    date(2027, 12, 28): "Christmas",
}


@pytest.mark.parametrize("day", TOLD)
def test_a_bank_holiday_is_called_what_it_is(day: date) -> None:
    assert of()(f"holiday-{which(day)}") == TOLD[day]


@pytest.mark.parametrize("nation", NATIONS)
def test_every_listed_day_but_a_proclaimed_one_has_a_name_of_its_own(nation: str) -> None:
    nameless = [day for day in LISTED[nation] if which(day) is Holiday.ONE_OFF]
    assert nameless == ([date(2026, 6, 15)] if nation == "scotland" else [])
