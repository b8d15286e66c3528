"""The rota: who holds a session, who may be asked to stand in, and nobody too often (P-M09, P-M20, H-14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mentoring.calendar import MAX_MINUTES, UK
from mentoring.people import PersonId
from mentoring.problems import Problem
from mentoring.sessions import STAND_IN_HAS

MOST_A_WEEK = 2
WEEK = timedelta(weeks=1)
REMEMBERED = timedelta(weeks=4)
"""How far to either side turns are counted when they are spread."""
SOON = timedelta(hours=24)
WHEN_SOON = timedelta(minutes=10)
"""How long a stand-in has when the session is less than a day away."""
SHORTLY = timedelta(hours=48)
"""The staff check: from here on a gap is told, and not only looked after."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class TooManyTurns(Problem):
    """It would be their third session in seven days (`most`)."""


class SteppedBack(Problem):
    """They have stepped back a while: no turn is theirs until they say so."""


class HoldsAnother(Problem):
    """They hold another session at that time."""


@dataclass(frozen=True)
class Claim:
    """A session somebody would hold: because they hold its circle, or because they said yes to standing in."""

    session: str
    starts: datetime
    stands_in: bool = False


@dataclass(frozen=True)
class Pause:
    """«Step back a while»: from `since` (UTC), up to `until` or until they say."""

    since: datetime
    until: datetime | None = None

    def covers(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Helper:
    """Somebody who could hold a session: when their turns start, when they were last asked, and when they wake up.

    `paused` are all their pauses; one of them from a single circle keeps them from being asked for any.
    """

    person: PersonId
    turns: tuple[datetime, ...] = ()
    asked: datetime | None = None
    paused: tuple[Pause, ...] = ()
    awake_from: datetime = LONG_AGO

    def steps_back(self, at: datetime) -> bool:
        return any(pause.covers(at) for pause in self.paused)

    def load(self, around: datetime) -> int:
        """Their turns in the four weeks to either side."""
        return sum(abs(turn - around) <= REMEMBERED for turn in self.turns)


def given(claims: Iterable[Claim], zone: str = UK) -> frozenset[str]:
    """The sessions somebody holds: never more than two in any seven days in a row (H-14).

    What they said yes to comes first, then what comes first. One that does not fit needs somebody else.
    """
    ranked = sorted(claims, key=lambda claim: (not claim.stands_in, claim.starts, claim.session))
    starts = [claim.starts for claim in ranked]
    return frozenset(claim.session for n, claim in enumerate(ranked) if fits(claim.starts, starts[:n], zone))


def fits(starts: datetime, others: Sequence[datetime], zone: str = UK) -> bool:
    """Does one more leave every seven days in a row with two at most? Counted in days, whatever the clocks do."""
    day = starts.astimezone(ZoneInfo(zone)).date()
    near = [(other.astimezone(ZoneInfo(zone)).date() - day).days for other in others]
    return all(sum(first <= away < first + 7 for away in near) < MOST_A_WEEK for first in range(-6, 1))


def check_turn(helper: Helper, starts: datetime, zone: str = UK) -> None:
    """May they take this session? Raises SteppedBack, HoldsAnother or TooManyTurns."""
    if helper.steps_back(starts):
        raise SteppedBack
    if any(abs(turn - starts) < timedelta(minutes=MAX_MINUTES) for turn in helper.turns):
        raise HoldsAnother
    if not fits(starts, helper.turns, zone):
        raise TooManyTurns(most=MOST_A_WEEK)


def may_ask(helper: Helper, starts: datetime, now: datetime, zone: str = UK) -> bool:
    """Nobody is asked twice in a week, while they have stepped back, or for a session that begins in their night."""
    if helper.asked is not None and now - helper.asked < WEEK:
        return False
    if helper.steps_back(now) or helper.awake_from >= starts:
        return False
    try:
        check_turn(helper, starts, zone)
    except Problem:
        return False
    return True


def in_line(helpers: Iterable[Helper], starts: datetime, now: datetime, zone: str = UK) -> list[PersonId]:
    """Whom to ask, in order: the fewest turns first, then whoever held or was asked longest ago.

    When the session is less than a day away, whoever is awake comes before whoever is not.
    """

    def place(helper: Helper) -> tuple[datetime, int, datetime, datetime, PersonId]:
        asleep = max(helper.awake_from, now) if starts - now <= SOON else now
        last = max(helper.turns, default=LONG_AGO)
        return asleep, helper.load(starts), last, helper.asked or LONG_AGO, helper.person

    return [helper.person for helper in sorted(helpers, key=place) if may_ask(helper, starts, now, zone)]


def time_to_answer(starts: datetime, now: datetime) -> timedelta:
    """How long somebody has before the next is asked."""
    return STAND_IN_HAS if starts - now > SOON else WHEN_SOON
