"""The door of the house: `python -m bot`, and then what you want of it."""

import os
import sys
from pathlib import Path

from bot.lean import spared, without_docstrings


def main(said: list[str]) -> int:
    """Do what the command line says; the exit code comes back.

    `run` is answered here, without Typer and Rich: a bot runs for months, and need not carry a help page in its memory.
    Whatever is not a plain `run` (its --help, a mistyped option) goes to them.
    """
    if said[:1] == ["run"] and (asked := _plain(said[1:])) is not None:
        with spared():
            from bot.start import run  # noqa: PLC0415 -- a help page needs none of it

        return run(asked[0], os.environ)
    from bot.cli import main as command_line  # noqa: PLC0415 -- see above

    return command_line(said)


def _plain(rest: list[str]) -> tuple[Path | None] | None:
    """The file of `--config FILE` or `--config=FILE`, or no file; None when more was said than that."""
    match rest:
        case []:
            return (None,)
        case ["--config" | "-c", file] if not file.startswith("-"):
            return (Path(file),)
        case [option] if option.startswith("--config=") and option != "--config=":
            return (Path(option.removeprefix("--config=")),)
        case _:
            return None


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"] and _plain(sys.argv[2:]):
        without_docstrings()
    sys.exit(main(sys.argv[1:]))
