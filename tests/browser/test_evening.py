"""A circle's evening, played through the page by moving its clock."""

import pytest

from tests.browser import roads
from tests.browser.player import Player


@pytest.mark.browser
async def test_a_circles_evening_from_the_reminder_to_the_close(player: Player) -> None:
    await roads.gathers(player)
    await roads.begins(player)

    await player.goes_to("2026-11-24T20:20")
    await player.sees("Ten minutes left", "#group")
    await player.taps("Close")
    await player.sees("What's said here stays here", "#group")

    await player.goes_to("2026-11-24T21:30")
    await player.becomes("Fatima")
    await player.sees("How are you doing after that?")


@pytest.mark.browser
async def test_the_readmes_five_minutes_can_be_played_as_written(player: Player) -> None:
    await player.tries("seat")
    for label in ("More about it", "Ask for a seat", "No need", "Yes, I can", "Yes", "Open the circle"):
        await player.taps(label)
    while (await player.page.locator("#now").get_attribute("datetime") or "") < "2026-11-24T18:50":
        await player.next_reminder()
    for name in ("Ama", "Mei", "Tunde", "Fatima"):
        await player.becomes(name)
        await player.taps("I'm in today")
        if await player.page.locator("#phone .bots").last.get_by_role("button", name="I've read it").count():
            await player.taps("I've read it")
            await player.taps("I'm in today")
    await player.becomes("Rosa")
    await player.writes("/hold")
    await player.taps("Begin")
    await player.sees("We're starting", "#group")

    await player.becomes("Ama")
    await player.taps("I need a minute")
    await player.taps("Message the observer")
    await player.becomes("Obi")
    await player.sees("would like a quiet word")

    await player.becomes("Rosa")
    await player.taps("Close")
    await player.taps("Yes, close now")
    await player.goes_to("2026-11-24T20:00")
    await player.becomes("Ama")
    await player.sees("How are you doing after that?")
