"""What a calendar is told, by file and by address: the same date after a move, called off when it is, no names."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from handlers.checkins import calendars
from handlers.talk.words import of
from tests.checkin_steps import a_pair, booked_once, id_of, live_in, suggested
from tests.stage import Somebody, Stage

Event = icalendar.cal.Component


def changes(event: Event) -> int:
    """How often this date has changed, as a calendar is told."""
    return int(str(event["SEQUENCE"]))


def newest_file(somebody: Somebody) -> list[Event]:
    """The dates in the last file they were sent."""
    document = next(message for message in reversed(somebody.part.hears()) if "document" in message.content)
    sent = document.content["document"]
    assert isinstance(sent, dict)
    content = somebody.part.world.files[sent["file_id"]].content
    for telling in (b"Ama", b"Efua", b"http", b"mentor", b"DESCRIPTION", b"LOCATION", b"ATTENDEE", b"ORGANIZER"):
        assert telling not in content
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} <= {"Catch-up"}
    return events


async def at_the_address(stage: Stage, somebody: Somebody) -> list[Event]:
    """The dates as their calendar address shows them now."""
    async with stage.database.read() as tx:
        content = calendars.file_of(await calendars.everything_of(tx, id_of(somebody), stage.now), of())
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


async def test_after_a_move_the_file_changes_the_date_that_is_there_already(stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await ama.taps("Add to my calendar")
    (before,) = newest_file(ama)
    await ama.says("/sessions")
    await ama.taps("Tue 3 Feb, 7:00 pm")
    await ama.taps("Move it")
    await ama.taps("Same time, +1 day")
    await ama.taps("Skip")
    await efua.taps("Wed 4 Feb, 7:00 pm")
    for somebody in (ama, efua):
        await somebody.taps("Update calendar")
        (after,) = newest_file(somebody)
        assert after["UID"] == before["UID"]
        assert changes(after) > changes(before)
        assert after.decoded("DTSTART") == datetime(2026, 2, 4, 19, tzinfo=UTC)
        assert "STATUS" not in after


async def test_what_is_called_off_is_called_off_in_the_file_and_at_the_address_and_on_again_when_it_is(
    stage: Stage,
) -> None:
    ama, efua, _ = await booked_once(stage)
    await ama.taps("Add to my calendar")
    (before,) = newest_file(ama)
    await ama.says("/sessions")
    await ama.taps("Tue 3 Feb, 7:00 pm")
    await ama.taps("Can't come")
    for somebody in (ama, efua):
        await somebody.taps("Update calendar")
        for off in (*newest_file(somebody), *await at_the_address(stage, somebody)):
            assert (off["UID"], off["STATUS"]) == (before["UID"], "CANCELLED")
            assert changes(off) > changes(before)
    await ama.taps("Find a new time")
    await ama.types("Thu 5 Feb 7pm")
    if "Skip" in ama.buttons:
        await ama.taps("Skip")
    await efua.taps("Thu 5 Feb, 7:00 pm")
    (again,) = await at_the_address(stage, ama)
    assert again["UID"] == before["UID"]
    assert changes(again) > changes(off)
    assert again.decoded("DTSTART") == datetime(2026, 2, 5, 19, tzinfo=UTC)
    assert "STATUS" not in again


async def test_what_is_called_off_is_let_go_of_when_its_time_is_over(stage: Stage) -> None:
    ama, _efua, _ = await booked_once(stage)
    await ama.says("/sessions")
    await ama.taps("Tue 3 Feb, 7:00 pm")
    await ama.taps("Can't come")
    assert len(await at_the_address(stage, ama)) == 1
    await stage.until(datetime(2026, 2, 3, 20, 0, tzinfo=UTC))
    assert await at_the_address(stage, ama) == []


@pytest.mark.parametrize(
    ("begins", "abroad"),
    [
        (datetime(2026, 2, 2, 15, tzinfo=UTC), "America/New_York"),
        (datetime(2026, 9, 8, 15, tzinfo=UTC), "America/New_York"),
        (datetime(2026, 2, 2, 10, tzinfo=UTC), "Africa/Accra"),
    ],
)
async def test_a_series_is_at_the_mentors_wall_time_in_both_calendars_through_each_ones_clock_change(
    begins: datetime, abroad: str, stage: Stage
) -> None:
    stage.clock.set(begins)
    ama, efua, _ = await a_pair(stage, every="every-2-weeks")
    await live_in(stage, ama, abroad)
    await suggested(efua, ama, nth=None)
    await ama.taps("Yes, all")
    starts = []
    for somebody in (ama, efua):
        await somebody.taps("Add to my calendar")
        events = newest_file(somebody)
        assert {(e.decoded("DTEND") - e.decoded("DTSTART")).seconds for e in events} == {45 * 60}
        starts.append([event.decoded("DTSTART") for event in events])
    hers, his = starts
    assert hers == his
    assert {at.astimezone(ZoneInfo("Europe/London")).strftime("%H:%M") for at in hers} == {"19:00"}
    assert len({at.astimezone(ZoneInfo(abroad)).hour for at in hers}) == 2
