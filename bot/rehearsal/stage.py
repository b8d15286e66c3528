"""The stage: `make run` without a token opens it, and one person plays every part, on this machine alone."""

from __future__ import annotations

import asyncio
import fcntl
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from bot import founding, logs, serving
from bot.alone import AlreadyRunning
from bot.app import Running, opened
from bot.clock import Clock
from bot.config import Config, Secret
from bot.rehearsal import moving, underway
from bot.rehearsal.cast import Cast
from bot.rehearsal.front import Front
from bot.rehearsal.server import TOKEN, RehearsalServer
from handlers.talk.words import sets
from mentoring.calendar import UK, instant
from storage.core.vault import KeyDerivation

FOLDER = Path(".rehearsal")
PORTS_TRIED = 50
DAYTIME = (time(9), time(17))
AFTERNOON = time(16)
STEPS_IN_ALL = len(underway.STEPS) + 5


@dataclass
class Stage:
    """One rehearsal: the small Telegram, the bot once it is open, and how far the network is made ready."""

    folder: Path
    server: RehearsalServer
    clock: Clock
    opens: datetime
    running: Running | None = None
    ready: bool = False
    moved: bool = False
    step: str = ""
    done: int = 0
    of: int = STEPS_IN_ALL
    lines: dict[str, str] = field(default_factory=dict)

    def takes(self, step: str) -> None:
        """Tell the page and the terminal what is being made ready now."""
        self.step = str(sets("rehearsal")["terminal"]["steps"][step])
        self.done += 1
        self.server.world.tell("preparing", {"step": self.step, "done": self.done, "of": self.of})


async def rehearse(config: Config, port: int) -> int:
    """Open a fresh rehearsal on `port` (the next free one if it is taken; 0: any) until Ctrl-C or SIGTERM."""
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    playing = asyncio.create_task(_play(config, port, stopping))
    ended = asyncio.create_task(stopping.wait())
    await asyncio.wait({playing, ended}, return_when=asyncio.FIRST_COMPLETED)
    if stopping.is_set() and not playing.done():
        playing.cancel()
    ended.cancel()
    await asyncio.gather(playing, ended, return_exceptions=True)
    if not playing.cancelled() and (trouble := playing.exception()) is not None:
        raise trouble
    return 0


async def _play(config: Config, port: int, stopping: asyncio.Event) -> None:
    says, folder = sets("rehearsal")["terminal"], await asyncio.to_thread(FOLDER.absolute)
    empty(folder)
    logs.start(Config.rehearsing(folder, server="").logs, hide=[Secret(TOKEN)])
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(says["fresh"].format(folder=FOLDER), markup=False)
    with _progress(console, says["title"]) as shown:
        async with raised(config, folder, free_port(port), at=opening_time(datetime.now(UTC)), shown=shown) as stage:
            shown.stop()
            if port not in (0, stage.server.port):
                console.print(says["taken"].format(asked=port, port=stage.server.port), markup=False)
            console.print(says["open"].format(port=stage.server.port), markup=False)
            await stopping.wait()
    console.print(says["bye"], markup=False)


class _Lines:
    """Progress as plain lines, where there is no terminal to draw on; as a bar where there is one."""

    def __init__(self, console: Console, bar: Progress | None) -> None:
        self._console, self._bar = console, bar
        self._task = None if bar is None else bar.add_task("", total=STEPS_IN_ALL)

    def __call__(self, stage: Stage) -> None:
        if self._bar is None or self._task is None:
            self._console.print(f"  {stage.done}/{stage.of} {stage.step}", markup=False)
        else:
            self._bar.update(self._task, completed=stage.done, description=stage.step)

    def stop(self) -> None:
        """Nothing more to tell."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def _progress(console: Console, title: str) -> Iterator[_Lines]:
    if not console.is_terminal:
        yield _Lines(console, None)
        return
    columns = (TextColumn(title), BarColumn(bar_width=24), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Lines(console, bar)


@asynccontextmanager
async def raised(
    config: Config,
    folder: Path,
    port: int,
    *,
    at: datetime,
    shown: _Lines | None = None,
    kdf: KeyDerivation | None = None,
) -> AsyncIterator[Stage]:
    """A rehearsal in an empty folder, with its network under way, living at `at` (UTC)."""
    clock = Clock()
    clock.set(at - underway.BEGINS)
    async with RehearsalServer(port=port, now=clock.now) as server:
        stage = Stage(folder, server, clock, at, moved=abs(at - datetime.now(UTC)) > timedelta(minutes=1))
        server.page = Front(stage)
        server.world.bot.first_name = config.network.name
        if shown is not None:
            server.world.listeners.append(lambda what, _: shown(stage) if what == "preparing" else None)
        stage.takes("house")
        with _place() as place:
            settings = _settings(config, folder, server, place.getsockname()[1])
            await asyncio.to_thread(lambda: list(founding.found(settings)))
            stage.takes("bot")
            async with (
                opened(settings, clock=clock, kdf=kdf) as running,
                serving.site(running, at=lambda runner: web.SockSite(runner, place)),
                serving.receiving(running),
            ):
                stage.running = running
                await _make_ready(stage, running)
                yield stage


def _place() -> closing[socket.socket]:
    """Where the bot's own pages will be, taken at once: another rehearsal beside this one cannot come between."""
    place = socket.socket()
    place.bind(("127.0.0.1", 0))
    return closing(place)


def _settings(config: Config, folder: Path, server: RehearsalServer, site: int) -> Config:
    """The operator's own network, with everything kept in the folder and this server for Telegram."""
    made = Config.rehearsing(folder, server=server.url, token=Secret(server.token))
    return replace(
        made,
        telegram=replace(made.telegram, messages_per_second=0),  # our own server sets no limits unless asked to
        web=replace(made.web, port=site, public_url=f"http://127.0.0.1:{site}"),
        network=config.network,
    )


async def _make_ready(stage: Stage, running: Running) -> None:
    """Live through the days before today, then stand at the time the rehearsal opens."""
    cast = Cast(stage.server, running)
    stage.lines = {row["name"]: row["line"] for row in cast.rows}
    stage.takes("people")
    await cast.come()
    for name, step in underway.STEPS:
        stage.takes(name)
        await step(cast)
    stage.takes("days")
    await moving.forward(stage.server, running, stage.opens)
    stage.takes("evening")
    await underway.evening(cast)
    if not stage.moved:
        stage.clock.set(datetime.now(UTC))
        await running.look_at_the_clock()
    stage.ready = True
    stage.server.world.tell("ready", {})


def opening_time(real: datetime) -> datetime:
    """When a rehearsal lives at first (UTC): now by day; otherwise this afternoon, so that its circle is tonight."""
    here = real.astimezone(ZoneInfo(UK))
    if DAYTIME[0] <= here.time() <= DAYTIME[1]:
        return real
    return instant(here.date(), AFTERNOON, UK)


def free_port(wanted: int) -> int:
    """`wanted`, or the next one that is free; 0 picks any. Raises OSError when all that were tried are taken."""
    last = OSError("no port is free")
    for port in range(wanted, wanted + PORTS_TRIED if wanted else 1):
        with closing(socket.socket()) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError as taken:
                last = taken
                continue
            return int(tried.getsockname()[1])
    raise last


def empty(folder: Path) -> None:
    """A fresh folder for its owner only; what was in it is gone.

    Raises AlreadyRunning while another rehearsal plays there, NotADirectoryError where a link stands.
    """
    if folder.is_symlink():
        raise NotADirectoryError(20, "a link stands where the rehearsal keeps its files", str(folder))
    if (lock := folder / "circle.lock").exists():
        with lock.open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunning from None
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
