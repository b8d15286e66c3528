"""Joining, played through the page."""

import pytest
from playwright.async_api import expect

from tests.browser import roads
from tests.browser.player import Player


@pytest.mark.browser
async def test_temi_comes_by_the_front_door_and_nana_lets_her_in(player: Player) -> None:
    await roads.joins(player)
    await player.sees("A coordinator will say hello")
    badge = player.page.locator('#cast [data-person="Temi"] .badge')
    await expect(badge).to_have_text("waiting")

    await player.becomes("Nana")
    await player.taps("See it")
    await player.taps("Let in")

    await player.becomes("Temi")
    await player.sees("You're in")
    await player.writes("/menu")
    await player.newest("What would you like?")
    await expect(badge).to_have_text("member")
