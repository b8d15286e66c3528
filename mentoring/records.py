"""Incident records: facts in ten fields, and a first version that no later line can change (K7, 3.18)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mentoring.problems import Problem

FIELDS = tuple(f"IN{number}" for number in range(1, 11))
"""Asked in this order; each can be skipped."""

HALF_WRITTEN_KEPT = timedelta(hours=1)


class StillWiping(Problem):
    """Everything of theirs is being wiped at this moment: what is written now could go with it."""


class NotWhole(Problem):
    """A part of the page failed its check: a record made of the rest would leave it out without a word."""


def first_written(written: Iterable[datetime], kept: datetime) -> datetime:
    """When the first version was written: its latest message, which may be older than its being kept here."""
    return max(written, default=kept)
