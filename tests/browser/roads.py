"""The roads that both the tests and the pictures of the README walk through the page."""

from tests.browser.player import Player

MARKER = "heliotrope-marmalade"


async def joins(player: Player) -> None:
    """Temi comes by the public link, as the page proposes, up to waiting."""
    await player.tries("join")
    await player.taps("Join")
    await player.taps("Yes")
    await player.taps("I agree")
    await player.sees("What name shall I show?")
    await player.writes("Temi")
    for label in ("NHS", "Wales", "Both", "Let me pick"):
        await player.taps(label)


async def gathers(player: Player) -> None:
    """Ten minutes before the circle: everyone with a seat has read the card and is in today."""
    for name in ("Fatima", "Kofi"):
        await player.becomes(name)
        await player.taps("I've read it")
    await player.goes_to("2026-11-24T18:50")
    for name in ("Mei", "Tunde", "Fatima", "Kofi"):
        await player.becomes(name)
        await player.sees("Ready when you are")
        await player.taps("I'm in today")


async def begins(player: Player) -> None:
    """Rosa opens her panel at the start and begins."""
    await player.goes_to("2026-11-24T19:00")
    await player.becomes("Rosa")
    await player.writes("/hold")
    await player.taps("Begin")
    await player.sees("We're starting", "#group")


async def locks(player: Player) -> str:
    """Mei chooses her five words. Returns them."""
    await player.tries("page")
    await player.taps("I understand")
    await player.sees("Your five words")
    shown = await player.page.locator("#phone .bots", has_text="Your five words").last.locator(".words").text_content()
    words = (shown or "").splitlines()[2]
    await player.taps("I've written them")
    await player.writes(words)
    await player.sees("Your words now lock your pages")
    return words


async def writes_a_page(player: Player) -> None:
    """Three whats, saved; what was typed is cleared from the chat."""
    await player.writes("/reflect")
    await player.taps("Three whats")
    for answer in (f"I was left out of the {MARKER} meeting", "It matters that I was seen", "Ask for the dates"):
        await player.writes(answer)
        await player.sees(answer)
        more = player.page.locator("#phone .keys").last.get_by_role("button", name="Next question", exact=True)
        await player.taps("Next question" if await more.count() else "That's all")
    await player.taps("All clear, save")


async def reads_it_back(player: Player, words: str) -> None:
    """Say the words, open the page, and uncover what it says."""
    await player.writes("/reflect")
    await player.taps("My pages")
    await player.writes(words)
    await player.taps("1")
    await player.sees(MARKER)
    for cover in await player.page.locator("#phone .spoiler").all():
        await cover.click()
