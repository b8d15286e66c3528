"""Moving a circle's session: three times, a private poll, and the one that suits most (J7)."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from handlers.checkins import calendars
from handlers.moving.taps import SayCan
from handlers.sessions.taps import MoveSession
from handlers.talk.buttons import Button
from handlers.talk.words import of
from mentoring.people import Nation, PersonId
from storage import people, rota, session_moves, sessions
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage

CAN, PUSH, CANNOT = "Can do", "Could at a push", "Can't"
POLL = "Which times could you do?"
THREE = ("Thu 12 Feb, 12:30 pm", "Fri 13 Feb, 7:00 pm", "Sat 14 Feb, 4:00 pm")
MONDAY = datetime(2026, 2, 9, 10, tzinfo=UTC)


async def forges(somebody: Somebody, button: Button) -> None:
    """A bad app sends what no button of theirs carries."""
    await somebody.says("/menu")
    somebody._mark()
    somebody.part.taps(somebody.part.hears()[-1], button.data(), forged=True)
    await somebody.stage.settle()


async def looks_at_times(guide: Somebody) -> None:
    await guide.says("/sessions")
    await guide.taps("Thu 12 Feb, 7:00 pm")
    await guide.taps("Move it")


async def asked(stage: Stage, *, members: int = 5, at: datetime = MONDAY) -> Evening:
    """A guide has asked everybody, on the Monday before."""
    night = await evening(stage, members=members)
    await stage.until(at)
    await looks_at_times(night.guides[0])
    await night.guides[0].taps("Ask them")
    return night


async def says(somebody: Somebody, *answers: str) -> None:
    for answer in answers:
        await somebody.taps(answer)


async def starts(night: Evening) -> datetime:
    return (await night.session()).starts


async def test_a_guide_sees_a_day_an_evening_and_a_weekend_before_anybody_is_asked(stage: Stage) -> None:
    night = await evening(stage)
    await stage.until(MONDAY)
    ed, ama = night.guides[0], night.members[0]
    await ed.says("/sessions")
    await ed.taps("Thu 12 Feb, 7:00 pm")
    assert ed.buttons[:3] == ["Move it", "Can't come", "Details"]
    await ed.taps("Move it")
    for when in THREE:
        assert when in ed.screen
    assert POLL not in ama.transcript()
    await ed.taps("Ask them")
    assert ed.hears("I'll tell you as soon as all have said, or by Tue 10 Feb, 10:00 am UK time")
    for person in (ed, ama, night.observer):
        assert POLL in person.screen
    assert "1 of 3: Thu 12 Feb, 12:30 pm UK time" in ama.screen


async def test_the_time_that_suits_most_is_taken_once_all_have_said_and_everybody_hears_of_it(stage: Stage) -> None:
    night = await asked(stage)
    for helper in (*night.guides, night.observer):
        await says(helper, CANNOT, CAN, PUSH)
    for member in night.members[:3]:
        await says(member, CAN, CANNOT, CAN)
    await says(night.members[3], CAN, CAN, CANNOT)
    assert not night.members[3].hears("We've moved")
    await says(night.members[4], CAN, CAN, CAN)
    assert night.members[4].hears("We've moved to Sat 14 Feb, 4:00 pm UK time. Can't make it? That's OK.", night.chat)
    for person in (*night.members, *night.guides, night.observer, night.coordinator):
        assert "We've moved to Sat 14 Feb, 4:00 pm UK time." in person.transcript()
    assert await starts(night) == datetime(2026, 2, 14, 16, tzinfo=UTC)


async def test_a_moved_circle_is_reminded_of_at_its_new_time_only_and_every_yes_is_asked_anew(stage: Stage) -> None:
    night = await asked(stage)
    for person in (*night.guides, night.observer, *night.members):
        await says(person, CANNOT, CANNOT, CAN)
    ama = night.members[0]
    await stage.until(datetime(2026, 2, 12, 20, tzinfo=UTC))
    assert "Ready when you are." not in ama.transcript()
    assert "Before we meet: Thu 12 Feb" not in ama.transcript()
    await stage.until(datetime(2026, 2, 14, 15, 55, tzinfo=UTC))
    assert "Ready when you are." in ama.screen
    assert ama.transcript().count("Before we meet: Sat 14 Feb, 4:00 pm UK time") == 1
    async with stage.database.read() as tx:
        assert await sessions.yeses(tx, (await night.session()).id) == []


async def test_a_calendar_shows_a_moved_circle_at_its_new_time_as_a_change(stage: Stage) -> None:
    night = await asked(stage)
    ama = night.members[0].id or PersonId("")

    async def event() -> icalendar.cal.Component:
        async with stage.database.read() as tx:
            content = calendars.file_of(await calendars.everything_of(tx, ama, stage.now), of())
        return icalendar.Calendar.from_ical(content).walk("VEVENT")[0]

    before = await event()
    for person in (*night.guides, night.observer, *night.members):
        await says(person, CANNOT, CANNOT, CAN)
    after = await event()
    assert after.decoded("DTSTART") == datetime(2026, 2, 14, 16, tzinfo=UTC)
    assert (after["UID"], int(str(after["SEQUENCE"])) - int(str(before["SEQUENCE"]))) == (before["UID"], 1)


async def test_a_poll_that_not_all_answered_is_settled_after_a_day(stage: Stage) -> None:
    night = await asked(stage)
    for helper in (*night.guides, night.observer):
        await says(helper, CANNOT, CAN, CAN)
    await says(night.members[0], CAN, CAN, PUSH)
    await says(night.members[1], CAN, CAN)  # only two of the three
    await stage.until(MONDAY + timedelta(hours=23, minutes=59))
    assert await starts(night) == datetime(2026, 2, 12, 19, tzinfo=UTC)
    await stage.restart()
    await stage.until(MONDAY + timedelta(hours=24, minutes=1))
    assert await starts(night) == datetime(2026, 2, 13, 19, tzinfo=UTC)


async def test_no_slot_with_everybody_who_holds_it_tells_the_coordinator_and_the_old_time_stands(stage: Stage) -> None:
    night = await asked(stage)
    for person in (*night.guides, *night.members):
        await says(person, CAN, CAN, CAN)
    await says(night.observer, CANNOT, CANNOT, CANNOT)
    assert night.members[0].hears("No good slot this week. Next planned one stands.", night.chat)
    assert night.coordinator.hears("there was no time at which those who hold it, and most members, can come")
    for told in (night.coordinator, *night.guides):
        assert "Obi" not in told.screen
    assert await starts(night) == datetime(2026, 2, 12, 19, tzinfo=UTC)
    await stage.until(datetime(2026, 2, 12, 18, 50, tzinfo=UTC))
    assert "Ready when you are." in night.members[0].screen


async def test_a_guide_who_cannot_make_it_is_asked_about_other_times_and_holds_it_then(stage: Stage) -> None:
    night = await evening(stage)
    ed, gus = night.guides
    await stage.until(MONDAY)
    await gus.says("/rota")
    await gus.taps("Can't make it")
    await looks_at_times(ed)
    await ed.taps("Ask them")
    assert POLL in gus.transcript()
    for somebody in (*night.members, ed, gus, night.observer):
        await says(somebody, CANNOT, CAN, CANNOT)
    session = await night.session()
    assert session.starts.date().isoformat() == "2026-02-13"
    async with stage.database.read() as tx:
        assert set((await rota.team(tx, session)).guides) == {ed.id, gus.id}


async def test_without_a_yes_of_the_guide_who_is_away_no_time_is_taken(stage: Stage) -> None:
    night = await evening(stage)
    ed, gus = night.guides
    await stage.until(MONDAY)
    before = await starts(night)
    await gus.says("/rota")
    await gus.taps("Can't make it")
    await looks_at_times(ed)
    await ed.taps("Ask them")
    for somebody in (*night.members, ed, night.observer):
        await says(somebody, CAN, CAN, CAN)
    await stage.forward(hours=25)
    assert await starts(night) == before
    assert "No good slot this week." in night.coordinator.transcript()


async def test_a_time_most_members_cannot_do_is_not_taken(stage: Stage) -> None:
    night = await asked(stage)
    for helper in (*night.guides, night.observer):
        await says(helper, CAN, CANNOT, CANNOT)
    for member in night.members[:3]:
        await says(member, CANNOT, CAN, CAN)
    for member in night.members[3:]:
        await says(member, CAN, CAN, CAN)
    assert night.coordinator.hears("No good slot this week.")


async def test_nobody_sees_what_others_said_and_nothing_of_it_stays(stage: Stage) -> None:
    night = await asked(stage)
    await says(night.members[0], CANNOT, CANNOT, CANNOT)
    async with stage.database.read() as tx:
        (kept,) = await tx.conn.slow("select said from move_answers")
    assert b"cannot" not in bytes(kept[0])
    await looks_at_times(night.guides[1])
    assert night.guides[1].hears("is being asked about a new time")
    assert "Ama" not in night.guides[1].screen
    await stage.until(MONDAY + timedelta(hours=24, minutes=1))
    async with stage.database.read() as tx:
        for table in ("move_answers", "session_moves"):
            assert list(await tx.conn.slow(f"select * from {table}")) == []
        audit = [tuple(row) for row in await tx.conn.slow("select actor, action from audit where action like 'move%'")]
    assert audit == [(night.guides[0].id, "move-asked")]


async def test_an_answer_can_be_changed_until_it_is_settled(stage: Stage) -> None:
    night = await asked(stage)
    ama = night.members[0]
    await says(ama, CANNOT, CANNOT, CANNOT)
    await ama.taps("Change my answers")
    await says(ama, CAN, PUSH, CANNOT)
    session = await night.session()
    async with stage.database.read() as tx:
        move = await session_moves.of_session(tx, session.id)
        assert move is not None
        assert await session_moves.answer_of(tx, move, ama.id or PersonId("")) == ["can", "push", "cannot"]
    await stage.until(MONDAY + timedelta(hours=25))
    await ama.taps("Change my answers")
    assert ama.hears("That's settled.")


async def test_with_less_than_twelve_hours_left_only_those_who_hold_it_are_asked_at_once(stage: Stage) -> None:
    night = await asked(stage, at=datetime(2026, 2, 12, 10, tzinfo=UTC))
    ed, gus = night.guides
    for helper in (ed, gus, night.observer):
        assert POLL in helper.screen
    assert POLL not in night.members[0].transcript()
    for helper in (ed, gus, night.observer):
        await says(helper, CANNOT, CAN, CANNOT)
    assert night.members[0].hears("We've moved to", night.chat)
    assert night.members[0].hears("the old time is gone from your list. Can't make it? That's OK.")
    assert await starts(night) > datetime(2026, 2, 13, 12, tzinfo=UTC)


async def test_a_poll_begun_the_evening_before_ends_twelve_hours_before_the_start(stage: Stage) -> None:
    night = await asked(stage, at=datetime(2026, 2, 11, 15, tzinfo=UTC))
    assert night.guides[0].hears("or by Thu 12 Feb, 7:00 am UK time")
    assert POLL in night.members[0].screen


async def test_nobody_is_woken_by_a_poll(stage: Stage) -> None:
    night = await asked(stage, at=datetime(2026, 2, 9, 22, tzinfo=UTC))
    assert POLL not in night.members[0].transcript()
    assert POLL in night.guides[0].transcript()
    await stage.until(datetime(2026, 2, 10, 8, 1, tzinfo=UTC))
    assert POLL in night.members[0].screen


async def test_a_guide_can_put_in_a_time_of_their_own_a_bank_holiday_too(stage: Stage) -> None:
    night = await evening(stage)
    session = await night.session()
    async with stage.database.begin() as tx:
        await people.set_nation(tx, night.guides[0].id or PersonId(""), Nation.NORTHERN_IRELAND)
        await sessions.move(tx, session, datetime(2026, 3, 16, 19, tzinfo=UTC), now=stage.now)
    ed = night.guides[0]
    await ed.says("/sessions")
    await ed.taps("Mon 16 Mar, 7:00 pm")
    await ed.taps("Move it")
    assert "Tue 17 Mar" not in ed.screen
    await ed.taps("Another time")
    for typed, answer in (
        ("Tue 17 Mar 2.30am", "between one and three"),
        ("Tue 3 Feb 3pm", "People need time to answer"),
        ("1 Feb 2026 7pm", "gone by"),
    ):
        await ed.types(typed)
        assert ed.hears(answer), typed
    await ed.types("Tue 17 Mar 7pm")
    assert ed.hears("Tue 17 Mar, 7:00 pm UK time (St Patrick's Day)")
    assert ed.screen.count("•") == 3


async def test_the_times_keep_clear_of_what_those_who_hold_it_have_already(stage: Stage) -> None:
    night = await evening(stage)
    other = datetime(2026, 2, 13, 18, 30, tzinfo=UTC)
    async with stage.database.begin() as tx:
        await tx.conn.change(
            "insert into circles select 'c2', title, topic, for_whom, plan, first_at, zone, every_weeks, seats,"
            " 'planned', null, null, 0, made_by, made_at from circles"
        )
        await tx.conn.change(
            "insert into circle_staff values ('c2', ?, 'observer', 1)", (night.observer.id or PersonId(""),)
        )
        await sessions.plan(tx, "c2", other, "PL8", 45, now=stage.now)
    await stage.until(MONDAY)
    ed = night.guides[0]
    await looks_at_times(ed)
    assert "Fri 13 Feb, 7:00 pm" not in ed.screen
    await ed.taps("Another time")
    await ed.types("Fri 13 Feb 7pm")
    assert ed.hears("Somebody who holds the circle has something then")
    assert "Obi" not in ed.screen


async def test_a_poll_can_be_stopped_and_the_old_time_stands(stage: Stage) -> None:
    night = await asked(stage)
    await says(night.members[0], CAN, CAN, CAN)
    await night.guides[0].says("/sessions")
    await night.guides[0].taps("Thu 12 Feb, 7:00 pm")
    await night.guides[0].taps("Move it")
    await night.guides[0].taps("Stop asking")
    assert night.guides[0].hears("the answers are gone")
    await night.members[1].taps(CAN)
    assert night.members[1].hears("That's settled.")
    await stage.until(MONDAY + timedelta(hours=25))
    assert await starts(night) == datetime(2026, 2, 12, 19, tzinfo=UTC)


async def test_two_guides_who_move_it_at_the_same_moment_ask_everybody_once(stage: Stage) -> None:
    night = await evening(stage)
    await stage.until(MONDAY)
    ed, gus = night.guides
    for guide in (ed, gus):
        await looks_at_times(guide)
    asks = [guide.part.hears()[-1] for guide in (ed, gus)]
    for guide, message in zip((ed, gus), asks, strict=True):
        (data,) = [str(b["callback_data"]) for row in message.buttons for b in row if b["text"] == "Ask them"]
        guide.part.taps(message, data, forged=True)
    await stage.settle()
    for member in night.members:
        assert member.transcript().count("1 of 3:") == 1
    for guide in (ed, gus):
        assert "That button is from an old message" not in guide.transcript()
    assert "is being asked about a new time" in ed.transcript() + gus.transcript()


async def test_a_coordinator_can_move_it_and_a_member_or_a_stranger_cannot(stage: Stage) -> None:
    night = await evening(stage)
    session = await night.session()
    mei, stranger = night.members[1], await stage.member("Zola")
    await mei.says("/sessions")
    await mei.taps("Thu 12 Feb, 7:00 pm")
    assert "Move it" not in mei.buttons
    for person in (mei, stranger, night.observer):
        await forges(person, MoveSession(session.id))
        assert "I can ask everybody" not in person.screen
    async with stage.database.read() as tx:
        assert await session_moves.of_session(tx, session.id) is None
    await night.coordinator.says("/sessions")
    await night.coordinator.taps("Thu 12 Feb, 7:00 pm")
    await night.coordinator.taps("Move it")
    assert night.coordinator.hears("I can ask everybody in Thursday circle")


async def test_somebody_without_a_seat_answers_no_poll(stage: Stage) -> None:
    night = await asked(stage)
    stranger = await stage.member("Zola")
    async with stage.database.read() as tx:
        move = await session_moves.of_session(tx, (await night.session()).id)
    assert move is not None
    await forges(stranger, SayCan(move.id, 0, "can"))
    assert stranger.hears("That button is from an old message")
    async with stage.database.read() as tx:
        assert await session_moves.answers(tx, move) == {}


async def test_a_session_that_begins_while_the_poll_runs_moves_no_more(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ed = night.guides[0]
    await ed.says("/hold")
    await ed.taps("Move it")
    await ed.taps("Ask them")
    await night.to(minutes=0)
    await ed.taps("Begin")
    assert ed.hears("Arrive: ")
    await says(ed, CAN)
    assert not ed.hears("We've moved")
    await stage.forward(hours=1)
    assert "We've moved" not in night.members[0].transcript(night.chat)


@pytest.mark.parametrize("label", ["Move it", "Swap this one", "Can't make it", "Step back a while"])
async def test_a_guide_who_cannot_come_is_asked_no_reason_and_shown_what_they_can_do(stage: Stage, label: str) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await ed.says("/sessions")
    await ed.taps("Thu 12 Feb, 7:00 pm")
    await ed.taps("Can't come")
    assert ed.hears("No reason needed.")
    assert label in ed.buttons
