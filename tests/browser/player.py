"""Somebody at the rehearsal's page: picks people, writes, taps, moves the clock, and sees what comes of it."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager as AsyncContextManager
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright, expect

from bot.config import Config
from bot.rehearsal import moving, stage
from bot.rehearsal.stage import Stage
from storage.core.vault import KeyDerivation
from tests.stage import QUICK_KDF

CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TUESDAY_AFTERNOON = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
PATIENCE = 15_000
DESK, PHONE = (1280, 800), (390, 844)


class Player:
    """One page, and the stage behind it. Every act waits until the bot has nothing left to do."""

    def __init__(self, page: Page, on: Stage) -> None:
        self.page, self.stage = page, on
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", self._hears_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._sees_request)

    def _hears_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _sees_request(self, request: Request) -> None:
        self.asked.append(request.url)

    async def arrives(self) -> None:
        await self.page.goto(self.stage.server.url)
        await expect(self.page.locator("html[data-ready]")).to_be_attached(timeout=PATIENCE)

    async def settle(self) -> None:
        assert self.stage.running is not None
        await moving.settle(self.stage.server, self.stage.running)
        await self._catches_up()

    async def _catches_up(self) -> None:
        """Wait until the page shows the private chat as it stands: so many messages, deleted ones, and changes."""
        shown = self.page.locator("#phone .messages[data-chat]")
        if await shown.count() == 0:
            return
        world = self.stage.server.world
        chat = world.chats[int(await shown.get_attribute("data-chat") or 0)]
        every = list(chat.messages.values())
        gone = sum(message.gone(world.now()) for message in every)
        state = f"{len(every)}/{gone}/{sum(len(message.versions) for message in every)}"
        await expect(shown).to_have_attribute("data-shown", state, timeout=PATIENCE)

    def _act(self) -> AsyncContextManager[object]:
        """Leave the block only when the small Telegram has heard of what was done in it."""
        return self.page.expect_response(re.compile(r"/rehearsal/(api/act|stage/follow)"))

    async def becomes(self, name: str) -> None:
        """Pick somebody of the cast."""
        await self.page.locator(f'#cast [data-person="{name}"]').click()
        number = next(user.id for user in self.stage.server.world.users.values() if user.first_name == name)
        await expect(self.page.locator("#phone .messages")).to_have_attribute("data-chat", str(number))
        await self.settle()

    async def tries(self, what: str) -> None:
        async with self._act():
            await self.page.locator(f'[data-try="{what}"]').click()
        await self.settle()

    async def writes(self, text: str) -> None:
        await self.page.locator("#write").fill(text)
        async with self._act():
            await self.page.locator("#write").press("Enter")
        await self.settle()

    async def taps(self, label: str, where: str = "#phone") -> None:
        """Tap the newest button of this label."""
        button = self.page.locator(f"{where} .keys").get_by_role("button", name=label, exact=True).last
        await expect(button).to_be_visible(timeout=PATIENCE)
        async with self._act():
            await button.click()
        await self.settle()

    async def sees(self, text: str, where: str = "#phone") -> None:
        await expect(self.page.locator(f"{where} .messages")).to_contain_text(text, timeout=PATIENCE)

    async def sees_no_more(self, text: str, where: str = "#phone") -> None:
        await expect(self.page.locator(f"{where} .messages")).not_to_contain_text(text, timeout=PATIENCE)

    async def newest(self, text: str) -> None:
        """The bot's newest message in the private chat says this."""
        await expect(self.page.locator("#phone .bots").last).to_contain_text(text, timeout=PATIENCE)

    async def goes_to(self, wall: str) -> None:
        """Move the clock to a UK time: 2026-11-24T18:50."""
        await self.page.locator("#to-a-time").click()
        await self.page.locator("#ask-field").fill(wall)
        await self.page.locator("#ask button.strong").click()
        await self._time_stands()

    async def next_reminder(self) -> None:
        await self.page.locator('[data-to="next"]').click()
        await self._time_stands()

    async def _time_stands(self) -> None:
        await expect(self.page.locator("#status")).to_contain_text(re.compile("^It is "), timeout=4 * PATIENCE)
        await expect(self.page.locator("body")).not_to_have_class("moving")
        await self.settle()

    async def looks_on_disk(self, text: str) -> str:
        """What «What is kept» answers for a word."""
        await self.page.locator("#open-kept").click()
        await self.page.locator("#look").fill(text)
        await self.page.locator("#look").press("Enter")
        answer = self.page.locator(".found")
        await expect(answer).to_contain_text(text, timeout=PATIENCE)
        said = await answer.text_content()
        await self.page.locator("#kept .bar button").click()
        return said or ""


@asynccontextmanager
async def raised(folder: Path, at: datetime = TUESDAY_AFTERNOON) -> AsyncIterator[Stage]:
    """A rehearsal of its own, on an afternoon (UTC) with the circle at seven."""
    folder.mkdir()
    kdf = KeyDerivation(kdf=QUICK_KDF, floor=QUICK_KDF)
    async with stage.raised(Config(), folder, 0, at=at, kdf=kdf) as found:
        yield found


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        opened = await play.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        try:
            yield opened
        finally:
            await opened.close()


async def sits_down(chromium: Browser, on: Stage, size: tuple[int, int] = DESK, *, dark: bool = False) -> Player:
    """A player at a fresh page."""
    context = await chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    player = Player(await context.new_page(), on)
    await player.arrives()
    return player
