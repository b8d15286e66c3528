"""Sharing one page with one's mentor: a copy the writer has seen word for word, for a few days, never many a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentoring import calendar
from mentoring.calendar import UK
from mentoring.problems import OldButton, Problem

MOST_A_DAY = 10
LENGTHS = (7, 30)
"""Days a copy may be read for; the writer picks one."""
LONGEST = 3000
"""Letters as Telegram counts them: the copy and the lines around it go in one message, so all of it is seen."""


class SharedEnoughToday(Problem):
    """They have shared as often as one may in a day (`most`)."""


class CopyTooLong(Problem):
    """The copy does not fit one message (`over`: letters too many)."""


class NothingLeft(Problem):
    """Every answer has been left out."""


@dataclass(frozen=True)
class Answer:
    """One question of the page and what was answered."""

    question: str
    text: str

    @property
    def whole(self) -> str:
        return f"{self.question}\n{self.text}".strip("\n")


@dataclass(frozen=True)
class Copy:
    """What would go: the page's answers without those left `out`, or the writer's `own` words in their place.

    `failed`: parts of the page that did not pass their check, and stay out.
    """

    answers: tuple[Answer, ...] = ()
    out: frozenset[int] = frozenset()
    own: str = ""
    failed: int = 0

    @property
    def text(self) -> str:
        """Exactly what the mentor would read."""
        kept = (answer.whole for place, answer in enumerate(self.answers) if place not in self.out)
        return self.own or "\n\n".join(kept)

    def toggled(self, place: int) -> "Copy":
        """With this answer left out, or back in. Raises OldButton where there is none."""
        if not 0 <= place < len(self.answers):
            raise OldButton
        return replace(self, out=self.out ^ {place})


def gathered(parts: Iterable[tuple[str, str] | None]) -> Copy:
    """A copy of a page's parts (question, text), those that answer one question together; None is one that failed."""
    answers: list[Answer] = []
    failed = 0
    for part in parts:
        if part is None:
            failed += 1
        elif answers and answers[-1].question == part[0]:
            answers[-1] = replace(answers[-1], text=f"{answers[-1].text}\n{part[1]}")
        else:
            answers.append(Answer(*part))
    return Copy(tuple(answers), failed=failed)


def over(text: str) -> int:
    """How many letters too many; 0 when it fits."""
    return max(0, len(text.encode("utf-16-le", "surrogatepass")) // 2 - LONGEST)


def check(copy: Copy) -> str:
    """The text that may go. Raises NothingLeft or CopyTooLong."""
    text = copy.text
    if not text:
        raise NothingLeft
    if over(text):
        raise CopyTooLong(over=over(text))
    return text


def check_today(shared: int) -> None:
    """Raises SharedEnoughToday."""
    if shared >= MOST_A_DAY:
        raise SharedEnoughToday(most=MOST_A_DAY)


def today(now: datetime) -> date:
    """The day that counts for the limit: the network's, UK time."""
    return now.astimezone(ZoneInfo(UK)).date()


def ends(now: datetime, days: int, zone: str) -> datetime:
    """The UTC instant a copy is gone: when the last of `days` days is over where the writer is.

    So no row tells at which hour something was shared. Raises OldButton for any other number of days.
    """
    if days not in LENGTHS:
        raise OldButton
    return calendar.instant(now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days + 1), time(), zone)


def last_day(expires: datetime) -> datetime:
    """An instant of the last day on which it can be read, to be shown as a day."""
    return expires - timedelta(minutes=1)
