"""Our bot with a stopwatch on everything that seals, opens, wraps or signs: what S8 is made of.

`python -m bench.sealing_timed FILE` is `python -m bot run`; when it has ended, FILE holds the seconds spent sealing.
Only the outermost call is timed, so that one that calls another is not counted twice.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import ParamSpec, TypeVar

from storage.core import keys, sealing

P = ParamSpec("P")
R = TypeVar("R")

_SEALING = ("seal_field", "open_field", "seal_envelope", "open_envelope", "wrap_key", "unwrap_key", "row_mac")
_KEYS = ("lookup",)


class Stopwatch:
    """Seconds inside the functions it was put on."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._running = False

    def on(self, timed: Callable[P, R]) -> Callable[P, R]:
        """The same function, timed."""

        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if self._running:
                return timed(*args, **kwargs)
            self._running, began = True, perf_counter()
            try:
                return timed(*args, **kwargs)
            finally:
                self.seconds += perf_counter() - began
                self._running = False

        return call


def main(file: Path) -> int:
    """Put the stopwatch on before anything else of the bot is imported, then run it."""
    watch = Stopwatch()
    for module, names in ((sealing, _SEALING), (keys, _KEYS)):
        for name in names:
            setattr(module, name, watch.on(getattr(module, name)))
    from bot.__main__ import main as bot

    try:
        return bot(["run"])
    finally:
        file.write_text(str(watch.seconds))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
