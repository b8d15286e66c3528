"""A circle, played through the page: a seat and its door, and a group brought in by its one-time link."""

import pytest
from playwright.async_api import expect

from tests.browser.player import PATIENCE, Player


@pytest.mark.browser
async def test_ama_takes_a_seat_and_comes_in_by_her_own_door(player: Player) -> None:
    await player.tries("seat")
    for label in ("More about it", "Ask for a seat", "No need", "Yes, I can", "Yes"):
        await player.taps(label)
    await player.taps("Open the circle")
    await player.sees("Ama came in", "#group")
    await expect(player.page.locator("#group .head")).to_contain_text("Ama", timeout=PATIENCE)

    await player.becomes("Efe")
    await expect(player.page.locator("#group .beside")).to_contain_text("is not in this group", timeout=PATIENCE)
    await expect(player.page.locator("#write-group")).to_be_hidden()


@pytest.mark.browser
async def test_nana_plans_a_circle_and_brings_the_bot_into_its_group(player: Player) -> None:
    await player.becomes("Nana")
    await player.writes("/newcircle")
    await player.writes("Thursday circle")
    await player.taps("My next step")
    await player.taps("Members only")
    await player.writes("Thu 10 Dec 7pm")
    for label in ("Every 3 weeks", "8 circles", "Regular circle", "Ed", "Rosa", "That's all", "Obi", "6", "Open it"):
        await player.taps(label)
    await player.page.locator("#phone .keys").get_by_role("button", name="Choose the group").last.click()
    await player.page.locator("#ask-field").fill("Thursdays")
    await player.page.locator("#ask button.strong").click()
    await expect(player.page.locator("#group .head")).to_contain_text("Thursdays", timeout=PATIENCE)
    await player.sees("I look after the door and the clock", "#group")
