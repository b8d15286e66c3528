"""How often somebody is sent chances: twice a week, and once more when something closes soon."""

from collections.abc import Iterable
from datetime import datetime, timedelta

A_WEEK = timedelta(days=7)
SENDS_A_WEEK = 2
SPARE = 1


def may_send(
    sent_times: Iterable[datetime], now: datetime, *, urgent: bool = False, a_week: int = SENDS_A_WEEK
) -> bool:
    """May one more go to this person (K14)? Counted over the last seven days; `urgent` is a closing-soon item.

    `a_week` is how many they would like, one at least and two at most.
    """
    recent = sum(now - A_WEEK < sent <= now for sent in sent_times)
    return recent < min(max(a_week, 1), SENDS_A_WEEK) + (SPARE if urgent else 0)


def next_send(
    sent_times: Iterable[datetime], now: datetime, *, urgent: bool = False, a_week: int = SENDS_A_WEEK
) -> datetime:
    """The first UTC instant, `now` or later, at which one more may go if nothing else is sent meanwhile."""
    sent = list(sent_times)
    candidates = [now, *sorted(at + A_WEEK for at in sent if at + A_WEEK > now)]
    return next(at for at in candidates if may_send(sent, at, urgent=urgent, a_week=a_week))
