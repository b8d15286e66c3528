"""Keep times: how long each kind of thing stays, and what then becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.calendar import UK, months_later


class Kept(StrEnum):
    """The kinds of things the bot keeps for a time (0.4)."""

    PRIVATE_PAGE = "private-page"
    AGREEMENT = "agreement"
    WISHES = "wishes"
    CLASH_ANSWER = "clash-answer"
    SESSION_YES = "session-yes"
    CALL_LINK = "call-link"
    AFTERCARE_ASK = "aftercare-ask"
    STANDING = "standing"
    PULSE_TAP = "pulse-tap"
    SEND_LOG = "send-log"
    SAVED_ITEM = "saved-item"
    CONCERN = "concern"
    JOIN_REQUEST = "join-request"
    TIMES = "times"
    CIRCLE_WISH = "circle-wish"
    CIRCLE_REST = "circle-rest"
    AUDIT_LINE = "audit-line"
    SHARED_PAGE = "shared-page"
    KEEP_IN_TOUCH = "keep-in-touch"


class Then(StrEnum):
    """What becomes of a thing whose time is up."""

    KEY_DESTROYED = "key-destroyed"
    DELETED = "deleted"
    COUNT_ONLY = "count-only"


@dataclass(frozen=True)
class Keep:
    """For how long, counted from `since`, and what then. Without a time it stays until its owner erases it."""

    since: str
    then: Then
    months: int = 0
    time: timedelta = timedelta()

    @property
    def until_erased(self) -> bool:
        return not self.months and not self.time


KEEP: Mapping[Kept, Keep] = {
    Kept.PRIVATE_PAGE: Keep("written", Then.KEY_DESTROYED),
    Kept.AGREEMENT: Keep("pair ended", Then.KEY_DESTROYED, months=6),
    Kept.WISHES: Keep("search opened", Then.DELETED, time=timedelta(days=60)),
    Kept.CLASH_ANSWER: Keep("answered", Then.DELETED, time=timedelta(days=30)),
    Kept.SESSION_YES: Keep("session", Then.COUNT_ONLY, months=12),
    Kept.CALL_LINK: Keep("session ended", Then.DELETED, time=timedelta(hours=24)),
    Kept.AFTERCARE_ASK: Keep("asked", Then.DELETED, time=timedelta(hours=72)),
    Kept.STANDING: Keep("asked", Then.DELETED, time=timedelta(days=7)),
    Kept.PULSE_TAP: Keep("tapped", Then.DELETED, time=timedelta(weeks=8)),
    Kept.SEND_LOG: Keep("sent", Then.COUNT_ONLY, time=timedelta(days=30)),
    Kept.SAVED_ITEM: Keep("closing date", Then.DELETED, time=timedelta(days=30)),
    Kept.CONCERN: Keep("closed", Then.KEY_DESTROYED, months=6),
    Kept.JOIN_REQUEST: Keep("not accepted", Then.DELETED, time=timedelta(days=14)),
    Kept.TIMES: Keep("answered", Then.DELETED, time=timedelta(days=60)),
    Kept.CIRCLE_WISH: Keep("wished", Then.DELETED, months=6),
    Kept.CIRCLE_REST: Keep("begun", Then.DELETED, time=timedelta(weeks=12)),
    Kept.AUDIT_LINE: Keep("written", Then.DELETED, months=12),
    Kept.SHARED_PAGE: Keep("shared", Then.DELETED, time=timedelta(days=31)),
    Kept.KEEP_IN_TOUCH: Keep("both said yes", Then.DELETED, time=timedelta(days=28)),
}


def kept_until(kind: Kept, since: datetime, zone: str = UK) -> datetime | None:
    """The UTC instant its time is up, or None for what stays until its owner erases it."""
    keep = KEEP[kind]
    if keep.until_erased:
        return None
    return months_later(since, keep.months, zone) if keep.months else since + keep.time


def expired(kind: Kept, since: datetime, now: datetime, zone: str = UK) -> bool:
    """Is its time up? `since` is the instant that the table names for the kind."""
    until = kept_until(kind, since, zone)
    return until is not None and now >= until
