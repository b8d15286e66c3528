"""A guide holds a circle's evening on the page, in a window the size of a phone."""

import pytest
from playwright.async_api import Browser, expect

from bot.rehearsal.stage import Stage
from tests.browser import player as players
from tests.browser import roads
from tests.browser.player import PATIENCE, PHONE, Player

WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def phone(chromium: Browser, raised: Stage) -> Player:
    """Rosa's phone, at her chat with the bot."""
    player = await players.sits_down(chromium, raised, PHONE)
    await player.page.locator('.tabs [data-tab="people"]').click()
    await player.becomes("Rosa")
    return player


@pytest.mark.browser
async def test_the_panel_fits_a_phone_with_all_its_buttons_in_sight(
    player: Player, raised: Stage, chromium: Browser
) -> None:
    await roads.gathers(player)
    await player.taps("Text only")
    await roads.begins(player)
    for name in ("Tunde", "Kofi"):
        await player.becomes(name)
        await player.taps("Ask for a turn")

    rosa = await phone(chromium, raised)
    for _ in range(4):
        await rosa.taps("Next step")
    await rosa.taps("Next turn")
    await rosa.newest("Would like a turn")
    buttons = rosa.page.locator("#phone .keys").last.get_by_role("button")
    await expect(buttons).to_have_count(7)
    await expect(rosa.page.locator("#phone .bots").last).to_be_in_viewport(ratio=1, timeout=PATIENCE)
    for button in await buttons.all():
        await expect(button).to_be_in_viewport(ratio=1)

    await rosa.taps("Something's up")
    await rosa.taps("Someone may be at risk")
    await rosa.newest("That may need action.")
    await rosa.taps("Back to the panel")
    await rosa.taps("Pause")
    await rosa.newest("Paused.")
    await rosa.taps("Go on")
    await rosa.newest("First turn")
    assert not await rosa.page.evaluate(WIDER)
