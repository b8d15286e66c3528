"""One meeting of a circle: from the staff check two days before to the last open offer three days after."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mentoring.calendar import MAX_MINUTES, UK, TooLongAMeeting, instant
from mentoring.circles import Room, can_begin, can_chat
from mentoring.problems import Problem

CHAT_MINUTES = 60
GATHERING_OPENS = timedelta(minutes=10)
NOTICE_GOES_OUT = timedelta(hours=48)
CARD_GOES_OUT = timedelta(hours=24)
TEN_MINUTES = timedelta(minutes=10)
CALL_GRACE = timedelta(minutes=15)
"""How long a call may fail before moving the session is offered (J5)."""
LATE_BUT_USEFUL = timedelta(hours=3)
OFFER_STANDS = timedelta(hours=72)
STAND_IN_HAS = timedelta(hours=6)
NEXT_DAY_AT = time(10)


class NotYetTime(Problem):
    """The room opens ten minutes before the start."""


class TooLateToBegin(Problem):
    """Ten minutes or less are left before the planned end, which never moves (`left`)."""


class AlreadyBegun(Problem):
    """Another guide has already begun it."""


class NotBegun(Problem):
    """It cannot be closed before it has begun."""


class AlreadyClosed(Problem):
    """The session is over."""


class NoPlanToASmallChat(Problem):
    """A small chat is just company, an hour at most: there is no plan to change."""


class Stage(StrEnum):
    """How far a session has come."""

    PLANNED = "planned"
    GATHERING = "gathering"
    BEGUN = "begun"
    CLOSED = "closed"


@dataclass(frozen=True)
class Session:
    """A planned start (UTC), its minutes (ninety at most, K2; sixty for a small chat), and how far it has come."""

    starts: datetime
    minutes: int
    stage: Stage = Stage.PLANNED
    begun: datetime | None = None
    closed: datetime | None = None
    chat: bool = False

    def __post_init__(self) -> None:
        if self.minutes > self.most:
            raise TooLongAMeeting(most=self.most)

    @property
    def most(self) -> int:
        """The minutes after which it closes by itself."""
        return CHAT_MINUTES if self.chat else MAX_MINUTES

    @property
    def ends(self) -> datetime:
        """When it closed, else when it should."""
        return self.closed or self.must_close_by

    @property
    def must_close_by(self) -> datetime:
        """The planned end: ninety minutes at most, sixty for a small chat (K2, P-M12). Begun early it comes earlier."""
        return min(self.begun or self.starts, self.starts) + timedelta(minutes=self.minutes)

    @property
    def notice_due(self) -> datetime:
        """When the circle's notice goes out (J5)."""
        return self.starts - NOTICE_GOES_OUT

    @property
    def card_due(self) -> datetime:
        """When the before card goes out (J5)."""
        return self.starts - CARD_GOES_OUT

    @property
    def ten_left(self) -> datetime:
        return self.must_close_by - TEN_MINUTES


def gather(session: Session, now: datetime) -> Session:
    """Open the door for «I'm in today». Raises NotYetTime before the last ten minutes; opening twice is fine."""
    if session.stage is Stage.CLOSED:
        raise AlreadyClosed
    if now < session.starts - GATHERING_OPENS:
        raise NotYetTime
    return replace(session, stage=Stage.GATHERING) if session.stage is Stage.PLANNED else session


def begin(session: Session, room: Room, now: datetime) -> Session:
    """Begin with who is here.

    Raises AlreadyBegun, AlreadyClosed, NotYetTime, TooLateToBegin, or what can_begin or can_chat raises.
    """
    if session.stage is Stage.BEGUN:
        raise AlreadyBegun
    gathering = gather(session, now)
    if now >= session.ten_left:
        raise TooLateToBegin(left=max(0, -(-(session.must_close_by - now) // timedelta(minutes=1))))
    if session.chat:
        can_chat(room)
    else:
        can_begin(room)
    return replace(gathering, stage=Stage.BEGUN, begun=now)


def make_small_chat(session: Session) -> Session:
    """No turns, no plan, an hour at most: the gentle fallback (J5). Raises AlreadyBegun or AlreadyClosed."""
    if session.stage is Stage.CLOSED:
        raise AlreadyClosed
    if session.stage is Stage.BEGUN:
        raise AlreadyBegun
    return replace(session, minutes=min(session.minutes, CHAT_MINUTES), chat=True)


def close(session: Session, now: datetime) -> Session:
    """Close it. One that nobody closed counts as closed at its limit. Raises NotBegun or AlreadyClosed."""
    if session.stage is Stage.CLOSED:
        raise AlreadyClosed
    if session.stage is not Stage.BEGUN:
        raise NotBegun
    return replace(session, stage=Stage.CLOSED, closed=min(now, session.must_close_by))


class Call(StrEnum):
    """What falls due around a session (the table of J5)."""

    STAFF_CHECK = "staff-check"
    CIRCLE_NOTICE = "circle-notice"
    BEFORE_CARD = "before-card"
    HELPER_PREP = "helper-prep"
    HOUR_BEFORE = "hour-before"
    ENOUGH_CHECK = "enough-check"
    READY = "ready"
    NEXT_STEP = "next-step"
    TEN_LEFT = "ten-left"
    TIME_IS_UP = "time-is-up"
    HELPER_DEBRIEF = "helper-debrief"
    MEMBER_DEBRIEF = "member-debrief"
    NEXT_DAY = "next-day"
    WIPE_LINK = "wipe-link"
    OFFER_CLOSES = "offer-closes"


_BEFORE = (
    (Call.STAFF_CHECK, timedelta(hours=48)),
    (Call.CIRCLE_NOTICE, NOTICE_GOES_OUT),
    (Call.BEFORE_CARD, CARD_GOES_OUT),
    (Call.HELPER_PREP, timedelta(hours=24)),
    (Call.HOUR_BEFORE, timedelta(hours=1)),
    (Call.ENOUGH_CHECK, timedelta(hours=1)),
    (Call.READY, GATHERING_OPENS),
)
_AFTER = (
    (Call.HELPER_DEBRIEF, timedelta(minutes=15)),
    (Call.MEMBER_DEBRIEF, timedelta(minutes=30)),
    (Call.WIPE_LINK, timedelta(hours=24)),
    (Call.OFFER_CLOSES, OFFER_STANDS),
)
ALWAYS_DUE = frozenset({Call.WIPE_LINK, Call.OFFER_CLOSES})
AFTER_CARE = frozenset({Call.HELPER_DEBRIEF, Call.MEMBER_DEBRIEF, Call.NEXT_DAY})
UNDER_WAY = frozenset({Call.NEXT_STEP, Call.TEN_LEFT})
REMINDERS = frozenset(call for call, _ in _BEFORE)


def calls(session: Session, zone: str = UK) -> list[tuple[Call, datetime]]:
    """All that falls due, as (what, UTC instant) in order. Those after the end follow the session as it truly ran."""
    due = [(call, session.starts - early) for call, early in _BEFORE]
    due += [(Call.TEN_LEFT, session.ten_left), (Call.TIME_IS_UP, session.must_close_by)]
    due += [(call, session.ends + late) for call, late in _AFTER]
    due.append((Call.NEXT_DAY, next_day(session.ends, zone)))
    return sorted(due, key=lambda one: one[1])


def next_day(ends: datetime, zone: str = UK) -> datetime:
    """Ten in the morning, local time, on the day after: outside the usual quiet hours."""
    return instant(ends.astimezone(ZoneInfo(zone)).date() + timedelta(days=1), NEXT_DAY_AT, zone)


def still_useful(call: Call, due: datetime, starts: datetime, now: datetime) -> bool:
    """Is a late call still worth making (J5)? A reminder: under three hours late and before the start.

    After-care waits three days; the room closes, the link is wiped and the offer closed however late it is.
    """
    if call in REMINDERS:
        return now - due < LATE_BUT_USEFUL and now < starts
    if call in UNDER_WAY:
        return now - due < TEN_MINUTES
    return call is Call.TIME_IS_UP or call in ALWAYS_DUE or now - due < OFFER_STANDS
