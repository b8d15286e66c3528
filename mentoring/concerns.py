"""Concerns: who may hear one and who never does, when somebody else is tried, and what holds a text back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from mentoring import calendar
from mentoring.calendar import UK
from mentoring.hints import Hint
from mentoring.people import PersonId
from mentoring.problems import Problem

ANSWER_WITHIN = 2
"""Working days in which a contact aims to answer (J12.9)."""
ASKED_AFTER_WEEKS, ASKED_AFTER_MONTHS = 3, 3
MOST_OPEN = 5
MOST_LETTERS = 20_000
SMALLEST_NUMBER, LARGEST_NUMBER = 1, 99
SATURDAY = 5
NOBODY: frozenset[PersonId] = frozenset()
NONE: frozenset[str] = frozenset()


class EnoughOpen(Problem):
    """As many as one person may have open (`most`): more can be added to one of them."""


class ActedOn(Problem):
    """The contact has had to act, because somebody may be badly harmed: the words cannot be taken back."""


class AwayTheWrongWay(Problem):
    """The last day off is before the first, or gone by."""


class Kind(StrEnum):
    """What it is about (J12.2)."""

    PERSON = "person"
    CIRCLE = "circle"
    RACISM = "racism"
    DATA = "data"
    WORRIED = "worried"
    OTHER = "other"


class Wanted(StrEnum):
    """What would help most (J12.4)."""

    LISTEN = "listen"
    THINK = "think"
    ACT = "act"
    STOP = "stop"


class Side(StrEnum):
    """The two who may read a concern."""

    WRITER = "writer"
    CONTACT = "contact"


class State(StrEnum):
    """Sent and not opened; open with its contact; with nobody, until the writer picks again; closed."""

    SENT = "sent"
    OPEN = "open"
    MOVED = "moved"
    CLOSED = "closed"


class Asked(StrEnum):
    """Whether the writer may be asked how things are: after three weeks and three months, once, or not."""

    BOTH = "both"
    ONCE = "once"
    NO = "no"


class Hold(StrEnum):
    """Whether a text may be sent: yes, only after a look, or not until it is changed."""

    FREE = "free"
    LOOK = "look"
    HELD = "held"


# Who may hear it


@dataclass(frozen=True, order=True)
class Away:
    """Days off, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Contact:
    """A safe contact. `sector`: where they mostly work. `paired`: their mentees and mentors. `circles`: ids of those
    they sit in or hold.
    """

    person: PersonId
    sector: str | None = None
    paired: frozenset[PersonId] = NOBODY
    circles: frozenset[str] = NONE
    away: tuple[Away, ...] = ()

    def is_away(self, day: date) -> bool:
        return any(days.covers(day) for days in self.away)


@dataclass(frozen=True)
class Never:
    """Whom one concern must never reach: those it is about, whoever it was closed to, and whoever stands too near.

    `sectors` are those of the coordinators it is about: their employers are not known here, only the sector.
    """

    people: frozenset[PersonId] = NOBODY
    circles: frozenset[str] = NONE
    sectors: frozenset[str] = NONE

    def and_not(self, person: PersonId) -> "Never":
        return Never(self.people | {person}, self.circles, self.sectors)


def may_hear(contact: Contact, never: Never, *, writer: PersonId | None, today: date) -> bool:
    """Free of a clash, and there: not the writer, nobody it is about, in no pair or circle with them, not away."""
    return not (
        contact.person == writer
        or contact.person in never.people
        or contact.paired & never.people
        or contact.circles & never.circles
        or contact.sector in never.sectors
        or contact.is_away(today)
    )


def who_may_hear(contacts: Iterable[Contact], never: Never, *, writer: PersonId | None, today: date) -> list[Contact]:
    """The safe contacts that may be offered, in the order given. None: outside help (J12, all clash)."""
    return [contact for contact in contacts if may_hear(contact, never, writer=writer, today=today)]


def check_away(days: Away, today: date) -> Away:
    """Raises AwayTheWrongWay."""
    if days.last < days.first or days.last < today:
        raise AwayTheWrongWay
    return days


# When


def answer_by(sent: datetime, holidays: Collection[date], zone: str = UK) -> datetime:
    """Two working days on, at the same wall time (UTC): weekends and bank holidays do not count."""
    at = sent
    for _ in range(ANSWER_WITHIN):
        at = _next_working_day(at, holidays, zone)
    return at


def _next_working_day(at: datetime, holidays: Collection[date], zone: str) -> datetime:
    at = calendar.days_later(at, 1, zone)
    while at.astimezone(ZoneInfo(zone)).weekday() >= SATURDAY or calendar.on_a_bank_holiday(at, holidays, zone):
        at = calendar.days_later(at, 1, zone)
    return at


def asked_at(closed: datetime, answer: Asked, zone: str = UK) -> list[datetime]:
    """When the writer is asked how things are (J12.12), UTC."""
    first = calendar.days_later(closed, 7 * ASKED_AFTER_WEEKS, zone)
    second = calendar.months_later(closed, ASKED_AFTER_MONTHS, zone)
    return {Asked.BOTH: [first, second], Asked.ONCE: [first], Asked.NO: []}[answer]


# Sending, closing, taking back


@dataclass(frozen=True)
class Agreed:
    """Who is happy to close. A writer who has left for good cannot be asked any more."""

    writer: bool = False
    contact: bool = False
    writer_left: bool = field(default=False, kw_only=True)

    @property
    def closed(self) -> bool:
        return self.contact and (self.writer or self.writer_left)

    def and_says(self, side: Side) -> "Agreed":
        """One of the two says so too."""
        return replace(self, writer=True) if side is Side.WRITER else replace(self, contact=True)


def check_room(open_ones: int) -> None:
    """Raises EnoughOpen."""
    if open_ones >= MOST_OPEN:
        raise EnoughOpen(most=MOST_OPEN)


def check_take_back(*, acted: bool) -> None:
    """Raises ActedOn once the contact has had to act on serious harm."""
    if acted:
        raise ActedOn


def hold(hints: Collection[Hint], *, answer: bool) -> Hold:
    """What looks like a patient's detail is not sent until it is changed (H-12).

    In an answer, a way to reach the one who writes it may go after a second look: two people may wish to talk.
    """
    if not hints:
        return Hold.FREE
    reaching = {Hint.PHONE, Hint.EMAIL}
    return Hold.LOOK if answer and set(hints) <= reaching else Hold.HELD


def code_word(words: Sequence[str], taken: Collection[str], random: Random) -> str:
    """«MAPLE 7»: a plain word and a number that no other concern has now."""
    while True:
        said = f"{random.choice(words)} {random.randint(SMALLEST_NUMBER, LARGEST_NUMBER)}"
        if said not in taken:
            return said
