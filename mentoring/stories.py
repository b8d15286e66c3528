"""Role-model stories: the teller chooses, sleeps on it, and can take it back."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentoring.calendar import UK, instant, months_later
from mentoring.problems import Problem

COOLING_OFF = timedelta(hours=24)
GOES_OUT_AT = time(18)
FEW_WORDS, MANY_WORDS = 60, 800
ASKED_BEFORE_THE_END = timedelta(days=7)
THANKS_EVERY = timedelta(days=7)


class ReasonMissing(Problem):
    """An editor who says no owes the teller a reason."""


class StillCoolingOff(Problem):
    """The teller's day to change their mind is not over."""


class OwnStory(Problem):
    """Nobody checks a story of their own."""


class StoryMovedOn(Problem):
    """The story is not where this button left it: seen to, changed, or taken back meanwhile."""


class PointsToSomebody(Problem):
    """A number or an address where others will read it."""


class State(StrEnum):
    """Where a story stands. Only from `to-check` on may the story desk read it."""

    DRAFT = "draft"
    TO_CHECK = "to-check"
    WITH_TELLER = "with-teller"
    COOLING = "cooling"
    OUT = "out"


class Shape(StrEnum):
    """How a story may be told; the questions are in content/<language>/stories.toml."""

    MY_STEPS = "ST1"
    ONE_DAY = "ST2"
    A_DOOR_OPENED = "ST3"
    WHEN_I_SPOKE_UP = "ST4"
    WHY_THIS_JOB = "ST5"
    I_SAID_NO = "ST6"
    COMING_BACK = "ST7"
    FREE_PAGE = "free"


class NameShown(StrEnum):
    """The name under a story."""

    FULL = "full"
    FIRST = "first"
    MADE_UP = "made-up"
    NONE = "none"


class Where(StrEnum):
    """Where a story may be read."""

    MEMBERS = "members"
    MY_CIRCLES = "my-circles"
    LIVE = "live"
    WEBSITE = "website"


class HowLong(StrEnum):
    """How long a story stays."""

    HALF_A_YEAR = "6-months"
    A_YEAR = "1-year"
    UNTIL_I_SAY = "until-i-say"


class Contact(StrEnum):
    """May readers ask the teller things?"""

    FINE = "fine"
    NO_QUESTIONS = "no-questions"


@dataclass(frozen=True)
class Choices:
    """What the teller decided about their story."""

    name: NameShown
    where: Where
    how_long: HowLong
    contact: Contact


class Length(StrEnum):
    """What to say about the length. Nothing is forced (J10)."""

    A_BIT_MORE = "a-bit-more"
    FINE = "fine"
    SPLIT_IN_TWO = "split-in-two"


def word_count(text: str) -> int:
    """Words as people count them: whatever stands between spaces and holds a letter or a number."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def length(words: int) -> Length:
    """Under 60 words: a bit more? Over 800: shall I split it?"""
    if words < FEW_WORDS:
        return Length.A_BIT_MORE
    return Length.SPLIT_IN_TWO if words > MANY_WORDS else Length.FINE


def goes_out(last_yes: datetime, zone: str = UK) -> datetime:
    """The UTC instant it is shared: the first six in the evening, local time, once a full day has passed."""
    cooled = last_yes + COOLING_OFF
    day = cooled.astimezone(ZoneInfo(zone)).date()
    evening = instant(day, GOES_OUT_AT, zone)
    return evening if evening >= cooled else instant(day + timedelta(days=1), GOES_OUT_AT, zone)


def check_cooled(last_yes: datetime, now: datetime) -> None:
    """Raises StillCoolingOff in the day after the last yes, whoever asks."""
    if now < last_yes + COOLING_OFF:
        raise StillCoolingOff


def comes_down(shared: datetime, how_long: HowLong, zone: str = UK) -> datetime | None:
    """When the time the teller picked runs out (UTC); None until they say. They are asked; silence takes it down."""
    months = {HowLong.HALF_A_YEAR: 6, HowLong.A_YEAR: 12}.get(how_long)
    return months_later(shared, months, zone) if months else None


def offers_call_first(shape: Shape) -> bool:
    """A story of speaking up comes with the offer of a call with a safe contact before sharing."""
    return shape is Shape.WHEN_I_SPOKE_UP


def check_turned_down(reason: str) -> None:
    """Raises ReasonMissing when an editor says no without a word why."""
    if not word_count(reason):
        raise ReasonMissing
