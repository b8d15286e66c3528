"""Starts the stub and the bots as processes of their own, gives orders, and reads what they cost."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from bench.crowd import Found, Order

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "1000001:" + "A" * 35
"""Shaped like a token, known to no server but the stub."""

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CAP_SYS_PTRACE = 19


class BotSilent(Exception):
    """The bot under measurement did not ask for updates, or ended; its last words follow."""


class Stub:
    """Our end of the stub's process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.stub"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.port: int = json.loads(self._line())["port"]

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url: the token is appended."""
        return f"http://127.0.0.1:{self.port}/bot"

    def order(self, do: str, **particulars: Unpack[Order]) -> Found:
        """Gives one order and waits until it is done."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([do, particulars]) + "\n")
        self._process.stdin.flush()
        found: Found = json.loads(self._line())
        return found

    def close(self) -> None:
        """Closing its input ends it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise BotSilent("the stub ended")
        return line


@dataclass(frozen=True)
class Command:
    """How a bot is started: its arguments after the interpreter, and what its environment adds."""

    name: str
    arguments: Sequence[str]
    environment: dict[str, str]
    mark: str = ""
    """A word by which its answer is known among the other things it sends; empty when every message is an answer."""


def _as_anyone() -> dict[str, str]:
    """This environment, but Python keeps its bytecode: a machine for building may say otherwise, a server would not."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def sees_into_others() -> bool:
    """Whether this process may look into those that keep themselves to themselves, as ours does: root's privilege."""
    status = Path("/proc/self/status").read_text()
    [effective] = [line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")]
    return bool(int(effective, 16) >> _CAP_SYS_PTRACE & 1)


class BotProcess:
    """A bot running against a stub."""

    def __init__(self, command: Command, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.command = command
        self._log = folder / f"{command.name}.log"
        self.began = time.monotonic()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command.arguments],
                cwd=ROOT,
                env={**_as_anyone(), **command.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def cpu(self) -> float:
        """Seconds of processor time so far, user and system."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Proportional set size in MiB: shared pages counted by share.

        Without root's privilege the resident set, shared pages counted whole: the same for every bot of the run.
        """
        if not sees_into_others():
            return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * _PAGE / 2**20
        for line in Path(f"/proc/{self._process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        raise BotSilent(self.last_words())

    def last_words(self) -> str:
        """The end of what it printed. Bench text only, so it may be shown."""
        return self._log.read_text(errors="replace")[-1500:]

    def kill(self) -> None:
        """Ends it as a power cut would: what it held in memory is gone."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Asks it to end, and ends it if it will not."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass
class Running:
    """A bot and its own stub, ready to be asked."""

    stub: Stub
    bot: BotProcess
    start_seconds: float
    """From the start of the process to its first getUpdates."""

    @property
    def mark(self) -> str:
        """The word by which an answer is known."""
        return self.bot.command.mark


class Starter:
    """Makes the command of one kind of bot, for the stub it shall talk to and the folder it may write in."""

    name = ""

    def __call__(self, base_url: str, folder: Path) -> Command:
        """The command that starts it."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.name


class Peer(Starter):
    """One of `bench/peers`, started with the stub's address, a token, and a folder when it writes."""

    def __init__(self, name: str, *, writes: bool = False) -> None:
        self.name = name
        self._writes = writes

    def __call__(self, base_url: str, folder: Path) -> Command:
        """The command that starts it."""
        arguments = ["-m", f"bench.peers.{self.name}", base_url, TOKEN]
        return Command(self.name, [*arguments, str(folder)] if self._writes else arguments, {})


@contextmanager
def running(command: Starter, folder: Path, **settings: Unpack[Order]) -> Iterator[Running]:
    """The bot, started against a stub of its own and asking for updates; both ended afterwards."""
    stub = Stub()
    try:
        stub.order("settings", **settings)
        bot = BotProcess(command(stub.base_url, folder), folder)
        try:
            polled = stub.order("polled", polls=1, patience=90.0)
            if "first_poll" not in polled:
                raise BotSilent(bot.last_words())
            yield Running(stub, bot, polled["first_poll"] - bot.began)
        finally:
            bot.stop()
    finally:
        stub.close()


PTB_ECHO = Peer("ptb_echo")
AIOGRAM_ECHO = Peer("aiogram_echo")
FIRST_DESIGN = Peer("first_design", writes=True)
PTB_BROADCAST = Peer("ptb_broadcast")
