"""Agreements: two people, one written version that both said yes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.calendar import UK, months_later
from mentoring.people import PersonId
from mentoring.problems import NotAllowed, Problem

ASK_AGAIN_AFTER = timedelta(days=14)
"""After so long with questions open, both are asked whether they are still keen (J3)."""
WEEK_MORE = timedelta(days=7)
TERM_MONTHS = 6
ASKED_BEFORE = timedelta(days=14)
"""So long before the end of a term both are asked how to go on, and again on the day (J3)."""
SIX_WEEKS = timedelta(weeks=6)
"""Before the end of a term: the two may choose. After it, with nothing chosen: it finishes kindly."""
PAUSE_MONTHS = 1
WHAT_NEXT_AFTER = timedelta(days=2)
OFTENEST_FIRST = ("every-2-weeks", "monthly", "every-6-weeks")


class NewerVersion(Problem):
    """It was changed meanwhile: read the newest before agreeing (`version`)."""


class SamePerson(Problem):
    """Nobody mentors themselves."""


class NotYetAnswered(Problem):
    """Somebody still has questions open, so there is nothing to show or agree to."""


class Side(StrEnum):
    """The two sides of a pair."""

    MENTEE = "mentee"
    MENTOR = "mentor"


class Kind(StrEnum):
    """How a question is answered. A fixed one is read, not answered."""

    TEXT = "text"
    PICK = "pick"
    MULTI = "multi"
    FIXED = "fixed"


@dataclass(frozen=True)
class Agreement:
    """One pair's agreement: its newest version, who said yes to that, and the version that stands, if one does."""

    mentee: PersonId
    mentor: PersonId
    version: int = 1
    accepted: frozenset[PersonId] = frozenset()
    standing: int | None = None

    def __post_init__(self) -> None:
        if self.mentee == self.mentor:
            raise SamePerson

    @property
    def stands(self) -> bool:
        """Is the pair active? Some version had both yeses (K10)."""
        return self.standing is not None


def accept(agreement: Agreement, who: PersonId, version: int) -> Agreement:
    """One side's yes to the version they read. A second yes changes nothing.

    Raises NewerVersion when it is no longer the newest (H-09), NotAllowed for anyone else.
    """
    _check_party(agreement, who)
    if version != agreement.version:
        raise NewerVersion(version=agreement.version)
    accepted = agreement.accepted | {who}
    both = accepted == {agreement.mentee, agreement.mentor}
    return replace(agreement, accepted=accepted, standing=version if both else agreement.standing)


def edit(agreement: Agreement, who: PersonId) -> Agreement:
    """An edit by either side makes a new version that nobody has agreed to yet; the old one stands till both do."""
    _check_party(agreement, who)
    return replace(agreement, version=agreement.version + 1, accepted=frozenset())


def _check_party(agreement: Agreement, who: PersonId) -> None:
    if who not in {agreement.mentee, agreement.mentor}:
        raise NotAllowed


def joined(mentee: Iterable[str], mentor: Iterable[str]) -> list[str]:
    """The ticks both sides made (A9), in the mentee's order: «You both want to keep in mind»."""
    theirs = set(mentor)
    return [tick for tick in mentee if tick in theirs]


@dataclass(frozen=True)
class Rhythm:
    """How often a pair meets (one of OFTENEST_FIRST) and for how many minutes (A5)."""

    every: str
    minutes: int


def lighter(one: Rhythm, other: Rhythm) -> Rhythm:
    """Where two people differ, the rhythm that asks less of either: the rarer, and the shorter."""
    rarer = max(one.every, other.every, key=OFTENEST_FIRST.index)
    return Rhythm(rarer, min(one.minutes, other.minutes))


def pause_ends(began: datetime, zone: str = UK) -> datetime:
    """A month's pause, counted from a UTC instant."""
    return months_later(began, PAUSE_MONTHS, zone)


def term_ends(began: datetime, zone: str = UK) -> datetime:
    """Six calendar months after a UTC instant: time to carry on, change it, or finish well."""
    return months_later(began, TERM_MONTHS, zone)


def term_asks(ends: datetime, now: datetime) -> list[datetime]:
    """When both are asked how to go on, for a term that ends then (UTC). At once when all of it has gone by."""
    return [at for at in (ends - ASKED_BEFORE, ends) if at > now] or [now]


def may_choose(ends: datetime, now: datetime) -> bool:
    """Is the end of a term so near, or past, that the two are offered to carry on?"""
    return now >= ends - SIX_WEEKS


def term_lapses(ends: datetime) -> datetime:
    """When a pair that chose nothing finishes kindly."""
    return ends + SIX_WEEKS


def wants_more(yes: datetime | None, ends: datetime) -> bool:
    """Does a yes to what stands, given then, speak for another term after the one that ends? An older one does not."""
    return yes is not None and may_choose(ends, yes)


def carry_on(agreement: Agreement, yeses: Mapping[PersonId, datetime], ends: datetime) -> bool:
    """Do both want another term? `yeses` are to the version that stands, and when (UTC)."""
    return all(wants_more(yeses.get(side), ends) for side in (agreement.mentee, agreement.mentor))


def renewed(ends: datetime, now: datetime) -> datetime:
    """The end of the next term: it follows on the last, or begins now when that is over already."""
    return term_ends(max(ends, now))
