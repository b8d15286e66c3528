"""Check-ins: booked in wall time, reminded once, moved by whoever is first, and gone the moment the pair ends."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from handlers.checkins.taps import Neither, OpenSuggestion, PickMove, PickOpener
from handlers.talk.buttons import Button
from mentoring.agreements import pause_ends
from storage import checkin_secrets, checkins, pairs, sessions
from tests.checkin_steps import a_pair, booked_once, dates_of, id_of, live_in, plan, said, suggested
from tests.circle_steps import open_circle, take_seat
from tests.stage import Somebody, Stage

DONE = "Done?"


async def forges(somebody: Somebody, button: Button) -> None:
    """A bad app sends what no button of theirs carries."""
    await somebody.says("/menu")
    somebody._mark()
    somebody.part.taps(somebody.part.hears()[-1], button.data(), forged=True)
    await somebody.stage.settle()


# Booking


async def test_the_preview_shows_every_date_before_anything_is_sent(stage: Stage) -> None:
    ama, efua, _ = await a_pair(stage)
    await plan(efua)
    assert efua.hears("First one Tue 3 Feb, 7:00 pm UK time, then the first Tuesday each month, 6 in all")
    assert efua.hears("Tue 7 Jul, 7:00 pm UK time")
    assert efua.hears("Send to Ama?")
    assert ama.part.hears() == []


async def test_yes_to_all_books_every_date_and_both_are_told(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama)
    assert ama.hears("Your mentor suggests the first Tuesday each month, 7:00 pm to 7:45 pm. Good for you?")
    await ama.taps("Yes, all")
    assert ama.hears("Booked. I'll remind you the day before and an hour before.")
    assert efua.hears("Booked. I'll remind you")
    assert len(await dates_of(stage, pair)) == 6


@pytest.mark.parametrize("begins", [datetime(2026, 2, 2, 10, tzinfo=UTC), datetime(2026, 9, 1, 10, tzinfo=UTC)])
async def test_seven_in_the_evening_stays_seven_through_the_clock_change(stage: Stage, begins: datetime) -> None:
    stage.clock.set(begins)
    ama, efua, pair = await a_pair(stage, every="every-2-weeks")
    await suggested(efua, ama, nth=None)
    await ama.taps("Yes, all")
    starts = [one.starts for one in await dates_of(stage, pair)]
    assert {at.astimezone(ZoneInfo("Europe/London")).strftime("%a %H:%M") for at in starts} == {"Tue 19:00"}
    assert {at.hour for at in starts} == {18, 19}
    assert len(starts) == 13


async def test_each_sees_their_own_zone(stage: Stage) -> None:
    ama, efua, _ = await a_pair(stage, every="every-2-weeks")
    await live_in(stage, ama, "America/New_York")
    await plan(efua, nth=None)
    await efua.taps("Send")
    await stage.forward(hours=3)  # it is five in the morning there, so the knock waits for eight
    await ama.taps("Open it")
    assert ama.hears("Tue 3 Mar, 2:00 pm New York time")
    assert ama.hears("Tue 17 Mar, 3:00 pm New York time")  # their clocks have changed, the UK's not yet
    assert ama.hears("Tue 31 Mar, 2:00 pm New York time")
    assert not ama.hears("UK time")
    await ama.taps("Yes, all")
    await stage.until(datetime(2026, 3, 16, 19, 1, tzinfo=UTC))
    assert ama.hears("A catch-up tomorrow: Tue 17 Mar, 3:00 pm New York time")
    assert efua.hears("A catch-up tomorrow: Tue 17 Mar, 7:00 pm UK time")


async def test_some_of_them_leaves_the_rest_to_be_moved(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama)
    await ama.taps("Some of them")
    await ama.taps("Tue 3 Mar, 7:00 pm")
    await ama.taps("That's all")
    assert ama.hears("Still to move")
    assert efua.hears("Still to move")
    assert len(await dates_of(stage, pair)) == 1
    assert len(await dates_of(stage, pair, "to-move")) == 5
    await efua.taps("Tue 7 Apr, 7:00 pm")
    await efua.taps("Same time, +1 week")
    await efua.taps("Skip")
    await ama.taps("Tue 14 Apr, 7:00 pm")
    assert len(await dates_of(stage, pair)) == 2


async def test_other_times_go_back_to_the_mentor_who_picks(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama)
    await ama.taps("Offer other times")
    await ama.types("Thu 12 Feb 6pm; Fri 13 Feb 5.30pm")
    await efua.taps("Open it")
    assert efua.hears("Ama would like another time")
    await efua.taps("Thu 12 Feb, 6:00 pm")
    assert ama.hears("Booked")
    starts = [one.starts.astimezone(ZoneInfo("Europe/London")) for one in await dates_of(stage, pair)]
    assert {at.strftime("%a %H:%M") for at in starts} == {"Thu 18:00"}
    assert starts[0].date().isoformat() == "2026-02-12"


async def test_not_now_is_said_kindly_and_nothing_is_kept(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama)
    await ama.taps("Not now")
    assert efua.hears("Not just now for those dates")
    assert await dates_of(stage, pair, "suggested") == []


async def test_a_second_yes_books_nothing_twice(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await stage.until(datetime(2026, 2, 2, 19, 1, tzinfo=UTC))
    assert len(await dates_of(stage, pair)) == 1
    assert said(ama, "A catch-up tomorrow") == 1
    assert said(efua, "A catch-up tomorrow") == 1


async def test_nobody_else_can_open_what_was_suggested(stage: Stage) -> None:
    ama, efua, _ = await a_pair(stage)
    await plan(efua)
    await efua.taps("Send")
    mei = await stage.member("Mei")
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select id from checkin_plans")
    await forges(mei, OpenSuggestion(next(iter(rows))[0]))
    assert mei.hears("That button is from an old message")
    assert ama.hears("You have something waiting")


async def test_a_restart_in_the_middle_keeps_what_was_picked(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await efua.says("/checkin")
    await efua.taps("Ama")
    await efua.taps("Just once")
    await stage.restart()
    await efua.taps("Wed")
    await efua.taps("Type a time")
    await efua.types("6.15pm")
    await stage.restart()
    await efua.taps("New link")
    await efua.types("https://call.example.org/efua")
    await efua.taps("Send")
    await ama.taps("Open it")
    await ama.taps("Yes")
    assert [one.starts for one in await dates_of(stage, pair)] == [datetime(2026, 2, 4, 18, 15, tzinfo=UTC)]


async def test_the_link_typed_once_is_the_usual_one_and_lies_sealed(stage: Stage) -> None:
    ama, efua, _ = await a_pair(stage)
    await plan(efua, how="Just once", nth=None, where="New link")
    await efua.types("https://call.example.org/efua")
    await efua.taps("Send")
    await plan(efua, how="Just once", nth=None, where="Usual link")
    await efua.taps("Send")
    await ama.taps("Open it")
    await ama.taps("Yes")
    await stage.until(datetime(2026, 2, 3, 18, 1, tzinfo=UTC))
    assert "Open call link" in ama.buttons
    async with stage.database.read() as tx:
        dump = [bytes(row[0]) for row in await tx.conn.slow("select link from checkin_plans")]
        dump += [bytes(row[0]) for row in await tx.conn.slow("select link from usual_links")]
    assert dump
    assert not any(b"example" in sealed for sealed in dump)


# Dates that need a second look


async def test_a_bank_holiday_can_be_kept_slid_or_skipped(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await plan(efua, day="Mon", where="Phone")
    assert efua.hears("Mon 6 Apr is a bank holiday. Keep it or slide a week?")
    await efua.taps("Slide a week")
    assert efua.hears("Mon 4 May is a bank holiday")
    await efua.taps("Skip it")
    await efua.taps("Phone")
    await efua.taps("Send")
    await ama.taps("Open it")
    await ama.taps("Yes, all")
    days = [one.starts.date().isoformat() for one in await dates_of(stage, pair)]
    assert days == ["2026-03-02", "2026-04-13", "2026-06-01", "2026-07-06"]


async def test_quiet_hours_of_either_are_asked_about(stage: Stage) -> None:
    _ama, efua, _pair = await a_pair(stage)
    await plan(efua, how="Just once", nth=None, at="Type a time")
    await efua.types("9.30pm")
    assert efua.hears("quiet hours of one of you")
    await efua.taps("Another time")
    await efua.taps("20:00")
    await efua.taps("Phone")
    assert efua.hears("Tue 3 Feb, 8:00 pm UK time, for 45 minutes")


async def test_a_clash_is_shown_without_a_reason(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama, efua, pair = await a_pair(stage)
    await take_seat(ama)
    async with stage.database.begin() as tx:
        start = datetime(2026, 2, 3, 18, 30, tzinfo=UTC)
        await sessions.plan(tx, circle.id, start, "PLAN-60", 60, now=stage.now)
    await plan(efua, how="Just once", nth=None)
    assert efua.hears("Ama has something on Tue 3 Feb. Try one of these.")
    assert "circle" not in efua.screen
    await efua.taps("Wed 4 Feb, 7:00 pm")
    await efua.taps("Phone")
    await efua.taps("Send")
    await ama.taps("Open it")
    await ama.taps("Yes")
    assert [one.starts.day for one in await dates_of(stage, pair)] == [4]


@pytest.mark.parametrize(("typed", "words"), [("2.15am", "between one and three"), ("0.45am", "between one and three")])
async def test_unkind_hours_are_refused(stage: Stage, typed: str, words: str) -> None:
    _ama, efua, pair = await a_pair(stage)
    await plan(efua, how="Just once", nth=None, at="Type a time")
    await efua.types(typed)
    assert efua.hears(words)
    assert await dates_of(stage, pair, "suggested") == []


async def test_the_past_is_refused(stage: Stage) -> None:
    _ama, efua, _pair = await a_pair(stage)
    await efua.says("/checkin")
    await efua.taps("Ama")
    await efua.taps("Just once")
    await efua.taps("It varies")
    await efua.types("1 Feb 2026 7pm")
    assert efua.hears("That time has gone by")


async def test_only_mentors_with_a_mentee_can_book(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await ama.says("/checkin")
    assert ama.hears("I didn't catch that")
    async with stage.database.begin() as tx:
        await pairs.end(tx, pair.id, stage.now)
    await efua.says("/checkin")
    assert efua.hears("nobody to book with yet")


# Reminders


async def test_each_is_reminded_once_a_day_before_and_once_an_hour_before(stage: Stage) -> None:
    ama, efua, _ = await a_pair(stage)
    await suggested(efua, ama)
    await ama.taps("Yes, all")
    await stage.until(datetime(2026, 2, 3, 18, 59, tzinfo=UTC))
    await stage.restart()
    for somebody in (ama, efua):
        assert said(somebody, "A catch-up tomorrow: Tue 3 Feb, 7:00 pm UK time") == 1
        assert said(somebody, "A catch-up in an hour: Tue 3 Feb, 7:00 pm UK time") == 1


async def test_no_reminder_comes_after_the_start(stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await stage.end()
    stage.clock.set(datetime(2026, 2, 3, 19, 5, tzinfo=UTC))
    await stage.begin()
    for somebody in (ama, efua):
        assert said(somebody, "A catch-up in an hour") == 0
        assert said(somebody, "A catch-up tomorrow") == 0


async def test_a_reminder_that_waited_for_the_morning_says_today(stage: Stage) -> None:
    ama, efua, _ = await a_pair(stage)
    await plan(efua, how="Just once", nth=None, at="Type a time")
    await efua.types("9.30pm")
    await efua.taps("Keep")
    await efua.taps("Phone")
    await efua.taps("Send")
    await ama.taps("Open it")
    await ama.taps("Yes")
    await stage.until(datetime(2026, 2, 3, 8, 1, tzinfo=UTC))
    assert ama.hears("A catch-up today: Tue 3 Feb, 9:30 pm UK time")


async def test_a_late_reminder_does_not_claim_an_hour(stage: Stage) -> None:
    ama, _efua, _ = await booked_once(stage)
    await stage.end()
    stage.clock.set(datetime(2026, 2, 3, 18, 40, tzinfo=UTC))
    await stage.begin()
    assert said(ama, "A catch-up soon: Tue 3 Feb, 7:00 pm UK time") == 1
    assert said(ama, "in an hour") == 0


async def test_what_the_mentee_needs_reaches_the_mentor_as_a_word_with_prompts(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await stage.until(datetime(2026, 2, 2, 19, 0, tzinfo=UTC))
    assert ama.hears("What do you need today?")
    assert not efua.hears("What do you need today?")
    await ama.taps("A door opened")
    assert efua.hears("A door opened")
    assert efua.hears("Who knows about your good work?")
    (checkin,) = await dates_of(stage, pair)
    async with stage.database.read() as tx:
        assert await checkin_secrets.opener_of(tx, checkin) == "a-door-opened"
    await stage.until(checkin.ends)
    async with stage.database.read() as tx:
        assert await checkin_secrets.opener_of(tx, checkin) is None


async def test_race_is_named_to_nobody_and_the_topic_is_kept_nowhere(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await stage.until(datetime(2026, 2, 2, 19, 0, tzinfo=UTC))
    await ama.taps("Talk about race today")
    assert efua.screen == "There's something important to talk about. Make room."
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select about || kind || coalesce(topic, '') from letters")
    assert not any("race" in row[0] or "important" in row[0] for row in rows)
    await efua.taps("A line that may help")
    assert efua.hears("I'll believe you.")
    (checkin,) = await dates_of(stage, pair)
    await stage.until(checkin.ends)
    async with stage.database.read() as tx:
        assert await checkin_secrets.opener_of(tx, checkin) is None


async def test_a_pick_for_somebody_else_is_refused(stage: Stage) -> None:
    _ama, efua, pair = await booked_once(stage)
    (checkin,) = await dates_of(stage, pair)
    await forges(efua, PickOpener(checkin.id, checkin.version, 0))
    assert efua.hears("That button is from an old message")
    async with stage.database.read() as tx:
        assert await checkin_secrets.opener_of(tx, checkin) is None


async def test_a_coffee_chat_is_short_and_asks_nothing(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama, how="Coffee chat, 15 minutes", nth=None)
    await ama.taps("Yes")
    assert [one.minutes for one in await dates_of(stage, pair)] == [15]
    await stage.until(datetime(2026, 2, 2, 19, 0, tzinfo=UTC))
    assert ama.hears("No plan. Tea, and how's life?")
    assert "A plan" not in ama.buttons


# Pausing and ending


@pytest.mark.parametrize("how", ["pause", "end"])
async def test_dates_and_reminders_go_the_moment_a_pair_pauses_or_ends(stage: Stage, how: str) -> None:
    ama, efua, pair = await a_pair(stage, every="every-2-weeks")
    await suggested(efua, ama, nth=None)
    await ama.taps("Yes, all")
    async with stage.database.begin() as tx:
        if how == "end":
            await pairs.end(tx, pair.id, stage.now)
        else:
            await pairs.pause(tx, pair.id, pause_ends(stage.now), stage.now)
    async with stage.database.read() as tx:
        waiting = await tx.conn.slow("select kind from letters where kind like 'checkin%'")
    assert list(waiting) == []
    assert await dates_of(stage, pair) == []
    before = (len(ama.part.hears()), len(efua.part.hears()))
    await stage.forward(days=60)
    assert (len(ama.part.hears()), len(efua.part.hears())) == before


async def test_old_buttons_of_an_ended_pair_do_nothing(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama)
    async with stage.database.begin() as tx:
        await pairs.end(tx, pair.id, stage.now)
    await ama.taps("Yes, all")
    assert ama.hears("That button is from an old message")


# Afterwards


async def after_meeting(stage: Stage) -> tuple[Somebody, Somebody]:
    ama, efua, pair = await booked_once(stage)
    (checkin,) = await dates_of(stage, pair)
    await stage.until(checkin.ends)
    return ama, efua


async def test_after_the_meeting_each_is_asked_their_own_thing(stage: Stage) -> None:
    ama, efua = await after_meeting(stage)
    assert ama.hears(DONE)
    assert efua.hears(DONE)
    await efua.taps("Yes, we met")
    assert efua.hears("Who spoke more today?")
    await efua.taps("I did")
    assert efua.hears("ask, then count to five")
    await ama.taps("Yes, we met")
    assert ama.hears("Is this working for you?")
    assert not efua.hears("Is this working for you?")


async def test_not_for_me_opens_the_way_out_and_tells_no_one(stage: Stage) -> None:
    ama, efua = await after_meeting(stage)
    before = len(efua.part.hears())
    await ama.taps("Yes, we met")
    await ama.taps("Not for me")
    assert ama.hears("Nobody has been told")
    assert "End or pause" in ama.buttons
    assert len(efua.part.hears()) == before
    async with stage.database.read() as tx:
        (kept,) = await tx.conn.slow("select feeling from checkin_feelings")
    assert b"not-for-me" not in bytes(kept[0])


async def test_two_missed_in_a_row_are_met_with_a_kind_word_to_each_apart(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage, every="every-2-weeks")
    await suggested(efua, ama, nth=None)
    await ama.taps("Yes, all")
    for checkin in (await dates_of(stage, pair))[:2]:
        assert said(ama, "Shall we pause, move, or end?") == 0
        await stage.until(checkin.ends + timedelta(minutes=5))
        await ama.taps("It didn't happen")
        await efua.taps("It didn't happen")
    await stage.forward(hours=14)
    for somebody in (ama, efua):
        assert said(somebody, "Shall we pause, move, or end? All fine.") == 1
    assert {"Move it", "Pause", "End kindly"} <= set(ama.buttons)


# Moving one


async def opens_it(somebody: Somebody) -> None:
    await somebody.says("/sessions")
    await somebody.taps("Tue 3 Feb, 7:00 pm")


async def offers(somebody: Somebody) -> None:
    await opens_it(somebody)
    await somebody.taps("Move it")
    await somebody.taps("Same time, +1 day")
    await somebody.taps("Same time, +1 week")
    await somebody.taps("Skip")


async def test_a_moved_meeting_is_reminded_of_at_its_new_time_only(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await offers(ama)
    assert efua.hears("Your meeting on Tue 3 Feb needs a new time. Which works?")
    await efua.taps("Tue 10 Feb, 7:00 pm")
    for somebody in (ama, efua):
        assert somebody.hears("Moved to Tue 10 Feb, 7:00 pm UK time. The old one is gone from your list.")
    await stage.until(datetime(2026, 2, 10, 18, 59, tzinfo=UTC))
    for somebody in (ama, efua):
        assert said(somebody, "A catch-up tomorrow: Tue 3 Feb") == 0
        assert said(somebody, "A catch-up in an hour: Tue 3 Feb") == 0
        assert said(somebody, "A catch-up tomorrow: Tue 10 Feb") == 1
        assert said(somebody, "A catch-up in an hour: Tue 10 Feb") == 1
    assert [one.starts.day for one in await dates_of(stage, pair)] == [10]


async def test_when_both_move_it_the_first_to_offer_wins(stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await opens_it(efua)
    await efua.taps("Move it")
    await efua.taps("Same time, +1 week")
    await offers(ama)
    await efua.taps("Skip")
    assert efua.hears("needs a new time. Which works?")
    await efua.taps("Wed 4 Feb, 7:00 pm")
    assert ama.hears("Moved to Wed 4 Feb")


async def test_whoever_moves_too_late_sees_what_it_was_moved_to(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    (checkin,) = await dates_of(stage, pair)
    await offers(ama)
    await efua.taps("Wed 4 Feb, 7:00 pm")
    await forges(efua, PickMove(checkin.id, checkin.version, 1))
    assert efua.hears("It's just been moved to Wed 4 Feb, 7:00 pm UK time. OK?")
    await efua.taps("Yes")
    await forges(efua, Neither(checkin.id, checkin.version))
    assert efua.hears("It's just been moved to Wed 4 Feb")
    assert [one.starts.day for one in await dates_of(stage, pair)] == [4]


async def test_neither_keeps_the_old_time(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await offers(ama)
    await efua.taps("Neither")
    assert ama.hears("don't fit")
    assert [one.starts.day for one in await dates_of(stage, pair)] == [3]
    await ama.taps("Find a new time")
    assert ama.hears("Pick up to three times")


async def test_cant_come_lets_its_time_go_and_no_reminder_follows(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await opens_it(ama)
    await ama.taps("Can't come")
    assert ama.hears("Life happens")
    assert efua.hears("They can't make it on Tue 3 Feb. Life happens.")
    assert await dates_of(stage, pair) == []
    await stage.until(datetime(2026, 2, 3, 21, 0, tzinfo=UTC))
    assert said(efua, "A catch-up in an hour") == 0
    await efua.taps("Leave it")
    assert efua.hears("Left out")


async def test_a_time_the_other_has_something_is_refused_without_a_reason(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage, every="every-2-weeks")
    await suggested(efua, ama, nth=None)
    await ama.taps("Yes, all")
    first, _second, *_ = await dates_of(stage, pair)
    await ama.says("/sessions")
    await ama.taps(f"{first.starts:%a} {first.starts.day} {first.starts:%b}, 7:00 pm")
    await ama.taps("Move it")
    await ama.taps("Just this one")
    await ama.types("Tue 17 Feb 7.15pm")
    assert ama.hears("They have something then")


# The file


async def test_the_calendar_file_parses_and_names_nobody(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama)
    await ama.taps("Yes, all")
    await ama.taps("Add to my calendar")
    document = next(message for message in reversed(ama.part.hears()) if "document" in message.content)
    sent = document.content["document"]
    assert isinstance(sent, dict)
    content = ama.part.world.files[sent["file_id"]].content
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    events = calendar.walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"Catch-up"}
    assert [event.decoded("DTSTART") for event in events] == [one.starts for one in await dates_of(stage, pair)]
    for telling in (b"Ama", b"Efua", b"http", b"mentor", b"Circle", b"DESCRIPTION", b"ATTENDEE", b"ORGANIZER"):
        assert telling not in content


async def test_nothing_of_an_ended_pair_stays_in_the_tables(stage: Stage) -> None:
    ama, _efua, pair = await booked_once(stage)
    async with stage.database.begin() as tx:
        await pairs.end(tx, pair.id, stage.now)
    async with stage.database.read() as tx:
        for table in ("checkin_plans", "checkins", "checkin_offers", "checkin_feelings"):
            assert list(await tx.conn.slow(f"select * from {table}")) == []
        assert await checkins.coming(tx, id_of(ama), stage.now) == []
