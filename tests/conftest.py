"""What every test may ask for: an empty house, made once, and a stage on a copy of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage, prepare, set_up


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at head and its keys, with nobody in it; copied, never opened."""
    folder = tmp_path_factory.mktemp("empty") / "house"
    prepare(folder)
    return folder


@pytest.fixture
async def stage(empty_house: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot of one's own, at ten on Monday 2 February 2026."""
    async with set_up(empty_house, tmp_path / "house") as opened:
        yield opened
