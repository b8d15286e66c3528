"""What somebody takes away: their pages and records as plain values, before they become a file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Answer:
    """A question and what was written to it. `text` is None when it failed its check: it is never left out."""

    question: str
    text: str | None


@dataclass(frozen=True)
class Added:
    """A line of later: when (UTC) and in which zone it was written, and to which question, if it was to one.

    `text` and `when` are None when it failed its check.
    """

    when: datetime | None
    text: str | None
    zone: str = "Europe/London"
    question: str = ""


@dataclass(frozen=True)
class Record:
    """An incident record (content 3.18): its first version as it was written, and what was added since, in order.

    `written` is the instant (UTC) the first version was kept, None when that failed its check; `missing` counts parts
    that should be there.
    """

    title: str
    written: datetime | None
    first: tuple[Answer, ...]
    added: tuple[Added, ...] = ()
    zone: str = "Europe/London"
    missing: int = 0


@dataclass(frozen=True)
class Page:
    """A private page as it is taken away. When its head failed its check `kind` is empty and `written` is None.

    `at` holds the place of each answer's question. `counts` says whether it counts as CPD.
    """

    kind: str
    written: datetime | None
    answers: tuple[Answer, ...]
    at: tuple[int, ...] = ()
    added: tuple[Added, ...] = ()
    zone: str = "Europe/London"
    missing: int = 0
    counts: bool = False
