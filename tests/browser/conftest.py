"""A rehearsal and a browser for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.rehearsal.stage import Stage
from tests.browser import player as players


@pytest.fixture
async def raised(tmp_path: Path) -> AsyncIterator[Stage]:
    async with players.raised(tmp_path / "rehearsal") as stage:
        yield stage


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with players.browser() as opened:
        yield opened


@pytest.fixture
async def player(raised: Stage, chromium: Browser) -> AsyncIterator[players.Player]:
    """Somebody at a desk. Whatever they do, nothing leaves this machine and the page complains of nothing."""
    sitting = await players.sits_down(chromium, raised)
    yield sitting
    assert sitting.complaints == []
    assert [url for url in sitting.asked if not url.startswith((raised.server.url, "data:"))] == []
