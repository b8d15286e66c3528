"""A whole evening through the page, in the week the clocks change, with all that can go wrong in it.

The cast has no third guide, so where one drops out each of the four who are in is asked whether one guide is OK.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.rehearsal.stage import Stage
from tests.browser import player as players
from tests.browser.player import Player

AFTER_THE_CHANGE = datetime(2026, 10, 27, 16, tzinfo=UTC)
"""A Tuesday: the clocks changed on the Sunday before."""
IN_TIME = ("Ama", "Mei", "Tunde", "Fatima")
NEW_LINK = "https://call.example.org/another-room"


@pytest.fixture
async def raised(tmp_path: Path) -> AsyncIterator[Stage]:
    async with players.raised(tmp_path / "rehearsal", AFTER_THE_CHANGE) as stage:
        yield stage


async def taps_all(player: Player, name: str, *labels: str) -> None:
    await player.becomes(name)
    for label in labels:
        await player.taps(label)


async def six_have_seats(player: Player) -> None:
    """Ama and Efe take the last two. The card says that the clocks have changed."""
    for name in ("Ama", "Efe"):
        await player.becomes(name)
        await player.writes("/circles")
        for label in ("More about it", "Ask for a seat", "No need", "Yes, I can", "Yes", "Open the circle"):
            await player.taps(label)
    for name in ("Fatima", "Kofi"):
        await player.becomes(name)
        await player.sees("on your phone's new time.")
        await player.taps("I've read it")


async def ed_drops_out(player: Player) -> None:
    await player.goes_to("2026-10-27T18:40")
    await taps_all(player, "Kofi", "Running late")
    await player.becomes("Ed")
    await player.writes("/rota")
    await player.taps("Can't make it")
    await player.newest("no reason needed")
    await player.becomes("Nana")
    await player.sees("There's nobody left to ask this week.")
    await player.becomes("Mei")
    await player.sees_no_more("A gap in the rota")


async def four_are_in(player: Player) -> None:
    """Efe is not today, and the panel says four; one guide is asked for in private."""
    await player.goes_to("2026-10-27T18:50")
    for name in IN_TIME:
        await taps_all(player, name, "I'm in today")
        if await player.page.locator("#phone .bots").last.get_by_role("button", name="I've read it").count():
            await player.taps("I've read it")
            await player.taps("I'm in today")
    await taps_all(player, "Efe", "Not today")
    await player.newest("That's fine. Rest well.")
    await player.becomes("Rosa")
    await player.writes("/hold")
    await player.newest("In today: ")
    await player.taps("Begin")
    await player.newest("A circle needs two guides")
    await player.taps("Ask if one is OK")
    for name in IN_TIME:
        await taps_all(player, name, "One guide is OK")


async def begins(player: Player) -> None:
    await player.goes_to("2026-10-27T19:00")
    await player.becomes("Rosa")
    await player.writes("/hold")
    await player.taps("Begin")
    await player.sees("is here for a quiet word.", "#group")
    await player.goes_to("2026-10-27T19:12")
    await player.becomes("Kofi")
    await player.taps("My panel", "#group")
    await player.newest("There aren't two guides just now")  # a late fifth, with one guide (K3)


async def ama_needs_a_minute(player: Player) -> None:
    await taps_all(player, "Ama", "I need a minute", "Message the observer")
    await player.becomes("Obi")
    await player.newest("would like a quiet word.")
    await player.taps("On my way")
    await player.becomes("Ama")
    await player.newest("is on the way to you.")
    for name in ("Rosa", "Mei", "Nana"):
        await player.becomes(name)
        await player.sees_no_more("quiet word.")


async def the_call_fails(player: Player) -> None:
    await player.goes_to("2026-10-27T19:40")
    await taps_all(player, "Rosa", "Something's up", "Trouble with the call", "Call won't work")
    await player.newest("The end stays at")
    await player.taps("New link")
    await player.writes(NEW_LINK)
    for name in IN_TIME:
        await player.becomes(name)
        await player.sees("Here's the way into the call.")
    for name in ("Efe", "Kofi"):
        await player.becomes(name)
        await player.sees_no_more("Here's the way into the call.")


async def closes(player: Player) -> None:
    await player.goes_to("2026-10-27T20:21")
    await player.sees("Ten minutes left. Time to land gently.", "#group")
    await taps_all(player, "Rosa", "Close")
    await player.sees("Thank you all. What's said here stays here.", "#group")


async def the_days_after(player: Player) -> None:
    await player.goes_to("2026-10-27T20:55")
    await player.becomes("Rosa")
    await player.newest("Ten minutes for you three.")
    await player.becomes("Ed")
    await player.sees_no_more("Ten minutes for you three.")
    await taps_all(player, "Mei", "I'm fine")
    await player.becomes("Efe")
    await player.sees_no_more("How are you doing after that?")
    await player.goes_to("2026-10-28T10:01")
    await player.becomes("Fatima")
    await player.newest("Thinking of you after yesterday.")
    await player.goes_to("2026-10-30T20:40")
    await taps_all(player, "Fatima", "I'd like a chat")
    await player.newest("this offer has closed")


ACTS = (
    six_have_seats, ed_drops_out, four_are_in, begins, ama_needs_a_minute, the_call_fails, closes, the_days_after,
)  # fmt: skip


@pytest.mark.browser
async def test_a_full_evening_plays_through_the_page(player: Player) -> None:
    for act in ACTS:
        await act(player)
    assert "found nowhere on disk" in await player.looks_on_disk(NEW_LINK)
