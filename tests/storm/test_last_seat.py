"""Ten people want the last seat, and an evening begins and closes, while the bot is killed: one seat, one begin."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.session_steps import Evening, evening
from tests.stage import Stage, set_up
from tests.storm.lives import asked
from tests.storm.test_evening import the_circle
from tests.storm.weather import Player, Weather, weather_over

pytestmark = pytest.mark.storm

KILLS = 250 if os.environ.get("SOAK") else 25
WANTING = 10
ONWARD = ("Yes, I can", "No need", "Ask for a seat")
KEPT, FULL = "Your seat is kept", "This one is full"
A_MOMENT = 0.15


async def hopes(player: Player, weather: Weather) -> None:
    """Ask, and go on tapping whatever is offered for as long as the storm lasts and until they know."""
    page = player.part.hears()[-1]
    ask = next(str(b["callback_data"]) for row in page.buttons for b in row if b.get("text") == "Ask for a seat")
    while weather.kills < KILLS or not (player.times_heard(KEPT) or player.times_heard(FULL)):
        labels = {str(b.get("text")) for message in player.part.hears() for row in message.buttons for b in row}
        onward = next((label for label in ONWARD if label in labels), None)
        if onward:
            player.part.taps_on(onward)
        else:
            player.part.taps(page, ask, forged=True)
        await weather.server.world.changed.until(lambda: False, A_MOMENT)


async def test_one_of_ten_gets_the_last_seat_and_the_evening_runs_once_whatever_is_killed(
    empty_house: Path, tmp_path: Path
) -> None:
    async with set_up(empty_house, tmp_path / "house") as stage:
        night = await evening(stage)
        hopefuls = await stage.members(*(f"Hopeful {number}" for number in range(WANTING)))
        for one in hopefuls:
            await one.says("/circles")
            await one.taps("More about it")
        await night.gathered(but=5)
        await stage.end()
        async with weather_over(stage.folder, stage.server, seed=11) as weather:
            weather.set_ahead(stage.clock.ahead.total_seconds())
            players = [Player(weather, one.part) for one in hopefuls]
            acts = asyncio.gather(the_circle(weather, stage, night), *(hopes(one, weather) for one in players))
            await weather.rage(until=lambda: acts.done() or weather.kills >= KILLS)
            await acts
            await stage.server.quiet(30)
        check_seats(stage, players)
        check_evening(stage, night)
        await stage.begin()


def check_seats(stage: Stage, players: Sequence[Player]) -> None:
    """Six seats, never a seventh; one of the ten was told that it is theirs, the others that there is none."""
    assert asked(stage.folder, "select count(*), count(distinct person_id) from seats") == [(6, 6)]
    assert asked(stage.folder, "select count(*) from held_seats") == [(0,)]
    told = [player for player in players if player.times_heard(KEPT)]
    assert len(told) == 1
    assert all(player.times_heard(FULL) for player in players if player not in told)
    assert asked(stage.folder, "select count(*) from set_aside") == [(0,)]


def check_evening(stage: Stage, night: Evening) -> None:
    """Begun once and closed once, within its time; nobody was told twice that it is theirs to begin or to close."""
    ran = asked(stage.folder, "select closed - begun <= 90 * 60000 from sessions where begun is not null")
    assert ran == [(1,)]
    notes = "select action, count(*) from audit where action in ('session-begun', 'session-closed') group by action"
    assert asked(stage.folder, notes) == [("session-begun", 1), ("session-closed", 1)]
    said = [m.text for m in night.chat.messages.values() if m.sender is stage.server.world.bot]
    assert any("We're starting" in text for text in said)
    assert any("Thank you all" in text for text in said)
