"""Our bot with two stopwatches, one on what seals a note and one on everything else that seals: what S8 is made of.

`python -m bench.sealing_timed FILE` is `python -m bot run`; when it has ended, FILE holds the seconds of both. A note
is sealed by its envelope and the checks of its rows. The rest (names looked up by keyed hash, drafts, letters) would
be done for the same text unsealed as well. Only the outermost call is timed, so that none is counted twice.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import ParamSpec, TypeVar

from storage.core import keys, sealing

P = ParamSpec("P")
R = TypeVar("R")

_OF_A_NOTE = ((sealing, "seal_envelope"), (sealing, "row_mac"))
_THE_REST = (
    *((sealing, name) for name in ("seal_field", "open_field", "open_envelope", "wrap_key", "unwrap_key")),
    (keys, "lookup"),
)


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
    note, rest = Stopwatch(), Stopwatch()
    for watch, timed in ((note, _OF_A_NOTE), (rest, _THE_REST)):
        for module, name in timed:
            setattr(module, name, watch.on(getattr(module, name)))
    from bot.__main__ import main as bot

    try:
        return bot(["run"])
    finally:
        file.write_text(f"{note.seconds} {rest.seconds}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
