"""A session moves one way, ends in time, and calls on people when it should."""

from datetime import UTC, datetime, timedelta

import pytest

from mentoring import sessions
from mentoring.calendar import TooLongAMeeting
from mentoring.circles import NoObserver, Room
from mentoring.people import PersonId
from mentoring.sessions import AlreadyBegun, AlreadyClosed, Call, NotBegun, NotYetTime, Session, Stage, TooLateToBegin

STARTS = datetime(2026, 2, 12, 19, 0, tzinfo=UTC)
PLANNED = Session(STARTS, 85)
ROOM = Room(
    frozenset(map(PersonId, ("ama", "mei", "tunde", "fatima"))),
    frozenset(map(PersonId, ("joy", "sam"))),
    PersonId("ros"),
)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_a_session_goes_from_planned_to_closed_and_never_back() -> None:
    gathering = sessions.gather(PLANNED, STARTS - minutes(10))
    begun = sessions.begin(gathering, ROOM, STARTS)
    closed = sessions.close(begun, STARTS + minutes(80))
    assert [each.stage for each in (gathering, begun, closed)] == [Stage.GATHERING, Stage.BEGUN, Stage.CLOSED]
    assert sessions.gather(begun, STARTS) == begun
    with pytest.raises(AlreadyClosed):
        sessions.close(closed, STARTS)
    with pytest.raises(AlreadyClosed):
        sessions.begin(closed, ROOM, STARTS)


def test_the_door_opens_ten_minutes_before() -> None:
    with pytest.raises(NotYetTime):
        sessions.begin(PLANNED, ROOM, STARTS - minutes(11))


def test_it_begins_once() -> None:
    begun = sessions.begin(PLANNED, ROOM, STARTS)
    with pytest.raises(AlreadyBegun):
        sessions.begin(begun, ROOM, STARTS)


def test_begin_refuses_an_unsafe_room() -> None:
    with pytest.raises(NoObserver):
        sessions.begin(PLANNED, Room(ROOM.members, ROOM.guides), STARTS)


def test_what_has_not_begun_cannot_close() -> None:
    with pytest.raises(NotBegun):
        sessions.close(PLANNED, STARTS)


def test_a_session_past_ninety_minutes_cannot_be_made() -> None:
    with pytest.raises(TooLongAMeeting):
        Session(STARTS, 91)


def test_a_late_begin_never_moves_the_planned_end_and_an_early_one_brings_it_forward() -> None:
    late, early = (sessions.begin(PLANNED, ROOM, STARTS + minutes(by)) for by in (5, -5))
    assert late.must_close_by == STARTS + minutes(85)
    assert late.ten_left == STARTS + minutes(75)
    assert early.must_close_by == STARTS + minutes(80)
    assert sessions.close(late, STARTS + timedelta(hours=9)).closed == late.must_close_by


def test_it_does_not_begin_with_ten_minutes_left() -> None:
    assert sessions.begin(PLANNED, ROOM, STARTS + minutes(74)).begun
    with pytest.raises(TooLateToBegin) as no:
        sessions.begin(PLANNED, ROOM, STARTS + minutes(75))
    assert no.value.facts == {"left": 10}


def test_everything_around_a_session_falls_due_in_order() -> None:
    due = sessions.calls(PLANNED)
    assert [when for _, when in due] == sorted(when for _, when in due)
    ends = STARTS + minutes(85)
    assert dict(due) == {
        Call.STAFF_CHECK: STARTS - timedelta(hours=48),
        Call.CIRCLE_NOTICE: STARTS - timedelta(hours=48),
        Call.BEFORE_CARD: STARTS - timedelta(hours=24),
        Call.HELPER_PREP: STARTS - timedelta(hours=24),
        Call.HOUR_BEFORE: STARTS - timedelta(hours=1),
        Call.ENOUGH_CHECK: STARTS - timedelta(hours=1),
        Call.READY: STARTS - minutes(10),
        Call.TEN_LEFT: ends - minutes(10),
        Call.TIME_IS_UP: ends,
        Call.HELPER_DEBRIEF: ends + minutes(15),
        Call.MEMBER_DEBRIEF: ends + minutes(30),
        Call.NEXT_DAY: datetime(2026, 2, 13, 10, tzinfo=UTC),
        Call.WIPE_LINK: ends + timedelta(hours=24),
        Call.OFFER_CLOSES: ends + timedelta(hours=72),
    }


def test_after_care_follows_the_moment_it_closed() -> None:
    closed = sessions.close(sessions.begin(PLANNED, ROOM, STARTS), STARTS + minutes(40))
    assert dict(sessions.calls(closed))[Call.MEMBER_DEBRIEF] == STARTS + minutes(70)


def test_a_late_reminder_is_useful_for_three_hours_and_never_after_the_start() -> None:
    due = STARTS - timedelta(hours=24)
    assert sessions.still_useful(Call.BEFORE_CARD, due, STARTS, due + timedelta(hours=2))
    assert not sessions.still_useful(Call.BEFORE_CARD, due, STARTS, due + timedelta(hours=3))
    assert not sessions.still_useful(Call.READY, STARTS - minutes(10), STARTS, STARTS)


def test_a_link_is_wiped_however_late_and_after_care_waits_three_days() -> None:
    late = STARTS + timedelta(days=30)
    assert sessions.still_useful(Call.WIPE_LINK, STARTS, STARTS, late)
    assert not sessions.still_useful(Call.MEMBER_DEBRIEF, STARTS, STARTS, late)
    assert sessions.still_useful(Call.MEMBER_DEBRIEF, STARTS, STARTS, STARTS + timedelta(days=2))
    assert not sessions.still_useful(Call.TEN_LEFT, STARTS, STARTS, STARTS + minutes(10))


def test_a_small_chat_has_an_hour_at_most_and_needs_no_observer() -> None:
    three = Room(frozenset(sorted(ROOM.members)[:3]), ROOM.guides)
    chat = sessions.make_small_chat(PLANNED)
    assert (chat.chat, chat.minutes) == (True, 60)
    begun = sessions.begin(chat, three, STARTS)
    assert begun.must_close_by == STARTS + minutes(60)
    with pytest.raises(TooLongAMeeting):
        Session(STARTS, 61, chat=True)
    with pytest.raises(AlreadyBegun):
        sessions.make_small_chat(begun)
    with pytest.raises(NoObserver):
        sessions.begin(PLANNED, three, STARTS)
