"""What somebody takes away: their pages as plain values, before they become a file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Answer:
    """A question and what was written to it. `text` is None when it failed its check: it is never left out."""

    question: str
    text: str | None


@dataclass(frozen=True)
class Added:
    """A note of later: when (UTC) and in which zone it was written. Both are None when it failed its check."""

    when: datetime | None
    text: str | None
    zone: str = "Europe/London"


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
