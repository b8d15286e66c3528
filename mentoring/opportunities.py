"""Chances worth passing on: what a card must say, who may be written to, and when it closes."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from mentoring.calendar import UK, check_ahead, instant
from mentoring.problems import Problem
from mentoring.quiet_hours import USUAL, QuietHours

SMALLEST_AUDIENCE = 5
SHORT_NOTICE = timedelta(days=7)
FARTHEST = timedelta(days=366)
FARTHEST_SEND = timedelta(days=21)
"""Well within the thirty days that a draft is kept."""
RESULTS_AFTER = (timedelta(hours=24), timedelta(days=7))
REMIND_DAYS_BEFORE = (7, 2)
REMIND_AT = time(9)


class ClosingDatePassed(Problem):
    """The closing date has gone by."""


class SendsTooFarOff(Problem):
    """A time to send at that is further ahead than a draft is sure to be kept (`days`)."""


class ClosesTooFarOff(Problem):
    """A closing date more than a year away: most often a slip of the year."""


class HasClosed(Problem):
    """The chance is closed."""


class WasTakenBack(Problem):
    """The sender has taken it back."""


class AlreadySent(Problem):
    """It has gone out: it is no draft any more."""


class NotCheckedYet(Problem):
    """The fair check was not answered, or nobody was chosen to send it to."""


class NotSentYet(Problem):
    """It is a draft still, shown to its sender alone."""


class AudienceTooSmall(Problem):
    """Fewer than five people would get it (`fewest`): too few to write to on their own."""


class CardIncomplete(Problem):
    """A field that every card must have is empty (`missing` is the first one's key)."""


class UnclearLink(Problem):
    """Not a whole web address starting with https://."""


class UnknownCategory(Problem):
    """A category that the list does not hold."""


class Category(StrEnum):
    """The twelve kinds of chance; their words are in content/<language>/opportunities.toml."""

    JOB = "OP1"
    SECONDMENT = "OP2"
    ACTING_UP = "OP3"
    TALK = "OP4"
    BOARD_SEAT = "OP5"
    COURSE = "OP6"
    RESEARCH = "OP7"
    AWARD = "OP8"
    SHADOWING = "OP9"
    PROJECT = "OP10"
    NETWORKING = "OP11"
    TRAINING = "OP12"


class Field(StrEnum):
    """What a card says. The first six it must say, the next five it should, the last three are for events."""

    TITLE = "title"
    CATEGORY = "category"
    CLOSES = "closes"
    WHERE = "where"
    WHO_CAN_APPLY = "who-can-apply"
    HOW_TO_APPLY = "how-to-apply"
    PAY = "pay"
    HOURS = "hours"
    NAMED_PERSON = "named-person"
    TEAM = "team"
    INTERVIEW_SUPPORT = "interview-support"
    TIME = "time"
    FAMILY_FRIENDLY = "family-friendly"
    ALCOHOL_FREE = "alcohol-free"


MUST = tuple(Field)[:6]
SHOULD = tuple(Field)[6:11]
EVENT = tuple(Field)[11:]
"""What the card of something to go to should say besides (P-T4.04)."""
EVENTS = frozenset({Category.TALK, Category.NETWORKING})


def asked(category: str) -> tuple[Field, ...]:
    """The fields of a card of this category, in the order they are asked."""
    return tuple(Field) if category in EVENTS else MUST + SHOULD


def missing(card: Mapping[Field, str]) -> list[Field]:
    """The must-fields that are still empty, in the order they are asked."""
    return [field for field in MUST if not card.get(field, "").strip()]


def not_said(card: Mapping[Field, str]) -> list[Field]:
    """The should-fields shown as «Not said» (P-T1.03)."""
    return [field for field in SHOULD if not card.get(field, "").strip()]


def check_card(card: Mapping[Field, str]) -> None:
    """Raises CardIncomplete, or UnknownCategory."""
    gaps = missing(card)
    if gaps:
        raise CardIncomplete(missing=gaps[0].value)
    if card[Field.CATEGORY] not in set(Category):
        raise UnknownCategory


def closes_at(closes: date, zone: str = UK) -> datetime:
    """The UTC instant a closing date is over: the midnight that ends it."""
    return instant(closes + timedelta(days=1), time(0), zone)


def check_send_time(at: datetime, closes: date, now: datetime, zone: str = UK) -> None:
    """May it go out at `at` (J8, step 5)? Raises InThePast, SendsTooFarOff, ClosingDatePassed."""
    check_ahead(at, now)
    if at > now + FARTHEST_SEND:
        raise SendsTooFarOff(days=FARTHEST_SEND.days)
    check_closing(closes, at, zone)


def check_closing(closes: date, now: datetime, zone: str = UK) -> None:
    """Raises ClosingDatePassed when the closing date's last minute is gone (the day itself counts), ClosesTooFarOff."""
    if now >= closes_at(closes, zone):
        raise ClosingDatePassed
    if closes_at(closes, zone) > now + FARTHEST:
        raise ClosesTooFarOff


def is_short_notice(closes: date, now: datetime, zone: str = UK) -> bool:
    """Fewer than seven days to apply: part of the fair check."""
    return closes - now.astimezone(ZoneInfo(zone)).date() < SHORT_NOTICE


def check_audience(people: int) -> None:
    """Raises AudienceTooSmall under five (K4, J8)."""
    if people < SMALLEST_AUDIENCE:
        raise AudienceTooSmall(fewest=SMALLEST_AUDIENCE)


class Part(StrEnum):
    """The parts an audience may be cut into by kind of workplace (3.12). Never by ethnicity, gender, age or band."""

    NHS = "nhs"
    COUNCIL = "council"
    OTHER = "other"


def in_part(setting: str | None, part: Part) -> bool:
    """Whether somebody who works in `setting` is meant. Who never said is in no part, only in everyone."""
    if part is Part.OTHER:
        return setting is not None and setting not in (Part.NHS, Part.COUNCIL)
    return setting == part


def wants(choices: Mapping[str, object], category: str) -> bool:
    """Whether somebody has asked to be sent chances of this category. No answer is a no."""
    said, picked = choices.get("chances"), choices.get("chance_kinds")
    return said == "yes" or (said == "pick" and isinstance(picked, list) and category in picked)


def results_as_of(sent: datetime, closes: datetime, now: datetime) -> datetime | None:
    """The newest of the moments results are told at (J8): a day and a week after sending, and at close.

    Between them the numbers stand still, so that nobody is found out by watching one change. None before the first.
    """
    moments = [*(sent + after for after in RESULTS_AFTER if sent + after < closes), max(sent, closes)]
    return max((moment for moment in moments if moment <= now), default=None)


def reminders(closes: date, now: datetime, *, zone: str = UK, quiet: QuietHours = USUAL) -> list[datetime]:
    """UTC instants to remind somebody who saved it: nine in the morning, seven and two days before (P-T4.01).

    One that falls in their quiet hours waits for the end of these; those gone by, or past closing, are left out.
    """
    mornings = (instant(closes - timedelta(days=days), REMIND_AT, zone) for days in REMIND_DAYS_BEFORE)
    return [at for at in map(quiet.next_open, mornings) if now < at < closes_at(closes, zone)]


def clean_link(text: str) -> str:
    """A whole https address with its host as it truly is: look-alike letters show as xn-- (punycode).

    Raises UnclearLink for anything else, addresses that hide a name before an @ included.
    """
    link = text.strip()
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError as unreadable:
        raise UnclearLink from unreadable
    if parts.scheme.lower() != "https" or "@" in parts.netloc or "." not in host.strip(".") or _has_gaps(link):
        raise UnclearLink
    return parts._replace(scheme="https", netloc=host + port).geturl()


def _has_gaps(link: str) -> bool:
    return any(letter.isspace() or not letter.isprintable() for letter in link)
