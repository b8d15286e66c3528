"""A process that forks another, lets it do an operator's work, and kills it at a random moment. See test_kills.py."""

import os
import random
import select
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Config
from bot.keeping import backing_up, putting_back, rotating
from bot.keeping.putting_back import Order
from tests.keeping_steps import silent


def config_of(folder: Path, public: str = "") -> Config:
    config = Config.rehearsing(folder, server="http://127.0.0.1:9")
    return replace(config, backup=replace(config.backup, public_key=public))


def kill_at(moment: float, work: Callable[[], object]) -> bool:
    """Do it in a process of its own, and kill -9 that after so many seconds, if it has not ended. True when it had."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    over = os.pidfd_open(child)
    select.select([over], [], [], moment)
    os.close(over)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def works(folder: Path, drawer: Path) -> dict[str, Callable[[], object]]:
    public = (drawer / "public").read_text() if (drawer / "public").exists() else ""
    config = config_of(folder, public)
    found = {each.name.split("-")[0]: each for each in drawer.glob("*.circle")}

    def restore() -> object:
        order = Order(found["data"], found["keystore"], drawer / "private", drawer / "erasures", move_aside=True)
        return putting_back.restore(config, order, datetime.now(UTC))

    return {
        "rotate": lambda: rotating.rotate(config, silent),
        "backup": lambda: backing_up.take(config, datetime.now(UTC), silent),
        "restore": restore,
    }


def main() -> None:
    what, folder, drawer, seed = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    work = works(folder, drawer)[what]
    dice = random.Random(seed)
    longest = 0.25
    for line in sys.stdin:
        ended = kill_at(dice.uniform(0.0, longest), work)
        longest = max(0.02, longest * 0.9) if ended else min(2.0, longest * 1.1)
        sys.stdout.write(f"{'ended' if ended else 'killed'} {line.strip()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
