"""The page itself: by keyboard alone, on a phone, in the dark, with hostile words, and in trouble."""

import pytest
from playwright.async_api import Browser, expect

from bot.rehearsal.stage import Stage
from tests.browser import player as players
from tests.browser.player import PATIENCE, PHONE, Player

MARKUP = "<img src=x onerror=alert(1)><b>bold</b>"
CONTRAST = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const ground = (place) => {
    for (let at = place; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0.99) return found;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const place of document.querySelectorAll("body *")) {
    const own = [...place.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !place.checkVisibility() || place.closest(".spoiler, .unseen, .skip")) continue;
    const [a, b] = [luminance(numbers(getComputedStyle(place).color)), luminance(ground(place))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${place.className || place.tagName}: ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)];
}"""


@pytest.mark.browser
async def test_the_first_screen_tells_a_newcomer_five_things_to_try(player: Player) -> None:
    await expect(player.page.locator("#try-list button")).to_have_count(5)
    await expect(player.page.locator("#tries")).to_be_visible()
    await expect(player.page.locator("#group .messages")).to_contain_text("Next circle")


@pytest.mark.browser
async def test_the_keyboard_alone_is_enough(player: Player) -> None:
    keys = player.page.keyboard
    await player.page.locator('#cast [data-person="Mei"]').focus()
    await keys.press("Enter")
    await expect(player.page.locator("#phone .head h2")).to_contain_text("Mei")
    await player.page.locator("#phone .slash").focus()
    await keys.press("Space")
    await expect(player.page.locator("#chat-commands button").first).to_be_focused()
    await keys.press("Escape")
    await expect(player.page.locator("#phone .slash")).to_be_focused()
    await expect(player.page.locator("#chat-commands")).to_be_hidden()
    await player.page.locator("#write").focus()
    await keys.type("/circles")
    await keys.press("Enter")
    await player.sees("/circles")
    await player.page.locator("#phone .keys button").last.focus()
    outline = await player.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    await player.page.locator("#open-faults").focus()
    await keys.press("Enter")
    await expect(player.page.locator("#faults")).to_be_visible()
    await keys.press("Escape")
    await expect(player.page.locator("#faults")).to_be_hidden()
    await expect(player.page.locator("#open-faults")).to_be_focused()


@pytest.mark.browser
async def test_focus_stays_in_the_chat_when_a_screen_changes_under_it(player: Player) -> None:
    await player.becomes("Mei")
    await player.page.locator("#phone .keys").last.get_by_role("button", name="More", exact=True).focus()
    await player.page.keyboard.press("Enter")
    await player.newest("Back")
    held = "() => document.activeElement.closest('.keys') !== null"
    assert await player.page.evaluate(held)


@pytest.mark.browser
async def test_a_newcomer_is_added_and_begins_by_the_public_link(player: Player) -> None:
    await player.page.locator("#add-name").fill("Zuri")
    await player.page.locator("#add-name").press("Enter")
    await expect(player.page.locator("#phone .head h2")).to_contain_text("Zuri")
    await expect(player.page.locator("#phone .beside")).to_contain_text("Zuri has never written to the bot")
    await player.page.get_by_role("button", name="Follow the network's public link").click()
    await player.sees("Hello, and welcome")
    await expect(player.page.locator("#phone .begin")).to_have_count(0)


@pytest.mark.browser
async def test_words_are_only_ever_words(player: Player) -> None:
    await player.page.locator("#add-name").fill("<b>Zed</b>")
    await player.page.locator("#add-name").press("Enter")
    await expect(player.page.locator("#phone .head h2")).to_contain_text("<b>Zed</b>")
    await player.becomes("Mei")
    await player.writes(MARKUP)
    await player.sees(MARKUP)
    await expect(player.page.locator("#phone .messages img, #phone .words b")).to_have_count(0)


@pytest.mark.browser
async def test_a_line_cut_after_the_effect_is_weathered(player: Player) -> None:
    await player.becomes("Mei")
    await player.page.locator("#open-faults").click()
    await player.page.locator('[data-fault="drop-after"]').click()
    await expect(player.page.locator("#faults .count")).to_contain_text("1", timeout=PATIENCE)
    await player.page.locator("#faults .bar button").click()
    await player.writes("/help")
    await expect(player.page.locator("#phone .bots").last).to_be_visible()
    await player.writes("/menu")
    await player.newest("What would you like?")


@pytest.mark.browser
async def test_whoever_blocks_the_bot_can_come_back(player: Player) -> None:
    await player.becomes("Kofi")
    await player.page.get_by_role("button", name="Block the bot").click()
    await expect(player.page.locator('#cast [data-person="Kofi"]')).to_contain_text("has blocked the bot")
    await player.page.get_by_role("button", name="Unblock").click()
    await player.writes("/menu")
    await player.newest("What would you like?")


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_a_phone_sized_window_holds_everything_and_every_word_can_be_read(
    raised: Stage, chromium: Browser, dark: bool
) -> None:
    player = await players.sits_down(chromium, raised, PHONE, dark=dark)
    page = player.page
    assert await page.evaluate(CONTRAST) == []
    await page.locator('.tabs [data-tab="people"]').click()
    assert await page.evaluate(CONTRAST) == []
    await player.becomes("Ama")
    await player.writes("/circles")
    await player.sees("Evening circle")
    assert await page.evaluate(CONTRAST) == []
    await page.locator('.tabs [data-tab="circle"]').click()
    await expect(page.locator("#group .messages")).to_be_visible()
    await page.locator("#more").click()
    await page.locator("#open-kept").click()
    await expect(page.locator("#look")).to_be_visible()
    assert await page.evaluate(CONTRAST) == []
    wider = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await page.evaluate(wider)
