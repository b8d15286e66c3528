"""Moving a check-in (J7): just this one or all after, running late, no answer, and the third move in a row."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.checkins.taps import LateBy, PickAll
from storage.checkins import Checkin
from storage.pairs import Pair
from tests.checkin_steps import a_pair, booked_once, dates_of, said, suggested
from tests.scenarios.test_checkins import forges, offers, opens_it
from tests.stage import Somebody, Stage

WAITING = ["2026-03-31", "2026-04-28"]
"""What would move to Easter Monday and to the early May bank holiday."""
TRICKY = "Tricky to find time. Shorter? Less often? A rest?"


async def a_series(stage: Stage) -> tuple[Somebody, Somebody, Pair]:
    """Every second Tuesday at seven, from 3 March on."""
    ama, efua, pair = await a_pair(stage, every="every-2-weeks")
    await suggested(efua, ama, nth=None)
    await ama.taps("Yes, all")
    return ama, efua, pair


async def opens_first(somebody: Somebody, checkin: Checkin) -> None:
    await somebody.says("/sessions")
    await somebody.taps(f"{checkin.starts:%a} {checkin.starts.day} {checkin.starts:%b}, 7:00 pm")


async def offers_all(somebody: Somebody, first: Checkin) -> None:
    """All after too, a day later."""
    await opens_first(somebody, first)
    await somebody.taps("Move it")
    await somebody.taps("All after too")
    await somebody.taps("Same time, +1 day")
    await somebody.taps("Skip")


async def days(stage: Stage, pair: Pair, state: str = "booked") -> list[datetime]:
    return [one.starts for one in await dates_of(stage, pair, state)]


# All after


async def test_all_after_shows_the_new_dates_and_asks_once_more(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    before = await days(stage, pair)
    await opens_first(ama, (await dates_of(stage, pair))[0])
    assert {"Move it", "Can't come", "Details"} <= set(ama.buttons)
    await ama.taps("Move it")
    assert ama.hears("Just this one, or this and all after?")
    await ama.taps("All after too")
    await ama.taps("Same time, +1 day")
    await ama.taps("Skip")
    assert ama.hears("These would be the new dates")
    second = before[1] + timedelta(days=1)
    assert f"{second:%a} {second.day} {second:%b}, 7:00 pm" in ama.screen
    assert not efua.hears("needs a new time")
    await ama.taps("Send")
    assert efua.hears("and all after it, need a new time. Which works?")
    await efua.taps(f"{before[0] + timedelta(days=1):%a} {(before[0] + timedelta(days=1)).day} {before[0]:%b}, 7:00 pm")
    assert efua.hears("Then these are the new dates:")
    assert await days(stage, pair) == before
    await efua.taps("Yes, all of them")
    for somebody in (ama, efua):
        assert somebody.hears("Moved, and all after with it. The old ones are gone from your list.")
    after = await days(stage, pair)
    assert {at.astimezone(UTC).weekday() for at in after} == {2}
    assert len(after) + len(await days(stage, pair, "to-move")) == len(before)


async def test_all_after_can_still_become_just_this_one(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    before = await days(stage, pair)
    await offers_all(ama, (await dates_of(stage, pair))[0])
    await ama.taps("Send")
    await efua.taps(efua.buttons[0])
    await efua.taps("Just this one")
    assert ama.hears("Moved to")
    after = await days(stage, pair)
    assert after[1:] == before[1:]
    assert after[0] == before[0] + timedelta(days=1)


async def test_a_later_date_that_something_stands_against_waits_for_a_time_of_its_own(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    first, *_rest = await dates_of(stage, pair)
    await opens_first(ama, first)
    await ama.taps("Move it")
    await ama.taps("All after too")
    monday = first.starts + timedelta(days=6)
    await ama.types(f"{monday:%a} {monday.day} {monday:%b} 7pm")  # one of the Mondays after it is a bank holiday
    await ama.taps("Skip")
    await ama.taps("Send")
    await efua.taps(efua.buttons[0])
    assert efua.hears("Something is in the way of these")
    await efua.taps("Yes, all of them")
    assert efua.hears("The buttons show what still needs a new time.")
    assert [at.date().isoformat() for at in await days(stage, pair, "to-move")] == WAITING


async def test_all_after_by_two_weeks_does_not_clash_with_itself(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    before = await days(stage, pair)
    first = (await dates_of(stage, pair))[0]
    await opens_first(ama, first)
    await ama.taps("Move it")
    await ama.taps("All after too")
    await ama.types(f"{before[1]:%a} {before[1].day} {before[1]:%b} 7pm")
    await ama.taps("Skip")
    await ama.taps("Send")
    await efua.taps(efua.buttons[0])
    await efua.taps("Yes, all of them")
    assert (await days(stage, pair))[: len(before) - 1] == before[1:]


async def test_all_of_them_is_refused_to_somebody_else(stage: Stage) -> None:
    ama, _efua, pair = await a_series(stage)
    first = (await dates_of(stage, pair))[0]
    await offers_all(ama, first)
    await ama.taps("Send")
    mei = await stage.member("Mei")
    before = await days(stage, pair)
    for somebody in (mei, ama):
        await forges(somebody, PickAll(first.id, first.version, 0, every=True))
        assert somebody.hears("That button is from an old message")
    assert await days(stage, pair) == before


# Less than two hours to go


@pytest.mark.parametrize("minutes", [10, 20])
async def test_running_late_is_told_at_once_with_less_than_two_hours_to_go(stage: Stage, minutes: int) -> None:
    ama, efua, _ = await booked_once(stage)
    await opens_it(ama)
    assert "Running late" not in ama.buttons
    await stage.until(datetime(2026, 2, 3, 17, 5, tzinfo=UTC))
    await opens_it(ama)
    assert {"Running late", "Can't come"} <= set(ama.buttons)
    await ama.taps("Running late")
    await ama.taps(f"{minutes} min")
    assert efua.hears(f"They're running about {minutes} minutes late.")
    assert ama.hears("No rush.")


async def test_cant_come_with_less_than_two_hours_to_go_is_told_at_once(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    await stage.until(datetime(2026, 2, 3, 17, 5, tzinfo=UTC))
    await opens_it(ama)
    await ama.taps("Can't come")
    assert efua.hears("They can't make it today. Life happens.")
    assert efua.buttons == ["Find a new time", "Leave it", "Update calendar", "Menu"]
    assert await days(stage, pair) == []


async def test_running_late_is_refused_the_day_before(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    (checkin,) = await dates_of(stage, pair)
    await forges(ama, LateBy(checkin.id, checkin.version, 10))
    assert ama.hears("That button is from an old message")
    assert not efua.hears("running about")


# Both at the same moment


async def test_a_second_tap_moves_nothing_more_and_shows_where_it_was_moved_to_with_a_way_on(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    first = (await dates_of(stage, pair))[0]
    await offers_all(ama, first)
    await ama.taps("Send")
    await efua.taps(efua.buttons[0])
    efua.part.taps_on("Yes, all of them")
    efua.part.taps_on("Yes, all of them")
    await stage.settle()
    assert efua.hears("It's just been moved to Wed 4 Feb, 7:00 pm UK time. OK?")
    assert efua.buttons == ["Yes", "No, move again"]
    async with stage.database.read() as tx:
        moves = await tx.conn.slow("select sum(moves) from checkins")
    assert tuple(moves[0]) == (1,)
    await efua.taps("No, move again")
    await efua.taps("Just this one")
    await efua.taps("Same time, +1 day")
    await efua.taps("Skip")
    assert ama.hears("needs a new time. Which works?")


# No answer


async def test_no_answer_in_two_days_lets_the_old_time_fall_away_a_day_before_and_both_are_told(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    first = (await dates_of(stage, pair))[0]
    await stage.until(first.starts - timedelta(days=5))
    await opens_first(ama, first)
    await ama.taps("Move it")
    await ama.taps("Just this one")
    await ama.taps("Same time, +1 day")
    await ama.taps("Skip")
    await stage.until(first.starts - timedelta(hours=24, minutes=5))
    assert first.starts in await days(stage, pair)
    await stage.until(first.starts - timedelta(hours=23, minutes=55))
    assert first.starts not in await days(stage, pair)
    for somebody in (ama, efua):
        assert said(somebody, "has been let go. Shall we look for another time?") == 1
    await stage.until(first.starts)
    assert said(ama, "A catch-up in an hour") == 0
    await efua.taps("Find a new time")
    assert efua.hears("Pick up to three times")


async def test_an_old_time_stands_when_the_offer_is_too_young_or_was_answered(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)  # tomorrow: two days cannot go by
    await offers(ama)
    await stage.until(datetime(2026, 2, 3, 18, 30, tzinfo=UTC))
    assert len(await days(stage, pair)) == 1
    assert said(efua, "has been let go") == 0


async def test_neither_is_an_answer_too(stage: Stage) -> None:
    ama, efua, pair = await a_series(stage)
    first = (await dates_of(stage, pair))[0]
    await stage.until(first.starts - timedelta(days=5))
    await opens_first(ama, first)
    await ama.taps("Move it")
    await ama.taps("Just this one")
    await ama.taps("Same time, +1 day")
    await ama.taps("Skip")
    await efua.taps("Neither")
    await stage.until(first.starts - timedelta(hours=20))
    assert first.starts in await days(stage, pair)
    assert said(ama, "has been let go") == 0


# Third in a row


async def moved_three_times(stage: Stage) -> tuple[Somebody, Somebody, Pair]:
    ama, efua, pair = await a_series(stage)
    for _ in range(3):
        for somebody in (ama, efua):
            assert said(somebody, TRICKY) == 0
        (first, *_rest) = await dates_of(stage, pair)
        await opens_first(ama, first)
        await ama.taps("Move it")
        await ama.taps("Just this one")
        await ama.taps("Same time, +1 day")
        await ama.taps("Skip")
        await efua.taps(efua.buttons[0])
        await stage.forward(minutes=2)
    return ama, efua, pair


async def test_the_third_move_in_a_row_asks_each_apart_what_would_help(stage: Stage) -> None:
    ama, efua, _pair = await moved_three_times(stage)
    for somebody in (ama, efua):
        assert said(somebody, TRICKY) == 1
        assert somebody.buttons == ["Make it 15 min", "Less often", "Pause"]


async def test_making_it_fifteen_minutes_tells_the_other_and_keeps_the_time(stage: Stage) -> None:
    ama, efua, pair = await moved_three_times(stage)
    first = (await dates_of(stage, pair))[0]
    await ama.taps("Make it 15 min")
    for somebody in (ama, efua):
        assert somebody.hears("Now it's 15 minutes")
    shorter = (await dates_of(stage, pair))[0]
    assert (shorter.starts, shorter.minutes) == (first.starts, 15)
    await stage.until(shorter.ends + timedelta(minutes=1))
    assert "Done?" in ama.screen


async def test_less_often_leaves_out_every_second_date_after_asking_once(stage: Stage) -> None:
    ama, efua, pair = await moved_three_times(stage)
    before = await days(stage, pair)
    await ama.taps("Less often")
    assert ama.hears("Leave out every second date?")
    assert await days(stage, pair) == before
    await ama.taps("Yes, leave them out")
    assert efua.hears("Less often from now on")
    assert await days(stage, pair) == [before[0], *before[2::2]]


async def test_a_meeting_that_took_place_ends_the_row(stage: Stage) -> None:
    ama, efua, pair = await booked_once(stage)
    for _ in range(2):
        await ama.says("/sessions")
        await ama.taps(ama.buttons[0])
        await ama.taps("Move it")
        await ama.taps("Same time, +1 day")
        await ama.taps("Skip")
        await efua.taps(efua.buttons[0])
    (checkin,) = await dates_of(stage, pair)
    await stage.until(checkin.ends + timedelta(minutes=1))
    await ama.taps("Yes, we met")
    await suggested(efua, ama, how="Just once", nth=None)
    await ama.taps("Yes")
    await ama.says("/sessions")
    await ama.taps(ama.buttons[0])
    await ama.taps("Move it")
    await ama.taps("Same time, +1 day")
    await ama.taps("Skip")
    await efua.taps(efua.buttons[0])
    await stage.forward(minutes=2)
    assert said(ama, TRICKY) == 0


# Details


async def test_details_say_where_and_how_often_and_lead_to_every_date(stage: Stage) -> None:
    ama, _efua, pair = await a_series(stage)
    await opens_first(ama, (await dates_of(stage, pair))[0])
    await ama.taps("Details")
    assert ama.hears("By phone.")
    assert ama.hears("every second Tuesday")
    await ama.taps("See all dates")
    assert ama.hears("That's all of them.")
