"""A stage whose bot lives in another process: it can be killed at any moment and started again on the same files."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.stage import plain

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0

CONFIG = """
[telegram]
token = "{token}"
api_base_url = "{server}/bot"
api_file_url = "{server}/file/bot"
messages_per_second = 0
[storage]
url = "sqlite:///{folder}/circle.sqlite"
keystore_url = "sqlite:///{folder}/keystore.sqlite"
[keys]
master_key_file = "{folder}/master.key"
[web]
port = 0
[logs]
level = "info"
file = "{folder}/bot.log"
[rehearsal]
clock_file = "{folder}/clock"
"""


class Weather:
    """Starts, kills and restarts the bot; `kills` counts."""

    def __init__(self, folder: Path, server: RehearsalServer, zygote: asyncio.subprocess.Process, seed: int) -> None:
        self.folder, self.server, self.kills = folder, server, 0
        self.dice = random.Random(seed)
        self._zygote = zygote
        self._pid: int | None = None
        self._config = folder / "config.toml"
        self._config.write_text(CONFIG.format(token=server.token, server=server.url, folder=folder))
        self._config.chmod(0o600)
        self.set_ahead(0)

    def set_ahead(self, seconds: float) -> None:
        """Let the bot live this many seconds ahead of the real clock."""
        fresh = self.folder / "clock.new"
        fresh.write_text(str(seconds))
        fresh.rename(self.folder / "clock")

    async def start(self) -> None:
        """Fork a bot."""
        if self._zygote.stdin is None or self._zygote.stdout is None:
            raise RuntimeError("the zygote has no pipes")
        self._zygote.stdin.write(f"start {self._config}\n".encode())
        await self._zygote.stdin.drain()
        self._pid = int(await self._zygote.stdout.readline())

    async def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """kill -9, whatever it is doing, and wait until it is gone and has let go of its files."""
        pid, self._pid = self._pid, None
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            gone = os.pidfd_open(pid)
            os.kill(pid, how)
            await _readable(gone)
            os.close(gone)
        self.kills += 1

    async def rage(self, *, until: Callable[[], bool], shortest: float = 0.02, longest: float = 0.9) -> None:
        """Kill and restart at random moments until `until()` holds; leaves the bot running."""
        if self._pid is None:
            await self.start()
        while not until():
            await self.server.world.changed.until(until, self.dice.uniform(shortest, longest))
            if until():
                return
            await self.kill()
            await self.start()

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait, through kills, for something to come true in the chats."""
        try:
            await self.server.until(true, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"never came: {what}") from None


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    await ready.wait()
    loop.remove_reader(descriptor)


class Player:
    """One person in the storm: they wait for a button before they tap it, however long the bot is away."""

    def __init__(self, weather: Weather, name: str) -> None:
        self.weather, self.name = weather, name
        self.part: Person = weather.server.person(name)

    def sees(self, words: str) -> bool:
        return any(words in plain(message.text) for message in self.part.hears())

    def times_heard(self, words: str) -> int:
        """How many messages of the bot ever said this, erased ones as well."""
        bot = self.part.world.bot
        said = [m for m in self.part.chat.messages.values() if m.sender is bot]
        return sum(any(words in plain(str(c.get("text", ""))) for c in (*m.versions, m.content)) for m in said)

    def _has(self, label: str) -> bool:
        return any(b.get("text") == label for m in self.part.hears() for row in m.buttons for b in row)

    async def taps(self, label: str) -> None:
        await self.weather.until(lambda: self._has(label), f"{self.name}'s button «{label}»")
        self.part.taps_on(label)

    async def says(self, text: str, *, after: str = "") -> None:
        """Type, once `after` is on the screen."""
        if after:
            await self.weather.until(lambda: self.sees(after), f"{self.name} waiting for «{after}»")
        self.part.says(text)

    async def hears(self, words: str) -> None:
        await self.weather.until(lambda: self.sees(words), f"{self.name} hearing «{words}»")


@asynccontextmanager
async def weather_over(folder: Path, *, seed: int = 1) -> AsyncIterator[Weather]:
    """A server here, a zygote there, and an empty house in `folder` (already copied)."""
    async with RehearsalServer() as server:
        zygote = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.storm.zygote",
            cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        weather = Weather(folder, server, zygote, seed)
        try:
            yield weather
        finally:
            await weather.kill()
            if zygote.stdin is not None:
                zygote.stdin.close()
                await zygote.stdin.wait_closed()
            await zygote.wait()
