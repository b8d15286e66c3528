"""Bank holidays: which one a day is, so that a planner sees what the date would take from people."""

from datetime import date
from enum import StrEnum


class Holiday(StrEnum):
    """The bank holidays of the four nations. Their names live in content/."""

    NEW_YEAR = "new-year"
    ST_PATRICK = "st-patrick"
    GOOD_FRIDAY = "good-friday"
    EASTER_MONDAY = "easter-monday"
    EARLY_MAY = "early-may"
    SPRING = "spring"
    BOYNE = "boyne"
    SUMMER = "summer"
    ST_ANDREW = "st-andrew"
    CHRISTMAS = "christmas"
    ONE_OFF = "one-off"


FRIDAY, MONDAY = 4, 0


def which(day: date) -> Holiday:
    """Which bank holiday a listed day is, weekdays that stand in for a weekend included."""
    if day.month == 3 and day.day == 17:
        return Holiday.ST_PATRICK
    if day.month in {3, 4}:
        return {FRIDAY: Holiday.GOOD_FRIDAY, MONDAY: Holiday.EASTER_MONDAY}.get(day.weekday(), Holiday.ONE_OFF)
    if day.month == 5:
        return Holiday.EARLY_MAY if day.day <= 7 else Holiday.SPRING
    if day.month == 12:
        return Holiday.CHRISTMAS if day.day >= 25 else Holiday.ST_ANDREW
    by_month = {1: Holiday.NEW_YEAR, 7: Holiday.BOYNE, 8: Holiday.SUMMER, 11: Holiday.ST_ANDREW}
    return by_month.get(day.month, Holiday.ONE_OFF)
