"""Trouble with a circle's group, by mouse or by keyboard alone, and what those who can mend it hear."""

import pytest
from playwright.async_api import expect

from tests.browser.player import PATIENCE, Player

RIGHTS, LOST = "I can't look after the door", "not in its group any more"


async def makes(player: Player, what: str) -> None:
    """Open the menu of the group's part, if it is not open, and do one thing."""
    menu = player.page.locator("#group-trouble")
    if not await menu.is_visible():
        await player.page.locator("#open-group-trouble").click()
    async with player._act():
        await menu.locator(f'[data-trouble="{what}"]').click()
    await expect(menu.locator(f'[data-trouble="{what}"]')).to_have_count(0, timeout=PATIENCE)
    await player.settle()


async def closes(player: Player) -> None:
    await player.page.keyboard.press("Escape")
    await expect(player.page.locator("#group-trouble")).to_be_hidden()


@pytest.mark.browser
async def test_rights_taken_and_given_back_are_heard_by_who_can_mend_it(player: Player) -> None:
    await player.becomes("Nana")
    await makes(player, "put-down")
    await closes(player)
    await player.sees(RIGHTS)
    await makes(player, "put-up")
    await closes(player)
    await player.becomes("Ama")
    await player.writes("/circles")
    await player.sees("Evening circle")


@pytest.mark.browser
async def test_the_bot_thrown_out_is_told_once_and_brought_back(player: Player) -> None:
    await player.becomes("Nana")
    await makes(player, "kick")
    await closes(player)
    await player.next_reminder()
    await player.sees(LOST)
    await makes(player, "bring-back")
    await closes(player)
    await expect(player.page.locator("#group .head")).to_contain_text("The bot is in this group", timeout=PATIENCE)


@pytest.mark.browser
async def test_a_group_that_moves_keeps_its_circle_and_one_made_public_is_private_again(player: Player) -> None:
    await player.becomes("Nana")
    await makes(player, "move")
    await closes(player)
    await player.sees("The group has become a supergroup", "#group")
    await makes(player, "make-public")
    await makes(player, "make-private")
    await closes(player)
    await player.becomes("Ama")
    await player.writes("/circles")
    await player.sees("Evening circle")


@pytest.mark.browser
async def test_a_deleted_group_is_gone_from_the_page_and_told(player: Player) -> None:
    await player.becomes("Nana")
    await player.page.locator("#open-group-trouble").click()
    async with player._act():
        await player.page.locator('[data-trouble="delete"]').click()
    await expect(player.page.locator("#group-trouble")).to_be_hidden()
    await player.settle()
    await player.next_reminder()
    await player.sees(LOST)
    await expect(player.page.locator("#group .head")).not_to_contain_text("are here", timeout=PATIENCE)


@pytest.mark.browser
async def test_the_keyboard_alone_makes_trouble_and_comes_back_to_where_it_was(player: Player) -> None:
    keys, menu = player.page.keyboard, player.page.locator("#group-trouble")
    await player.becomes("Nana")
    await player.page.locator("#open-group-trouble").focus()
    await keys.press("Enter")
    await expect(menu).to_be_visible()
    for _ in range(10):
        if await player.page.evaluate("() => document.activeElement.dataset.trouble === 'put-down'"):
            break
        await keys.press("Tab")
    await keys.press("Enter")
    await expect(menu.locator('[data-trouble="put-up"]')).to_be_visible(timeout=PATIENCE)
    await expect(menu.locator("[data-trouble]").first).to_be_focused()
    await keys.press("Escape")
    await expect(menu).to_be_hidden()
    await player.settle()
    await expect(player.page.locator("#open-group-trouble")).to_be_focused()
    await player.sees(RIGHTS)
