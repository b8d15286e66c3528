"""The picture of all circles, played through the page: shown in the chat, and read on a phone and by ear."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from bot.rehearsal.stage import Stage
from tests.browser.player import DESK, PATIENCE, PHONE, Player


async def goes_to_the_page(player: Player) -> str:
    """Nana asks for the picture and a page of her own. Returns its address."""
    await player.becomes("Nana")
    await player.writes("/picture")
    await player.taps("On a web page")
    await player.taps("New address")
    await player.sees("/picture/")
    said = await player.page.locator("#phone .bots", has_text="/picture/").last.text_content()
    found = re.search(r"http://127\.0\.0\.1:\d+/picture/[\w-]+", said or "")
    assert found
    return found[0]


async def opens(chromium: Browser, address: str, size: tuple[int, int], *, dark: bool = False) -> Page:
    context = await chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=False,
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(address) else None)
    await page.goto(address)
    assert complaints == []
    return page


@pytest.mark.browser
async def test_nana_sees_the_picture_in_her_chat(player: Player) -> None:
    await player.becomes("Nana")
    await player.writes("/picture")
    shown = player.page.locator("#phone img.photo").last
    await expect(shown).to_be_visible(timeout=PATIENCE)
    assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1000


@pytest.mark.browser
async def test_the_page_reads_well_on_a_phone_and_by_ear(player: Player, chromium: Browser, raised: Stage) -> None:
    address = await goes_to_the_page(player)
    for size in (PHONE, DESK, (320, 568)):
        page = await opens(chromium, address, size)
        await expect(page.get_by_role("heading", name="All circles")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
        table = page.get_by_role("table", name="Every circle")
        assert await table.get_by_role("row").count() >= 2
        assert await table.get_by_role("columnheader", include_hidden=True).count() == 4
        assert await table.get_by_role("rowheader").first.text_content()
    assert raised.ready
