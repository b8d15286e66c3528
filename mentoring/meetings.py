"""The first hello between a mentee and a mentor: asking, answering apart, and what each then sees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.people import PersonId
from mentoring.problems import Problem

MOST_OPEN_ASKS = 2
MOST_MEETINGS = 2
MOST_TIMES = 4
LAPSES_TO_PAUSE = 3
ANSWER_WITHIN = timedelta(days=7)
ASKED_AFTER = timedelta(hours=1)
NUDGE_AFTER = timedelta(days=3)
HIDDEN_MONTHS = 3
"""After a no, for how long a mentor is not suggested to that mentee (J2)."""
MEETING_MINUTES = (20, 30)
ASK_AGAIN_IN = timedelta(days=7)
LONGEST_LINE = 300


class TooManyOpenAsks(Problem):
    """Two asks are out already (`most`): hear back first, or take one back."""


class AskedAlready(Problem):
    """They have asked this mentor, or it closed less than three months ago."""


class TheirMentor(Problem):
    """Whoever they would ask has asked them, or is their mentee: two people never mentor each other."""


class OneMoreAlready(Problem):
    """They have met once more already; now it is a yes or a no."""


class Clash(StrEnum):
    """The answer to «same team, same boss, same job goal?», asked of each side apart (P-T1.10, H-06)."""

    NONE = "none"
    YES = "yes"
    NOT_SURE = "not-sure"


class Feeling(StrEnum):
    """How the hello felt. The other side never sees it."""

    YES = "yes"
    ONCE_MORE = "once-more"
    NO = "no"
    LATER = "later"


class Next(StrEnum):
    """What follows for the two of them."""

    AGREE = "agree"
    MEET_AGAIN = "meet-again"
    CLOSE = "close"
    WAIT = "wait"


class Seen(StrEnum):
    """What one side is told. Words live in content/."""

    BOTH_YES = "both-yes"
    MEET_AGAIN = "meet-again"
    NEUTRAL = "neutral"
    NEUTRAL_AND_MORE = "neutral-and-more"
    SAID_KINDLY = "said-kindly"
    NOTHING_YET = "nothing-yet"


@dataclass(frozen=True)
class Outcome:
    """What happens, and what the mentee and the mentor each see."""

    then: Next
    mentee: Seen
    mentor: Seen


_AGREE = Outcome(Next.AGREE, Seen.BOTH_YES, Seen.BOTH_YES)
_AGAIN = Outcome(Next.MEET_AGAIN, Seen.MEET_AGAIN, Seen.MEET_AGAIN)
_TURNED_DOWN = Outcome(Next.CLOSE, Seen.NEUTRAL_AND_MORE, Seen.NEUTRAL)
_STEPPED_BACK = Outcome(Next.CLOSE, Seen.SAID_KINDLY, Seen.NEUTRAL)
_WAIT = Outcome(Next.WAIT, Seen.NOTHING_YET, Seen.NOTHING_YET)

# The table of J2, mentee first. A mentor sees the same line whoever said no, so a no gives nobody away (H-05).
OUTCOMES: Mapping[tuple[Feeling, Feeling], Outcome] = {
    (Feeling.YES, Feeling.YES): _AGREE,
    (Feeling.YES, Feeling.ONCE_MORE): _AGAIN,
    (Feeling.YES, Feeling.NO): _TURNED_DOWN,
    (Feeling.YES, Feeling.LATER): _WAIT,
    (Feeling.ONCE_MORE, Feeling.YES): _AGAIN,
    (Feeling.ONCE_MORE, Feeling.ONCE_MORE): _AGAIN,
    (Feeling.ONCE_MORE, Feeling.NO): _TURNED_DOWN,
    (Feeling.ONCE_MORE, Feeling.LATER): _WAIT,
    (Feeling.NO, Feeling.YES): _STEPPED_BACK,
    (Feeling.NO, Feeling.ONCE_MORE): _STEPPED_BACK,
    (Feeling.NO, Feeling.NO): _STEPPED_BACK,
    (Feeling.NO, Feeling.LATER): _WAIT,
    (Feeling.LATER, Feeling.YES): _WAIT,
    (Feeling.LATER, Feeling.ONCE_MORE): _WAIT,
    (Feeling.LATER, Feeling.NO): _WAIT,
    (Feeling.LATER, Feeling.LATER): _WAIT,
}


def outcome(mentee: Feeling | None, mentor: Feeling | None) -> Outcome:
    """What the two answers come to. One not given yet (None) counts as later, so no answer shows by its haste."""
    return OUTCOMES[mentee or Feeling.LATER, mentor or Feeling.LATER]


def outcome_by(asked: datetime, now: datetime, mentee: Feeling | None, mentor: Feeling | None) -> Outcome:
    """As outcome, but seven days after asking (UTC) one still waiting closes kindly (P-D04)."""
    come_to = outcome(mentee, mentor)
    if come_to.then is not Next.WAIT or now < asked + ANSWER_WITHIN:
        return come_to
    return _STEPPED_BACK if mentee is Feeling.NO else _TURNED_DOWN


def feelings_offered(meetings: int) -> tuple[Feeling, ...]:
    """The answers to offer after so many meetings: once more only once."""
    return tuple(each for each in Feeling if each is not Feeling.ONCE_MORE or meetings < MOST_MEETINGS)


def check_feeling(feeling: Feeling, meetings: int) -> None:
    """Raises OneMoreAlready when a third hello is wished for."""
    if feeling not in feelings_offered(meetings):
        raise OneMoreAlready


def check_may_ask(open_asks: int) -> None:
    """Raises TooManyOpenAsks at two asks without an answer."""
    if open_asks >= MOST_OPEN_ASKS:
        raise TooManyOpenAsks(most=MOST_OPEN_ASKS)


def check_one_way(mentor: PersonId, mentees: Collection[PersonId]) -> None:
    """Raises TheirMentor when the one to be asked is a mentee of whoever asks, or has asked them."""
    if mentor in mentees:
        raise TheirMentor


def may_meet(*answers: Clash) -> bool:
    """Only when each side so far says there is no clash; not sure is not a no. Neither learns the other's answer."""
    return all(answer is Clash.NONE for answer in answers)


def lapses_at(asked: datetime) -> datetime:
    """An ask without an answer closes seven days on (P-T2.17)."""
    return asked + ANSWER_WITHIN


def rests_after(lapses: int) -> bool:
    """A mentor's third lapse pauses the profile."""
    return lapses >= LAPSES_TO_PAUSE
