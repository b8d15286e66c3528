"""Lives in the safe space that go on through a storm: people who write, who open and erase pages, who leave."""

import asyncio
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.rehearsal.parts import Message
from tests.keeping_steps import Operator
from tests.stage import plain
from tests.storm.weather import Player, Weather

MARKER = "bergamot-lighthouse-2046"
A_WHILE = 1.5
"""Seconds after which somebody who saw nothing happen begins again."""
ERASES = ("Yes, erase", "Erase this", "1", "My pages")
READS = ("Hide now", "1", "My pages")
GONE = re.compile(r"rf-gone:([\w-]+)")


def asked(folder: Path, question: str, *given: object) -> list[tuple[object, ...]]:
    """Rows of the database, read while no bot runs or from beside it."""
    with closing(sqlite3.connect(folder / "circle.sqlite")) as conn:
        return conn.execute(question, given).fetchall()


@dataclass
class Writer:
    """Somebody who writes one private page after another until so many kills are over and one page at least is kept."""

    player: Player
    kills: int
    saved: int = 0

    async def write_on(self, weather: Weather) -> None:
        while weather.kills < self.kills or not self.saved:
            await self.player.says("/reflect", then="More kinds")
            await self.player.taps("More kinds", then="Free page")
            await self.player.taps("Free page", then="Write.")
            await self.player.says(f"what happened: {MARKER}", then="That's all")
            await self.player.taps("That's all", then="All clear, save")
            await self.player.taps("All clear, save", then="Saved, and cleared")
            self.saved += 1


@dataclass
class Opener:
    """Somebody who opens their pages, reads, and erases one after another: whatever the screen offers, they go on.

    They stop when so many kills are over and one page at least is gone, as long as that takes on a busy machine.
    """

    player: Player
    words: str
    kills: int
    opened: int = 0
    erasing: dict[int, str] = field(default_factory=dict)
    _seen: tuple[int, int] | None = None

    async def goes_on(self, weather: Weather) -> None:
        while weather.kills < self.kills or not self.promised_gone():
            if not await weather.server.world.changed.until(self._is_new, A_WHILE):
                self.player.part.says("/reflect")
            elif self._seen:
                self._act(self.player.part.hears()[-1])

    def _is_new(self) -> bool:
        """Whether the screen has changed since they looked last; they look now."""
        heard = self.player.part.hears()
        seen = (heard[-1].id, len(heard[-1].versions)) if heard else None
        changed, self._seen = seen != self._seen, seen
        return changed

    def _act(self, screen: Message) -> None:
        """One step on from what is on the screen."""
        if "Your sign" in screen.text:
            self.player.part.says(self.words)
            return
        self.opened += "Your pages. Tap" in screen.text
        for button in (button for row in screen.buttons for button in row):
            if found := GONE.match(str(button.get("callback_data", ""))):
                self.erasing[screen.id] = found[1]
        onward = self.player.weather.dice.choice((ERASES, READS))
        label = next((label for label in onward if _has(screen, label)), None)
        if label is not None:
            self.player.part.taps_on(label)

    def promised_gone(self) -> set[str]:
        """Each page that they were told is erased: the message that asked says so."""
        chat = self.player.part.chat.messages
        return {page for message, page in self.erasing.items() if plain(chat[message].text) == "Erased."}


@dataclass
class Leaver:
    """Somebody who asks to be erased, once so many kills are over."""

    player: Player
    after: int

    async def leaves(self, weather: Weather) -> None:
        await weather.server.world.changed.until(lambda: weather.kills >= self.after, 3600)
        await self.player.says("/privacy", then="Erase me")
        await self.player.taps("Erase me", then="ERASE")
        await self.player.says("ERASE", then="This is your receipt")


@dataclass
class Keeper:
    """The operator, who takes one backup after another from files that a bot is writing, or dying on."""

    operator: Operator
    kills: int
    every: int
    taken: list[Path] = field(default_factory=list)

    async def keeps(self, weather: Weather) -> None:
        while weather.kills < self.kills:
            self.taken += await asyncio.to_thread(self.operator.backs_up)
            await weather.server.world.changed.until(self._later(weather), 3600)

    def _later(self, weather: Weather) -> Callable[[], bool]:
        at = min(self.kills, weather.kills + self.every)
        return lambda: weather.kills >= at


def _has(message: Message, label: str) -> bool:
    return any(button.get("text") == label for row in message.buttons for button in row)
