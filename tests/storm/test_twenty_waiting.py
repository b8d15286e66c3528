"""Twenty people write while the bot is away; it is killed at any moment; each is answered and counted once."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.rehearsal.server import RehearsalServer
from tests.storm.weather import Player, weather_over

pytestmark = pytest.mark.storm


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "circle.sqlite")) as conn:
        return int(conn.execute(f"select count(*) from {table}").fetchone()[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_twenty_waiting_updates_survive_a_kill_at_any_moment(
    empty_house: Path, tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "house"
    shutil.copytree(empty_house, folder)
    async with RehearsalServer() as server, weather_over(folder, server, seed=seed) as weather:
        players = [Player(weather, server.person(f"P{n}")) for n in range(20)]
        for player in players:
            player.part.starts("hello")
        await weather.rage(until=lambda: all(p.hears_new("Hello, and welcome") for p in players), longest=0.3)
        for player in players:
            await player.taps("Join", then="First, are you 18")
            await player.taps("Yes", then="Here's the deal")
            player.part.taps_on("I agree")
        await weather.rage(
            until=lambda: all(p.hears_new("What name shall I show") for p in players) and server.world.updates.idle,
            longest=0.3,
        )
        assert count(folder, "people") == 20
        assert count(folder, "drafts") == 20
