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

from bot.rehearsal.parts import Message
from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests import typed
from tests.stage import plain

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0
IMPATIENT = 2.0
"""Seconds after which somebody taps again."""
TAPS = 20

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
        self.between: Callable[[], None] = lambda: None
        """Looked at while the bot lies dead, after each kill."""
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

    async def _listening(self, until: Callable[[], bool]) -> None:
        taken = self.server.counts["getupdates", 200]

        def listens() -> bool:
            return self.server.polling.waits or self.server.counts["getupdates", 200] > taken or until()

        await self.server.world.changed.until(listens, PATIENCE)

    async def rage(
        self, *, until: Callable[[], bool], shortest: float = 0.02, longest: float = 0.9, lulls: float = 0.0
    ) -> None:
        """Kill and restart at random moments until `until()` holds; leaves the bot running.

        In every other life the time runs from when it listens: on a busy machine it would else never come so far.
        `lulls` is the share of lives that last three times as long.
        """
        if self._pid is None:
            await self.start()
        while not until():
            if self.kills % 2:
                await self._listening(until)
            longer = 3 if self.dice.random() < lulls else 1
            await self.server.world.changed.until(until, longer * self.dice.uniform(shortest, longest))
            if until():
                return
            await self.kill()
            self.between()
            await self.start()


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    await ready.wait()
    loop.remove_reader(descriptor)


class Player:
    """One person in the storm: patient while the bot is away, and one who taps again when nothing happens."""

    def __init__(self, weather: Weather, part: Person) -> None:
        self.weather, self.part, self.name = weather, part, part.user.first_name
        self._known: dict[int, int] = {}

    def hears_new(self, words: str) -> bool:
        """Whether the bot has said this since their last act."""
        return any(words in plain(message.text) for message in self._new())

    def has(self, label: str) -> bool:
        """Whether a button with this label came since their last act."""
        return any(b.get("text") == label for m in self._new() for row in m.buttons for b in row)

    def times_heard(self, words: str) -> int:
        """How many messages of the bot ever said this, edited and deleted ones as well."""
        bot = self.part.world.bot
        said = [m for m in self.part.chat.messages.values() if m.sender is bot]
        return sum(any(words in plain(str(c.get("text", ""))) for c in (*m.versions, m.content)) for m in said)

    async def taps(self, label: str, *, then: str) -> None:
        """Tap, and tap again if the answer does not come: a second tap is answered, not punished."""
        await self.until(lambda: self._anywhere(label), f"button «{label}»")
        self._mark()
        for _ in range(TAPS):
            if self._anywhere(label):
                self.part.taps_on(label)
            if await self.weather.server.world.changed.until(lambda: self._came(then), IMPATIENT):
                return
        raise AssertionError(f"{self.name} tapped «{label}» and never saw «{then}»\n{self._transcript()}")

    async def says(self, text: str, *, then: str) -> None:
        """Type once; typing again would be saying it twice."""
        typed.remember(text)
        self._mark()
        self.part.says(text)
        await self.until(lambda: self._came(then), f"«{then}» after typing")

    async def starts(self, payload: str, *, then: str) -> None:
        self._mark()
        self.part.starts(payload)
        await self.until(lambda: self._came(then), f"«{then}» after start")

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait, through kills."""
        try:
            await self.weather.server.until(true, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{self.name} never came to: {what}\n{self._transcript()}") from None

    def _came(self, words: str) -> bool:
        return self.hears_new(words) or self.has(words)

    def _anywhere(self, label: str) -> bool:
        return any(b.get("text") == label for m in self.part.hears() for row in m.buttons for b in row)

    def _new(self) -> list[Message]:
        return [m for m in self.part.hears() if len(m.versions) + 1 > self._known.get(m.id, 0)]

    def _mark(self) -> None:
        chat = self.part.world.chats.get(self.part.id)
        self._known = {m.id: len(m.versions) + 1 for m in chat.messages.values()} if chat else {}

    def _transcript(self) -> str:
        return "\n".join(f"{m.sender.first_name}: {plain(m.text)}" for m in self.part.messages()[-12:])


@asynccontextmanager
async def weather_over(folder: Path, server: RehearsalServer, *, seed: int = 1) -> AsyncIterator[Weather]:
    """A bot that lives elsewhere, on the files in `folder`, over this server."""
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
