"""A process that has imported the whole bot and forks one that runs it, so that two hundred kills fit into a test run.

Reads commands, a line each: `start <config file>` forks a bot and answers its process id; end of input ends everything.
Each child is a real process with its own event loop, files and connections, and meets a real kill -9.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot import serving, start
from handlers.talk import words
from tests.stage import quick_kdf


def live(config: Path) -> None:
    """Run the bot as `python -m bot run` does, in this process, until it is killed or asked to stop.

    Only a key costs less than in a house: at its full cost, most kills would fall into the one third of a second.
    """
    settings = start.prepared(config, {})
    os._exit(asyncio.run(serving.serve(settings, kdf=quick_kdf())))


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are taken away without waiting
    words.of("en")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.stdin.close()
            live(Path(line.split(maxsplit=1)[1].strip()))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
