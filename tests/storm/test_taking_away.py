"""Killed at the very moment a file has come: its deletion was on disk before, and happens."""

from pathlib import Path

import pytest

from tests.copy_steps import files
from tests.stage import set_up
from tests.storm.weather import PATIENCE, Player, weather_over

pytestmark = pytest.mark.storm
ELEVEN_MINUTES = 660
BOTH = 2


async def test_a_kill_between_the_files_and_the_note_of_it_leaves_no_file(empty_house: Path, tmp_path: Path) -> None:
    async with set_up(empty_house, tmp_path / "house") as stage:
        ama = await stage.member("Ama")
        await stage.end()
        async with weather_over(stage.folder, stage.server) as weather:
            ahead = stage.clock.ahead.total_seconds()
            weather.set_ahead(ahead)
            await weather.start()
            for way in ("sendDocument", "editMessageMedia"):  # the files arrive, and nobody here is told that they have
                stage.server.faults.drop(after_effect=True, method=way, times=1000)
            player = Player(weather, ama.part)
            await player.says("/privacy", then="Take it away")
            ama.part.taps_on("Take it away")
            await player.until(lambda: len(files(ama)) >= BOTH, "both files")
            await weather.kill()
            stage.server.faults.release()
            weather.set_ahead(ahead + ELEVEN_MINUTES)
            await weather.start()
            await stage.server.until(lambda: not files(ama), PATIENCE)
        await stage.begin()
