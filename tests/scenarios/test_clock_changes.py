"""The week the clocks change: a circle keeps its wall time, and each is told what it means on their own phone (J5)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from storage import sessions
from tests.checkin_steps import live_in
from tests.session_steps import Evening, evening
from tests.stage import Stage

SPRING, AUTUMN = datetime(2026, 4, 2, 18, tzinfo=UTC), datetime(2026, 10, 29, 19, tzinfo=UTC)


async def meets_at(stage: Stage, starts: datetime, *, zone: str | None = None) -> Evening:
    """A circle that meets at seven, with Ama in a zone of her own, up to the day before."""
    night = await evening(stage)
    if zone:
        await live_in(stage, night.members[0], zone)
    async with stage.database.begin() as tx:
        await sessions.move(tx, await night.session(), starts, now=stage.now)
    await night.to(hours=24)
    return night


@pytest.mark.parametrize(
    ("starts", "line"),
    [
        (SPRING, "Clocks changed on Sun 29 Mar. It's 7:00 pm on your phone's new time."),
        (AUTUMN, "Clocks changed on Sun 25 Oct. It's 7:00 pm on your phone's new time."),
        (datetime(2026, 3, 29, 18, tzinfo=UTC), "Clocks change on Sun 29 Mar. It's 7:00 pm on your phone's new time."),
        (datetime(2026, 10, 25, 19, tzinfo=UTC), "Clocks change on Sun 25 Oct. It's 7:00 pm on your phone's new time."),
    ],
)
async def test_the_card_of_that_week_says_so(stage: Stage, starts: datetime, line: str) -> None:
    night = await meets_at(stage, starts)
    assert line in night.members[0].screen


@pytest.mark.parametrize("starts", [datetime(2026, 3, 26, 19, tzinfo=UTC), datetime(2026, 11, 5, 19, tzinfo=UTC)])
async def test_other_weeks_say_nothing_of_clocks(stage: Stage, starts: datetime) -> None:
    night = await meets_at(stage, starts)
    assert "Clocks" not in night.members[0].screen


@pytest.mark.parametrize(("zone", "clock"), [("America/New_York", "2:00 pm"), ("Africa/Accra", "6:00 pm")])
async def test_a_member_abroad_whose_phone_does_not_change_hears_that_the_circle_does(
    stage: Stage, zone: str, clock: str
) -> None:
    night = await meets_at(stage, SPRING, zone=zone)
    ama, mei = night.members[:2]
    await stage.forward(hours=10)
    assert f"Clocks changed where your circle is, on Sun 29 Mar. It's {clock} on your phone this time." in ama.screen
    assert "on your phone's new time" in mei.screen


async def test_a_member_abroad_hears_of_their_own_clocks_when_those_change(stage: Stage) -> None:
    night = await meets_at(stage, datetime(2026, 3, 12, 19, tzinfo=UTC), zone="America/New_York")
    await stage.forward(hours=1)
    assert "Clocks changed on Sun 8 Mar. It's 3:00 pm on your phone's new time." in night.members[0].screen
    assert "Clocks" not in night.members[1].screen


@pytest.mark.parametrize("first", ["2026-03-12T19:00", "2026-10-08T19:00"])
async def test_a_series_keeps_its_wall_time_across_the_change(stage: Stage, first: str) -> None:
    night = await evening(stage)
    starts = datetime.fromisoformat(first).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)
    async with stage.database.begin() as tx:
        await tx.conn.change("update circles set first_at = ?", (first,))
        await sessions.move(tx, await night.session(), starts, now=stage.now)
    await night.begun()
    await stage.forward(minutes=90)
    following = await night.session()
    assert following.starts.astimezone(ZoneInfo("Europe/London")).hour == 19
    assert following.starts.hour != starts.hour
