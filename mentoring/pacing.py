"""How often somebody is sent chances: twice a week, and once more when something closes soon."""

from collections.abc import Iterable
from datetime import datetime, timedelta

A_WEEK = timedelta(days=7)
SENDS_A_WEEK = 2
WITH_THE_SPARE = SENDS_A_WEEK + 1


def may_send(sent_times: Iterable[datetime], now: datetime, *, urgent: bool = False) -> bool:
    """May one more go to this person (K14)? Counted over the last seven days; `urgent` is a closing-soon item."""
    recent = sum(now - A_WEEK < sent <= now for sent in sent_times)
    return recent < (WITH_THE_SPARE if urgent else SENDS_A_WEEK)


def next_send(sent_times: Iterable[datetime], now: datetime, *, urgent: bool = False) -> datetime:
    """The first UTC instant, `now` or later, at which one more may go if nothing else is sent meanwhile."""
    sent = list(sent_times)
    candidates = [now, *sorted(at + A_WEEK for at in sent if at + A_WEEK > now)]
    return next(at for at in candidates if may_send(sent, at, urgent=urgent))
