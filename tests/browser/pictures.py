"""The pictures of the README, taken anew: python -m tests.browser.pictures."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser

from bot.rehearsal.stage import Stage
from tests.browser import player as players
from tests.browser import roads
from tests.browser.player import Player

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 200_000


async def _take(player: Player, name: str) -> None:
    path = PICTURES / f"{name}.png"
    await player.page.mouse.move(0, 0)
    await player.page.screenshot(path=path, animations="disabled", caret="hide")
    size = (await asyncio.to_thread(path.stat)).st_size
    sys.stdout.write(f"{path.name}: {size // 1000} kB{' (too large)' if size > LARGEST else ''}\n")


async def first_screen(chromium: Browser, on: Stage) -> None:
    await _take(await players.sits_down(chromium, on, (1180, 780)), "first-screen")


async def evening(chromium: Browser, on: Stage) -> None:
    player = await players.sits_down(chromium, on, (1180, 780))
    await roads.gathers(player)
    await roads.begins(player)
    await _take(player, "evening")


async def private_page(chromium: Browser, on: Stage) -> None:
    player = await players.sits_down(chromium, on, (1180, 780))
    await roads.locks(player)
    await roads.writes_a_page(player)
    await player.page.locator("#open-kept").click()
    await player.page.locator("#look").fill(roads.MARKER)
    await player.page.locator("#look").press("Enter")
    await player.page.locator("#kept .tables button", has_text="page_parts").click()
    await player.page.locator("#kept td").first.wait_for()
    await player.page.locator(".found:not(:empty)").wait_for()
    await _take(player, "private-page")


async def main() -> None:
    """Each picture from a rehearsal of its own."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with players.browser() as chromium:
        for take in (first_screen, evening, private_page):
            with tempfile.TemporaryDirectory() as folder:
                async with players.raised(Path(folder) / "rehearsal") as on:
                    await take(chromium, on)


if __name__ == "__main__":
    asyncio.run(main())
