"""Joining: who may invite whom, how long a request is kept, and how many wrong codes are borne."""

from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.people import Role
from mentoring.problems import Problem

REQUEST_KEPT = timedelta(days=14)
"""How long a request nobody answered, was not finished or got a "not now" is kept (P-M07)."""
LAPSING_SAID_AFTER = timedelta(days=13)
INVITATION_LASTS = 14
"""Days until an unused code runs out."""
WRONG_CODES_BORNE = 5
WRONG_CODES_WITHIN = timedelta(hours=1)
MOST_REMEMBERED = 1000
HELLO_LETTERS = 300
QUESTION_LETTERS = 500


class Setting(StrEnum):
    """Where somebody mostly works or studies (P-M16). Never an employer, never a band."""

    NHS = "nhs"
    COUNCIL = "council"
    VOLUNTARY = "voluntary"
    INDEPENDENT = "independent"
    UNIVERSITY = "university"
    STUDENT = "student"
    OTHER = "other"


class Wants(StrEnum):
    """What somebody is here for, all shown alike (P-T2.13)."""

    CIRCLE = "circle"
    ONE_TO_ONE = "one-to-one"
    BOTH = "both"
    LOOK = "look"


class Chances(StrEnum):
    """Whether jobs and talks may be sent: yes, only what they pick, or no."""

    YES = "yes"
    PICK = "pick"
    NO = "no"


class InvitationSpent(Problem):
    """The code was used, has run out or never was: one answer, so that nobody learns which."""


class PartTooHigh(Problem):
    """An invitation was asked for with a higher part than the inviter holds."""


class HelloAnswered(Problem):
    """Somebody else has already answered this request, or it was taken back."""


class AlreadyReplied(Problem):
    """A coordinator's question has had its one answer."""


class QuestionOpen(Problem):
    """A question is still waiting for its answer."""


_HEIGHT = {
    Role.MEMBER: 1,
    Role.MENTOR: 2,
    Role.GUIDE: 2,
    Role.OBSERVER: 2,
    Role.SAFE_CONTACT: 3,
    Role.COORDINATOR: 4,
}


def may_invite(held: Collection[Role], role: Role) -> None:
    """Nobody hands out a higher part than their own (H-19). Raises PartTooHigh."""
    if _HEIGHT[role] > max((_HEIGHT[own] for own in held), default=0):
        raise PartTooHigh


class WrongCodes:
    """Wrong codes of the last hour, in memory and bounded: the longest quiet are forgotten first."""

    def __init__(self, borne: int = WRONG_CODES_BORNE, most: int = MOST_REMEMBERED) -> None:
        self._borne, self._most = borne, most
        self._tried: OrderedDict[bytes, list[datetime]] = OrderedDict()

    def too_many(self, who: bytes, now: datetime) -> bool:
        """Whether `who` (a keyed hash of their number) has used up the hour's guesses."""
        return len(self._recent(who, now)) >= self._borne

    def note(self, who: bytes, now: datetime) -> None:
        """Remember one wrong code."""
        self._tried[who] = [*self._recent(who, now), now][-self._borne :]
        self._tried.move_to_end(who)
        while len(self._tried) > self._most:
            self._tried.popitem(last=False)

    def _recent(self, who: bytes, now: datetime) -> list[datetime]:
        return [at for at in self._tried.get(who, ()) if at > now - WRONG_CODES_WITHIN]
